#!/usr/bin/python3
"""send.py HEARBACK: letters sent to a real server, and every way in which that can go wrong."""
import email
import email.header
import email.policy
import email.utils
import os
import random
import re
import subprocess
import sys
import tempfile

from certificates import Certificates
from dovecot import PASSWORD, USER, Dovecot
from seeker import LETTER, Seeker
from smtp_server import Proxy, Server, free_port

passed = failed = 0
SECRET = "opal-quarry-937"


def content(message):
    return message.get_content().replace("\r\n", "\n")


def check(what, good, ada=None):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"{what}" + (f"\n    out: {ada.out}\n    err: {ada.err}" if ada else ""))


def sends(what, ada, server, state="sent", says=None, copies=None, words=None):
    """Sends the letter; then it stands so, that was said, and so many copies arrived."""
    before = len(server.handler.messages) if server else 0
    status = ada.run(*(words or ada.send_words()))
    out, err = ada.out, ada.err
    letters = ada.letters()
    stands = letters[-1]["state"] if letters else "none"
    arrived = len(server.handler.messages) - before if server else 0
    copies = (1 if state == "sent" else 0) if copies is None else copies
    contacts = len(ada.contacts())
    ok = (status == 0) == (state == "sent") and stands == state and arrived == copies
    ok = ok and (contacts == 1) == (state == "sent") and (not says or re.search(says, out + err)) and SECRET not in out + err
    if not ok:
        print(f"    exit {status}, stands {stands}, arrived {arrived}, {contacts} contacts: {out}{err}")
    check(what, ok)


# --- the way there ---

def encrypted(certificates):
    right = {"ca_file": certificates.ca}
    password = {"user": "ada", "password_command": f"echo {SECRET}", **right}
    with Server("smtps", certificates) as server, Seeker() as ada:
        ada.account(server.port, "smtps", **right)
        sends("TLS", ada, server)
    with Server("smtps", certificates) as server, Seeker() as ada:
        ada.account(server.port, "smtps", ca_file=certificates.other_ca)
        sends("a certificate of somebody else", ada, server, "ready", "cannot prove that it is the server meant")
        ada.account(server.port, "smtp", **right)
    with Server("smtps", certificates, host="127.0.0.2") as server, Seeker() as ada:
        ada.account(server.port, "smtps", host="127.0.0.2", **right)
        sends("a certificate for another name", ada, server, "ready", "cannot prove that it is the server meant")
    with Server("starttls", certificates) as server, Seeker() as ada:
        ada.account(server.port, **right)
        sends("STARTTLS", ada, server)
    with Server("starttls", certificates, offer_tls=False) as server, Seeker() as ada:
        ada.account(server.port, **right)
        sends("no STARTTLS", ada, server, "ready", "offers no encryption")
        check("and nothing was said about anybody", not any("ada" in s or "jane" in s for s in server.handler.seen))
    with Server("starttls", certificates, user="ada", password=SECRET) as server, Seeker() as ada:
        ada.account(server.port, **password)
        sends("STARTTLS with a password", ada, server)
        check("it was asked for", server.logins == [("PLAIN", True)] or server.logins == [("LOGIN", True)])
    with Server("smtps", certificates, user="ada", password=SECRET) as server, Seeker() as ada:
        ada.account(server.port, "smtps", **password)
        sends("TLS with a password", ada, server)
    with Server("starttls", certificates, user="ada", password="another") as server, Seeker() as ada:
        ada.account(server.port, **password)
        sends("a wrong password", ada, server, "ready", "did not accept the user ada with this password")
    with Server("starttls", certificates, user="ada", token=SECRET) as server, Seeker() as ada:
        ada.account(server.port, **right, user="ada", token_command=f"echo {SECRET}")
        sends("a token", ada, server)
        check("as XOAUTH2", ("XOAUTH2", True) in server.logins)
    with Server("starttls", certificates, user="ada", token="another") as server, Seeker() as ada:
        ada.account(server.port, **right, user="ada", token_command=f"echo {SECRET}")
        sends("a wrong token", ada, server, "ready", "did not accept the user ada with this token")
    with Server("starttls", certificates, logins=False) as server, Seeker() as ada:
        ada.account(server.port, **password)
        sends("a password, and a server that wants none", ada, server, "ready", "not let anybody log in with a password")
    with Server() as server, Seeker() as ada:
        ada.account(server.port, tls="none", user="ada", password_command=f"echo {SECRET}")
        sends("a password, and a server that knows of none", ada, server, "ready", "offers no way to log in here")
    with Seeker() as ada:
        ada.account(free_port())
        sends("nobody there", ada, None, "ready", "does not answer at port")
        ada.account(25, "smtp", host="mail.harbour.example", ca_file=certificates.ca)
        ada.run("send", "--again", "1", "--yes")
        check("no such host", "was not found" in ada.err, ada)
        ada.account(free_port(), user="ada", password_command="false", ca_file=certificates.ca)
        ada.run("send", "--again", "1", "--yes")
        check("no password", "failed .exit status 1" in ada.err.replace("(", "."), ada)


