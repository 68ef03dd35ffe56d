"""Somebody with a search of their own and a mail account: a folder, the program, and what it answers."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HEARBACK = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 and os.path.exists(sys.argv[1])
                           else os.environ.get("HEARBACK", "build/hearback"))
NOW = "2026-10-09T09:00"
LETTER = """Dear Jane,

Thank you for your time yesterday. What you said about the new lens bench stayed with me.

I am very interested in the position of Test Engineer at Kestrel Optics: I have built such rigs before,
and I am confident that I can do it with you.

Kind regards
Ada Quill
"""


class Seeker:
    """with Seeker() as ada: a search with one interview held yesterday with Jane Moss, and one word due to her."""

    model = None  # a database like that, made once

    def __init__(self):
        # what is killed here is programs, not the machine: memory serves as well as a disk
        self.folder = tempfile.mkdtemp(prefix="seeker-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
        self.config = f"{self.folder}/config/hearback"
        os.makedirs(self.config, mode=0o700)
        self.data = f"{self.folder}/search.db"
        self.env = dict(os.environ, TZ="Europe/Berlin", HOME=self.folder, XDG_CONFIG_HOME=f"{self.folder}/config",
                        XDG_STATE_HOME=f"{self.folder}/state", XDG_DATA_HOME=f"{self.folder}/data", LC_ALL="C.UTF-8",
                        NO_COLOR="1", HEARBACK_DICTIONARIES=self.folder)  # loading them takes longest of all
        self.now = NOW
        self.out = self.err = ""
        self.letter = self.write("letter.txt", "Subject: Thank you for your time\n\n" + LETTER)

    def __enter__(self):
        if Seeker.model is None:
            self.begin()
            with open(self.data, "rb") as file:
                Seeker.model = file.read()
        else:
            with open(self.data, "wb") as file:
                file.write(Seeker.model)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self):
        for words in (["profile", "--name", "Ada Quill", "--mail", "ada@example.com", "--work", "test engineer",
                       "--strength", "building test rigs"],
                      ["new", "Kestrel Optics", "Test Engineer", "--id", "kestrel"],
                      ["interview", "kestrel", "--at", "2026-10-08T14:00", "--ends", "15:30", "--arranged",
                       "2026-10-05T10:00", "--id", "i1", "--with",
                       "Jane Moss <jane@kestrel.example>; Lead Engineer; interviewer"],
                      ["interview", "kestrel", "--id", "i1", "--topic", "the new lens bench"]):
            if self.run(*words):
                raise RuntimeError(f"{words}: {self.err}")

    def write(self, name, text):
        path = f"{self.folder}/{name}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def account(self, port, scheme="smtp", host="127.0.0.1", **keys):
        """mail.ini with one account, "home"; without other words: no encryption, no login."""
        keys = {key.replace("_", "-"): value for key, value in keys.items()} or {"tls": "none"}
        lines = ["[home]", "address = ada@example.com", f"smtp = {scheme}://{host}:{port}"]
        lines += [f"{key} = {value}" for key, value in keys.items()]
        path = f"{self.config}/mail.ini"
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        os.chmod(path, 0o600)

    def command(self, *words):
        return [HEARBACK, "--data", self.data, "--now", self.now, *words]

    def run(self, *words):
        done = subprocess.run(self.command(*words), env=self.env, capture_output=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        self.out, self.err = done.stdout.decode(), done.stderr.decode()
        return done.returncode

    def json(self, *words):
        return json.loads(self.out) if self.run("--json", *words) == 0 else None

    def letters(self):
        return self.json("send")["letters"]

    def contacts(self):
        return [e for e in self.json("history")["events"] if e["kind"] == "contacted" and not e.get("undone")]

    def send_words(self):
        return ["send", "kestrel", "--to", "jane", "--purpose", "thanks", "--letter", self.letter, "--yes"]
