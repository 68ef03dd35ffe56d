#!/usr/bin/env python3
"""lint.py PROGRAM: letters in files through the command, with and without a
record: what it says to people, to editors and to programs; how it ends; what it
refuses, in how much memory; how long it takes."""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
NOW = "2026-10-09T10:00"
MB = 1024 * 1024
MEMORY = 512 * MB  # of address space: what any file may take
LIMITED = True  # a program built with sanitizers takes more at once

LETTER = """Dear John,

I was pleased to recieve your message on Thursday, 9 October 2026.

Kind regards,
Robin Hale
"""
CLEAN = """Dear Jane,

Thank you for your time on Thursday. The way you calibrate your sensors was new to me, and I would like to learn it.

I am very interested in the position of Data Scientist at Harbour Lab, and I am confident that I can do it well.

Kind regards,
Robin Hale
"""
RECORD = [
    'profile --name|Robin Hale|--language|en-GB|--country|GB',
    'new|Harbour Lab|Data Scientist|--id|harbour|--country|GB',
    'new|Tide Works|Data Analyst|--id|tide|--country|GB',
    'met|tide|John Carter <john@tide.example>',
    'interview|harbour|--at|2026-10-08T14:00|--with|Jane Moss <jane@harbour.example>; Lead Engineer; interviewer'
    '|--topic|Jane:calibrating the sensors',
]


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Folder:
    def __init__(self, path):
        self.path = path
        self.data = os.path.join(path, "none.db")

    def file(self, name, content):
        path = os.path.join(self.path, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *words, given=None, environment=None):
        return subprocess.run([PROGRAM, "--data", self.data, "--now", NOW, *words], input=given, capture_output=True,
                              timeout=60, check=False, env={**os.environ, "XDG_CONFIG_HOME": self.path,
                                                            **(environment or {})},
                              preexec_fn=limit if LIMITED else None)

    def record(self):
        self.data = os.path.join(self.path, "search.db")
        for line in RECORD:
            words = line.replace(" --name", "|--name", 1).split("|")
            done = self.run(*words)
            assert done.returncode == 0, (line, done.stderr)

    def lint(self, *words, given=None):
        done = self.run("--json", "lint", *words, given=given)
        assert done.stderr == b"", done.stderr
        findings = json.loads(done.stdout)["findings"]
        errors = any(f["level"] == "error" for f in findings)
        same(done.returncode, 3 if errors else 0)
        return findings

    def refused(self, *words, given=None):
        done = self.run("lint", *words, given=given)
        same((done.returncode, done.stdout), (1, b""))
        text = done.stderr.decode()
        same(text.count("\n"), 1)
        return text