# --- what the server says ---

def answers():
    cases = [("MAIL", "550 5.7.1 not you", "refused", "not you"), ("RCPT", "550 5.1.1 nobody of that name", "refused", "nobody of that name"),
             ("RCPT", "450 4.2.0 greylisted", "ready", "greylisted"), ("MAIL", "451 later", "ready", "later"),
             ("RCPT", "503 first something else", "ready", "something else"),
             ("DATA", "554 5.7.1 looks like spam", "refused", "looks like spam"),
             ("DATA", "552 too much", "refused", "too much"),
             ("DATA", "451 4.3.0 no room", "ready", "no room"), ("DATA", "250 taken as A1B2", "sent", None)]
    for step, reply, state, says in cases:
        with Server() as server, Seeker() as ada:
            server.handler.replies[step] = reply
            ada.account(server.port)
            sends(f"{step}: {reply}", ada, server, state, says)
            check(f"{step}: {reply}: the answer is kept", not says or says in ada.letters()[-1]["answer"])
    for step in ("RCPT", "DATA"):
        with Server() as server, Seeker() as ada:
            server.handler.replies[step] = ["450 come back later", "250 OK"]
            ada.account(server.port)
            sends(f"{step}: later", ada, server, "ready")
            sends(f"{step}: and then yes", ada, server, words=["send", "--again", "1", "--yes"])
            check(f"{step}: the second attempt", ada.letters()[-1]["attempts"] == 2)
            sends(f"{step}: not a third time", ada, server, "sent", copies=0, words=["send"])
            check("nor when asked to", ada.run("send", "--again", "1", "--yes") == 1 and "cannot be sent again" in ada.err)
    with Server() as server, Seeker() as ada:
        server.handler.waits["EHLO"] = 3
        ada.account(server.port, tls="none", wait=1)
        sends("a server that says nothing", ada, server, "ready", "has not answered for 1 seconds")
        server.quiet()
    with Server() as server, Seeker() as ada:
        server.handler.waits["REPLY"] = 2
        ada.account(server.port, tls="none", wait=1)
        sends("one that takes its time in the end", ada, server)
    with Server() as server, Seeker() as ada:
        server.handler.waits.update({"EHLO": 0.2, "MAIL": 0.2, "RCPT": 0.2, "DATA": 0.2})
        ada.account(server.port, tls="none", wait=1)
        sends("a slow one", ada, server)


# --- lines that break ---

def cuts():
    table = {"connect": "ready", "reply 220": "ready", "EHLO": "ready", "reply 250": "ready", "MAIL": "ready",
             "RCPT": "ready", "DATA": "ready", "reply 354": "ready", "body": "unknown", "dot": "unknown"}
    for where, state in table.items():
        with Server() as server, Proxy(server.port, lambda name, w=where: "cut" if name == w else None) as proxy, \
                Seeker() as ada:
            ada.account(proxy.port)
            sends(f"cut at {where}", ada, server, state, copies=0)
            if state == "unknown":
                check(f"cut at {where}: not again by itself", ada.run("send", "--again", "1", "--yes") == 1
                      and ada.run(*ada.send_words()) == 1 and not server.handler.messages, ada)
                check("what a person says counts", ada.run("send", "--was-not-sent", "1") == 0)
            ada.account(server.port)
            sends(f"cut at {where}: then sent", ada, server, words=["send", "--again", "1", "--yes"])
    body = []

    def after_the_dot(name):
        body.extend(["dot"] if name == "dot" else [])
        return "cut" if name == "reply 250" and body else None

    with Server() as server, Proxy(server.port, after_the_dot) as proxy, Seeker() as ada:
        ada.account(proxy.port)
        sends("cut before the last answer", ada, server, "unknown", "not known whether letter 1 went out", copies=1)
        check("today says so", ada.run("today") == 0 and "may or may not have gone out" in ada.out, ada)
        check("show says so", ada.run("show", "kestrel") == 0 and "may or may not have gone out" in ada.out, ada)
        check("as JSON too", ada.json("today")["letters"][0]["unknown"] and ada.json("show", "kestrel")["letters"])
        check("no other letter to her meanwhile", ada.run(*ada.send_words()) == 1 and "settle that first" in ada.err, ada)
        check("it cannot be given up", ada.run("send", "--give-up", "1") == 1)
        check("it was sent", ada.run("send", "--was-sent", "1") == 0 and len(ada.contacts()) == 1, ada)
        check("which can be said once", ada.run("send", "--was-sent", "1") == 1 and len(ada.contacts()) == 1)
        check("and arrived once", len(server.handler.messages) == 1)
    with Server() as server:
        with Seeker() as ada:
            ada.account(server.port)
            ada.run(*ada.send_words())
        length = len(server.handler.messages[0][2])
        for n in range(0, length + 8, 97):
            with Proxy(server.port, cut_after=n) as proxy, Seeker() as ada:
                ada.account(proxy.port)
                before = len(server.handler.messages)
                ada.run(*ada.send_words())
                server.quiet()
                arrived, state = len(server.handler.messages) - before, ada.letters()[-1]["state"]
                check(f"cut after {n} of {length} bytes: {state}, arrived {arrived}",
                      arrived <= 1 and state in (("unknown", "ready") if not arrived else ("unknown", "sent")))


