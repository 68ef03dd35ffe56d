#!/usr/bin/env python3
"""photos.py [HEARBACK]: photographed business cards (card_pictures.py), read, shown, and recorded when seen.  Says how
many fields were read right."""
import json
import os
import pty
import subprocess
import sys
import tempfile
import time
import unicodedata

import card_pictures as pictures
from story import HEARBACK, Story

passed = failed = 0
HELPER = os.path.join(os.path.dirname(HEARBACK), "hearback-card")
FIELDS = ("name", "title", "organisation", "mails", "phones", "url")
LEAST = 0.95  # of the fields, over all cards and ways


def check(holds, what):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"not so: {what}")


def story_in(folder, *organisations):
    story = Story(folder)
    for name in organisations or ("Kestrel Optics Ltd",):
        story.run(["new", name, "Cook"])
    return story


def read(story, path):
    answer = story.json(["import", path])
    return answer["photos"][0] if answer else None


def plain(text):
    """Without accents: that umlauts are read is asked where they are, apart."""
    return "".join(c for c in unicodedata.normalize("NFD", text or "") if not unicodedata.combining(c)).replace("ß", "ss")


def value(photo, field):
    if field in ("mails", "phones"):
        return [v["text"] for v in photo[field]]
    return photo[field]["text"]


def right(photo, card, field):
    found, wanted = value(photo, field), card.get(field) or ([] if field in ("mails", "phones") else "")
    if isinstance(wanted, list):
        return found == wanted
    return plain(found).rstrip(".") == plain(wanted).rstrip(".")


def draw(folder, card, way):
    return pictures.draw(card, way, os.path.join(folder, f"{card['id']}-{way}.picture"))


def test_cards():
    """Each card as a scan, every other one as a photograph; the first ones also turned, tilted, from afar and from the side."""
    asked = [(c, "scan") for c in pictures.CARDS] + [(c, "photo") for c in pictures.CARDS[::2]]
    asked += [(c, w) for c in pictures.CARDS[:2] for w in ("left", "right", "head-down", "tilted")]
    asked += [(pictures.CARDS[0], "side"), (pictures.CARDS[2], "far"), (pictures.CARDS[4], "far")]
    counts, wrong = {f: [0, 0] for f in FIELDS}, []
    with tempfile.TemporaryDirectory() as folder:
        story = story_in(folder)
        before = story.history()
        for card, way in asked:
            photo = read(story, draw(folder, card, way))
            check(photo is not None and photo["seen"] is False, f"{card['id']} {way}: {story.err}")
            for field in FIELDS if photo else ():
                good = right(photo, card, field)
                counts[field][0] += good
                counts[field][1] += 1
                if not good:
                    wrong.append(f"{card['id']} {way}: {field} is {value(photo, field)!r}")
        check(story.history() == before, "nothing is recorded of what nobody has seen")
        photo = read(story, draw(folder, pictures.CARDS[2], "scan"))
        check(value(photo, "name") == "Dipl.-Ing. Jörg Größe" and value(photo, "organisation") == "Bär & Söhne GmbH",
              f"umlauts are read: {value(photo, 'name')}, {value(photo, 'organisation')}")
    n, total = sum(c[0] for c in counts.values()), sum(c[1] for c in counts.values())
    print(f"{n} of {total} fields right (" + ", ".join(f"{f} {c[0]}/{c[1]}" for f, c in counts.items()) + ")")
    check(n >= LEAST * total, "\n    ".join([f"at least {LEAST:.0%} of the fields are right"] + wrong))


