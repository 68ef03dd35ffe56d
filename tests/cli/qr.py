#!/usr/bin/env python3
"""qr.py [HEARBACK]: a person's card as a QR code, read back by two programs that know nothing of each other (ZBar and
ZXing), as pictures and as drawn in a terminal."""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile

from story import HEARBACK, Story, run

QUIET, SCALE = 4, 4
SHADES = {" ": (0, 0), "\u2580": (1, 0), "\u2584": (0, 1), "\u2588": (1, 1)}

STORIES = {
    "only for people, and the picture is a new file": """
        $ new "Kestrel Optics" Cook --id kestrel
        $ met kestrel "Jane Moss <jane@kestrel.example>" --title Lead --phone "+44 20 7946 0001"
        ? show jane --out $FOLDER/a.svg ~ --out belongs to --qr
        ! show Optics --qr ~ nobody
        ! show nowhere --qr ~ nobody
        $ show jane --qr
        silent
        says "person": "jane-moss", "card": "BEGIN:VCARD\\\\r\\\\nVERSION:3.0\\\\r\\\\nN:Moss;Jane;;;\\\\r\\\\nFN:Jane Moss\\\\r\\\\nORG:Kestrel Optics\\\\r\\\\nTITLE:Lead\\\\r\\\\nTEL:\\+44 20 7946 0001\\\\r\\\\nEMAIL:jane@kestrel.example\\\\r\\\\nEND:VCARD\\\\r\\\\n", "left_out": \\[\\]
        % show jane --qr --out $FOLDER/a.svg
        says ^Written to .*a.svg
        ! show jane --qr --out $FOLDER/a.svg ~ --out.*a.svg
        $ show jane --qr --out $FOLDER/b.svg
        says "file": ".*b.svg", "rows": \\["1111111
        % show jane --qr
        says ^Jane Moss\\n
        """,
    "what does not fit is left out, the least needed first, and said": """
        $ new Kestrel Cook --id kestrel
        $ met kestrel "Jo Reed <jo@kestrel.example>" --title LONGTITLE
        $ met kestrel "LONGNAME <x@kestrel.example>" --phone "+44 1"
        % show jo --qr
        note Not all fits into the code; left out: title\\.
        $ show jo --qr
        says "left_out": \\["title"\\]
        ! show LONGNAME --qr ~ the name alone is too long for a QR code
        """.replace("LONGTITLE", "Ä" * 250).replace("LONGNAME", "Eva" * 90),
}


def read_by(program, path):
    """What it reads; of ZXing the bytes themselves, and whether the code says that it is in UTF-8."""
    words = {"zbar": ["zbarimg", "-q", "--raw", "--oneshot", path], "zxing": ["ZXingReader", "-format", "QRCode", path]}
    done = subprocess.run(words[program], capture_output=True, timeout=60, check=False)
    out = done.stdout.decode("utf-8", "replace")
    if program == "zbar":
        return out.rstrip("\n")
    hexes = re.search(r"^Bytes: *([0-9A-F ]+)$", out, re.M)
    text = bytes.fromhex(hexes.group(1)).decode("utf-8", "replace") if hexes else out
    says = re.search(r"^HasECI: *(\w+)$", out, re.M)
    return text if says and (says.group(1) == "true") == (not text.isascii()) else f"{text}, {says}"


def as_picture(rows, path):
    """Rows of 0 and 1 (dark), the quiet zone among them, as a PGM."""
    lines = [bytes(0 if cell else 255 for cell in row for _ in range(SCALE)) for row in rows]
    with open(path, "wb") as file:
        file.write(b"P5 %d %d 255\n" % (len(rows[0]) * SCALE, len(rows) * SCALE))
        file.write(b"".join(line * SCALE for line in lines))
    return path


def framed(rows):
    wide = len(rows) + 2 * QUIET
    blank = [[0] * wide for _ in range(QUIET)]
    return blank + [[0] * QUIET + [int(c) for c in row] + [0] * QUIET for row in rows] + blank


def halves(text, flip):
    """What half blocks show, row by row."""
    rows = []
    for line in text:
        rows.append([SHADES[c][0] ^ flip for c in line])
        rows.append([SHADES[c][1] ^ flip for c in line])
    return rows


