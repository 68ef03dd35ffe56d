"""Stories about the built program, told from the outside.

Each story has a database of its own and is a list of lines:

    now TIME          what the program takes for the present from here on
    $ COMMAND         is done (exit 0); answers one JSON document
    % COMMAND         the same, but answers in words
    ! COMMAND ~ RE    is refused (exit 1) with one sentence that RE is found in, and records nothing
    ? COMMAND ~ RE    is wrong usage (exit 2), likewise
    says RE           RE is found in what was answered last ($FOLDER: the story's own)
    lines N           the answer has at most so many lines
    says not RE       it is not
    write NAME TEXT   a file for it, in $FOLDER
    silent            there was no kind note with it
    note RE           there was one, and RE is found in it
    event K=V ...     the last event recorded by the last command has these values (a.b: of a member)
    count N           it recorded so many events
    id ID             it named this id
    open ID ...       these and no other actions are open or late now
    open+ ID ...      these are among them            open- ID ...   these are not
    undone N          so many events of the whole history stand taken back
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEARBACK = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("HEARBACK", "build/hearback"))


class Story:
    def __init__(self, folder):
        self.env = dict(os.environ, TZ="Europe/Berlin", XDG_DATA_HOME=f"{folder}/data", LC_ALL="C.UTF-8",
                        XDG_STATE_HOME=f"{folder}/state", XDG_CONFIG_HOME=f"{folder}/config", NO_COLOR="1")
        self.data, self.now = f"{folder}/search.db", "2026-10-08T10:00"
        self.folder = folder
        self.out = self.err = ""
        self.status = 0

    def run(self, words):
        command = [HEARBACK, "--data", self.data, "--now", self.now, *words]
        done = subprocess.run(command, env=self.env, capture_output=True, timeout=60)
        self.out, self.err = done.stdout.decode(), done.stderr.decode()
        self.status = done.returncode
        return done.returncode

    def json(self, words):
        return json.loads(self.out) if self.run(["--json", *words]) == 0 else None

    def history(self):
        answer = self.json(["history"])
        return answer["events"] if answer else None

    def open(self):
        """From the agenda kept; and, as what lies ahead is not in it, once more from the journal itself."""
        kept, worked_out = ({a["id"] for a in self.json(words)["actions"] if a["state"] != "upcoming"}
                            for words in (["today"], ["today", "--days", "1"]))
        if kept != worked_out:
            raise ValueError(f"the agenda has {sorted(kept)}, the journal {sorted(worked_out)}")
        return kept


def words_of(text):
    text = text.replace("LONG", "x" * 20001)
    return [re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m.group(1), 16)), w) for w in shlex.split(text.replace("\\u", "\\\\u"))]


def member(event, path):
    for key in path.split("."):
        event = event.get(key) if isinstance(event, dict) else None
    return {True: "true", False: "false"}.get(event, event) if isinstance(event, bool) else event


def refused(story, rest, status):
    command, _, pattern = rest.rpartition(" ~ ")
    before = story.history()
    if story.run(words_of(command)) != status:
        return f"exit {story.status}, not {status}: {story.err}"
    out, err = story.out, story.err
    if not re.search(pattern, err):
        return f"said: {err}"
    if out:
        return f"printed: {out}"
    return None if story.history() == before else "recorded something"


def check(story, line, answer):
    """A fault in words, or None; what the line answered comes back in answer[0] and answer[1]."""
    verb, _, rest = line.replace("$FOLDER", story.folder).partition(" ")
    if verb == "now":
        story.now = rest
    elif verb in "$%":
        json_words = ["--json"] if verb == "$" else []
        if story.run(json_words + words_of(rest)) != 0:
            return f"exit {story.status}: {story.err}"
        answer[:] = [story.out, story.err]
        if verb == "$":
            json.loads(story.out)
    elif verb in "!?":
        return refused(story, rest, 1 if verb == "!" else 2)
    elif verb == "write":
        name, _, text = rest.partition(" ")
        with open(os.path.join(story.folder, name), "w", encoding="utf-8") as file:
            file.write(text.replace("\\n", "\n") + "\n")
    elif verb == "lines":
        return None if answer[0].count("\n") <= int(rest) else f"{answer[0].count(chr(10))} lines"
    elif verb == "says" and rest.startswith("not "):
        return None if not re.search(rest[4:], answer[0]) else f"answered: {answer[0]}"
    elif verb == "says":
        return None if re.search(rest, answer[0]) else f"answered: {answer[0]}"
    elif verb == "silent":
        return answer[1] or None
    elif verb == "note":
        return None if re.search(rest, answer[1]) else f"noted: {answer[1]}"
    elif verb == "count":
        return None if len(json.loads(answer[0])["recorded"]) == int(rest) else f"answered: {answer[0]}"
    elif verb == "id":
        return None if json.loads(answer[0])["id"] == rest else f"answered: {answer[0]}"
    elif verb == "event":
        events = json.loads(answer[0])["recorded"]
        for pair in words_of(rest):
            key, _, value = pair.partition("=")
            if not events or member(events[-1], key) != value:
                return f"{key} is not {value}: {events[-1:]}"
    elif verb == "undone":
        n = sum(1 for e in story.history() if e.get("undone"))
        return None if n == int(rest) else f"{n} stand taken back"
    elif verb in ("open", "open+", "open-"):
        wanted, found = set(rest.split()), story.open()
        good = {"open": found == wanted, "open+": wanted <= found, "open-": not wanted & found}[verb]
        return None if good else f"open are {sorted(found)}"
    else:
        return "no such line"
    return None


def run(stories):
    """Plays them, says what came out otherwise; returns how many lines held and how many did not."""
    passed = failed = 0
    for title, lines in stories.items():
        with tempfile.TemporaryDirectory() as folder:
            story, answer = Story(folder), ["", ""]
            for line in filter(None, map(str.strip, lines.splitlines())):
                try:
                    fault = check(story, line, answer)
                except (ValueError, KeyError, TypeError, subprocess.TimeoutExpired) as e:
                    fault = f"{type(e).__name__}: {e}; {story.err}"
                if fault:
                    failed += 1
                    print(f"{title}\n    {line}\n    {fault.strip()}")
                elif not line.startswith("now "):
                    passed += 1
    return passed, failed
