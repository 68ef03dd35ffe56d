#!/usr/bin/env python3
"""boxes.py TREE: mail as others write it, read by TREE/tests/mail_list (the reader of an import, and hearback-mail).

Boxes of every dialect are written by Python's mailbox and email modules, and by hand where these write none; what comes
out must be what went in.  Then what nobody sends in good faith: in memory and time that follow its size, or refused."""
import email.message
import email.policy
import email.utils
import json
import mailbox
import os
import random
import resource
import subprocess
import sys
import tempfile

TREE = os.path.abspath(sys.argv[1])
LIST = [os.path.join(TREE, "tests/mail_list")]
ENV = {**os.environ, "HEARBACK_LIBEXEC": TREE}
FROM = b"From jane@kestrel.example Mon Oct 12 08:00:00 2026\n"
MEMORY = 64  # MB, of hearback and its helper each
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED: {what}: {str(detail)[:2000]}")


def listed(*paths, stdin=None):
    done = subprocess.run([*LIST, *paths], capture_output=True, env=ENV, check=False, stdin=stdin)
    if done.returncode:
        return done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


# --- messages, and what they say ---

def messages(r, n):
    """Messages with all that makes a mailbox hard to take apart."""
    lines = ["From here on it is easy", ">From a quotation", ">>From two", "From jane@kestrel.example Mon Oct 12 08:00:00 2026", "",
             "Subject: not one", "ordinary words", "-- ", "\u00e4\u00f6\u00fc \u20ac \u5c71", ".", "Content-Length: 5"]
    for i in range(n):
        m = email.message.EmailMessage(policy=email.policy.default.clone(linesep="\n", cte_type="8bit"))
        m["From"] = email.utils.formataddr((r.choice(["Jane Moss", "J\u00fcrgen Wei\u00df", "Novak, Tomas"]), "a@kestrel.example"))
        m["To"] = "me@example.com, Other Person <o@x.example>"
        m["Subject"] = r.choice(["Your application", "\u00dcber Ihre Bewerbung " * 8, "x" * 200]) + f" {i}"
        m["Message-ID"] = f"<{i}@kestrel.example>"
        m["Date"] = email.utils.formatdate(1791792000 + i)
        if i % 3:
            m["References"] = " ".join(f"<{k}@kestrel.example>" for k in range(max(0, i - 12), i))
        text = "\n".join(r.choice(lines) for _ in range(r.randrange(1, 30))) + "\nend\n"
        m.set_content(text, cte=r.choice(["8bit", "base64", "quoted-printable"]))
        if i % 4 == 1:
            m.add_alternative(f"<p>{i}</p>", subtype="html")
        if i % 4 == 2:
            m.add_attachment(r.randbytes(r.randrange(1, 3000)), maintype="application", subtype="pdf", filename=f"Lebensl\u00e4ufe {i}.pdf")
        yield m


def expected(m):
    body = m.get_body(("plain",)).get_content()
    return {"id": m["Message-ID"][1:-1], "subject": " ".join(m["Subject"].split()),
            "from": [[a.display_name, a.addr_spec] for a in m["From"].addresses],
            "to": [[a.display_name, a.addr_spec] for a in m["To"].addresses],
            "references": [k[1:-1] for k in m.get("References", "").split()],
            "sent": int(m["Date"].datetime.timestamp()), "text": body.strip("\n"),
            "attachments": [a.get_filename() for a in m.iter_attachments() if a.get_filename()]}


def same(what, got, sent, change=lambda text: text):
    check(f"{what}: how many", isinstance(got, list) and len(got) == len(sent), got if isinstance(got, str) else (len(got), len(sent)))
    for mail, m in zip(got, sent):
        want = expected(m)
        want["text"] = change(want["text"])
        for key, value in want.items():
            if mail[key] != value:
                check(f"{what}: {key} of {want['id']}", False, (mail[key], value))
                return
    check(what, True)


def places(what, path, got):
    """Each message where it is said to be: the lines of the file, and no gap between them."""
    with open(path, "rb") as f:
        data = f.read()
    end = got[0]["offset"] if got else 0
    for mail in got:
        at = mail["offset"]
        if at != end or not data[at:].startswith(b"From ") or data[:at].count(b"\n") + 1 != mail["line"]:
            check(f"{what}: places", False, mail)
            return
        end = at + mail["bytes"]
    check(f"{what}: places", end == len(data), (end, len(data)))


# --- dialects ---

def quoted(data, reversible):
    out = []
    for line in data.split(b"\n"):
        bare = line.lstrip(b">") if reversible else line
        out.append(b">" + line if bare.startswith(b"From ") else line)
    return b"\n".join(out)


def content_length(data):
    head, body = data.split(b"\n\n", 1)
    return head + b"\nContent-Length: %d\n\n" % len(body) + body