# --- what stands against it ---

def objections():
    with Server() as server:
        def refused(what, says, *words, prepare=None, letter=None):
            with Seeker() as ada:
                ada.account(server.port)
                for command in prepare or []:
                    check(f"{what}: {command}", ada.run(*command) == 0, ada)
                if letter is not None:
                    ada.write("letter.txt", letter)
                before = len(server.handler.messages)
                status = ada.run(*(words or ada.send_words()))
                good = status == 1 and re.search(says, ada.err) and len(server.handler.messages) == before
                check(what, good and not ada.letters(), ada)
                contacts = 0 if not prepare else sum(c[0] == "contacted" for c in prepare)
                check(f"{what}: nothing was recorded", len(ada.contacts()) == contacts)

        refused("a second one on a day", "should wait until tomorrow",
                prepare=[["contacted", "kestrel", "--to", "jane", "--via", "email", "--purpose", "thanks"]])
        refused("an inquiry too soon", "should wait until", "send", "kestrel", "--to", "jane", "--purpose", "inquiry", "--yes")
        refused("after a no", "better left alone", "send", "kestrel", "--to", "jane", "--purpose", "inquiry", "--yes",
                prepare=[["heard", "kestrel", "--from", "jane", "--gist", "rejected"]])
        refused("do not contact", "better left alone",
                prepare=[["met", "kestrel", "Jane Moss <jane@kestrel.example>", "--do-not-contact"]])
        refused("to be mended", "place.* to be mended", letter="Subject: Thank you\n\nDear Jane,\n\nI recieve it.\n\nTo [Name],\nAda\n")
        refused("an attachment that is not there", "to be mended", letter="Subject: x\n\nDear Jane,\n\nI have attached my letter.\n\nAda Quill\n")
        refused("nobody known", "no mail address", "send", "kestrel", "--to", "hr", "--purpose", "other", "--yes")
        refused("an address that is none", "cannot be written to",
                prepare=[["met", "kestrel", "Jane Moss <jane@kestrel>"]])
        refused("no terminal to ask at", "no terminal", "send", "kestrel", "--to", "jane", "--purpose", "thanks")
        refused("for oneself", "is for yourself", "send", "kestrel/debrief/i1", "--yes")
        refused("an incomplete draft", "not complete", "send", "kestrel", "--to", "jane", "--purpose", "article", "--yes")
        refused("no such account", "away", *["send", "kestrel", "--to", "jane", "--purpose", "thanks", "--account", "away", "--yes"])
    with Seeker() as ada:
        check("no accounts", ada.run(*ada.send_words()) == 1 and "mail.ini" in ada.err, ada)

    # Something is recorded while the server is being spoken with: at the last moment it counts.
    for words, says in ((["contacted", "kestrel", "--to", "jane", "--via", "email", "--purpose", "thanks"], "should wait"),
                        (["met", "kestrel", "Jane Moss <jane@kestrel.example>", "--do-not-contact"], "left alone"),
                        (["undo"], "One thing|taken back|left alone|.")):
        with Server() as server, Seeker() as ada:
            def event(name, ada=ada, words=words):
                if name == "RCPT":
                    subprocess.run(ada.command(*words), env=ada.env, check=True, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)

            with Proxy(server.port, event) as proxy:
                ada.account(proxy.port)
                status = ada.run(*ada.send_words())
                if words[0] != "undo":
                    check(f"{words[0]} while sending", status == 1 and re.search(says, ada.err)
                          and not server.handler.messages and ada.letters()[-1]["state"] == "ready", ada)
                else:
                    check("an undo while sending", status == 0, ada)


