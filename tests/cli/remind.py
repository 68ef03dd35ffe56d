#!/usr/bin/env python3
"""remind.py [HEARBACK]: what is due, announced once: as stories (story.py); then what stories cannot tell, two at once,
desktops that are not real, places that cannot be written, and the files for timers."""
import json
import os
import plistlib
import re
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
import time

from story import HEARBACK, ROOT, Story, run, words_of

# An interview yesterday; by the next morning a thank-you is open and the debrief is late.
MET = """
        now 2026-10-09T09:00
        $ new "Kestrel Optics" "Test Engineer" --id kestrel
        $ interview kestrel --at 2026-10-08T14:00 --ends 15:30 --arranged 2026-10-05T10:00 --with "Jane Moss <jane@kestrel.example>; Lead Engineer; interviewer"
"""

STORIES = {
    "announced once, a line each": MET + """
        % remind
        silent
        lines 4
        says ^2 things to do:\\n
        says (?m)^  Thank Jane Moss by e-mail \\(Kestrel Optics\\): today by 15:30$
        says hearback today
        % remind
        says ^$
        silent
        now 2026-10-09T09:30
        % remind
        says ^$
        """,
    "a day with nothing to do, and nothing at all": """
        now 2026-10-09T09:00
        % remind
        says ^$
        silent
        $ remind
        says ^{"now": "2026-10-09T09:00:00[^"]*", "actions": \\[\\]}$
        $ new Acme Engineer
        $ close acme --as withdrawn
        % remind --notify
        says ^$
        silent
        """,
    "once more when it is late, and then no more": MET + """
        $ remind
        now 2026-10-09T15:30
        % remind
        says ^$
        now 2026-10-09T15:31
        % remind
        says ^One thing to do:\\n.*Thank Jane Moss.*was due today at 15:30
        now 2026-10-09T16:30
        % remind
        says ^$
        """,
    "what is put off is announced when it opens again": MET + """
        $ remind
        $ snooze kestrel/thanks/jane-moss/1 --until 2026-10-09T12:00
        now 2026-10-09T11:59
        % remind
        says ^$
        now 2026-10-09T12:00
        % remind
        says ^One thing to do:\\n.*Thank Jane Moss
        % remind
        says ^$
        """,
    "the same where nobody looked while it was put off": MET + """
        $ remind
        $ snooze kestrel/thanks/jane-moss/1 --until 2026-10-09T12:00
        now 2026-10-09T12:00
        % remind
        says Thank Jane Moss
        """,
    "what is done is not announced; what it leads to is": MET + """
        $ done kestrel/thanks/jane-moss/1
        $ remind
        says "id": "kestrel/debrief/1"
        says not thanks/jane
        now 2026-10-12T09:00
        % remind
        says ^One thing to do:\\n.*connect on LinkedIn
        """,
    "as JSON: as today has it, and only what is new": MET + """
        $ remind
        says "id": "kestrel/thanks/jane-moss/1", "opportunity": "kestrel", "organisation": "Kestrel Optics"
        $ remind
        says "actions": \\[\\]
        $ remind --again
        says "id": "kestrel/thanks/jane-moss/1"
        """,
    "all again, where that is asked for": MET + """
        % remind
        % remind --again
        says ^2 things to do
        % remind
        says ^$
        """,
    "inquiries beyond the daily number wait for their turn": """
        now 2026-10-09T09:00
        $ new One Cook --id one
        $ new Two Cook --id two
        $ new Three Cook --id three
        $ new Four Cook --id four
        $ new Five Cook --id five
        $ new Six Cook --id six
        $ applied one --on 2026-10-01
        $ applied two --on 2026-10-01
        $ applied three --on 2026-10-01
        $ applied four --on 2026-10-01
        $ applied five --on 2026-10-01
        $ applied six --on 2026-10-01
        % remind
        says ^5 things to do
        % remind
        says ^$
        $ contacted one --to hr --via phone --purpose three-part
        % remind
        says ^One thing to do
        """,
    "another playbook has a memory of its own": MET + """
        % remind
        % --playbook guideline remind
        says Thank Jane Moss
        % --playbook guideline remind
        says ^$
        % remind
        says ^$
        % --playbook balanced remind
        says ^$
        """,
    "names from elsewhere do no harm to a terminal": """
        now 2026-10-09T09:00
        $ new "Bad\\u001b[31m\\u202eHouse\\u000aX" Cook --id bad
        $ applied bad --on 2026-10-06
        % remind
        says not [\\x1b\\u202e]
        lines 3
        """,
    "options that make no sense": MET + """
        ? remind --later ~ --later: goes with --notify
        ? --json remind --notify ~ --notify
        ? remind acme ~ acme
        % remind
        says ^2 things
        """,
}