def dialect(name, sent):
    parts = []
    for i, m in enumerate(sent):
        data, begin = m.as_bytes(), FROM
        if name in ("mboxo", "crlf", "mboxcl"):
            data = quoted(data, False)
        if name in ("mboxrd", "thunderbird", "takeout"):
            data = quoted(data, True)
        if name.startswith("mboxcl"):
            data = content_length(data)
        if name == "thunderbird":
            begin = b"From - Mon Oct 12 08:00:00 2026\nX-Mozilla-Status: 0001\n"
        if name == "takeout":
            begin = b"From 17%d@xxx Mon Oct 12 08:00:00 +0000 2026\nX-GM-THRID: 1\n" % i
        data = begin + data + b"\n"
        parts.append(data.replace(b"\n", b"\r\n") if name == "crlf" else data)
    return b"".join(parts)


def one_less(text):
    """mboxo loses what was quoted already, and mboxcl2 quotes nothing, which shows only where there is something to quote:
    compared without these marks."""
    return "\n".join(line.lstrip(">") if line.lstrip(">").startswith("From ") else line for line in text.split("\n"))


def check_dialects(folder):
    r = random.Random(8)
    sent = list(messages(r, 150))
    for name in ("mboxrd", "thunderbird", "takeout", "mboxcl2", "mboxo", "mboxcl", "crlf"):
        path = os.path.join(folder, name)
        with open(path, "wb") as f:
            f.write(dialect(name, sent))
        got = listed(path)
        exact = name in ("mboxrd", "thunderbird", "takeout")
        if not exact and isinstance(got, list):
            for mail in got:
                mail["text"] = one_less(mail["text"])
        same(name, got, sent, (lambda t: t) if exact else one_less)
        places(name, path, got)
    path = os.path.join(folder, "python")
    box = mailbox.mbox(path)
    for m in sent:
        box.add(m)
    box.close()
    got = listed(path)
    for mail in got:
        mail["text"] = one_less(mail["text"])
    same("Python's mbox", got, sent, one_less)
    with open(path, "rb") as f:
        check("standard input", listed("-", stdin=f) == listed(path))
    with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as pipe:
        check("a pipe", listed("-", stdin=pipe.stdout) == listed(path))
    check_eml_and_maildir(folder, sent)


def check_eml_and_maildir(folder, sent):
    paths = []
    for i, m in enumerate(sent[:20]):
        paths.append(os.path.join(folder, f"{i}.eml"))
        with open(paths[-1], "wb") as f:
            f.write(m.as_bytes())
    same("eml", listed(*paths), sent[:20])
    box = mailbox.Maildir(os.path.join(folder, "maildir"), create=True)
    of_key = {box.add(m): m for m in sent[:60]}
    sub = box.add_folder("Sent")
    for m in sent[60:]:
        of_key[sub.add(m)] = m
    got = listed(os.path.join(folder, "maildir"))
    keys = [mail["file"].split("/")[-1] for mail in got]
    check("Maildir: every message", sorted(keys) == sorted(of_key), (len(keys), len(of_key)))
    same("Maildir", got, [of_key[k] for k in keys])
    check("Maildir: folders", all(mail["file"].startswith((".Sent/new/", "new/")) for mail in got))


# --- what nobody sends in good faith ---

def nested(n):
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(n)) + b"\nhi\n"