# --- what a person can do ---

def outbox():
    with Server() as server, Seeker() as ada:
        server.handler.replies["RCPT"] = "450 later"
        ada.account(server.port)
        check("empty", ada.run("send") == 0 and "outbox is empty" in ada.out)
        ada.run(*ada.send_words())
        check("it waits", ada.run("send") == 0 and "--again 1" in ada.out and "later" in ada.out, ada)
        check("today tells", ada.run("today") == 0 and "has not gone out yet" in ada.out)
        check("no other one meanwhile", ada.run(*ada.send_words()) == 1 and "still waiting" in ada.err)
        check("shown", ada.run("send", "--again", "1", "--dry-run") == 0 and "Dear Jane" in ada.out, ada)
        check("only where it is unknown", ada.run("send", "--was-sent", "1") == 1 and ada.run("send", "--was-not-sent", "1") == 1)
        check("given up", ada.run("send", "--give-up", "1") == 0 and ada.letters()[-1]["state"] == "given-up")
        check("for good", ada.run("send", "--again", "1", "--yes") == 1 and "given up" in ada.err, ada)
        check("no such letter", ada.run("send", "--again", "7", "--yes") == 1 and "no letter 7" in ada.err, ada)
        server.handler.replies.clear()
        sends("then another", ada, server)
        check("today is quiet again", ada.run("today") == 0 and "Letter" not in ada.out and "letters" not in ada.json("today"))
        event = ada.contacts()[0]
        check("recorded with its words", event.get("letter") == LETTER.strip() and event.get("purpose") == "thanks"
              and event.get("channel") == "email" and event.get("outcome") == "sent", ada)
        message = email.message_from_bytes(server.handler.messages[0][2])
        check("and its source", event.get("source") == "mid:" + message["Message-ID"].strip("<>"), ada)
        check("nobody in the sample search gets mail", ada.run(
            "demo", "send", "harbour", "--to", "tom-adler", "--purpose", "reply", "--letter", ada.letter, "--yes") == 1
              and "sample search" in ada.err and ada.run("demo", "remind", "--mail") == 1 and "sample search" in ada.err and len(server.handler.messages) == 1, ada)
        check("usage", ada.run("send", "--yes") == 2 and ada.run("send", "1", "--yes", "--mailto") == 2
              and ada.run("send", "1", "--again", "2") == 2)


def drafts():
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        draft = f"{ada.folder}/thanks.txt"
        check("a draft in a file", ada.run("draft", "kestrel", "--purpose", "thanks", "--to", "jane", "--out", draft) == 0, ada)
        check("is checked without its head", ada.run("lint", draft, "--opportunity", "kestrel", "--to", "jane") == 0, ada)
        sends("and sent from there", ada, server, words=["send", draft, "--yes"])
        message = email.message_from_bytes(server.handler.messages[0][2], policy=email.policy.default)
        with open(draft, encoding="utf-8") as file:
            text = file.read()
        check("as it is there", content(message).strip() == text.split("\n\n", 1)[1].strip()
              and f"Subject: {message['Subject']}\n" in text)
        check("with its purpose", ada.contacts()[0]["purpose"] == "thanks")
        nothing = ada.write("note.txt", "Dear Jane,\nhello.\n")
        check("a file that does not say to whom", ada.run("send", nothing, "--yes") == 1 and "to whom it goes" in ada.err, ada)
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        ada.run("today")
        sends("an action of the list", ada, server, words=["send", "2", "--yes"])
        check("is done", not any(a["purpose"] == "thanks" for a in ada.json("today")["actions"]))
    with Seeker() as ada:
        path = f"{ada.folder}/thanks.eml"
        words = ada.send_words()[:-1]
        check("to a file", ada.run(*words, "--to-file", path) == 0 and "contacted kestrel --to jane-moss" in ada.err, ada)
        with open(path, "rb") as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        check("which is a message", message["To"] == '"Jane Moss" <jane@kestrel.example>' or message["To"] == "Jane Moss <jane@kestrel.example>")
        check("whole", content(message).strip() == LETTER.strip() and not ada.contacts() and not ada.letters())
        check("not over another", ada.run(*words, "--to-file", path) == 1)
        check("a link", ada.run(*words, "--mailto") == 0 and ada.out.startswith(
            "mailto:jane@kestrel.example?subject=Thank%20you%20for%20your%20time&body=Dear%20Jane%2C%0D%0A%0D%0AThank"), ada)
        check("nothing is recorded", not ada.contacts() and not ada.letters())
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        words = ada.send_words()[:-1]
        check("only shown", ada.run(*words, "--dry-run") == 0 and "To:      Jane Moss" in ada.out and "lens bench" in ada.out, ada)
        plan = ada.json(*words, "--dry-run")
        check("as JSON", plan["verdict"] == "ok" and plan["sent"] is False and plan["body"] == LETTER.strip(), ada)
        ada.write("letter.txt", "Subject: Thanks\n\nDear Jane,\n\nthank you for your time yesterday.\n\nAda Quill\n")
        answer = ada.json(*words, "--yes")
        check("what the check found is said", "begins with a capital letter" in ada.err, ada)
        check("sent, as JSON", answer["sent"] and answer["letter"]["state"] == "sent" and answer["recorded"][0]["kind"] == "contacted")