FAKE = """#!/bin/sh
for word in "$@"; do printf '%s\\0' "$word"; done >>"$FAKE_LOG"
printf '\\n' >>"$FAKE_LOG"
{}
"""

passed = failed = 0


def check(good, what=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"{sys._getframe(1).f_code.co_name}, line {sys._getframe(1).f_lineno}: {what}")


class Desk(Story):
    """A story with a desktop of its own: programs of the names that show notifications."""

    def __init__(self, folder, record=MET):
        super().__init__(folder)
        self.bin, self.log = f"{folder}/bin", f"{folder}/shown"
        os.mkdir(self.bin)
        self.env.update(PATH=f"{self.bin}:{folder}/none", FAKE_LOG=self.log, DBUS_SESSION_BUS_ADDRESS="unix:path=/none")
        self.env.pop("XDG_RUNTIME_DIR", None)
        for line in filter(None, map(str.strip, record.splitlines())):
            verb, _, rest = line.partition(" ")
            if verb == "now":
                self.now = rest
            elif self.run(words_of(rest)):
                raise ValueError(self.err)

    def fake(self, name, ending="exit 0"):
        path = f"{self.bin}/{name}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(FAKE.format(ending))
        os.chmod(path, 0o755)

    def shown(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log, "rb") as file:
            return [entry.decode().split("\0")[:-1] for entry in file.read().split(b"\0\n") if entry for entry in [entry + b"\0"]]

    def kept(self):
        folder = f"{self.folder}/state/hearback/reminded"
        return {n: open(f"{folder}/{n}").read() for n in os.listdir(folder)} if os.path.isdir(folder) else {}

    def said(self, *words):
        """Standard output of a run that went well, else what went wrong."""
        return self.out if self.run(["remind", *words]) == 0 else f"exit {self.status}: {self.err}"

    def start(self, *words, **more):
        return subprocess.Popen([HEARBACK, "--data", self.data, "--now", self.now, "remind", *words], env=self.env,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def kept_as_it_should_be(folder):
    desk = Desk(folder)
    with open(desk.data, "rb") as file:
        before = file.read()
    desk.said()
    state = f"{folder}/state/hearback/reminded"
    modes = {n: stat.S_IMODE(os.stat(f"{state}/{n}").st_mode) for n in os.listdir(state)}
    check(len(modes) == 2 and set(modes.values()) == {0o600}, f"modes {modes}")
    check(stat.S_IMODE(os.stat(state).st_mode) == 0o700, "others may look in")
    kept = "".join(desk.kept().values())
    check(sorted(line.split()[1] for line in kept.splitlines()) == ["kestrel/debrief/1", "kestrel/thanks/jane-moss/1"], kept)
    with open(desk.data, "rb") as file:
        check(file.read() == before, "the database was changed")
    desk.run(["close", "kestrel", "--as", "withdrawn", "--at", "2026-10-09T08:59"])
    desk.now = "2026-11-20T09:00"
    desk.said()
    check(not re.search("thanks|debrief", "".join(desk.kept().values())), f"what is closed is still kept: {desk.kept()}")


def nonsense_is_passed_over(folder):
    desk = Desk(folder)
    desk.said()
    name = next(n for n in desk.kept() if not n.endswith(".lock"))
    with open(f"{folder}/state/hearback/reminded/{name}", "a", encoding="utf-8") as file:
        file.write("nonsense\n 5\n99999999999999999999 kestrel/debrief/1\n\n7 ")
    check(desk.said() == "", f"announced: {desk.out}")
    check("nonsense" not in desk.kept()[name], "nonsense is kept")


def many_at_once(folder):
    desk = Desk(folder)
    desk.fake("notify-send", "sleep 0.02")
    desk.env["PATH"] += os.pathsep + os.environ["PATH"]
    for words in ((), ("--notify",), ("--notify", "--later")):
        desk.now = {(): "2026-10-09T09:00", ("--notify",): "2026-10-09T16:00"}.get(words, "2026-10-12T09:00")
        running = [desk.start(*words) for _ in range(20)]
        answers = [process.communicate(timeout=60) for process in running]
        said = [out for out, _ in answers if out] + desk.shown()
        check(len(said) == 1, f"{words}: {len(said)} announced: {said} {answers}")
        check(all(process.returncode == 0 for process in running), f"{[err for _, err in answers if err]}")
        if os.path.exists(desk.log):
            os.unlink(desk.log)


def two_databases_two_users(folder):
    desk = Desk(folder)
    desk.said()
    first = desk.data
    shutil.copy(first, f"{folder}/other.db")
    desk.data = f"{folder}/other.db"
    check("Thank Jane" in desk.said(), f"another database: {desk.out}")
    os.symlink(first, f"{folder}/link.db")
    desk.data = f"{folder}/link.db"
    check(desk.said() == "", f"the same by another name: {desk.out}")
    desk.env["XDG_STATE_HOME"] = f"{folder}/state of another"
    check("Thank Jane" in desk.said(), f"another user: {desk.out}")


def no_place_to_remember(folder):
    desk = Desk(folder)
    desk.fake("notify-send")
    with open(f"{folder}/a file", "w", encoding="utf-8"):
        pass
    good, desk.env["XDG_STATE_HOME"] = desk.env["XDG_STATE_HOME"], f"{folder}/a file"
    for words in ((), ("--notify",)):
        status = desk.run(["remind", *words])
        check(status == 1 and not desk.out and not desk.shown(), f"exit {status}, said {desk.out} {desk.shown()}")
        check(re.fullmatch(r"hearback: [^\n]*a file/hearback[^\n]*\n", desk.err), desk.err)
    desk.env["XDG_STATE_HOME"] = good
    check("Thank Jane" in desk.said(), "it had counted as announced")


def announced_but_not_kept(folder):
    desk = Desk(folder)
    desk.said()
    desk.now = "2026-10-09T16:00"
    name = next(n for n in desk.kept() if not n.endswith(".lock"))
    with open(f"{folder}/state/hearback/reminded/{name}", "a", encoding="utf-8") as file:  # more than fits: see below
        file.write("".join(f"9999999999 other/thanks/{n}\n" for n in range(4000)))
    before = desk.kept()[name]
    process = desk.start(restore_signals=False,  # as a full disk would have it; what SQLite keeps beside a database fits
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000)))
    out, err = process.communicate(timeout=60)
    check(process.returncode == 1 and b"Thank Jane" in out, f"exit {process.returncode}: {out} {err}")
    check(b"will be announced again" in err and err.count(b"\n") == 1, err)
    check(desk.kept() == {name: before, f"{name}.lock": ""}, f"left behind: {desk.kept()}")
    check("Thank Jane" in desk.said(), "it had counted as announced")