def test_recording():
    with tempfile.TemporaryDirectory() as folder:
        story, card = story_in(folder), pictures.CARDS[0]
        path = draw(folder, card, "scan")
        before = story.history()
        check(story.run(["import", path]) == 0 and "None of it is recorded" in story.out, story.out)
        check("hearback met OPP 'Jane Moss <jane.moss@kestrel.example>' --title 'Lead Engineer' --phone '+44 20 7946 0001'"
              in story.out, story.out)
        check(story.run(["import", path, "--dry-run"]) == 0 and "Lead Engineer" in story.out, story.out)
        check(story.run(["import", path, "--dry-run", "--yes"]) == 0 and "Lead Engineer" in story.out, story.out)
        check(story.history() == before, "a look records nothing")
        answer = story.json(["import", path, "--yes"])
        check(answer["added"] == 1 and answer["photos"][0]["seen"], answer)
        person = story.json(["show", "jane"])["person"]
        check((person["name"], person["title"], person["mail"], person["phone"]) ==
              ("Jane Moss", "Lead Engineer", "jane.moss@kestrel.example", "+44 20 7946 0001"), person)
        check(story.json(["import", path, "--yes"])["already"] == 1, "twice adds nothing")
        other = draw(folder, pictures.CARDS[4], "scan")
        answer = story.json(["import", other, "--yes"])
        check(answer["added"] == 0 and "not in your record" in answer["refused"][0]["why"], answer)
        check(story.json(["import", other, path, "--yes", "--opportunity", "kestrel"])["added"] == 1, story.err)
        check(story.run(["import", __file__, "--yes"]) == 2 and "--yes belongs to photographs" in story.err, story.err)
        with open(path, "rb") as file:
            done = subprocess.run([HEARBACK, "--data", story.data, "import", "-"], stdin=file, env=story.env,
                                  capture_output=True, check=False)
        check(done.returncode == 1 and b"name its file" in done.stderr, done.stderr)


def at_terminal(story, words, editor):
    """At a terminal, with an editor that is a line of shell."""
    path = os.path.join(story.folder, "editor.sh")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\n{editor}\n")
    os.chmod(path, 0o700)
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(HEARBACK, [HEARBACK, "--data", story.data, "--now", story.now, *words],
                  {**story.env, "TERM": "xterm", "VISUAL": path, "TMPDIR": story.folder})
    out = b""
    while True:
        try:
            more = os.read(fd, 65536)
        except OSError:
            break
        if not more:
            break
        out += more
    os.close(fd)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), out.decode().replace("\r\n", "\n")


def test_editor():
    with tempfile.TemporaryDirectory() as folder:
        story = story_in(folder, "Moss & Quill LLP")
        path = draw(folder, pictures.CARDS[7], "scan")
        before = story.history()
        status, out = at_terminal(story, ["import", path], "cp \"$1\" $TMPDIR/form; sed -i 's/^name = .*/name =/' \"$1\"")
        check(status == 0 and story.history() == before and "None of it is recorded" in out, f"no name, nothing: {out}")
        with open(f"{folder}/form", encoding="utf-8") as file:
            form = file.read()
        check("# ? look twice: this stood in capitals\nname = Margaret O'Neill\n" in form, form)
        check("\ntitle = Partner\norganisation = Moss & Quill LLP\nmail = moneill@mossquill.example\nphone = 029 2018 0123\n" in form,
              form)
        status, out = at_terminal(story, ["import", path], "exit 1")
        check(status == 1 and "failed" in out and story.history() == before, f"the editor failed: {out}")
        status, out = at_terminal(story, ["import", path], "echo 'mail = moneill' >>\"$1\"")
        check(status == 1 and "is no mail address" in out and "your text is kept" in out, f"a fault: {out}")
        check(story.history() == before and len([f for f in os.listdir(folder) if f.startswith("hearback-")]) == 1, "kept")
        status, out = at_terminal(story, ["import", path], "sed -i 's/^organisation = .*/organisation = Nobody/' \"$1\"")
        check(status == 0 and "not in your record" in out and "hearback met OPP 'Margaret O'\\''Neill" in out, out)
        status, out = at_terminal(story, ["import", path], "sed -i 's/^title = .*/title = Senior Partner/' \"$1\"")
        person = story.json(["show", "margaret"])["person"]
        check(status == 0 and person["title"] == "Senior Partner" and person["phone"] == "029 2018 0123", f"{out} {person}")