def attached():
    letter = ("Subject: My references\n\nDear Jane,\n\nI have attached a letter of reference by Iris Vane.\n\n"
              "Kind regards\nAda Quill\n")
    dice = random.Random(3)
    files = {"Empfehlung über Ada.pdf": dice.randbytes(200_000), "cv.docx": b"x", "empty.txt": b"",
             'a "very" long name ' + "and more " * 12 + ".png": dice.randbytes(57 * 3)}
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        ada.write("letter.txt", letter)
        words = [w if w != "thanks" else "other" for w in ada.send_words()]
        check("what is said to be attached must be", ada.run(*words) == 1 and "to be mended" in ada.err, ada)
        for name, bytes_ in files.items():
            with open(f"{ada.folder}/{name}", "wb") as file:
                file.write(bytes_)
            words += ["--attach", f"{ada.folder}/{name}"]
        server.handler.replies["DATA"] = ["451 later"]
        sends("with attachments", ada, server, "ready", words=words)
        server.handler.replies.clear()
        check("which are shown", ada.run("send", "--again", "1", "--dry-run") == 0 and "what was attached" in ada.out, ada)
        sends("and then taken", ada, server, words=["send", "--again", "1", "--yes"])
        message = email.message_from_bytes(server.handler.messages[0][2], policy=email.policy.default)
        got = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}
        check("as they were", got == files, ada)
        check("and the letter", content(message.get_body()).strip() == letter.split("\n\n", 1)[1].strip()
              and not message.defects)
        check("a list stays quick", ada.run("send") == 0 and ada.run("today") == 0)
    with Seeker() as ada:
        ada.account(free_port())
        with open(f"{ada.folder}/big", "wb") as file:
            file.truncate(6_000_000)
        check("too much", ada.run(*ada.send_words(), "--attach", f"{ada.folder}/big", "--attach", f"{ada.folder}/big") == 1
              and "more than 10 MB" in ada.err, ada)
        check("not there", ada.run(*ada.send_words(), "--attach", "/nowhere.pdf") == 1 and "--attach" in ada.err, ada)
        check("no link", ada.run(*ada.send_words()[:-1], "--attach", ada.letter, "--mailto") == 2)


# --- several at once ---

def at_once():
    def race(ada, words, n=6):
        running = [subprocess.Popen(ada.command(*words), env=ada.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE) for _ in range(n)]
        said = [p.communicate()[1].decode() for p in running]
        return sum(p.returncode == 0 for p in running), said

    for _ in range(5):
        with Server() as server, Seeker() as ada:
            server.handler.waits.update({"MAIL": 0.01, "DATA": 0.01})
            ada.account(server.port)
            sent, said = race(ada, ada.send_words())
            server.quiet()
            check(f"the same letter at once: {sent} sent, {len(server.handler.messages)} arrived\n{said}",
                  sent == len(server.handler.messages) == 1 == len(ada.contacts()))
        with Server() as server, Seeker() as ada:
            server.handler.replies["RCPT"] = "450 later"
            ada.account(server.port)
            ada.run(*ada.send_words())
            server.handler.replies.clear()
            server.handler.waits.update({"MAIL": 0.01, "DATA": 0.01})
            sent, said = race(ada, ["send", "--again", "1", "--yes"])
            server.quiet()
            check(f"one of the outbox at once: {sent} sent, {len(server.handler.messages)} arrived\n{said}",
                  sent <= 1 and len(server.handler.messages) == sent == len(ada.contacts())
                  and ada.letters()[-1]["state"] == ("sent" if sent else "ready"))


# --- asked at a terminal ---