def an_answer_that_cannot_be_printed(folder):
    desk = Desk(folder)
    with open("/dev/full", "w", encoding="utf-8") as full:
        status = subprocess.run([HEARBACK, "--data", desk.data, "--now", desk.now, "remind"], env=desk.env, stdout=full,
                                stderr=subprocess.PIPE, timeout=60, check=False)
    check(status.returncode == 1 and b"standard output" in status.stderr, f"{status}")
    check("Thank Jane" in desk.said(), "it had counted as announced")


def on_the_desktop(folder):
    desk = Desk(folder, MET + """
        $ new "R&D <b>$(touch hacked)</b> \\\\n \\u001b[31m`id`" Cook --id lab
        $ interview lab --at 2026-10-08T14:00 --arranged 2026-10-05T10:00 "--with=--help <x@lab.example>"
        """)
    desk.fake("notify-send")
    check(desk.said("--notify") == "" and not desk.err, f"printed: {desk.out} {desk.err}")
    shown = desk.shown()
    check(len(shown) == 1 and len(shown[0]) == 4, f"shown: {shown}")
    title, body = shown[0][-2:]
    check(shown[0][:2] == ["--app-name=hearback", "--"] and title == "4 things to do", f"{shown[0]}")
    check(body.count("\n") == 3 and "Thank Jane Moss by e-mail (Kestrel Optics): today by 15:30" in body, body)
    check("R&amp;D &lt;b&gt;$(touch hacked)&lt;/b&gt; /n" in body and "`id`" in body, body)
    check(not re.search(r"[\x00-\x09\x0b-\x1f<>\\]", body), repr(body))
    check(not os.path.exists("hacked"), "a shell has read a name")
    check(desk.said("--notify") == "" and len(desk.shown()) == 1, "shown twice")
    check(desk.said() == "", f"printed what was shown: {desk.out}")


