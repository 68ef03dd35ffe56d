#!/usr/bin/env python3
"""fetch.py [HEARBACK [STEP]]: `hearback fetch` with a real Dovecot: what is recorded, what is not touched, and the same
record in the end wherever the line was cut (after every STEP bytes) or the program killed."""
import base64
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from dovecot import PASSWORD, USER, Dovecot
from net import HEARBACK
from tap import Proxy

COPY = os.path.join(os.path.dirname(HEARBACK), "tests", "sent_copy")
STEP = int(sys.argv[2]) if len(sys.argv) > 2 else 97
passed = failed = 0


def check(good, what=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"{sys._getframe(1).f_code.co_name}, line {sys._getframe(1).f_lineno}: {what}"[:1500])


def letter(n, sender="Jane Moss <jane.moss@kestrel.example>", to=USER, text="We will be in touch by Friday.", day=5):
    return (f"From: {sender}\r\nTo: {to}\r\nSubject: Test Engineer {n}\r\nDate: Mon, {day} Oct 2026 09:{n % 60:02}:00 +0000\r\n"
            f"Message-ID: <letter-{n}@kestrel.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            f"Dear Ada,\r\n\r\n{text}\r\n\r\nJane Moss\r\n").encode()


class Desk:
    """A seeker's machine: an application at Kestrel Optics, and mail.ini."""

    def __init__(self, d, accounts=None, port=None, **keys):
        self.d, self.folder = d, tempfile.mkdtemp(prefix="hbdesk")
        self.data, self.out, self.err = f"{self.folder}/search.db", "", ""
        self.env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1", "HOME": self.folder}
        for name in ("data", "state", "config"):
            self.env[f"XDG_{name.upper()}_HOME"] = f"{self.folder}/{name}"
        for name in os.environ:
            if name.startswith(("ASAN", "UBSAN", "LSAN", "HEARBACK_")):
                self.env[name] = os.environ[name]
        os.makedirs(f"{self.folder}/config/hearback")
        self.accounts(accounts or {"home": dict(keys, user=keys.get("user", USER))}, port)
        for words in (("new", "Kestrel Optics", "Test Engineer", "--id", "kestrel"), ("applied", "kestrel", "--on", "2026-10-01"),
                      ("met", "kestrel", "Jane Moss <jane.moss@kestrel.example>; Lead Engineer")):
            if self.run(*words):
                raise ValueError(self.err)

    def accounts(self, accounts, port=None):
        """port: of a proxy, without encryption."""
        text = ""
        for name, keys in accounts.items():
            keys = {"address": USER, "imap": f"imap://localhost:{port}" if port else f"imaps://localhost:{self.d.imaps}",
                    "ca-file": self.d.ca, "password-command": f"cat {self.d.folder}/password", "since": "2020-01-01", **keys}
            if port:
                keys["tls"] = "none"
            text += f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in keys.items())
        path = f"{self.folder}/config/hearback/mail.ini"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o600)

    def command(self, *words):
        return [HEARBACK, "--data", self.data, "--now", "2026-10-08T10:00", *words]

    def run(self, *words, **env):
        done = subprocess.run(self.command(*words), env=dict(self.env, **env), capture_output=True, timeout=120)
        self.out, self.err, self.status = done.stdout.decode(), done.stderr.decode(), done.returncode
        return self.status

    def fetch(self, *words):
        """{(account, folder): its answer}, and the accounts in .answer."""
        self.run("--json", "fetch", *words)
        self.answer = json.loads(self.out)["accounts"] if self.out else []
        return {(a["account"], f["folder"]): f for a in self.answer for f in a["folders"]}

    def fetched(self, *words):
        return {folder: f["fetched"] for (_, folder), f in self.fetch(*words).items()}

    def record(self):
        self.run("export")
        return self.out

    def forget(self):
        """Back to the record that was kept as `pristine`."""
        for name in os.listdir(self.folder):
            if name.startswith("search.db"):
                os.unlink(f"{self.folder}/{name}")
        shutil.copy(f"{self.folder}/pristine", self.data)

    def close(self):
        shutil.rmtree(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def what_is_new(d):
    user = "new@example.org"
    for n in range(3):
        d.put("INBOX", letter(n), user=user)
    d.put("Sent", letter(10, USER, "Jane Moss <jane.moss@kestrel.example>"), user=user)
    with Desk(d, user=user) as desk:
        before = desk.record()
        check(desk.fetched() == {"INBOX": 3, "Sent": 1}, desk.out + desk.err)
        check(desk.status == 0 and desk.err == "", desk.err)
        first = desk.record()
        check(first != before and all(f"letter-{n}@kestrel.example" in first for n in (0, 1, 2, 10)), first[-500:])
        check(desk.fetched() == {"INBOX": 0, "Sent": 0} and desk.record() == first, desk.out)
        d.put("INBOX", letter(3), user=user)
        d.put("INBOX", letter(4), user=user)
        client = d.client(user)
        client.select("INBOX")
        client.uid("STORE", "2,4", "+FLAGS", "(\\Deleted)")
        client.expunge()
        client.logout()
        check(desk.fetched() == {"INBOX": 1, "Sent": 0}, desk.out)
        check("letter-4@" in desk.record() and "letter-3@" not in desk.record())
        second = desk.record()
        check(desk.fetched("--again") == {"INBOX": 3, "Sent": 1} and desk.record() == second, desk.out)
        check(desk.fetched("--since", "2026-10-01") == {"INBOX": 3, "Sent": 1} and desk.record() == second, desk.out)
        check(desk.fetched() == {"INBOX": 0, "Sent": 0}, desk.out)
        desk.run("fetch")
        check(desk.out == "home, localhost\n  INBOX: nothing new.\n  Sent: nothing new.\n", desk.out)
        check(desk.run("fetch", "--quiet") == 0 and desk.out == "", desk.out)
        d.put("INBOX", letter(5), user=user)
        check(desk.run("fetch", "--quiet") == 0 and "1 new message" in desk.out, desk.out)


def flags_stay(d):
    user = "flags@example.org"
    d.put("INBOX", letter(1), user=user)
    d.put("INBOX", letter(2), "\\Seen \\Flagged", user=user)
    d.put("Sent", letter(3, USER, "jane.moss@kestrel.example"), user=user)

    def flags():
        client = d.client(user)
        found = []
        for folder in ("INBOX", "Sent"):
            client.select(folder, readonly=True)
            found.append(client.uid("FETCH", "1:*", "(FLAGS MODSEQ)")[1])
        client.logout()
        return found

    before = flags()
    check(b"\\Recent" in before[0][0] and b"\\Seen" not in before[0][0] and b"\\Seen" in before[0][1], before)
    with Desk(d, user=user) as desk:
        check(desk.fetched() == {"INBOX": 2, "Sent": 1}, desk.out)
        desk.run("fetch", "--check")
    check(flags() == before, "the mailbox was changed")


def several_accounts(d):
    one, two = "one@example.org", "two@example.org"
    client = d.client(two)
    client.create('"Bewerbungen & Vorstellungsgespr&AOQ-che"'.replace(" & ", " &- "))
    client.logout()
    d.put("INBOX", letter(1), user=one)
    d.put("INBOX", letter(2), user=two)
    d.put("Bewerbungen &- Vorstellungsgespr&AOQ-che", letter(3), user=two)
    accounts = {"home": {"user": one}, "work": {"user": two, "folders": "Bewerbungen & Vorstellungsgespräche, Nowhere, INBOX, INBOX"},
                "shut": {"user": one, "imap": f"imaps://127.0.0.2:{d.imaps}"},
                "out": {"user": one, "imap": "imaps://localhost", "smtp": "smtps://localhost"}}
    with Desk(d, accounts) as desk:
        found = desk.fetch("home", "work", "shut")
        check({k: f["fetched"] for k, f in found.items()} == {
            ("home", "INBOX"): 1, ("home", "Sent"): 0, ("work", "Bewerbungen & Vorstellungsgespräche"): 1,
            ("work", "Nowhere"): 0, ("work", "INBOX"): 1}, desk.out)
        check('"Nowhere" cannot be opened' in found["work", "Nowhere"]["problem"], found["work", "Nowhere"])
        check("cannot prove that it is the server meant" in desk.answer[2]["problem"], desk.answer[2])
        check(desk.status == 1, desk.status)
        check(all(f"letter-{n}@" in desk.record() for n in (1, 2, 3)), "not all recorded")
        check(desk.run("fetch", "home") == 0 and desk.out.startswith("home, localhost\n  INBOX: nothing new."), desk.out)
        check(desk.run("fetch", "play") == 1 and 'there is no account "play"' in desk.err, desk.err)


def numbered_anew(d):
    user = "anew@example.org"
    client = d.client(user)
    client.create("Jobs")
    d.put("Jobs", letter(1), user=user)
    d.put("Jobs", letter(2), user=user)
    with Desk(d, user=user, folders="Jobs") as desk:
        check(desk.fetched() == {"Jobs": 2}, desk.out)
        before = desk.record()
        client.delete("Jobs")
        time.sleep(1.1)  # a UIDVALIDITY is a time
        client.create("Jobs")
        for n in (1, 2, 3):
            d.put("Jobs", letter(n), user=user)
        found = desk.fetch()
        check(found["home", "Jobs"]["fetched"] == 3 and found["home", "Jobs"]["numbered_anew"], desk.out)
        after = desk.record()
        check(after.count("letter-1@kestrel.example") == before.count("letter-1@kestrel.example"), "recorded twice")
        check("letter-3@" in after, "the new one is missing")
        found = desk.fetch()
        check(found["home", "Jobs"]["fetched"] == 0 and not found["home", "Jobs"]["numbered_anew"], desk.out)
    client.logout()


def a_look(d):
    with Desk(d, user="look@example.org") as desk:
        check(desk.run("fetch", "--check") == 0, desk.err)
        check(desk.out.startswith("home: the login at localhost works. Its folders:\n") and
              "  Sent (for what was sent)\n" in desk.out, desk.out)
        check(desk.run("fetch", "--check", "--again") == 2, desk.err)
        check(desk.run("fetch", "--since", "2026-01-01", "--again") == 2, desk.err)
        check(desk.run("fetch", "--since", "someday") == 1 and "--since" in desk.err, desk.err)
        os.chmod(f"{desk.folder}/config/hearback/mail.ini", 0o640)
        check(desk.run("fetch", "--check") == 0 and "chmod 600" in desk.err, desk.err)
        check(desk.run("fetch") == 0 and desk.err == "", desk.err)
        os.chmod(f"{desk.folder}/config/hearback/mail.ini", 0o660)
        check(desk.run("fetch") == 1 and "can be changed by other users" in desk.err, desk.err)
        desk.accounts({"home": {"password-command": "echo wrong"}})
        check(desk.run("fetch", "--check") == 1 and "did not accept the user" in " ".join(desk.out.split()), desk.out)
        desk.accounts({"home": {"password": PASSWORD}})
        check(desk.run("fetch") == 1 and "mail.ini:7: passwords do not belong into a file" in desk.err, desk.err)
        check(PASSWORD not in desk.err, "repeated the password")
        os.unlink(f"{desk.folder}/config/hearback/mail.ini")
        check(desk.run("fetch") == 1 and "no mail account is set up yet" in desk.err, desk.err)
        desk.accounts({"home": {}})
        check(desk.run("fetch", HEARBACK_LIBEXEC=desk.folder) == 1 and "hearback-net" in desk.out, desk.out)


def cut_anywhere(d):
    """After each cut the record is either as it was or further; then a fetch leads to the same as if nothing was cut."""
    user = "cut@example.org"
    for n in range(4):
        d.put("INBOX", letter(n), user=user)
    for n in range(10, 12):
        d.put("Sent", letter(n, USER, "Jane Moss <jane.moss@kestrel.example>"), user=user)
    with Proxy(d.imap) as proxy, Desk(d, port=proxy.port, user=user) as whole:
        shutil.copy(whole.data, f"{whole.folder}/pristine")
        check(whole.fetched() == {"INBOX": 4, "Sent": 2}, whole.out)
        expected, total = whole.record(), proxy.passed
        cuts = 0
        for cut in range(1, total, STEP):
            whole.forget()
            proxy.cut, proxy.passed = cut, 0
            whole.fetch()
            problems = [a["problem"] for a in whole.answer] + [f["problem"] for a in whole.answer for f in a["folders"]]
            said = any(problems)
            cuts += said
            if not said or whole.status != 1:
                check(cut > total - 100, (cut, whole.status, whole.out, whole.err))  # the goodbye may go missing
            proxy.cut = None
            whole.fetch()
            check(whole.status == 0 and whole.record() == expected, (cut, whole.out))
        check(cuts > total // STEP - 10, (cuts, total))


def cut_encrypted(d):
    """Where a cut is within a record of TLS."""
    user = "cut@example.org"
    with Proxy(d.imaps) as tls, Desk(d, user=user, imap=f"imaps://localhost:{tls.port}") as desk:
        shutil.copy(desk.data, f"{desk.folder}/pristine")
        check(desk.fetched() == {"INBOX": 4, "Sent": 2}, desk.out)
        expected, total = desk.record(), tls.passed
        for cut in range(total // 20, total - total // 20, total // 20):
            desk.forget()
            tls.cut, tls.passed = cut, 0
            desk.fetch()
            check(desk.status == 1, (cut, desk.out))
            tls.cut = None
            desk.fetch()
            check(desk.status == 0 and desk.record() == expected, (cut, desk.out))


def cut_between_batches(d):
    user = "batches@example.org"
    d.fill(user, [letter(n) for n in range(1100)])
    with Proxy(d.imap) as proxy, Desk(d, port=proxy.port, user=user, folders="INBOX") as desk:
        shutil.copy(desk.data, f"{desk.folder}/pristine")
        check(desk.fetched() == {"INBOX": 1100}, desk.out[:300])
        expected, total = desk.record(), proxy.passed
        for part in (0.3, 0.6, 0.95):
            desk.forget()
            proxy.cut, proxy.passed = int(total * part), 0
            first = desk.fetch()["home", "INBOX"]
            check(first["problem"] and first["fetched"] == {0.3: 0, 0.6: 500, 0.95: 1000}[part], (part, first))
            proxy.cut = None
            check(desk.fetched() == {"INBOX": 1100 - first["fetched"]}, desk.out[:300])
            check(desk.record() == expected, part)


def killed_anywhere(d):
    user = "killed@example.org"
    d.fill(user, [letter(n) for n in range(700)])
    with Desk(d, user=user, folders="INBOX") as desk:
        shutil.copy(desk.data, f"{desk.folder}/pristine")
        start = time.monotonic()
        check(desk.fetched() == {"INBOX": 700}, desk.out[:300])
        took, expected = time.monotonic() - start, desk.record()
        for part in range(1, 12):
            desk.forget()
            process = subprocess.Popen(desk.command("fetch"), env=desk.env, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(took * part / 12)
            process.send_signal(signal.SIGKILL)
            process.wait()
            desk.fetch()
            check(desk.status == 0 and desk.record() == expected, (part, desk.out[:300], desk.err))


def two_at_once(d):
    user = "twice@example.org"
    d.fill(user, [letter(n) for n in range(300)])
    with Desk(d, user=user, folders="INBOX") as desk:
        both = [subprocess.Popen(desk.command("--json", "fetch"), env=desk.env, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE) for _ in range(2)]
        answers = [p.communicate(timeout=100) for p in both]
        found = sorted(json.loads(out)["accounts"][0]["folders"][0]["fetched"] for out, _ in answers)
        check(found == [0, 300], (found, answers[0][1], answers[1][1]))


class Copies(Desk):
    """Whoever keeps a copy of what was sent."""

    def copy(self, verb, n):
        name = f"{self.folder}/letter-{n}"
        with open(name, "wb") as file:
            file.write(letter(n, USER, "jane.moss@kestrel.example"))
        words = [COPY, verb, f"<letter-{n}@kestrel.example>"] + [name] * (verb == "keep")
        done = subprocess.run(words, env=dict(self.env, HEARBACK_LIBEXEC=os.path.dirname(HEARBACK)), capture_output=True,
                              timeout=60)
        return done.stdout.decode().strip() or done.stderr.decode()


def how_many(d, user, folder="Sent"):
    client = d.client(user)
    found = int(client.select(folder, readonly=True)[1][0])
    flags = client.uid("FETCH", "1:*", "(FLAGS)")[1]
    client.logout()
    check(all(f is None or b"\\Seen" in f for f in flags), flags)
    return found


def a_copy_of_what_was_sent(d):
    user = "copies@example.org"
    with Copies(d, user=user) as desk:
        check(desk.copy("find", 1) == "not there")
        check(desk.copy("keep", 1) == "kept Sent")
        check(desk.copy("keep", 1) == "there Sent" and desk.copy("find", 1) == "there")
        check(how_many(d, user) == 1)
        desk.accounts({"home": {"user": user, "append-sent": "no"}})
        check(desk.copy("keep", 2) == "none")
        desk.accounts({"home": {"user": user, "sent": "Nowhere"}})
        check("the folder \"Nowhere\" cannot be opened" in desk.copy("keep", 2))
        check(how_many(d, user) == 1)


def copies_cut_anywhere(d):
    """One way or the other there is exactly one of each in the end, and what was said of it is true."""
    user = "copies-cut@example.org"
    with Proxy(d.imap) as proxy, Copies(d, port=proxy.port, user=user) as desk:
        said = set()
        for first, of in ((1000, "client"), (2000, "server")):
            proxy.of, proxy.passed = of, 0
            check(desk.copy("keep", first) == "kept Sent")
            for n, cut in enumerate(range(5, proxy.passed, min(STEP, 61)), first + 1):
                proxy.cut, proxy.passed, before = cut, 0, how_many(d, user)
                proxy.once = True
                answer = desk.copy("keep", n)
                proxy.cut = None
                added = how_many(d, user) - before
                check(added <= 1 and (added or not answer.startswith(("kept", "there"))), (cut, answer, added))
                said.add(answer.split()[0])
                check(desk.copy("keep", n) in ("kept Sent", "there Sent"), cut)
                check(how_many(d, user) == before + 1, cut)
        check({"kept", "there"} <= said, said)


def processes_of(session):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
                if int(file.read().rpartition(")")[2].split()[3]) == session:
                    yield pid
        except (OSError, ValueError):
            continue


def bytes_of(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def descriptors_of(pid):
    """Those of files without a name.  A process may not let itself be looked into but by root."""
    try:
        paths = [f"/proc/{pid}/fd/{fd}" for fd in os.listdir(f"/proc/{pid}/fd")]
        return [path for path in paths if "(deleted)" in os.readlink(path)]
    except OSError:
        return []


def the_password_is_nowhere(d):
    user = "quiet@example.org"
    d.fill(user, [letter(n) for n in range(20)])
    wanted = [PASSWORD.encode(), base64.b64encode(f"\0{user}\0{PASSWORD}".encode())]
    seen, names, spools = set(), set(), 0
    with Proxy(d.imap, delay=0.05) as proxy, Desk(d, port=proxy.port, user=user) as desk:
        process = subprocess.Popen(desk.command("fetch"), env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   start_new_session=True)
        while process.poll() is None:
            for pid in processes_of(process.pid):
                names.add(bytes_of(f"/proc/{pid}/comm").decode().strip())
                seen.add(bytes_of(f"/proc/{pid}/cmdline"))
                seen.add(bytes_of(f"/proc/{pid}/environ"))
                for path in descriptors_of(pid):
                    spools += 1
                    seen.add(bytes_of(path))
        out, err = process.communicate()
        check(process.returncode == 0 and b"20 new messages" in out, out + err)
        check("hearback-net" in names and spools, (names, spools))
        seen |= {out, err}
        for root, _, files in os.walk(desk.folder):
            for name in files:
                check(not name.startswith(".hearback-"), name)
                seen.add(bytes_of(os.path.join(root, name)))
        check(not any(w in s for w in wanted for s in seen), "the password is somewhere")
        check(any(b"letter-7@kestrel.example" in s for s in seen), "nothing was looked at")


def main():
    with Dovecot() as d:
        d.write("password", PASSWORD + "\n")
        for test in (what_is_new, flags_stay, several_accounts, numbered_anew, a_look, cut_anywhere, cut_encrypted,
                     cut_between_batches, killed_anywhere, two_at_once, a_copy_of_what_was_sent, copies_cut_anywhere, the_password_is_nowhere):
            start = time.monotonic()
            test(d)
            if os.environ.get("TIMES"):
                print(f"{test.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
