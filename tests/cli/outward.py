#!/usr/bin/env python3
"""outward.py [HEARBACK]: everything out: hearback's own document without loss, whatever was recorded and however; tables in
which nothing is a formula, and which read back as they were."""
import csv
import email.message
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile

from story import HEARBACK, Story

passed = failed = 0


def check(holds, what):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"not so: {what}")


def mail(mid, date, sender, to, subject, text, **headers):
    m = email.message.EmailMessage()
    m["Message-ID"], m["Date"], m["From"], m["To"], m["Subject"] = f"<{mid}>", date, sender, to, subject
    for name, value in headers.items():
        m[name.replace("_", "-")] = value
    m.set_content(text)
    return bytes(m)


def files(folder):
    """One of each kind that can be imported."""
    robin, jane = "Robin Hale <robin@home.example>", "Jane Moss <jane@kestrel.example>"
    content = {
        "no.eml": mail("n1@kestrel.example", "Mon, 05 Oct 2026 10:00:00 +0200", jane, robin, "Your application",
                       "Dear Robin,\n\nunfortunately we have decided to proceed with other candidates.\n\nRegards\n--\nJane Moss\n"
                       "Head of Testing\nKestrel Optics\nTel. +44 20 7946 0001\n"),
        "ours.eml": mail("o1@home.example", "Tue, 06 Oct 2026 09:00:00 +0200", robin, jane, "=1+1 as a subject", "Thank you. \U0001F600\n"),
        "new.eml": mail("w1@pier.example", "Tue, 06 Oct 2026 11:00:00 +0200", "Pier Careers <jobs@pier.example>", robin,
                        "Thank you for applying to Pier", "Thank you for your application for the position of Cook. We have "
                        "received it and will review it.\n"),
        "m.ics": "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//EN", "METHOD:REQUEST", "BEGIN:VEVENT",
                              "UID:u1@kestrel.example", "DTSTAMP:20261001T080000Z", "DTSTART:20261012T120000Z", "DTEND:20261012T130000Z",
                              "SUMMARY:Interview Test Engineer\\, Kestrel Optics", "ORGANIZER;CN=Jane Moss:mailto:jane@kestrel.example",
                              "ATTENDEE;CN=Robin Hale:mailto:robin@home.example", "LOCATION:Room 1\\; left", "END:VEVENT", "END:VCALENDAR",
                              ""]).encode(),
        "c.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:J. Moss\r\nORG:Kestrel Optics\r\nEMAIL:j.moss@kestrel.example\r\nEND:VCARD\r\n".encode(),
        "t.csv": "Company,Position,Status,Applied,Notes\nTide,Planner,Rejected,2026-09-01,\"two\nlines\"\n'=Quay,Cook,Applied,2026-09-02,+x\n".encode(),
        "messages.csv": ("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
                         "FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n2-a,,Robin Hale,,Jane Moss,,2026-10-06 10:00:00 UTC,,Hello,INBOX,,No\n"
                         "2-a,,Jane Moss,,Robin Hale,,2026-10-06 11:00:00 UTC,@you,Welcome,INBOX,,No\n").encode(),
    }
    for name, data in content.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    return [os.path.join(folder, name) for name in content]


NASTY = ["=cmd|' /C calc'!A0", "+44", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "'", "''", "'=x", "''=x", "\"", "a\"b,c;d", "\u200f\u202eabc",
         "\u2028\u2029", "\U0001F600", "e\u0301", " = 1", "日本", "\\n", "\\", "</script>", "%s%n", "--", "'-"]