def test_formats():
    """The four kinds of picture, by their content, whatever their name."""
    with tempfile.TemporaryDirectory() as folder:
        story, card = story_in(folder), pictures.CARDS[0]
        png = draw(folder, card, "scan")
        with open(png, "rb") as file:
            grey = pictures.grey_of_png(file.read())
        wide, high, rows = grey
        pgm = os.path.join(folder, "a.pgm")
        with open(pgm, "wb") as file:
            file.write(pictures.as_pgm(grey))
        jpeg = subprocess.run(["cjpeg", pgm], capture_output=True, check=True).stdout
        subprocess.run(["cwebp", "-quiet", png, "-o", f"{folder}/a.webp"], check=True)
        with open(f"{folder}/a.webp", "rb") as file:
            webp = file.read()
        body = b"".join(rows)
        tags = [(256, 4, wide), (257, 4, high), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 4, high),
                (279, 4, len(body))]
        tiff = b"II*\0" + (8 + len(body)).to_bytes(4, "little") + body + len(tags).to_bytes(2, "little") + b"".join(
            t.to_bytes(2, "little") + k.to_bytes(2, "little") + (1).to_bytes(4, "little") + v.to_bytes(4, "little")
            for t, k, v in tags) + bytes(4)
        for name, data in (("jpeg", jpeg), ("webp", webp), ("tiff", tiff)):
            path = os.path.join(folder, "card.csv")
            with open(path, "wb") as file:
                file.write(data)
            photo = read(story, path)
            check(photo and right(photo, card, "name") and right(photo, card, "mails"), f"{name}: {photo} {story.err}")


def png(wide, high, packed):
    def chunk(kind, body):
        return len(body).to_bytes(4, "big") + kind + body + pictures.zlib.crc32(kind + body).to_bytes(4, "big")
    head = wide.to_bytes(4, "big") + high.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def test_hostile():
    """Refused by a sentence, within a moment, and nothing is recorded."""
    with tempfile.TemporaryDirectory() as folder:
        story = story_in(folder)
        with open(draw(folder, pictures.CARDS[0], "photo"), "rb") as file:
            good = file.read()
        packed = pictures.zlib.compress(bytes(2000 * 1001))
        cases = {
            "cut": (good[:len(good) // 2], "damaged"), "head": (good[:20], "damaged"),
            "wide": (png(2**31 - 1, 1, packed), "damaged|pixels"), "huge": (png(30000, 30000, packed), "pixels"),
            "short": (png(10000, 10000, packed), "damaged|no name"), "bomb": (png(1000, 2000, pictures.zlib.compress(bytes(1 << 27))), "damaged|no name"),
            "empty": (png(1000, 1000, pictures.zlib.compress(bytes(1001000))), "no name"),
            "jpeg": (b"\xff\xd8\xff\xe0" + bytes(1000), "damaged"), "tiff": (b"II*\0\xff\xff\xff\xff", "damaged"),
            "webp": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(100), "damaged"),
            "large": (good[:8] + bytes(33 << 20), "32 MB"),
        }
        for name, (data, words) in cases.items():
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(data)
            start = time.monotonic()
            status = story.run(["import", path, "--yes"])
            check(status == 1 and any(w in story.err for w in words.split("|")) and story.err.count("\n") == 1,
                  f"{name}: {status} {story.err}")
            check(time.monotonic() - start < 20, f"{name}: took {time.monotonic() - start:.1f} s")
        check(not story.json(["list", "people"])["people"], "nobody is recorded")
        for i in range(0, len(good), len(good) // 16):
            damaged = good[:i] + bytes([good[i] ^ 0xFF]) + good[i + 1:]
            done = subprocess.run([HELPER], input=damaged, capture_output=True, timeout=60, check=False)
            check(done.returncode == 0 and done.stdout, f"a byte changed at {i}: {done.returncode}")


def test_missing():
    with tempfile.TemporaryDirectory() as folder:
        story = story_in(folder)
        path = draw(folder, pictures.CARDS[0], "scan")
        story.env["TESSDATA_PREFIX"] = folder
        check(story.run(["import", path]) == 1 and "tesseract-ocr-eng" in story.err and story.err.count("\n") == 1, story.err)
        story.env["HEARBACK_LIBEXEC"] = folder
        check(story.run(["import", path]) == 1 and "hearback-card" in story.err and "libtesseract-dev" in story.err, story.err)


if not os.access(HELPER, os.X_OK):
    print("hearback-card was not built\n0 passed, 1 failed")
    sys.exit(1)
for test in (test_cards, test_recording, test_editor, test_formats, test_hostile, test_missing):
    try:
        test()
    except (AssertionError, KeyError, ValueError, TypeError, IndexError, OSError, subprocess.SubprocessError,
            json.JSONDecodeError) as e:
        check(False, f"{test.__name__}: {type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
