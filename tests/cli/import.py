#!/usr/bin/env python3
"""import.py [HEARBACK]: import, export, backup, restore, rebuild and demo, from the outside, on the built program."""
import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEARBACK = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("HEARBACK", "build/hearback"))
TABLES = os.path.join(ROOT, "tests/data/tables")
REAL = os.path.join(ROOT, "tests/data/job-search-france-2023.csv")
NOW = "2026-10-08T10:00"

passed = failed = 0


def check(holds, what):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"not so: {what}")


class Place:
    """A folder with a database and the files of one test."""

    def __init__(self, now=NOW):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name
        self.now = now
        self.data = self.file("own.db")
        self.env = dict(os.environ, HOME=self.path, TZ="UTC", LC_ALL="C.UTF-8", XDG_STATE_HOME=self.file("state"),
                        XDG_DATA_HOME=self.file("data"), XDG_CONFIG_HOME=self.file("config"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def file(self, name, content=None):
        path = os.path.join(self.path, name)
        if content is not None:
            with open(path, "wb") as f:
                f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *words, data=None, now=None, stdin=None):
        command = [HEARBACK, "--data", data or self.data, "--now", now or self.now, *words]
        return subprocess.run(command, capture_output=True, env=self.env, timeout=60, check=False, input=stdin,
                              cwd=self.path)

    def json(self, *words, **more):
        answer = self.run("--json", *words, **more)
        if answer.returncode:
            raise AssertionError(f"{' '.join(words)}: {answer.stderr.decode()}")
        return json.loads(answer.stdout)

    def events(self, data=None):
        return json.loads(self.run("export", data=data).stdout)["events"]

    def state(self):
        """What could have changed: the events, byte by byte."""
        if not os.path.exists(self.data):
            return None
        with sqlite3.connect(self.data) as db:
            rows = db.execute("SELECT * FROM event ORDER BY seq").fetchall() if db.execute(
                "SELECT 1 FROM sqlite_schema WHERE name = 'event'").fetchone() else []
        return hashlib.sha256(repr(rows).encode()).hexdigest()


def adds_up(result):
    return result["read"] == result["added"] + result["already"] + result["suggested"] + len(result["refused"])


# --- what a row becomes ---

HEADER = "Company,Position,Status,Application,Phone call,1st interview,2nd interview,Proposition,Final answer,URL,Notes"
WORDS = {"new": None, "note": None}


def say(event):
    """An event in few words: kind, what it says, when."""
    what = event.get("gist") or event.get("as") or ""
    at = event.get("at") or ("unknown" if event.get("precision") == "unknown" else "")
    return " ".join(filter(None, [event["event"], what, at, event.get("round"), event.get("arranged")]))


ROWS = [  # status and the dated columns ==> events after the opportunity itself, then the notes
    ("Applied,2026-09-01,,,,,", ["applied 2026-09-01"], []),
    ("Applied,,,,,,", [], ["Status: Applied"]),
    ("Wishlist,,,,,,", [], []),
    (",2026-09-01,,,,,", ["applied 2026-09-01"], []),
    ("Rejected,2026-09-01,,,,,2026-09-20", ["applied 2026-09-01", "heard rejected 2026-09-20"], []),
    ("Rejected,2026-09-01,,,,,", ["applied 2026-09-01", "closed rejected unknown"], []),
    ("Rejected - no feedback,2026-09-01,,,,,2026-09-20", ["applied 2026-09-01", "heard rejected 2026-09-20"],
     ["Status: Rejected - no feedback"]),
    ("Rejected,2026-09-01,,,,2026-09-15,2026-09-20",
     ["applied 2026-09-01", "offer 2026-09-15", "heard rejected 2026-09-20"], []),
    ("No project for now,,2026-09-02,2026-09-03 17:00,,,2026-09-03",
     ["heard other 2026-09-02", "interview 2026-09-03T17:00", "heard rejected 2026-09-03"],
     ["Status: No project for now"]),
    ("In process,2026-09-01,2026-09-02,,,,", ["applied 2026-09-01", "heard other 2026-09-02"], ["Status: In process"]),
    ("Interview,2026-09-01,,,,,", ["applied 2026-09-01"], ["Status: Interview"]),
    ("Interview,2026-09-01,,2026-09-10,2026-09-17 9:00,,",
     ["applied 2026-09-01", "interview 2026-09-10 1st interview", "interview 2026-09-17T09:00 2nd interview"], []),
    ("Interview,2026-09-01,,2026-10-12 14:00,,,",
     ["applied 2026-09-01", "interview 2026-10-12T14:00 2026-10-08T10:00"], []),
    ("Offer,2026-09-01,,,,2026-10-01,", ["applied 2026-09-01", "offer 2026-10-01"], []),
    ("Offer,2026-09-01,,,,,", ["applied 2026-09-01"], ["Status: Offer"]),
    ("Accepted,2026-09-01,,,,2026-10-01,2026-10-03",
     ["applied 2026-09-01", "offer 2026-10-01", "closed accepted 2026-10-03"], []),
    ("Accepted,2026-09-01,,,,,", ["applied 2026-09-01", "closed accepted unknown"], []),
    ("Turn down,2026-09-01,,,,2026-10-01,2026-10-03",
     ["applied 2026-09-01", "offer 2026-10-01", "closed declined 2026-10-03"], []),
    ("Turn down,2026-09-01,,,,2026-10-03,2026-10-03", ["applied 2026-09-01", "closed declined 2026-10-03"],
     ["Offer: 2026-10-03"]),
    ("Turn down,2026-09-01,,,,,2026-10-03", ["applied 2026-09-01", "closed withdrawn 2026-10-03"],
     ["Status: Turn down"]),
    ("Turn down,2026-09-01,,2026-10-03 16:30,,,2026-10-03",
     ["applied 2026-09-01", "interview 2026-10-03T16:30", "closed withdrawn 2026-10-03T17:30"], ["Status: Turn down"]),
    ("Withdrawn,2026-09-01,,,,,", ["applied 2026-09-01", "closed withdrawn unknown"], []),
    ("Ghosted,2026-09-01,,,,,", ["applied 2026-09-01"], ["Status: Ghosted"]),
    ("Archived,2026-09-01,,,,,", ["applied 2026-09-01", "closed moved-on unknown"], ["Status: Archived"]),
    ("On hold,2026-09-01,,,,,", ["applied 2026-09-01", "closed hold unknown"], ["Status: On hold"]),
    ("Not rejected yet,2026-09-01,,,,,", ["applied 2026-09-01"], ["Status: Not rejected yet"]),
    ("Applied,2026-09-01,,,,,2026-09-20", ["applied 2026-09-01", "heard other 2026-09-20"], []),
]


def test_rows():
    with Place() as p:
        lines = [HEADER] + [f"Firm {i},Cook,{row},," for i, (row, _, _) in enumerate(ROWS)]
        result = p.json("import", p.file("rows.csv", "\n".join(lines) + "\n"))
        check(result == {"read": len(ROWS), "added": len(ROWS), "already": 0, "suggested": 0, "refused": []},
              f"every row is taken: {result}")
        events = p.events()
        batches = {e["batch"] for e in events}
        check(len(batches) == 1, "one file is one batch")
        for i, (row, wanted, notes) in enumerate(ROWS):
            opp = next(e["seq"] for e in events if e["event"] == "new" and e["organisation"] == f"Firm {i}")
            own = [e for e in events if e["opportunity"] == opp]
            got = [say(e) for e in own if e["event"] not in WORDS]
            check(got == wanted, f"{row} ==> {wanted}, not {got}")
            got = [line for e in own if e["event"] == "note" for line in e["text"].split("\n")]
            check(got == notes, f"{row} ==> notes {notes}, not {got}")
        check(p.json("import", p.file("rows.csv"))["added"] == 0, "a second import of the rows adds nothing")
        p.run("undo")
        check(not p.json("list")["opportunities"], "undo takes the whole import back")
        check(p.json("import", p.file("rows.csv"))["added"] == len(ROWS), "after undo it can be imported again")


def test_person_and_cells():
    with Place() as p:
        path = p.file("t.csv", "Employer;Job Title;Date Applied;Recruiter;Salary;City;Notes;Follow-up Date;Link\n"
                      'Acme;Cook;31/08/2026;Jane Moss <jane@acme.example>;"30,000";Lyon;"two\nlines";12/10/2026;'
                      "javascript:alert(1)\n"
                      "Acme;Baker;31/08/2026;Jane Moss;;;;;https://acme.example/2\n")
        check(p.json("import", path)["added"] == 2, "two rows")
        events = p.events()
        people = [e for e in events if e["event"] == "person"]
        check(len(people) == 1 and people[0]["name"] == "Jane Moss" and people[0]["mail"] == "jane@acme.example",
              f"the contact is known once: {people}")
        check(people[0]["role"] == "recruiter" and people[0].get("primary"), f"as whom the heading says: {people}")
        check(any(e["event"] == "person-change" and e["person"] == people[0]["seq"] for e in events),
              "and matters to the other opportunity too")
        notes = "\n".join(e["text"] for e in events if e["event"] == "note")
        for part in ("Salary: 30,000", "Location: Lyon", "two\nlines", "Follow-up: 2026-10-12",
                     "javascript:alert(1)"):
            check(part in notes, f"{part!r} is kept as a note: {notes!r}")
        new = next(e for e in events if e["event"] == "new")
        check("url" not in new, "what is no address of a web page becomes none")
        check(p.json("import", path)["added"] == 0, "a second time nothing is new")


def test_zone_and_country():
    with Place() as p:
        path = p.file("t.csv", "Company,Position,Date Applied\nAcme,Cook,2026-09-01\n")
        p.json("import", path, "--country", "DE-BY", "--zone", "Europe/Berlin")
        new = p.events()[0]
        check((new["country"], new["zone"]) == ("DE-BY", "Europe/Berlin"), f"country and zone as said: {new}")
        for words, what in ((("--country", "XX"), "--country"), (("--zone", "Europe/Nowhere"), "--zone")):
            answer = p.run("import", path, *words)
            check(answer.returncode == 1 and what.encode() in answer.stderr, f"{words} is refused")


# --- files that grow, repeat, overlap ---

def test_growing():
    with Place() as p:
        one = "Company,Position,Status,Date Applied,Job URL,Answer\n"
        first = one + "A,Cook,Applied,2026-09-01,https://a.example/1,\nA,Cook,Wishlist,,https://a.example/2,\n"
        path = p.file("t.csv", first)
        check(p.json("import", path)["added"] == 2, "two rows that differ in address")
        path = p.file("t.csv", one + "A,Cook,Rejected,2026-09-01,https://a.example/1,2026-10-01\n"
                      "A,Cook,Applied,2026-10-02,https://a.example/2,\n"
                      "A,Cook,Applied,2026-10-02,https://a.example/3,\n")
        result = p.json("import", path)
        check(result["added"] == 3 and result["already"] == 0, f"what is new of each: {result}")
        listed = p.json("list")["opportunities"]
        check(len(listed) == 3, f"of three opportunities: {listed}")
        check(p.json("import", path)["already"] == 3, "then nothing is new")
        check(p.json("import", p.file("t.csv", first))["added"] == 0, "nor in the older file")
        p.run("reopen", "a")
        check(p.json("import", path)["added"] == 0, "a no that was reopened is not told again")


def test_namesakes():
    with Place() as p:
        head = "Company,Position,Status,Final answer,City\n"
        a, b = "A,Cook,Rejected,2026-09-01,Nantes\n", "A,Cook,Declined,2026-09-02,Paris\n"
        check(p.json("import", p.file("t.csv", head + a + b))["added"] == 2, "namesakes are told apart")
        check(p.json("import", p.file("t.csv", head + b + a))["added"] == 0, "in any order")
        result = p.json("import", p.file("t.csv", head + a + a + b))
        check((result["added"], result["suggested"]) == (0, 1), f"a row that stands twice is held back: {result}")
        answer = p.run("import", p.file("t.csv", head + a + a))
        check(b"line 3" in answer.stdout and b"hearback new 'A' 'Cook'" in answer.stdout, "and named, with the way out")


def test_near_doubles():
    with Place() as p:
        p.run("new", "Harbour", "Cook")
        head = "Company,Position,Date Applied,Job URL\n"
        path = p.file("t.csv", head + "harbour,COOK,2026-09-01,https://h.example/1\nOther,Cook,2026-09-01,\n")
        result = p.json("import", path)
        check((result["added"], result["suggested"]) == (1, 1), f"what may be known is held back: {result}")
        check(b"much like harbour" in p.run("import", path).stdout, "and said to be like what")
        p.run("new", "harbour", "COOK", "--url", "https://h.example/1", "--id", "second")
        p.run("applied", "second", "--on", "2026-09-01")
        check(p.json("import", path)["already"] == 2, "once it is recorded by hand it is known")
    with Place() as p:
        p.run("new", "It's \"$(x)\"", "Cook", "--url", "https://it.example/9")
        path = p.file("t.csv", head + "\"It's \"\"$(x)\"\"\",Cook,2026-09-01,\n")
        text = p.run("import", path).stdout.decode().replace("\n", " ")
        check(re.search(r"hearback new +'It'\\''s \"\$\(x\)\"' +'Cook'", text), f"quoted for a shell: {text}")


def test_several_files():
    with Place() as p:
        head = "Company,Position,Date Applied\n"
        a = p.file("a.csv", head + "A,Cook,2026-09-01\n")
        b = p.file("b.csv", head + "B,Cook,2026-09-01\nA,Cook,2026-09-01\n,Cook,2026-09-01\n")
        result = p.json("import", a, b)
        check((result["read"], result["added"], result["already"]) == (4, 2, 1), f"sums: {result}")
        check([f["added"] for f in result["files"]] == [1, 1], "and each file by itself")
        check(result["refused"][0]["where"] == f"{b}:4", "refusals name file and line")
        p.run("undo")
        check([o["organisation"] for o in p.json("list")["opportunities"]] == ["A"], "undo takes one file back")
    with Place() as p:
        bad = p.file("bad.csv", b"Company,Position\nB\xff,Cook\n")
        answer = p.run("import", p.file("a.csv", head + "A,Cook,2026-09-01\n"), bad)
        check(answer.returncode == 1 and b"bad.csv" in answer.stderr, "one bad file refuses all")
        check(not p.events(), "and nothing of any is kept")


def test_dry_run():
    with Place() as p:
        before = os.listdir(p.path)
        answer = p.run("import", REAL, "--dry-run", now="2023-11-15T10:00")
        text = answer.stdout.decode()
        check(answer.returncode == 0 and "444 would be recorded" in text and "nothing has been recorded" in text,
              "a dry run says what would be")
        check("Orange" in text and "applied, Wed 30 Aug 2023" in text, "and shows the first rows")
        check(os.listdir(p.path) == before, "and makes no file")
        check(p.json("import", REAL, "--dry-run", now="2023-11-15T10:00")["added"] == 444, "as JSON too")


def test_tables():
    for name in sorted(os.listdir(TABLES)):
        with Place() as p:
            path = os.path.join(TABLES, name)
            words = ["import", path]
            answer = p.run("--json", *words)
            if b"--dates" in answer.stderr:
                words += ["--dates", "day-first"]
                answer = p.run("--json", *words)
            result = json.loads(answer.stdout or "{}")
            check(answer.returncode == 0 and result["read"] > 0 and adds_up(result), f"{name}: {result} {answer.stderr}")
            again = p.json(*words)
            check(again["added"] == 0 and adds_up(again), f"{name} a second time adds nothing: {again}")
            check(p.run("today").returncode == 0, f"{name}: today answers")


def test_contacts():
    with Place() as p:
        p.run("new", "Harbour Optics", "Cook")
        path = p.file("c.csv", "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
                      "Jane,Moss,https://l.example/jane,jane@h.example,harbour  optics,Head,05 Mar 2026\n"
                      "Tom,Far,https://l.example/tom,,Elsewhere,Cook,05 Mar 2026\n")
        result = p.json("import", path)
        check((result["added"], result["suggested"]) == (1, 1), f"contacts of houses that are known: {result}")
        person = next(e for e in p.events() if e["event"] == "person")
        check((person["name"], person["mail"], person["role"]) == ("Jane Moss", "jane@h.example", "other"), person)
        check(p.json("import", path)["already"] == 1, "a second time they are known")


# --- the real file ---

def test_real():
    with Place("2023-11-15T10:00") as p:
        result = p.json("import", REAL, "--country", "FR")
        check((result["read"], result["added"], len(result["refused"])) == (447, 444, 3), "447 rows, 3 without a firm")
        check([r["where"].rsplit(":", 1)[1] for r in result["refused"]] == ["145", "317", "416"], "named by line")
        again = p.json("import", REAL, "--country", "FR")
        check(again["added"] == 0 and again["already"] == 444, "a second import adds 0")
        events = p.events()
        with open(REAL, encoding="utf-8-sig", newline="") as f:
            rows = [r for r in csv.DictReader(f) if r["Company"]]
        interviews = [e for e in events if e["event"] == "interview"]
        wanted = sum(bool(r[c]) for r in rows for c in ("1st interview", "2nd interview", "3rd interview"))
        check(len(interviews) == wanted, f"{wanted} interviews")
        check(len([e for e in events if e["event"] == "applied"]) == sum(bool(r["Application"]) for r in rows),
              "each day of application")
        check(len([e for e in events if e.get("gist") == "rejected"]) == 140, "137 rejections and 3 without a project")
        check([e["at"] for e in events if e.get("as") == "accepted"] == ["2023-11-09"], "one accepted")
        notes = "\n".join(e["text"] for e in events if e["event"] == "note")
        for row in rows:
            if row["Location"] and f"Location: {row['Location']}" not in notes:
                check(False, f"the location {row['Location']} is kept")
        for words in (["today"], ["plan", "capgemini"], ["check", "mca", "--to", "hr", "--via", "email", "--purpose",
                                                          "gracious"], ["health"], ["list"], ["insights"]):
            answer = p.run(*words)
            check(answer.returncode in (0, 3, 4) and answer.stdout, f"{words} answers: {answer.stderr}")
        p.run("undo")
        check(p.json("health") is not None and not p.json("list")["opportunities"], "one undo takes it back")


# --- what cannot be taken ---

BAD = [  # name, content, what the sentence says
    ("cut.csv", "Company,Position,Date Applied\nA,Cook,2026-09-01\nB,Coo", "line 3.*cut off"),
    ("quote.csv", 'Company,Position\nA,"Cook\nB,Baker\n', "line 2.*quote"),
    ("binary.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0", ""),
    ("zip.csv", b"PK\x03\x04\x14\0\0\0", "archive|zip|workbook"),
    ("utf16.csv", "Company,Position\nA,Cook\n".encode("utf-16"), "UTF-16"),
    ("latin1.csv", "Company,Position\nCaf\xe9,Cook\n".encode("latin-1"), "line 2.*UTF-8"),
    ("order.csv", "Company,Position,Date Applied\nA,Cook,05/03/2026\n", "line 2.*--dates"),
    ("strange.csv", "Colour,Weight\nred,3\n", "not recognised.*Colour, Weight"),
    ("empty.csv", "", ""),
    ("card.vcf", "BEGIN:VCARD\nFN:Jane\nEND:VCARD\n".encode("utf-16"), "UTF-16"),
    ("own.json", '{"hearback": 1, "events": [', "cut off|event 1|is missing"),
    ("other.json", '{"name": "x"}', "no member of hearback"),
    ("zone.json", '{"hearback": 1, "events": [\n{"seq": 1, "batch": 1, "recorded": 1, "event": "new", "house": 1, '
                  '"opportunity": 1, "kind": "job", "organisation": "A", "id": "a", "zone": "Mars/X"}\n]}\n',
     "another record|event 1.*Mars/X"),
    ("gap.json", '{"hearback": 1, "events": [\n{"seq": 2, "batch": 2, "recorded": 1, "event": "setting", '
                 '"name": "x", "value": "y"}\n]}\n', "event 1"),
]


def test_bad():
    with Place() as p:
        p.run("new", "Acme", "Cook")
        before = p.state()
        for name, content, says in BAD:
            answer = p.run("import", p.file(name, content))
            text = answer.stderr.decode()
            check(answer.returncode == 1 and not answer.stdout and text.count("\n") == 1, f"{name}: one sentence: {text}")
            check(name in text and re.search(says, text), f"{name}: names the file, and {says}: {text}")
            check(p.state() == before, f"{name} changes nothing")
        for path, says in ((p.file("none.csv"), "no such file"), (p.path, "folder")):
            answer = p.run("import", path)
            check(answer.returncode == 1 and says in answer.stderr.decode(), f"{says}: {answer.stderr}")
        huge = p.file("huge.csv", "Company,Position\nA,")
        os.truncate(huge, 2 << 30)  # a line of 2 GB, most of it a hole
        answer = p.run("import", huge)
        check(answer.returncode == 1 and b"larger than" in answer.stderr, f"2 GB: {answer.stderr}")
        check(p.state() == before, "and nothing changes")
        check(p.run("import", p.file("order.csv"), "--dates", "sometimes").returncode == 2, "--dates takes two words")
        check(p.json("import", p.file("order.csv"), "--dates", "month-first")["added"] == 1, "and then it is taken")
        check(any(e.get("at") == "2026-05-03" for e in p.events()), "as said")


def test_bad_rows():
    with Place() as p:
        path = p.file("t.csv", "Company,Position,Date Applied\nA,Cook,31/02/2026\nB,Cook,28/02/2026\n"
                      "C,Cook,28/02/2026,extra\n,Cook,28/02/2026\n\nD,Cook,\n")
        result = p.json("import", path)
        check((result["read"], result["added"]) == (5, 2), f"others are taken: {result}")
        whys = {r["where"].rsplit(":", 1)[1]: r["why"] for r in result["refused"]}
        check(set(whys) == {"2", "4", "5"} and "31/02/2026" in whys["2"], f"each with its line and reason: {whys}")
        check(adds_up(result), "it adds up")


def test_read_only():
    if os.geteuid() == 0:
        return
    with Place() as p:
        path = p.file("t.csv", "Company,Position\nA,Cook\n")
        os.chmod(p.path, 0o500)
        answer = p.run("import", path)
        check(answer.returncode == 1 and answer.stderr.count(b"\n") == 1, "a read-only folder is refused")
        os.chmod(p.path, 0o700)


# --- own JSON ---

def test_json():
    with Place("2023-11-15T10:00") as p:
        p.run("profile", "--name", "Jo", "--country", "FR", "--zone", "Europe/Paris")
        p.run("import", REAL, "--country", "FR")
        p.run("undo")
        p.run("redo")
        p.run("note", "capgemini-data-engineer", "=1+1")
        out, again, other = p.file("e.json"), p.file("f.json"), p.file("other.db")
        check(p.run("export", "--out", out).returncode == 0, "export to a file")
        check(stat.S_IMODE(os.stat(out).st_mode) == 0o600, "for its owner alone")
        check(p.run("export", "--out", out).returncode == 1, "which is not overwritten")
        result = p.json("import", out, data=other)
        check(result["added"] == result["read"] == len(p.events()), f"all events: {result}")
        p.run("export", "--out", again, data=other)
        with open(out, "rb") as a, open(again, "rb") as b:
            first = a.read()
            check(first == b.read(), "export, import, export gives the same bytes")
        check(p.run("export").stdout == first, "on standard output too")
        check(p.json("import", out, data=other)["already"] == result["read"], "a second time all are there")
        check(p.run("today", data=other).stdout == p.run("today").stdout, "and today says the same")
        def agenda(data):
            with sqlite3.connect(data) as db:
                return db.execute("SELECT * FROM agenda ORDER BY house, opp").fetchall(), db.execute(
                    "SELECT agenda_key FROM meta").fetchall()
        check(agenda(other) == agenda(p.data), "with the same agenda")
        p.run("note", "alten", "more")
        p.run("export", "--out", p.file("g.json"))
        check(p.json("import", p.file("g.json"), data=other)["added"] == 1, "a continuation is added")
        p.run("note", "alten", "otherwise", data=other)
        p.run("note", "alten", "again")
        p.run("export", "--out", p.file("h.json"))
        answer = p.run("import", p.file("h.json"), data=p.data)
        check(answer.returncode == 0, "its own is known")
        p.run("note", "alten", "this one differs", data=other)
        answer = p.run("import", p.file("h.json"), data=other)
        check(answer.returncode == 1 and b"--data" in answer.stderr, f"another record is refused: {answer.stderr}")
        check(p.json("import", "-", data=p.file("third.db"), stdin=first)["added"] == result["read"], "from a pipe")


# --- export as tables ---

def test_csv():
    with Place() as p:
        p.run("new", "=cmd()", "+Cook, \"fine\"", "--id", "x", "--url", "https://x.example/1")
        p.run("applied", "x", "--on", "2026-09-01")
        p.run("interview", "x", "--at", "2026-10-01T14:00", "--with", "Jane Moss <jane@x.example>; Head")
        p.run("note", "x", "two\nlines")
        def table(*words):
            return list(csv.reader(io.StringIO(p.run("export", "--format", "csv", *words).stdout.decode())))
        rows = table()
        row = dict(zip(*rows))
        check(row["Organisation"] == "'=cmd()" and row["Position"] == "'+Cook, \"fine\"", f"formulas are harmless: {row}")
        check((row["Applied on"], row["1st interview"], row["Status"]) == ("2026-09-01", "2026-10-01 14:00", "interviewing"),
              f"days as people read them: {row}")
        check(row["People"] == "Jane Moss <jane@x.example>" and row["Notes"] == "two\nlines", f"{row}")
        people = table("--table", "people")
        check(people[1][:2] == ["Jane Moss", "jane@x.example"], f"people: {people}")
        events = table("--table", "events")
        check([r[3] for r in events[1:]] == [e["event"] for e in p.events()], f"events: {events}")
        path = p.file("o.csv")
        p.run("export", "--format", "csv", "--out", path)
        check(p.json("import", path)["already"] == 1, "its own table tells it nothing new")
        check(p.json("import", path, data=p.file("new.db"))["added"] == 1, "and can be imported elsewhere")
        check(p.run("export", "--table", "people").returncode == 2, "--table belongs to csv")
        check(p.run("export", "--format", "pdf").returncode == 2, "formats are two")
    with Place("2023-11-15T10:00") as p:
        p.run("import", REAL)
        p.run("export", "--format", "csv", "--out", p.file("r.csv"))
        result = p.json("import", p.file("r.csv"))
        check((result["read"], result["already"]) == (444, 444), f"nor does that of the real search: {result}")
    with Place() as p:
        check(json.loads(p.run("export").stdout) == {"hearback": 1, "events": []}, "nothing is recorded: an empty document")
        check(not os.path.exists(p.data), "and no database is made")


# --- copies ---

def test_copies():
    with Place() as p:
        check(p.run("backup", p.file("b.db")).returncode == 1, "nothing to back up")
        check(p.run("rebuild").returncode == 0 and not os.path.exists(p.data), "nothing to rebuild, nothing made")
        p.run("new", "Acme", "Cook")
        p.run("applied", "acme", "--on", "2026-10-01")
        before = p.run("export").stdout
        answer = p.run("backup", p.file("b.db"))
        check(answer.returncode == 0 and b"2 events" in answer.stdout, f"a backup: {answer}")
        check(stat.S_IMODE(os.stat(p.file("b.db")).st_mode) == 0o600, "for its owner alone")
        check(p.run("backup", p.file("b.db")).returncode == 1, "which is not overwritten")
        p.run("note", "acme", "later")
        answer = p.json("restore", p.file("b.db"))
        check(answer["events"] == 2 and p.run("export").stdout == before, f"restored: {answer}")
        check(os.path.exists(p.data + ".before-restore"), "what was there is kept")
        actions = p.json("today")
        check(p.json("rebuild")["events"] == 2 and p.json("today") == actions, "a rebuild changes nothing")
        for path, content in ((p.file("none.db"), None), (p.file("bad.db", b"SQLite format 3\0" + b"\1" * 4000), 1),
                              (p.file("text.db", "hello"), 1)):
            answer = p.run("restore", path)
            check(answer.returncode == 1 and answer.stderr.count(b"\n") == 1, f"{path} is refused: {answer.stderr}")
        check(p.run("export").stdout == before, "and changes nothing")
        check(p.run("restore", p.data).returncode == 1, "the database is no backup of itself")
        p.run("profile", "--country", "DE")
        p.json("restore", p.file("b.db"), data=p.file("fresh.db"))
        check(p.run("export", data=p.file("fresh.db")).stdout == before, "into a place where nothing was")


# --- demo ---

STEPS = {"ask-questions", "debrief", "thanks", "thanks-note", "three-part", "inquiry", "connect", "article",
         "brief-reference", "answer-offer", "tell-of-offer", "gracious", "check-back", "move-on", "hold"}
MOMENTS = [("2026-10-08T00:05", 0), ("2026-10-08T08:59", 0), ("2026-10-08T09:45", 0), ("2026-10-12T07:00", 0),
           ("2026-10-09T23:55", 0), ("2026-10-10T12:00", 2), ("2026-10-11T18:00", 1), ("2026-12-25T10:00", 0),
           ("2027-01-01T06:00", 0), ("2027-03-28T02:30", 1), ("2024-02-29T16:00", 0), ("2041-07-05T10:00", 0)]


def test_demo():
    with Place() as p:
        for now, days in MOMENTS:
            today = p.json("demo", "today", "--days", str(days), now=now)
            missing = STEPS - {a["step"] for a in today["actions"]}
            check(not missing, f"{now}: the sample shows every kind of action, not {missing}")
            check(today["quiet"], f"{now}: something is quiet")
            text = p.run("demo", now=now).stdout.decode()
            for words in ("OK. Go", "Wait until", "Better not", "invented"):
                check(words in text, f"{now}: demo says {words}: {text[:300]}")
        check(not os.path.exists(p.data) and not os.path.exists(p.file("data")), "nothing of the user's is touched")
        state = p.file("state/hearback")
        check("demo.db" in os.listdir(state) and not [f for f in os.listdir(state) if "before" in f or ".db." in f],
              f"one database is left: {os.listdir(state)}")
        p.json("demo", "note", "harbour", "tried out")
        history = p.json("demo", "history", "harbour")["events"]
        check(history[-1].get("text") == "tried out", "what is tried out stays for the day")
        check(p.run("demo", "check", "bramble", "--to", "noor", "--via", "phone", "--purpose", "inquiry").returncode == 4,
              "a command within answers with its own status")
        check(p.run("demo", "today", "--data", p.data).returncode == 2, "it takes no other database")
        check(p.run("demo", "nonsense").returncode == 2, "nor other commands")
        check(json.loads(p.run("--json", "demo").stdout)["actions"], "as JSON: today")
        people = p.json("demo", "list", "people")["people"]
        check(all(x["mail"].endswith(".example") for x in people if x.get("mail")), "nobody there can be written to")


for name, test in list(globals().items()):
    if name.startswith("test_"):
        try:
            test()
        except (AssertionError, KeyError, ValueError, StopIteration, TypeError, subprocess.TimeoutExpired) as e:
            check(False, f"{name}: {type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