def same(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def short(findings):
    return [(f["level"][0], f["rule"], f["line"], f["column"], f["found"], *f["suggestions"][:1]) for f in findings]


# --- what it says ---


def without_a_record(f):
    findings = f.lint(f.file("letter.txt", LETTER))
    same(short(findings), [("e", "A11", 3, 18, "recieve", "receive"), ("e", "A11", 3, 42, "Thursday", "Friday")])
    same([sorted(x) for x in findings[:1]],
         [["column", "found", "length", "level", "line", "rule", "suggestions", "why"]])
    same(findings[0]["length"], 7)
    same(f.lint("-", given=LETTER.encode()), findings)
    same(f.lint("-", given=CLEAN.encode()), [])
    assert not os.path.exists(f.data), "reading a letter has made a database"


def for_people(f):
    done = f.run("lint", f.file("letter.txt", LETTER))
    text = done.stdout.decode()
    assert "    I was pleased to recieve your message" in text and "\n                     ^^^^^^^\n" in text, text
    assert 'Perhaps: "receive"' in text and "2 to be mended" in text, text
    same(done.returncode, 3)
    done = f.run("lint", "-", given=CLEAN.encode())
    same((done.returncode, done.stdout), (0, b"Nothing to mend in standard input.\n"))


def for_editors(f):
    path = f.file("letter.txt", LETTER)
    lines = f.run("lint", path, "--lines").stdout.decode().splitlines()
    same([line.split(": ")[:2] for line in lines], [[f"{path}:3:18", "error"], [f"{path}:3:42", "error"]])


def with_the_record(f):
    f.record()
    context = ("--opportunity", "harbour", "--to", "jane", "--purpose", "thanks")
    same(f.lint(f.file("clean.txt", CLEAN), *context), [])
    same(short(f.lint(f.file("letter.txt", LETTER.replace("message", "Date Scientist")), *context))[:3],
         [("e", "A3", 1, 6, "John", "Jane"), ("e", "A11", 3, 18, "recieve", "receive"),
          ("e", "A3", 3, 31, "Date", "Data")])
    wrong_house = CLEAN.replace("Harbour Lab", "Tide Works")
    same(short(f.lint(f.file("house.txt", wrong_house), *context)), [("e", "A3", 5, 59, "Tide Works", "Harbour Lab"),
                                                                 ("w", "D5", 1, 1, "")])
    bare = f.lint(f.file("bare.txt", "Dear Jane,\n\nHello.\n"), *context)
    same(sorted(x["rule"] for x in bare), ["A6", "A6", "A7", "A7", "D5", "D5"])
    same([(x["line"], x["column"], x["length"], x["found"]) for x in bare[:1]], [(1, 1, 0, "")])
    same([x["rule"] for x in f.lint(f.file("three.txt", "Hello.\n"), "--purpose", "three-part")], ["C2", "C2", "C2"])
    same(short(f.lint(f.file("house.txt", wrong_house))), [])
    same(f.run("lint", "-", "--to", "jane", given=b"x").returncode, 2)
    same(f.run("lint", "-", "--opportunity", "nowhere", given=b"x").returncode, 1)


def spelling_of_either_side(f):
    text = b"We organise the colour of the center.\n"
    same(short(f.lint("-", given=text)), [])
    same([x[4] for x in short(f.lint("-", "--language", "en-GB", given=text))], ["center"])
    same([x[4] for x in short(f.lint("-", "--language", "en-US", given=text))], ["organise", "colour"])


def own_words(f):
    os.makedirs(os.path.join(f.path, "hearback/letters/en/words"))
    same([x["found"] for x in f.lint("-", given=b"The zzyzxing is done.\n")], ["zzyzxing"])
    f.file("hearback/letters/en/words/own.txt", "# mine\nzzyzxing\n")
    same(f.lint("-", given=b"The zzyzxing is done.\n"), [])
    f.file("hearback/letters/en/words/own.txt", b"\xff\n")
    assert "own.txt" in f.refused("-", given=b"Hello.\n")


# --- files ---


def markdown(f):
    text = "# My letter\n\nDear Jane,\n\nI **recieve** [this](https://x.example/recieve) and `recieve`.\n"
    same([x[2:5] for x in short(f.lint(f.file("a.md", text)))], [(5, 5, "recieve")])


def mails(f):
    mail = ("From: robin@x.example\r\nTo: jane@x.example\r\nSubject: My recieve\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            "Dear Jane,\r\n\r\nPlease find attached my caf=C3=A9 re=\r\ncieve.\r\n"
            "\r\nKind regards,\r\nRobin\r\n-- \r\nrecieve\r\n"
            "\r\nOn Monday, Jane wrote:\r\n> recieve\r\n%s--b--\r\n")
    same(short(f.lint(f.file("a.eml", mail % ""))),
         [("e", "A11", 3, 13, "recieve", "receive"), ("e", "D7", 13, 13, "attached"),
          ("e", "A11", 13, 35, "recieve", "receive")])
    attached = mail % '--b\r\nContent-Type: application/pdf; name="a.pdf"\r\n\r\nxx\r\n'
    same([x[1] for x in short(f.lint(f.file("b.eml", attached)))], ["A11", "A11"])
    same([x[1] for x in short(f.lint("-", given=attached.encode()))], ["A11", "A11"])


def bad_files(f):
    line = "line 2"
    for name, content, says in (
            ("zero.txt", b"one\ntw\0o\n", (line, "zero byte", "offset 6", "plain text")),
            ("latin.txt", b"one\ntw\xff\n", (line, "UTF-8", "offset 6")),
            ("big.txt", b"word " * (MB // 5 + 1), ("larger than 1 MB",)),
            ("big.eml", b"From: a\nTo: b\n\n" + b"word " * (MB // 5 + 1), ("more than 1 MB",)),
            ("noise.md", os.urandom(5000), ()),
            ("html.eml", b"From: a\nTo: b\nContent-Type: text/html\n\n<p>x", ("plain text",))):
        text = f.refused(f.file(name, content))
        for part in (name, *says):
            assert part in text, (part, text)
    assert "standard input" in f.refused("-", given=b"\xff\n")
    assert "no such file" in f.refused(os.path.join(f.path, "nowhere.txt"))
    assert "folder" in f.refused(f.path)
    big = os.path.join(f.path, "huge.txt")
    with open(big, "wb") as file:
        file.truncate(100 * MB)
    assert "larger than" in f.refused(big)
    assert "larger than" in f.refused("-", given=b"a" * (100 * MB))
    mail = os.path.join(f.path, "huge.eml")
    with open(mail, "wb") as file:
        file.truncate(100 * MB)
    assert "larger than 32 MB" in f.refused(mail)


def odd_but_taken(f):
    for content in (b"", b"\n\n\n", b"\xef\xbb\xbf", b"a", b"?!?!", "\u202e\u0301\U0001f600".encode(), b"Dear", b"Dear ,,\n"):
        f.run("lint", "-", given=content)
        assert isinstance(f.lint("-", given=content), list)
    done = f.run("lint", f.file("esc.txt", "The \x1b[31mrecieve\x1b[0m is \u202ehere.\n"))
    assert b"\x1b" not in done.stdout and "\u202e".encode() not in done.stdout, done.stdout


def without_a_dictionary(f):
    done = f.run("lint", f.file("letter.txt", LETTER), environment={"HEARBACK_DICTIONARIES": "/nowhere"})
    same(done.returncode, 3)
    assert b"Friday" in done.stdout and b"recieve" not in done.stdout.replace(b"to recieve your", b""), done.stdout
    text = done.stderr.decode()
    assert text.count("\n") == 1 and "hunspell-en-us" in text, text


# --- time ---


def took(f, *words, given=None, environment=None, times=3):
    best = 1e9
    for _ in range(times):
        start = time.monotonic()
        f.run(*words, given=given, environment=environment)
        best = min(best, time.monotonic() - start)
    return best


def speed(f):
    letter = f.file("letter.txt", (LETTER + CLEAN * 3)[:1300])
    nothing = took(f, "version")
    plain = took(f, "lint", letter, environment={"HEARBACK_DICTIONARIES": "/nowhere"}) - nothing
    spelled = took(f, "lint", letter) - nothing
    print(f"a letter of {len((LETTER + CLEAN * 3)[:1300].split())} words: {plain * 1000:.0f} ms, "
          f"with spelling {spelled * 1000:.0f} ms, after a start of {nothing * 1000:.0f} ms")
    assert not LIMITED or plain < 0.03 * 3 and spelled < 0.25 * 3, "too slow, even for a busy machine"


def hostile_megabytes(f):
    pieces = ["recieve ", "a", "Aa ", "Jane Mosss ", "\"", "(", "[", "[](", "`a`` ", "Friday 9 October ", ". ", "- x\n",
              "the the ", "Dear Jane, ", "\u00e9", "<!-- ", "yesterday we met, thank ", "a.b@", "it's ", "\n\n", "x-", "1/1 "]
    worst = (0, "")
    for piece in pieces:
        size = len(piece.encode())
        text = (piece * (MB // size)).encode()
        path, half = f.file("long.md", text), f.file("half.md", (piece * (MB // size // 2)).encode())
        start = time.monotonic()
        done = f.run("--json", "lint", path)
        seconds = time.monotonic() - start
        assert done.returncode in (0, 3), (piece, done.returncode, done.stderr)
        if seconds > 2.5:
            start = time.monotonic()
            f.run("--json", "lint", half)
            ratio = seconds / (time.monotonic() - start)
            assert ratio < 3, f"{piece!r}: {seconds:.1f} s for 1 MB, {ratio:.1f} times as much as for half of it"
        worst = max(worst, (seconds, piece))
    print(f"1 MB takes at most {worst[0]:.1f} s ({worst[1]!r})")
    assert worst[0] < 20, worst


TESTS = [without_a_record, for_people, for_editors, with_the_record, spelling_of_either_side, own_words, markdown, mails,
         bad_files, odd_but_taken, without_a_dictionary, speed, hostile_megabytes]


def main():
    global LIMITED
    LIMITED = subprocess.run([PROGRAM, "version"], capture_output=True, check=False, preexec_fn=limit).returncode == 0
    passed = 0
    for test in TESTS:
        with tempfile.TemporaryDirectory() as path:
            try:
                test(Folder(path))
                passed += 1
            except (AssertionError, KeyError, IndexError, ValueError, subprocess.TimeoutExpired) as e:
                print(f"{test.__name__}: {type(e).__name__}: {str(e)[:1000]}")
    print(f"{passed} passed, {len(TESTS) - passed} failed")
    return 0 if passed == len(TESTS) else 1


sys.exit(main())