def hostile():
    """name, bytes of one message for a size, sizes of which each is twice the one before, what becomes of it"""
    kilo = 1024
    return [
        ("nesting", nested, (12500, 25000, 50000, 100000), "refused"),
        ("nesting of one boundary", lambda n: b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * n, (50000, 100000), "refused"),
        ("messages in messages", lambda n: b"Content-Type: message/rfc822\n\n" * n + b"hi\n", (50000, 100000), ""),
        ("headers", lambda n: b"".join(b"X-%d: y\n" % i for i in range(n)) + b"Subject: s\n\nhi\n", (250000, 500000), "s"),
        ("more headers still", lambda n: b"X: y\n" * n + b"\nhi\n", (2000000,), "refused"),
        ("headers of one name", lambda n: b"Subject: s\n" + b"From: a@b.example\n" * n + b"\nhi\n", (200000, 400000), "s"),
        ("headers of a part", lambda n: b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + b"X: y\n" * n + b"\nhi\n", (50000, 100000), ""),
        ("encoded words", lambda n: b"Subject: " + b"=?utf-8?q?abc?= " * n + b"\n\nhi\n", (2000, 4000, 200000), ""),
        ("an encoded word", lambda n: b"Subject: =?utf-8?b?" + b"QUJD" * n + b"?=\n\nhi\n", (8000, 2000000), ""),
        ("a long subject", lambda n: b"Subject: s" + b" " * n + b"\n\nhi\n", (30000, 60000, 4000000), "s"),
        ("addresses", lambda n: b"To: " + b"a@b.example, " * n + b"\nSubject: s\n\nhi\n", (2000, 4000, 400000), "s"),
        ("groups in groups", lambda n: b"To: " + b"g:" * n + b"\nSubject: s\n\nhi\n", (15000, 30000, 1000000), None),
        ("comments in comments", lambda n: b"To: " + b"(" * n + b"\nSubject: s\n\nhi\n", (30000, 60000, 1000000), "s"),
        ("references", lambda n: b"References: " + b"".join(b"<%d@b>" % i for i in range(n)) + b"\nSubject: s\n\nhi\n", (2500, 5000, 500000), "s"),
        ("parameters", lambda n: b"Subject: s\nContent-Type: text/plain" + b"".join(b"; a*%d=x" % i for i in range(n)) + b"\n\nhi\n", (3000, 6000), "s"),
        ("parts", lambda n: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * n, (10000, 19000, 38000, 1000000), None),
        ("bad base64", lambda n: b"Subject: s\nContent-Transfer-Encoding: base64\n\n" + b"!@#$" * n, (kilo * 512, kilo * kilo), "s"),
        ("one line", lambda n: b"Subject: s\n\n" + b"x" * n, (kilo * kilo * 16, kilo * kilo * 32, kilo * kilo * 64), "s"),
        ("empty lines", lambda n: b"Subject: s\n\n" + b"\n" * n, (kilo * kilo * 2, kilo * kilo * 4), "s"),
        ("tags", lambda n: b"Subject: s\nContent-Type: text/html\n\n" + b"<div><b>" * n, (60000, 120000), "s"),
        ("entities", lambda n: b"Subject: s\nContent-Type: text/html\n\n" + b"&#65;" * n, (60000, 120000), "s"),
        ("attributes", lambda n: b"Subject: s\nContent-Type: text/html\n\n<a " + b"b=c " * n + b">x", (60000, 120000), "s"),
        ("zero bytes", lambda n: b"\0" * n, (kilo, kilo * kilo), None),
        ("too large", lambda n: b"Subject: s\n\n" + b"x\n" * n, (51 * kilo * kilo,), "refused"),
    ]


def measured(path):
    """What is listed, and the seconds of the processor it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    got = listed("--form", "mbox", path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return got, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check_hostile(folder):
    good = b"From: a@b.example\nSubject: good\nMessage-ID: <good@b.example>\n\nfine\n\n"
    path = os.path.join(folder, "hostile")
    for name, make, sizes, outcome in hostile():
        for size in sizes:
            with open(path, "wb") as f:
                f.write(FROM + good + FROM + make(size) + b"\n\n" + FROM + good)
            got, seconds = measured(path)
            ends = isinstance(got, list) and len(got) >= 2 and got[0]["subject"] == "good" and got[-1]["subject"] == "good"
            check(f"{name}, {size}: those around it are read", ends, got)
            if not ends:
                continue
            bad = got[1:-1]
            if outcome == "refused":
                check(f"{name}, {size}: is refused by name", all(m["refused"] for m in bad) and len(bad) <= 1, bad)
            elif outcome:
                check(f"{name}, {size}: is read", len(bad) == 1 and bad[0]["subject"] == outcome, bad)
            check(f"{name}, {size}: takes {seconds:.1f} s", seconds < 5)


def check_large(folder):
    """Gigabytes, in the memory of one window: attachments, one line, and messages between them."""
    path = os.path.join(folder, "large")
    line = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkr\n"
    head = (b"From: a@b.example\nSubject: large\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n>From me\n--b\nContent-Type: "
            b"application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n")
    with open(path, "wb") as f:
        for _ in range(4):
            f.write(FROM + head)
            for _ in range(60):
                f.write(line * 12000)
            f.write(b"--b--\n\n" + FROM + b"Subject: small\n\nhi\n\n")
        f.write(FROM + b"Subject: one line\n\n")
        for _ in range(200):
            f.write(b"x" * (1 << 20))
        f.write(b"\n\n" + FROM + b"Subject: last\n\nhi\n")
    got = listed(path)
    check("large: what is read", isinstance(got, list) and [m["subject"] for m in got] == ["large", "small"] * 4 + ["", "last"], got)
    check("large: text and names", got[0]["text"] == "text\nFrom me" and got[0]["attachments"] == ["a.pdf"], got[0])
    check("large: refused by name", "MB" in got[8]["refused"], got[8])
    with open(path, "wb") as f:
        f.write(head + line * 150000 + b"--b--\n")
    got = listed("--form", "eml", path)
    check("a large message by itself", len(got) == 1 and got[0]["subject"] == "large" and got[0]["attachments"] == ["a.pdf"], got)


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_dialects(folder)
        check_large(folder)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        check(f"memory for a large mailbox: {peak} MB", peak <= MEMORY)
        check_hostile(folder)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