def fill(story, folder):
    """Each command that records, and each kind of file; all of it as strange as it may be."""
    def run(*words):
        if story.run(list(words)) != 0:
            problems.append(f"{words}: {story.err}")
    problems = []
    run("profile", "--name", "Robin Hale", "--mail", "robin@home.example", "--strength", "=1+1", "--strength", "b")
    run("new", "Kestrel Optics", "Test Engineer", "--id", "kestrel", "--url", "https://kestrel.example/?a=1&b=\"2\"")
    run("new", "Harbour Lab", "Informational", "--id", "lab")
    run("met", "kestrel", "Jane Moss <jane@kestrel.example>", "--title", "=Lead", "--phone", "+44 20 7946 0009", "--primary")
    run("applied", "kestrel", "--on", "2026-09-01")
    run("told", "kestrel", "--decision-by", "2026-10-23")
    run("interview", "kestrel", "--at", "2026-09-21T14:00", "--with", "Jane Moss <jane@kestrel.example>", "--with", "Sam Dole; HR; hr")
    run("interview", "kestrel", "--id", "1", "--topic", "Jane: =the bench", "--ends", "2026-09-21T15:30")
    run("interview", "kestrel", "--at", "2026-10-09T09:00", "--id", "second", "--arranged", "2026-10-01")
    run("interview", "kestrel", "--id", "second", "--moved-to", "2026-10-10T09:00")
    run("interview", "kestrel", "--id", "second", "--cancelled")
    run("met", "kestrel", "Prof. Ada Winter <winter@uni.example>", "--role", "reference")
    run("met", "lab", "Prof. Ada Winter <winter@uni.example>", "--role", "reference")
    run("contacted", "kestrel", "--to", "jane", "--via", "email", "--purpose", "thanks", "--at", "2026-09-22")
    run("heard", "kestrel", "--from", "jane", "--gist", "not-yet", "--at", "2026-09-25")
    run("heard", "lab", "--gist", "offer", "--at", "2026-09-25")
    run("offer", "lab", "--answer-by", "2026-10-20")
    run("close", "lab", "--as", "declined")
    run("reopen", "lab")
    for i, text in enumerate(NASTY):
        run("note", "kestrel", "--", text)
        if text.strip() and text != "--":
            run("new", text, text, "--id", f"nasty-{i}")
            run("met", f"nasty-{i}", f"x{text.replace('@', '')}".replace(";", "").replace("<", "").replace("\r", "").replace("\n", ""), "--title", text)
    run("undo")
    run("undo")
    run("redo")
    for path in files(folder):
        run("import", path)
    waiting = story.json(["review"])["suggestions"]
    check(len(waiting) >= 3, f"something waits: {waiting}")
    for i, s in enumerate(waiting):
        run("review", "no" if i % 3 == 1 else "yes", str(s["id"] if "id" in s else s["number"]))
    shown = story.json(["today"])["actions"]
    check(len(shown) >= 3, f"there is something to do: {shown}")
    run("snooze", shown[0]["id"], "--until", "2026-10-09")
    run("skip", shown[1]["id"], "--why", "=no")
    debriefs = [a["id"] for a in shown[2:] if a["step"] == "debrief"]
    run("done", debriefs[0] if debriefs else shown[2]["id"])
    return problems


def bytes_of(story, *words):
    done = subprocess.run([HEARBACK, "--data", story.data, "--now", story.now, *words], env=story.env, capture_output=True,
                          timeout=60, check=False)
    check(done.returncode == 0, f"{words}: {done.stderr}")
    return done.stdout


def other_of(story, name):
    other = Story(story.folder)
    other.data, other.env = os.path.join(story.folder, name), story.env
    return other


def test_lossless():
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        problems = fill(story, folder)
        check(not [p for p in problems if "note" not in p and "nasty" not in p], problems[:5])
        first = bytes_of(story, "export")
        kinds = {e["event"] for e in json.loads(first)["events"]}
        check(len(kinds) >= 28, f"many kinds of events: {len(kinds)} {sorted(kinds)}")
        path = os.path.join(folder, "all.json")
        with open(path, "wb") as file:
            file.write(first)
        other = other_of(story, "other.db")
        answer = other.json(["import", path])
        check(answer and answer["added"] == answer["read"] == len(json.loads(first)["events"]), f"{answer} {other.err}")
        check(bytes_of(other, "export") == first, "export, import, export gives the same bytes")
        check(other.json(["import", path])["added"] == 0, "once is enough")
        for words in (["today"], ["today", "--days", "60", "--json"], ["review"], ["list", "people"], ["show", "kestrel"], ["history"],
                      ["export", "--format", "vcf"], ["export", "--format", "ics"], ["export", "--format", "csv"],
                      ["export", "--format", "csv", "--table", "people"], ["export", "--format", "csv", "--table", "events"]):
            check(bytes_of(other, *words) == bytes_of(story, *words), f"{words} says the same there")
        check(bytes_of(other, "rebuild") is not None and bytes_of(other, "export") == first, "and after a rebuild")