def at_most_five_lines(folder):
    desk = Desk(folder, """
        now 2026-10-09T09:00
        $ new "Kestrel" "Test Engineer" --id kestrel
        $ interview kestrel --at 2026-10-08T14:00 --arranged 2026-10-05T10:00 --with "Ann Bo" --with "Ben Co" --with "Cleo Do" --with "Dan Ek" --with "Eve Fo" --with "Flo Go" --with "Gus Ho"
        """)
    desk.run(["met", "kestrel", "Ünï " + "ö" * 300, "--interview", "1"])
    desk.fake("notify-send")
    desk.said("--notify")
    lines = desk.shown()[0][-1].split("\n")
    total = len(json.loads(desk.out)["actions"]) if desk.run(["--json", "remind", "--again"]) == 0 else 0
    check(total > 6 and len(lines) == 6 and lines[-1] == f"and {total - 5} more: hearback today", f"{total}: {lines}")
    check(all(len(line.encode()) <= 203 for line in lines), "a line is too long")


def where_none_can_be_shown(folder):
    desk = Desk(folder)
    for what, ending, why in (("failing", "exit 3", "notify-send failed"), ("killed", "kill -9 $$", "notify-send failed"),
                              ("missing", None, "notify-send is not installed"), ("bus", None, "no desktop session")):
        if ending:
            desk.fake("notify-send", ending)
        elif what == "missing":
            os.unlink(f"{desk.bin}/notify-send")
        else:
            desk.fake("notify-send")
            del desk.env["DBUS_SESSION_BUS_ADDRESS"]
        before = desk.kept()
        check(desk.said("--notify", "--later") == "" and re.search(f"{why}.*next run", desk.err), f"{what}: {desk.out} {desk.err}")
        check({n: t for n, t in desk.kept().items() if t} == {n: t for n, t in before.items() if t}, f"{what}: kept")
        check("Thank Jane" in desk.said("--notify", "--again"), f"{what}: {desk.out}")
        check(re.fullmatch(f"This is printed[^\n]*{why}[^\n]*\n", desk.err), f"{what}: {desk.err}")
        check(desk.said("--notify") == "" and not desk.err, f"{what}: printed twice")
        shutil.rmtree(f"{folder}/state")
    check(len(desk.shown()) == 4, f"asked {len(desk.shown())} times")  # where there was one to ask, and something new


def the_other_desktop(folder):
    desk = Desk(folder)
    del desk.env["DBUS_SESSION_BUS_ADDRESS"]
    desk.fake("osascript")
    check(desk.said("--notify") == "" and not desk.err, f"printed: {desk.out} {desk.err}")
    check(desk.shown()[0][-2] == "2 things to do" and "(Kestrel Optics)" in desk.shown()[0][-1], f"{desk.shown()}")


def killed_in_between(folder):
    desk = Desk(folder)
    desk.fake("notify-send", "exec sleep 1")
    desk.env["PATH"] += os.pathsep + os.environ["PATH"]
    process = desk.start("--notify")
    for _ in range(500):
        if desk.shown():
            break
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=60)
    desk.fake("notify-send")
    check(desk.said("--notify") == "" and len(desk.shown()) == 2, f"shown {desk.shown()}, {desk.err}")
    check(desk.said() == "", f"announced once more: {desk.out}")


def files_for_timers(folder):
    data = os.path.join(ROOT, "data")
    with open(f"{data}/launchd/hearback.remind.plist", "rb") as file:
        agent = plistlib.load(file)
    times = [(t["Hour"], t["Minute"]) for t in agent["StartCalendarInterval"]]
    check(times == [(m // 60, m % 60) for m in range(480, 1141, 30)], f"{times}")
    service = open(f"{data}/systemd/hearback-remind.service", encoding="utf-8").read()
    asked = re.search(r"^ExecStart=hearback (.*)$", service, re.M).group(1).split()
    check(asked == agent["ProgramArguments"][1:], f"{asked} and {agent['ProgramArguments']}")
    desk = Desk(folder)
    desk.fake("notify-send")
    check(desk.run(asked) == 0 and not desk.out and not desk.err and desk.shown(), f"{desk.out} {desk.err}")
    timer = open(f"{data}/systemd/hearback-remind.timer", encoding="utf-8").read()
    check(re.findall(r"^OnCalendar=(.*)$", timer, re.M) == ["*-*-* 08..18:00,30", "*-*-* 19:00"], timer)


os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
passed, failed = run(STORIES)
for test in (kept_as_it_should_be, nonsense_is_passed_over, many_at_once, two_databases_two_users, no_place_to_remember,
             announced_but_not_kept, an_answer_that_cannot_be_printed, on_the_desktop, at_most_five_lines,
             where_none_can_be_shown, the_other_desktop, killed_in_between, files_for_timers):
    with tempfile.TemporaryDirectory() as place:
        try:
            test(place)
        except Exception as e:  # pylint: disable=broad-except
            failed += 1
            print(f"{test.__name__}: {type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
