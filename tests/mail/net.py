"""hearback-net spoken with directly, in its frames (src/net/wire.h, read for the numbers)."""
import os
import re
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEARBACK = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("HEARBACK", "build/hearback"))
NET = os.path.join(os.path.dirname(HEARBACK), "hearback-net")


def numbers():
    found, value = {}, 0
    text = re.sub(r"/\*.*?\*/", "", open(f"{ROOT}/src/net/wire.h", encoding="utf-8").read(), flags=re.S)
    for body in re.findall(r"enum \w+ \{(.*?)\}", text, re.S):
        value = -1
        for entry in filter(None, map(str.strip, body.split(","))):
            name, _, said = map(str.strip, entry.partition("="))
            value = int(said) if said else value + 1
            found[name.removeprefix("NET_")] = value
    return found


N = numbers()
NAMES = {}
for word in re.findall(r"NET_(\w+)", open(f"{ROOT}/src/net/wire.h", encoding="utf-8").read().split("enum net_tag")[0]):
    if word in N:
        NAMES[N[word]] = word
NUMBERS = {"ERROR", "LOST", "OPENS", "VALIDITY", "UIDNEXT", "COUNT", "UID", "SIZE", "OFFSET", "LENGTH", "DATE"}


class Net:
    """with Net(...) as net: net.ask("OPEN", FOLDER="INBOX") gives the answers, each (kind, fields)."""

    def __init__(self, mode="imap", env=None):
        self.spool = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [NET, mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, close_fds=False,
            preexec_fn=self.hand_over, env=env or dict(os.environ, LC_ALL="C.UTF-8"))

    def hand_over(self):
        os.dup2(self.spool.fileno(), 3)
        os.set_inheritable(3, True)

    def ask(self, kind, **fields):
        body = struct.pack("<H", N[kind])
        for tag, value in fields.items():
            value = struct.pack("<q", value) if isinstance(value, int) else value if isinstance(value, bytes) else value.encode()
            body += struct.pack("<HI", N[tag], len(value)) + value
        try:
            self.process.stdin.write(struct.pack("<I", len(body)) + body)
            self.process.stdin.flush()
        except BrokenPipeError:
            return [("GONE", {})]
        answers = []
        while not answers or answers[-1][0] in ("NAME", "MESSAGE", "ALERT") or \
                (answers[-1][0] == "PROBLEM" and answers[-1][1]["UID"]):
            answers.append(self.read())
        return answers

    def read(self):
        head = self.process.stdout.read(4)
        if len(head) < 4:
            return "GONE", {}
        body = self.process.stdout.read(struct.unpack("<I", head)[0])
        kind, at, fields = NAMES[struct.unpack_from("<H", body)[0]], 2, {}
        while at < len(body):
            tag, size = struct.unpack_from("<HI", body, at)
            value = body[at + 6:at + 6 + size]
            name = next(n for n, v in N.items() if v == tag and n in TAGS)
            fields[name] = struct.unpack("<q", value)[0] if name in NUMBERS else value.decode()
            at += 6 + size
        return kind, fields

    def messages(self, answers):
        """The bytes of those that a NET_NEXT has brought."""
        found = []
        for kind, fields in answers:
            if kind == "MESSAGE":
                head = os.pread(self.spool.fileno(), 4, fields["OFFSET"])
                if struct.unpack("<I", head)[0] != fields["LENGTH"]:
                    raise ValueError("the spool says another length")
                found.append(os.pread(self.spool.fileno(), fields["LENGTH"], fields["OFFSET"] + 4))
        return found

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        status = self.process.wait(30)
        self.words = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        self.spool.close()
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


TAGS = set(re.findall(r"NET_(\w+)", open(f"{ROOT}/src/net/wire.h", encoding="utf-8").read().split("enum net_tag")[1]))


def server(port, tls, ca, command="", secret=1, user="ada@example.org", host="localhost", wait=10):
    return {"PROTOCOL": 0, "TLS": {"tls": 0, "starttls": 1, "plain": 2}[tls], "ACCOUNT": "home", "HOST": host,
            "PORT": port, "CA_FILE": ca, "USER": user, "SECRET": secret, "COMMAND": command, "WAIT": wait}