def asked():
    import pty
    for typed, state in (("y\n", "sent"), ("n\n", "none"), ("\n", "none"), ("yes\n", "sent"), ("yy\n", "none")):
        with Server() as server, Seeker() as ada:
            ada.account(server.port)
            master, slave = pty.openpty()
            process = subprocess.Popen(ada.command(*ada.send_words()[:-1]), env=ada.env, stdin=slave, stdout=slave,
                                       stderr=slave)
            os.close(slave)
            shown = b""
            while b"[y/N]" not in shown:
                piece = os.read(master, 4096)
                shown += piece
                if not piece:
                    break
            arrived = len(server.handler.messages)
            os.write(master, typed.encode())
            try:
                while os.read(master, 4096):
                    pass
            except OSError:
                pass
            process.wait(30)
            os.close(master)
            letters = ada.letters()
            check(f"asked, and answered {typed!r}", b"lens bench" in shown and not arrived
                  and (letters[-1]["state"] if letters else "none") == state)


# --- secrets ---

def secrets(certificates):
    seen = []

    with Server("starttls", certificates, user="ada", password=SECRET) as server, Seeker() as ada:
        ada.account(server.port, ca_file=certificates.ca, user="ada", password_command=f"cat {ada.folder}/word")
        ada.write("word", SECRET + "\n")
        server.handler.waits["RCPT"] = 0.3
        process = subprocess.Popen(ada.command(*ada.send_words()), env=ada.env, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        while process.poll() is None:
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open(f"/proc/{pid}/cmdline", "rb") as one:
                        words = one.read()
                    if b"hearback" in words:
                        with open(f"/proc/{pid}/environ", "rb") as two:
                            words += two.read()
                        seen.append(words)
                except OSError:
                    pass
        out, err = process.communicate()
        check("sent with a password", process.returncode == 0)
        check("the helper was seen", any(b"hearback-net" in words for words in seen))
        check("its word is in no argument or environment", not any(SECRET.encode() in words for words in seen))
        check("nor said", SECRET.encode() not in out + err)
        kept = b""
        for folder, _, names in os.walk(ada.folder):
            for name in names:
                if name != "word":
                    with open(os.path.join(folder, name), "rb") as file:
                        kept += file.read()
        check("nor in any file", SECRET.encode() not in kept and b"Dear Jane" in kept)


# --- the mailbox of what was sent ---

def mailbox():
    body = []

    def after_the_dot(name):
        body.extend(["dot"] if name == "dot" else [])
        return "cut" if name == "reply 250" and body else None

    with Dovecot() as imap, Server("starttls", imap.certificates, user=USER, password=PASSWORD) as smtp:
        keys = {"ca_file": imap.ca, "user": USER, "password_command": f"echo {PASSWORD}",
                "imap": f"imaps://127.0.0.1:{imap.imaps}"}
        with Seeker() as ada:
            ada.account(smtp.port, **keys)
            sends("with a copy", ada, smtp)
            client = imap.client()
            count = int(client.select("Sent", readonly=True)[1][0])
            raw, flags = client.fetch("1", "(BODY.PEEK[])")[1][0][1], client.fetch("1", "(FLAGS)")[1][0]
            check("the copy is what was sent", count == 1 and raw.strip() == smtp.handler.messages[0][2].strip())
            check("as seen", b"Seen" in flags)
            check("which is known", ada.letters()[-1]["copy"] == "done")
        with Seeker() as ada:
            ada.account(smtp.port, **{**keys, "imap": f"imaps://127.0.0.1:{free_port()}"})
            before = len(smtp.handler.messages)
            check("no copy", ada.run(*ada.send_words()) == 0 and "no copy could be put" in ada.err, ada)
            check("and sent once all the same", len(smtp.handler.messages) == before + 1 and len(ada.contacts()) == 1
                  and ada.letters()[-1]["copy"] == "failed" and ada.letters()[-1]["state"] == "sent")
        with Seeker() as ada:
            ada.account(smtp.port, **keys, append_sent="no")
            sends("no copy wanted", ada, smtp)
            check("none made", ada.letters()[-1]["copy"] == "none" and int(client.select("Sent", readonly=True)[1][0]) == 1)
        with Server("none") as plain, Proxy(plain.port, after_the_dot) as proxy, Seeker() as ada:
            ada.account(proxy.port)
            ada.run(*ada.send_words())
            check("unknown", ada.letters()[-1]["state"] == "unknown")
            ada.account(smtp.port, **keys)
            check("not in the mailbox", ada.run("send", "--look", "1") == 0 and "is not in your mailbox" in ada.out, ada)
            check("so it stays unknown", ada.letters()[-1]["state"] == "unknown" and not ada.contacts())
            imap.put("Sent", plain.handler.messages[0][2])  # as servers do that keep a copy themselves
            check("now it is", ada.run("send", "--look", "1") == 0 and "did go out" in ada.out, ada)
            check("and that is recorded", ada.letters()[-1]["state"] == "sent" and len(ada.contacts()) == 1)
            check("once", ada.run("send", "--look", "1") == 1 and len(ada.contacts()) == 1)
    body.clear()
    with Server() as server, Proxy(server.port, after_the_dot) as proxy, Seeker() as ada:
        ada.account(proxy.port)
        ada.run(*ada.send_words())
        path = f"{ada.folder}/sent.eml"
        with open(path, "wb") as file:
            file.write(server.handler.messages[0][2])
        check("unknown, and then imported", ada.letters()[-1]["unknown"] and ada.run("import", path) == 0, ada)
        check("settles it", ada.letters()[-1]["state"] == "sent" and "import" in ada.letters()[-1]["answer"], ada)
        check("as one contact", len(ada.contacts()) == 1, ada)
        check("for what it was", not any(a["purpose"] == "thanks" for a in ada.json("today")["actions"])
              and ada.json("today")["review"] == 0, ada)
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        ada.run(*ada.send_words())
        path = f"{ada.folder}/sent.eml"
        with open(path, "wb") as file:
            file.write(server.handler.messages[0][2])
        answer = ada.json("import", path)
        check("what was sent is known to an import", answer["added"] == 0 and answer["already"] == 1
              and len(ada.contacts()) == 1, ada)


# --- answers to what they wrote ---

def replies():
    theirs = ("From: Jane Moss <jane@kestrel.example>\r\nTo: Ada Quill <ada@example.com>\r\nSubject: Your visit\r\n"
              "Date: Thu, 08 Oct 2026 18:00:00 +0200\r\nMessage-ID: <second@kestrel.example>\r\n"
              "References: <first@kestrel.example>\r\n\r\nDear Ada,\r\n\r\nwhen could you start?\r\n\r\nJane\r\n")
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        with open(f"{ada.folder}/theirs.eml", "w", encoding="ascii", newline="") as file:
            file.write(theirs)
        ada.write("letter.txt", "Subject: Re: Your visit\n\nDear Jane,\n\nI could start in December.\n\nKind regards\nAda Quill\n")
        check("theirs", ada.run("import", f"{ada.folder}/theirs.eml") == 0, ada)
        words = [w if w != "thanks" else "reply" for w in ada.send_words()]
        check("ours", ada.run(*words) == 0, ada)
        message = email.message_from_bytes(server.handler.messages[0][2])
        check("is an answer to it", message["In-Reply-To"].strip() == "<second@kestrel.example>"
              and message["References"].split() == ["<first@kestrel.example>", "<second@kestrel.example>"], ada)
        with Seeker() as other:  # the same, as another program sent it and an import read it
            with open(f"{other.folder}/ours.eml", "wb") as file:
                file.write(server.handler.messages[0][2])
            for name in (f"{ada.folder}/theirs.eml", f"{other.folder}/ours.eml"):
                check("imported", other.run("import", name) == 0, other)
            one, two = ada.contacts()[-1], other.contacts()[-1]
            check("and recorded as an import would", all(one.get(key) == two.get(key)
                  for key in ("source", "thread", "url", "subject", "at", "channel", "person")), ada)


# --- a digest to oneself ---

def digests():
    with Server() as server, Seeker() as ada:
        ada.account(server.port)
        server.handler.replies["RCPT"] = "450 later"
        check("a digest that cannot be sent", ada.run("remind", "--mail") == 1 and "was not sent" in ada.err, ada)
        server.handler.replies.clear()
        check("is not taken for announced", ada.run("remind", "--mail") == 0 and not ada.out and not ada.err, ada)
        sender, recipients, raw = server.handler.messages[0]
        message = email.message_from_bytes(raw, policy=email.policy.default)
        check("it goes to oneself alone", sender == "ada@example.com" and recipients == ["ada@example.com"]
              and message["To"] == "ada@example.com" and message["Auto-Submitted"] == "auto-generated")
        check("with what is due", message["Subject"] == "hearback: 2 things to do"
              and "- Thank Jane Moss by e-mail (Kestrel Optics): today by 15:30\n" in content(message))
        check("it is no contact", not ada.contacts())
        check("said once", ada.run("remind", "--mail") == 0 and ada.run("remind") == 0 and not ada.out)
        check("today does not speak of it", ada.run("today") == 0 and "Letter" not in ada.out)
        ada.now = "2026-10-09T15:31"
        check("one a day is enough", ada.run("remind", "--mail") == 0 and len(server.handler.messages) == 1)
        ada.now = "2026-10-10T09:00"
        check("the rest follows", ada.run("remind", "--mail") == 0 and len(server.handler.messages) == 2, ada)
        check("and then nothing", ada.run("remind", "--mail") == 0 and len(server.handler.messages) == 2)
        check("options", ada.run("remind", "--mail", "--notify") == 2 and ada.run("--json", "remind", "--mail") == 2
              and ada.run("remind", "--account", "home") == 2)
    body = []

    def after_the_dot(name):
        body.extend(["dot"] if name == "dot" else [])
        return "cut" if name == "reply 250" and body else None

    with Server() as server, Proxy(server.port, after_the_dot) as proxy, Seeker() as ada:
        ada.account(proxy.port)
        check("a digest that may have gone", ada.run("remind", "--mail") == 1 and "may or may not" in ada.err, ada)
        ada.account(server.port)
        check("does not go twice", ada.run("remind", "--mail") == 0 and len(server.handler.messages) == 1, ada)
        ada.now = "2026-10-10T09:00"
        check("on the next day all is said", ada.run("remind", "--mail") == 0 and len(server.handler.messages) == 2, ada)
    with Seeker() as ada:
        ada.account(free_port())
        ada.run("close", "kestrel", "--as", "withdrawn")
        ada.run("remind")
        check("a quiet day needs no server", ada.run("remind", "--mail") == 0 and not ada.out and not ada.err, ada)


# --- Python reads what we write ---

def reads(raw, name, mail, subject, text):
    """What Python's own reader finds otherwise than it was meant: names, or nothing.  Names by its older interface, as
    the newer one (3.11) puts blanks between encoded words."""
    message, old = email.message_from_bytes(raw, policy=email.policy.default), email.message_from_bytes(raw)
    shown, address = email.utils.parseaddr(old["To"].replace("\r\n", ""))
    lines = raw.split(b"\r\n")
    wrong = {"address": address != mail.replace("münchen", "xn--mnchen-3ya"),
             "name": str(email.header.make_header(email.header.decode_header(shown))) != name,
             "subject": str(message["Subject"]) != subject, "defects": bool(message.defects),
             "text": content(message).strip() != text.strip(),
             "headers": [k.lower() for k in message.keys()] != [
                 "from", "to", "subject", "date", "message-id", "mime-version", "content-type",
                 "content-transfer-encoding"],
             "line": any(len(l) > 76 or b"\r" in l or b"\n" in l for l in lines), "byte": max(raw) > 126}
    return [what for what, is_wrong in wrong.items() if is_wrong]


def read_back(n):
    dice = random.Random(7)
    letters = "abcdefghij kl mnopqr  stuvwxyz.,;:!?\"'()<>@[]\\=_-/&%+*#äöüßéèñçøåłșžŁ€–—“”…日本語🙂"

    def some(least, most, also=""):
        return "".join(dice.choice(letters + also) for _ in range(dice.randint(least, most)))

    def line(text):
        return " ".join(text.split())

    with Seeker() as ada:
        for i in range(n):
            # names as `met` takes them: no < or ;, and quotes around them are none of theirs
            name = line(re.sub(r"[<>;@]", "", some(1, 60)).strip('"')) or "x"
            mail = dice.choice(["jane", "j.moss+x", "o'neil"]) + f"{i}@" + dice.choice(["kestrel.example", "münchen.example"])
            subject, text = some(1, 200) + "x", some(1, 1500, "\n\t") + "x"
            path = ada.write("words.txt", "\n" + text)
            out = f"{ada.folder}/{i}.eml"
            if ada.run("met", "kestrel", f"{name} <{mail}>", "--role", "other"):
                check(f"met {name!r}", False, ada)
                continue
            ada.run("send", "kestrel", "--to", mail, "--purpose", "other", "--letter", path, "--subject", subject,
                    "--to-file", out)
            with open(out, "rb") as file:
                raw = file.read()
            check(f"letter {i} read by Python: {reads(raw, name, mail, line(subject), text)}",
                  not reads(raw, name, mail, line(subject), text))


def main():
    with tempfile.TemporaryDirectory() as folder:
        certificates = Certificates(folder)
        encrypted(certificates)
        secrets(certificates)
    answers()
    cuts()
    objections()
    outbox()
    drafts()
    attached()
    at_once()
    asked()
    mailbox()
    replies()
    digests()
    read_back(150)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