def plain(cell):
    """What a cell was before it was made harmless: csv.h."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n]", cell) else cell


def test_harmless():
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        fill(story, folder)
        opps = {o["id"]: o for o in story.json(["list"])["opportunities"]}
        people = story.json(["list", "people"])["people"]
        events = json.loads(bytes_of(story, "export"))["events"]
        tables = {t: list(csv.reader(io.StringIO(bytes_of(story, "export", "--format", "csv", "--table", t).decode(), newline="")))
                  for t in ("opportunities", "people", "events")}
        for name, rows in tables.items():
            dangerous = [c for row in rows for c in row if c[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")]
            check(len(rows) > 10 and not dangerous, f"{name}: harmless: {dangerous[:5]}")
        for name, rows in tables.items():
            tables[name] = [dict(zip(rows[0], map(plain, row))) for row in rows[1:]]
        for row in tables["opportunities"]:
            o = opps.get(row["Hearback ID"])
            check(o and (row["Organisation"], row["Position"]) == (o["organisation"], o["position"] or ""), f"{row} is {o}")
        found = sorted((r["Name"], r["Email"], r["Phone"], r["Title"]) for r in tables["people"])
        wanted = sorted((p["name"], p["mail"] or "", p["phone"] or "", p["title"] or "") for p in people)
        check(found == wanted, f"people: {found[:3]} are {wanted[:3]}")
        notes = [e["text"] for e in events if e["event"] == "note"]
        check([r["Text"] for r in tables["events"] if r["Event"] == "note"] == notes, "notes as they were")
        check(len(tables["events"]) == len(events), "every event")


def test_back():
    """Its own tables, imported where nothing is: the same names, positions and people as they were."""
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        names = [t for t in NASTY if t.strip() == t and re.search(r"\w", t)] + ["'=1", "''@x", "-x", "@y", "=z"]
        for i, name in enumerate(names):
            story.run(["new", name, name[::-1] if i % 2 else f"={name}", "--id", f"o{i}"])
            story.run(["met", f"o{i}", f"Ada {i} <ada{i}@x.example>", "--title", f"-{name}", "--phone", f"+4{i} 1"])
        before = sorted((o["organisation"], o["position"]) for o in story.json(["list"])["opportunities"])
        wanted = sorted((p["name"], p["mail"], p["phone"], p["title"]) for p in story.json(["list", "people"])["people"])
        other = other_of(story, "other.db")
        for table in ("opportunities", "people"):
            path = os.path.join(folder, f"{table}.csv")
            story.run(["export", "--format", "csv", "--table", table, "--out", path])
            answer = other.json(["import", path])
            check(answer and not answer["refused"], f"{table}: {answer} {other.err}")
        after = sorted((o["organisation"], o["position"]) for o in other.json(["list"])["opportunities"])
        check(after == before, f"{[x for x in after if x not in before]} for {[x for x in before if x not in after]}")
        found = sorted((p["name"], p["mail"], p["phone"], p["title"]) for p in other.json(["list", "people"])["people"])
        check(found == wanted, f"{[x for x in found if x not in wanted]} for {[x for x in wanted if x not in found]}")


def test_random():
    """Notes of random characters, a thousand: in json and in a table they are what they were."""
    rng = random.Random(7)
    alphabet = "=+-@\t\n'\",;|\\ abcäß日\u0301\u200b\u00a0<>&{}[]%$#\U0001F600"
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        story.run(["new", "Kestrel", "Cook"])
        texts = ["".join(rng.choice(alphabet) for _ in range(rng.randint(1, 12))) for _ in range(1000)]
        doc = json.loads(bytes_of(story, "export"))
        new = doc["events"][0]
        story.run(["note", "kestrel", "x"])
        note = json.loads(bytes_of(story, "export"))["events"][1]
        for i, text in enumerate(texts):
            doc["events"].append({**note, "seq": i + 2, "batch": i + 2, "text": text})
        path = os.path.join(folder, "r.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(doc, file)
        other = other_of(story, "other.db")
        answer = other.json(["import", path])
        check(answer and answer["added"] == 1001 and new, f"{answer} {other.err}")
        back = [e["text"] for e in json.loads(bytes_of(other, "export"))["events"][1:]]
        check(back == texts, f"json: {[(a, b) for a, b in zip(back, texts) if a != b][:3]}")
        rows = list(csv.reader(io.StringIO(bytes_of(other, "export", "--format", "csv", "--table", "events").decode(), newline="")))
        column = rows[0].index("Text")
        back = [plain(r[column]) for r in rows[2:]]
        check(back == texts, f"csv: {[(a, b) for a, b in zip(back, texts) if a != b][:3]}")


for test in (test_lossless, test_harmless, test_back, test_random):
    try:
        test()
    except (AssertionError, KeyError, ValueError, TypeError, IndexError, OSError, subprocess.SubprocessError) as e:
        check(False, f"{test.__name__}: {type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