def on_terminal(story, words, **env):
    """What the program writes to a terminal of 160 columns."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(HEARBACK, [HEARBACK, "--data", story.data, "--now", story.now, *words],
                  {**story.env, "TERM": "xterm", "COLUMNS": "160", **env})
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
    _, status = os.waitpid(pid, 0)
    return status, out.decode().replace("\r\n", "\n")


passed, failed = run(STORIES)


def check(holds, what):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"not so: {what}")


def check_read(path, card, what):
    check(read_by("zxing", path) == card, f"{what}: ZXing reads {read_by('zxing', path)!r}, not {card!r}")
    check(read_by("zbar", path).replace("\r", "") == card.replace("\r", "").rstrip("\n"),
          f"{what}: ZBar reads {read_by('zbar', path)!r}, not {card!r}")


PEOPLE = [
    ("Jörg Größe <joerg@baer.example>", "Leiter Ölförderung", "+49 30 1234"),
    ("Ελένη Παπαδοπούλου <eleni@baer.example>", "Διευθύντρια", "+30 21 0000"),
    ("山田太郎 <taro@baer.example>", "部長", "+81 3 0000 0000"),
    ("Łukasz Żółć", "Inżynier", ""),
    ("Анна Иванова <anna@baer.example>", "", ""),
    ("Siân O'Neill-Évêque <sian@baer.example>", "Head; R, D \\ Lab", "+44 (0)29 2018 0000"),
    ("김민수 😀 <min@baer.example>", "", "+82 2 000"),
    ("Al", "", ""),
]


def test_readers():
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        story.run(["new", "Bär & Söhne", "Cook"])
        for who, title, phone in PEOPLE:
            options = [x for pair in (("--title", title), ("--phone", phone)) if pair[1] for x in pair]
            check(story.run(["met", "bar", who, *options]) == 0, f"{who}: {story.err}")
            name = who.split(" <")[0]
            code = story.json(["show", name, "--qr"])
            check_read(as_picture(framed(code["rows"]), f"{folder}/a.pgm"), code["card"], name)
            story.run(["show", name, "--qr"])
            drawn = story.out.rstrip("\n").split("\n")[1:]
            check(halves(drawn, 0)[:-1] == framed(code["rows"]), f"{name}: drawn as it is")
        story.run(["show", "jorg", "--qr", "--out", f"{folder}/a.svg"])
        subprocess.run(["rsvg-convert", "-o", f"{folder}/a.png", f"{folder}/a.svg"], check=True, timeout=60)
        check_read(f"{folder}/a.png", story.json(["show", "jorg", "--qr"])["card"], "SVG")


def test_sizes():
    """Every size that is made, each once; and what is one byte too long for the largest loses its title."""
    widths, longest = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        story.run(["new", "K", "Cook"])
        story.run(["met", "k", "Al"])
        for n in list(range(0, 300, 12)) + list(range(300, 400)):
            if n:
                story.run(["met", "k", "Al", "--title", "x" * n])
            code = story.json(["show", "al", "--qr"])
            width = len(code["rows"])
            if code["left_out"]:
                check(code["left_out"] == ["title"] and "TITLE" not in code["card"], f"{n}: {code['left_out']}")
                break
            longest = n
            check(all(len(row) == width for row in code["rows"]), f"{n}: square")
            if width not in widths:
                widths[width] = n
                check_read(as_picture(framed(code["rows"]), f"{folder}/a.pgm"), code["card"], f"width {width}")
    card = len("BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Al;;;\r\nFN:Al\r\nORG:K\r\nTITLE:\r\nEND:VCARD\r\n") + longest
    check(card == 425, f"the longest card has the 425 bytes of 13-L: {card}")  # ISO/IEC 18004, table 7
    check(sorted(widths) == list(range(min(widths), 70, 4)) and min(widths) <= 33, f"sizes {sorted(widths)}")


def test_terminals():
    """Right in light and in dark ones: in colours, else in blocks that are light; and in ASCII."""
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        story.run(["new", "Kestrel", "Cook"])
        story.run(["met", "kestrel", "Zoë Quill <zoe@kestrel.example>"])
        rows = framed(story.json(["show", "zoe", "--qr"])["rows"])
        status, out = on_terminal(story, ["show", "zoe", "--qr"], NO_COLOR="")
        lines = [l for l in out.rstrip("\n").split("\n")[1:] if l]
        check(status == 0 and all(l.startswith("\x1b[38;5;16;48;5;231m") and l.endswith("\x1b[0m") for l in lines), out[:200])
        check(halves([re.sub("\x1b\\[[0-9;]*m", "", l) for l in lines], 0)[:-1] == rows, "in colours")
        status, out = on_terminal(story, ["show", "zoe", "--qr"])
        check(halves(out.rstrip("\n").split("\n")[1:], 1)[:-1] == rows, "without colours")
        status, out = on_terminal(story, ["show", "zoe", "--qr"], LC_ALL="C")
        drawn = [[int(l[i:i + 2] == "  ") for i in range(0, len(l), 2)] for l in out.rstrip("\n").split("\n")[1:]]
        check(drawn == rows, "in ASCII")
        status, out = on_terminal(story, ["show", "zoe", "--qr"], LC_ALL="C", NO_COLOR="")
        cells = [re.findall(r"\x1b\[48;5;(\d+)m((?:  )+)", l) for l in out.rstrip("\n").split("\n")[1:]]
        drawn = [[int(shade == "16") for shade, blanks in l for _ in range(len(blanks) // 2)] for l in cells]
        check(drawn == rows and "##" not in out, "in ASCII and colours")
        status, out = on_terminal(story, ["show", "zoe", "--qr"], COLUMNS="40")
        check(status != 0 and "make it wider" in out, f"too narrow: {out}")


def test_without_library():
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        story.run(["new", "Kestrel", "Cook"])
        story.run(["met", "kestrel", "Zoe Quill"])
        with open(f"{folder}/libqrencode.so.4", "w", encoding="ascii"):
            pass
        story.env["LD_LIBRARY_PATH"] = folder
        check(story.run(["show", "zoe", "--qr"]) == 1 and "Debian package libqrencode4" in story.err, story.err)
        check(story.run(["show", "zoe"]) == 0, "all else goes on")


for test in (test_readers, test_sizes, test_terminals, test_without_library):
    try:
        test()
    except (AssertionError, KeyError, ValueError, TypeError, OSError, subprocess.SubprocessError) as e:
        check(False, f"{test.__name__}: {type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
