#!/usr/bin/env python3
"""imap.py [HEARBACK]: hearback-net spoken with directly, against a real Dovecot and against servers that break every
rule (tap.py)."""
import os
import sys
import time

from dovecot import PASSWORD, TOKEN, USER, Dovecot
from net import Net, server
from tap import Fake, Proxy, imap_answer, imap_login

passed = failed = 0


def check(good, what=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"{sys._getframe(1).f_code.co_name}, line {sys._getframe(1).f_lineno}: {what}")


def says(answers, *parts):
    """The one answer is a problem, and its sentence has these parts."""
    kind, fields = answers[-1]
    caller = sys._getframe(1)
    good = kind == "PROBLEM" and all(p in fields["SENTENCE"] for p in parts) and PASSWORD not in fields["SENTENCE"]
    global passed, failed
    passed, failed = passed + good, failed + (not good)
    if not good:
        print(f"{caller.f_code.co_name}, line {caller.f_lineno}: {answers}")


def mail(n, size=0):
    return (f"From: Jane Moss <jane@kestrel.example>\r\nTo: {USER}\r\nSubject: Letter {n}\r\n"
            f"Message-ID: <letter-{n}@kestrel.example>\r\n\r\nGood day {n}.\r\n" + ("x" * 70 + "\r\n") * (size // 72)).encode()


def logged_in(d, **changes):
    settings = dict(port=d.imaps, tls="tls", ca=d.ca, command=f"cat {d.folder}/password")
    settings.update(changes)
    net = Net()
    return net, net.ask("SERVER", **server(**settings))


# --- Dovecot ---

def ways_to_connect(d):
    for tls, port in (("tls", d.imaps), ("starttls", d.imap), ("plain", d.imap)):
        net, answers = logged_in(d, tls=tls, port=port)
        with net:
            check(answers == [("READY", {})], answers)
            check(net.ask("OPEN", FOLDER="INBOX")[0][0] == "OPENED")
        check(net.words == "", net.words)


def who_is_not_trusted(d):
    for changes, part in ((dict(ca=d.other_ca), "unable to get local issuer certificate"),
                          (dict(host="127.0.0.2"), "does not match"), (dict(ca=""), "so nothing was sent")):
        net, answers = logged_in(d, **changes)
        with net:
            says(answers, "cannot prove that it is the server meant", "" if part == "does not match" else part)
            check(answers[0][1]["LOST"] == 1)
    net, answers = logged_in(d, ca="/nowhere/ca.pem")
    with net:
        says(answers, "/nowhere/ca.pem holds no certificates")


def who_does_not_answer(d):
    net, answers = logged_in(d, port=1)
    with net:
        says(answers, "localhost does not answer at port 1")
    net, answers = logged_in(d, port=d.imap)
    with net:
        says(answers, "does not speak TLS as it should")
    start = time.monotonic()
    net, answers = logged_in(d, port=d.imaps, tls="starttls", wait=1)
    with net:
        says(answers, "has not answered for 1 seconds")
    check(time.monotonic() - start < 5, "took too long")


def passwords(d):
    d.write("wrong", "something else\n")
    d.write("two", f"{PASSWORD}\r\nand a second line\n" + "x" * 5000)
    d.write("control", "a\x07b\n")
    for command, part in ((f"cat {d.folder}/wrong", "did not accept the user ada@example.org with this password; it said: "
                           "NO [AUTHENTICATIONFAILED] Authentication failed."),
                          ("exit 3", "failed (exit status 3): run it in a terminal"), ("true", "printed nothing"),
                          ("echo; echo second", "printed nothing"), ("nonexistent-command", "exit status 127"),
                          (f"cat {d.folder}/control", "control characters"),
                          ("head -c 100000 /dev/zero | tr '\\0' x", "too long")):
        net, answers = logged_in(d, command=command)
        with net:
            says(answers, part)
    start = time.monotonic()
    net, answers = logged_in(d, command=f"cat {d.folder}/password; sleep 7 &")  # as agents are started that stay
    with net:
        check(answers == [("READY", {})], answers)
    check(time.monotonic() - start < 5 and not net.words, "waited for what the command has started")
    if os.environ.get("LONG"):
        net, answers = logged_in(d, command=f"cat {d.folder}/password; sleep 100")
        with net:
            says(answers, "gave no answer within 60 seconds")
    net, answers = logged_in(d, command=f"cat {d.folder}/two")
    with net:
        check(answers == [("READY", {})], answers)
    net, answers = logged_in(d, command=f"read x; [ -z \"$x\" ] && cat {d.folder}/password; echo odd >&2")
    with net:
        check(answers == [("READY", {})], "the command has something to read")


def keyring(d):
    os.mkdir(f"{d.folder}/bin")
    d.write("bin/secret-tool", f"#!/bin/sh\n[ \"$*\" = \"lookup service hearback account home\" ] && cat {d.folder}/password\n")
    os.chmod(f"{d.folder}/bin/secret-tool", 0o755)
    env = dict(os.environ, PATH=f"{d.folder}/bin:{os.environ['PATH']}")
    with Net(env=env) as net:
        check(net.ask("SERVER", **server(d.imaps, "tls", d.ca, secret=2)) == [("READY", {})])
    with Net(env=env) as net:
        says(net.ask("SERVER", **dict(server(d.imaps, "tls", d.ca, secret=2), ACCOUNT="work")), "the keyring has nothing",
             "secret-tool store --label=hearback service hearback account work")
    with Net(env=dict(os.environ, PATH=f"{d.folder}/home")) as net:
        says(net.ask("SERVER", **server(d.imaps, "tls", d.ca, secret=2)), "secret-tool, which is not installed")


def tokens(d):
    net, answers = logged_in(d, command=f"cat {d.folder}/token", secret=3)
    with net:
        check(answers == [("READY", {})], answers)
    net, answers = logged_in(d, command="echo stale", secret=3)
    with net:
        says(answers, "did not accept", "this token")
    with Dovecot(mechanisms="plain xoauth2") as other:  # no OAUTHBEARER
        other.write("token", TOKEN)
        net, answers = logged_in(other, command=f"cat {other.folder}/token", secret=3)
        with net:
            check(answers == [("READY", {})], answers)
    with Dovecot(mechanisms="plain") as other:
        net, answers = logged_in(other, command=f"cat {d.folder}/token", secret=3)
        with net:
            says(answers, "does not let anybody log in with a token here, and nothing was sent")


def folders(d):
    client = d.client("folders@example.org")
    for name in ('"Entw&APw-rfe"', '"Jobs"', '"Jobs/R&-D \\"x\\" \\\\"', '"&U,BTFw-"'):
        check(client.create(name)[0] == "OK", name)
    client.logout()
    net, answers = logged_in(d, user="folders@example.org")
    with net:
        found = {f["FOLDER"]: f["USE"] for kind, f in net.ask("LIST") if kind == "NAME"}
        check(found == {"INBOX": "", "Sent": "sent", "Entwürfe": "", "Jobs": "", 'Jobs/R&D "x" \\': "", "台北": ""}, found)
        for name in found:
            check(net.ask("OPEN", FOLDER=name)[0][0] == "OPENED", name)
        check(net.ask("OPEN")[0][1]["FOLDER"] == "Sent")
        says(net.ask("OPEN", FOLDER="Nowhere"), 'the folder "Nowhere" cannot be opened', "hearback fetch --check")
        check(net.ask("OPEN", FOLDER="INBOX")[0][0] == "OPENED", "after a folder that is not there")


def whole_messages(d):
    user = "whole@example.org"
    letters = [mail(1), mail(2, 300000), b"", b"From: a@b.example\r\n\r\n)\r\n{5}\r\n\"", mail(5, 26 << 20), mail(6)]
    letters = [x for x in letters if x]
    for x in letters:
        d.put("INBOX", x, user=user)
    client = d.client(user)
    client.select("INBOX", readonly=True)
    before = client.uid("FETCH", "1:*", "(FLAGS)")
    net, answers = logged_in(d, user=user)
    with net:
        state = net.ask("OPEN", FOLDER="INBOX")[0][1]
        check(state["COUNT"] == 5 and state["UIDNEXT"] == 6, state)
        check(net.ask("SEARCH", AFTER=0) == [("FOUND", {"COUNT": 5})])
        answers = net.ask("NEXT")
        got = net.messages(answers)
        check(got[:3] == letters[:3] and got[4] == letters[4], "other bytes")
        check(got[3] == letters[3][:1 << 20], "the beginning of a large one")
        check(answers[-1] == ("BATCH", {"UID": 5, "COUNT": 0}), answers[-1])
        check(net.ask("NEXT") == [("BATCH", {"UID": 0, "COUNT": 0})])
        check(net.ask("SEARCH", AFTER=3) == [("FOUND", {"COUNT": 2})])
        check(net.ask("SEARCH", AFTER=5) == [("FOUND", {"COUNT": 0})])  # n:* names the last one
        check(net.ask("SEARCH", AFTER=0, SINCE=20000) == [("FOUND", {"COUNT": 5})])
        check(net.ask("SEARCH", AFTER=0, SINCE=36500) == [("FOUND", {"COUNT": 0})])  # in 2069
    check(client.uid("FETCH", "1:*", "(FLAGS)") == before, "flags have changed")
    check(b"\\Recent" in before[1][0] and b"\\Seen" not in before[1][0], before)
    client.logout()


def many_messages(d):
    user = "many@example.org"
    d.fill(user, [mail(n) for n in range(1203)])
    client = d.client(user)
    net, answers = logged_in(d, user=user)
    with net:
        net.ask("OPEN", FOLDER="INBOX")
        check(net.ask("SEARCH", AFTER=0)[0][1]["COUNT"] == 1203)
        client.select("INBOX")
        client.uid("STORE", "3,600,1203", "+FLAGS", "(\\Deleted)")
        client.expunge()
        batches = [net.ask("NEXT") for _ in range(3)]
        check([b[-1][1] for b in batches] == [{"UID": 500, "COUNT": 703}, {"UID": 1000, "COUNT": 203},
                                              {"UID": 1203, "COUNT": 0}], [b[-1] for b in batches])
        uids = [f["UID"] for b in batches for kind, f in b if kind == "MESSAGE"]
        check(uids == [u for u in range(1, 1204) if u not in (3, 600, 1203)], "not those that are left")
        check(not any(kind == "PROBLEM" for b in batches for kind, f in b))
    client.logout()


def a_copy_is_kept(d):
    user = "keep@example.org"
    net, answers = logged_in(d, user=user)
    with net:
        net.ask("OPEN")
        check(net.ask("HAS", MESSAGE_ID="<letter-1@kestrel.example>") == [("FOUND", {"COUNT": 0})])
        check(net.ask("APPEND", BYTES=mail(1)) == [("DONE", {})])
        check(net.ask("HAS", MESSAGE_ID="<letter-1@kestrel.example>") == [("FOUND", {"COUNT": 1})])
        says(net.ask("HAS", MESSAGE_ID="<b\u00e4r@kestrel.example>"), "cannot be sent")
        says(net.ask("APPEND", BYTES=b"a\0b"), "NUL")
    client = d.client(user)
    client.select("Sent", readonly=True)
    check(b"\\Seen" in client.uid("FETCH", "1:*", "(FLAGS)")[1][0], "not seen")
    client.logout()


def copies_cut_off(d):
    """Whatever is cut off: looking first leaves exactly one copy."""
    user = "cut@example.org"

    def keep(port, n):
        net, answers = logged_in(d, user=user, port=port, tls="plain", wait=5)
        with net:
            if answers[0][0] == "READY" and net.ask("OPEN")[0][0] == "OPENED":
                has = net.ask("HAS", MESSAGE_ID=f"<letter-{n}@kestrel.example>")
                return has if has[0][0] != "FOUND" or has[0][1]["COUNT"] else net.ask("APPEND", BYTES=mail(n))
        return answers

    with Proxy(d.imap, of="client") as whole:
        check(keep(whole.port, 0) == [("DONE", {})])
    wholes = lost = 0
    for n, cut in enumerate(range(1, whole.passed + 60, 9), 1):
        with Proxy(d.imap, cut=cut, of="client") as proxy:
            answers = keep(proxy.port, n)
        kind, fields = answers[-1]
        wholes, lost = wholes + (kind == "DONE"), lost + (kind in ("PROBLEM", "GONE"))
        keep(d.imap, n)
    check(lost > 20 and wholes > 0, (lost, wholes))
    client = d.client(user)
    check(client.select("Sent", readonly=True)[1] == [str(n + 1).encode()], "a copy is missing, or twice there")
    client.logout()


# --- servers that break the rules ---

def talk(answers, capabilities="IMAP4rev1"):
    def run(line):
        imap_login(line)
        imap_answer(line, {k.upper(): v for k, v in answers.items()}, capabilities)
    return run


def asked(d, run, *requests, wait=3, certificates=True, most=12, **changes):
    """All answers of a made-up server."""
    start = time.monotonic()
    with Fake(run, d.certificates if certificates else None) as fake:
        settings = dict(port=fake.port, tls="tls", ca=d.ca, command=f"cat {d.folder}/password", wait=wait)
        settings.update(changes)
        with Net() as net:
            answers = net.ask("SERVER", **server(**settings))
            for kind, fields in requests:
                answers += net.ask(kind, **fields)
            net.bodies = net.messages(answers)
        check(net.words == "", net.words)
    check(time.monotonic() - start < most, f"took {time.monotonic() - start:.1f} s")
    asked.heard = [line for client in fake.heard for line in client]
    asked.bodies = net.bodies
    return answers


OPEN, FIND, NEXT = ("OPEN", {"FOLDER": "INBOX"}), ("SEARCH", {"AFTER": 0}), ("NEXT", {})
EXAMINE = ["* 3 EXISTS", "* OK [UIDVALIDITY 9] x", "* OK [UIDNEXT 8] x", "OK [READ-ONLY] done"]
SIZES = ["* 1 FETCH (UID 7 RFC822.SIZE 5)", "OK done"]


def one_message(**more):
    return dict({"EXAMINE": EXAMINE, "UID SEARCH": ["* SEARCH 7", "OK done"], "UID FETCH 7 (UID RFC822": SIZES}, **more)


def encryption_stripped(d):
    def no_starttls(line):
        line.send("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")
        imap_answer(line, {}, "IMAP4rev1 AUTH=PLAIN")
    says(asked(d, no_starttls, certificates=False, tls="starttls"), "offers no encryption", "nothing was sent")
    check(not any(x in " ".join(asked.heard).upper() for x in ("AUTHENTICATE", "LOGIN")), asked.heard)

    def refuses(line):
        line.send("* OK ready")
        imap_answer(line, {"STARTTLS": ["NO not today"]}, "IMAP4rev1 STARTTLS AUTH=PLAIN")
    says(asked(d, refuses, certificates=False, tls="starttls"), "nothing was sent")
    check(not any(x in " ".join(asked.heard).upper() for x in ("AUTHENTICATE", "LOGIN")), asked.heard)

    def preauth(line):
        line.send("* PREAUTH welcome")
        imap_answer(line, {}, "IMAP4rev1 STARTTLS AUTH=PLAIN")
    answers = asked(d, preauth, certificates=False, tls="starttls")
    check(answers[0][0] == "PROBLEM", answers)

    def injects(line):
        line.send("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready")
        while True:
            tag, what, _ = line.command()
            if what.startswith("STARTTLS"):
                line.send(f"{tag} OK go", "A002 OK you are logged in")
            else:
                line.send("* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN", f"{tag} OK done")
    answers = asked(d, injects, certificates=False, tls="starttls")
    check(answers[0][0] == "PROBLEM", answers)


def ways_to_log_in(d):
    def plain_login(line):
        imap_login(line, "IMAP4rev1")
        imap_answer(line, {})
    check(asked(d, plain_login) == [("READY", {})])
    check(any(x.split(" ", 1)[1].startswith("LOGIN ") for x in asked.heard if " " in x), "not by LOGIN")

    def in_two_steps(line):
        imap_login(line, "IMAP4rev1 AUTH=PLAIN")
        imap_answer(line, {})
    check(asked(d, in_two_steps) == [("READY", {})])

    def only_others(line):
        imap_login(line, "IMAP4rev1 AUTH=GSSAPI LOGINDISABLED")
        imap_answer(line, {})
    says(asked(d, only_others), "does not let anybody log in with a password here, and nothing was sent")

    def repeats_it(line):
        line.send("* OK [CAPABILITY IMAP4rev1] ready")
        while True:
            tag, what, _ = line.command()
            line.send(f"{tag} NO wrong: {PASSWORD}" if what.startswith("LOGIN") else f"{tag} OK done")
    says(asked(d, repeats_it), "did not accept the user")


def rules_bent(d):
    """What is odd, but can be lived with."""
    body = ["* 1 FETCH (UID 7 BODY[] {5}", b"a\r\nb\n FLAGS (\\Seen))\r\n", "OK done"]
    odd = ["* 4 EXISTS", "* 1 FETCH (FLAGS (\\Seen))", "* 2 EXPUNGE", "* FLAGS ()", "* OK [ALERT] Closed on Sunday",
           "* OK still here {99}"]
    answers = asked(d, talk(one_message(**{"UID FETCH 7 (UID BODY": odd + body})), OPEN, FIND, NEXT)
    check([a[0] for a in answers] == ["READY", "OPENED", "FOUND", "ALERT", "MESSAGE", "BATCH"], answers)
    check(answers[3][1] == {"SENTENCE": "Closed on Sunday"}, answers[3])
    check(asked.bodies == [b"a\r\nb\n"], asked.bodies)
    answers = asked(d, talk(one_message(**{"UID SEARCH": ["* SEARCH 9 7", "* SEARCH 7 3 9 0 99999999999", "OK done"]})),
                    OPEN, ("SEARCH", {"AFTER": 3}))
    check(answers[-1] == ("FOUND", {"COUNT": 2}), answers)
    quoted = ["* 1 FETCH (BODY[] \"a \\\"b\\\"\" UID 7)", "OK done"]
    answers = asked(d, talk(one_message(**{"UID FETCH 7 (UID BODY": quoted})), OPEN, FIND, NEXT)
    check(asked.bodies == [b'a "b"'], asked.bodies)
    others = ["* 1 FETCH (UID 6 BODY[] {1}", b"x)\r\n", "* 2 FETCH (UID 7 BODY[] {1}", b"y)\r\n",
              "* 2 FETCH (UID 7 BODY[] {1}", b"z)\r\n", "OK done"]
    answers = asked(d, talk(one_message(**{"UID FETCH 7 (UID BODY": others})), OPEN, FIND, NEXT)
    check(asked.bodies == [b"y"], asked.bodies)
    answers = asked(d, talk(one_message(**{"UID FETCH 7 (UID BODY": ["NO disk error"]})), OPEN, FIND, NEXT)
    check([a[0] for a in answers[-2:]] == ["PROBLEM", "BATCH"] and answers[-2][1]["UID"] == 7, answers)
    answers = asked(d, talk({"EXAMINE": ["* 0 EXISTS", "OK done"]}), OPEN)
    check(answers[-1] == ("OPENED", {"FOLDER": "INBOX", "VALIDITY": 0, "UIDNEXT": 0, "COUNT": 0}), answers)
    for name, sent in (("Gesendete Objekte", True), ("INBOX.Sent Items", True), ("Sent to me", False)):
        answers = asked(d, talk({"LIST": ["* LIST () \".\" INBOX", f"* LIST () \".\" \"{name}\"", "OK done"],
                                 "EXAMINE": EXAMINE}), ("OPEN", {}))
        check(answers[-1][0] == ("OPENED" if sent else "PROBLEM"), answers)
    answers = asked(d, talk({"LIST \"\" \"*\" RETURN": ["BAD what?"], "LIST \"\" \"*\"": ["* LIST (\\Sent) \"/\" Out", "OK done"],
                             "EXAMINE": EXAMINE}, "IMAP4rev1 SPECIAL-USE"), ("OPEN", {}))
    check(answers[-1][0] == "OPENED" and answers[-1][1]["FOLDER"] == "Out", answers)


def rules_broken(d):
    """What cannot be lived with ends with a sentence, soon and in bounded memory."""
    megabyte = b"x" * (1 << 20)

    def endless(beginning, piece=megabyte):
        def run(line):
            imap_login(line)
            while True:
                tag, what, _ = line.command()
                if what.startswith("CAPABILITY"):
                    line.send(f"{tag} OK done")
                    continue
                line.send(beginning)
                while True:
                    line.send(piece)
        return run
    says(asked(d, endless(b"* "), OPEN), "sends something that is too large")
    says(asked(d, endless(b"", b"* OK nothing to do\r\n" * 50000), OPEN), "sends far more than it was asked for")
    says(asked(d, endless(b"", b"* SEARCH" + b" 1" * 500000 + b"\r\n"), OPEN), "sends far more than it was asked for")
    says(asked(d, endless(b"* 1 FETCH (UID 7 BODY[] {4294967295}\r\n"), OPEN), "sends something that is too large")
    for lines, part in ((["* 1 FETCH (UID 7 BODY[] {33554433}", b"x"], "too large"),
                        (["* BYE disk is full", b""], "has ended the connection; it said: disk is full"),
                        (["nonsense", b""], "makes no sense"), ([b"\r\n"], "makes no sense"),
                        (["WRONG OK done", b""], "answers what was not asked"),
                        (["* 1 FETCH (UID 7 BODY[] {9}", b"x"], "has not answered for 1 seconds"),
                        ([b"\0\0\0\0\n"], "makes no sense")):
        answers = asked(d, talk(one_message(**{"UID FETCH 7 (UID BODY": lines})), OPEN, FIND, NEXT, wait=1)
        says(answers, part)
        check(answers[-1][1]["LOST"] == 1, answers)

    def drips(line):
        imap_login(line)
        tag, _, _ = line.command()
        line.send(f"{tag} OK done")
        line.command()
        while True:
            line.send(b"x")
            time.sleep(0.2)
    answers = asked(d, drips, OPEN, wait=1, most=70) if os.environ.get("LONG") else None
    check(not answers or "answers too slowly" in answers[-1][1]["SENTENCE"], answers)

    def silent(line):
        line.command()
    says(asked(d, silent, wait=1), "has not answered for 1 seconds")

    def closes(line):
        line.send("* BYE too many connections")
    check(asked(d, closes)[0][0] == "PROBLEM")

    def web(line):
        line.send("HTTP/1.1 400 Bad Request", "")
    says(asked(d, web), "is no such mail server; it said: HTTP/1.1 400 Bad Request")
    says(asked(d, talk({"EXAMINE": ["NO [ALERT] go away"]}), OPEN), "cannot be opened", "go away")
    says(asked(d, talk(one_message(**{"UID SEARCH": ["BAD no"]})), OPEN, FIND), "looking for new mail")


def odd_requests(d):
    with Net() as net:
        says(net.ask("OPEN", FOLDER="INBOX"), "not described as it should be")
    net, answers = logged_in(d)
    with net:
        says(net.ask("NEXT"), "cannot be asked here")
        check(net.ask("OPEN", FOLDER="INBOX")[0][0] == "OPENED")
    with Net(mode="nothing") as net:
        check(net.close() == 2 and "is run by hearback" in net.words, net.words)
        net.process.stdin = open(os.devnull, "wb")
        net.close = lambda: None


def main():
    with Dovecot() as d:
        d.write("password", PASSWORD + "\n")
        d.write("token", TOKEN + "\n")
        for test in (ways_to_connect, who_is_not_trusted, who_does_not_answer, passwords, keyring, tokens, folders,
                     whole_messages, many_messages, a_copy_is_kept, copies_cut_off, encryption_stripped, ways_to_log_in,
                     rules_bent, rules_broken, odd_requests):
            start = time.monotonic()
            test(d)
            if os.environ.get("TIMES"):
                print(f"{test.__name__}: {time.monotonic() - start:.1f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
