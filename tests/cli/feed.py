#!/usr/bin/env python3
"""feed.py [HEARBACK]: the calendar that goes out, read by a strict reader of its
own and, where it was built, by libical (tests/codec/ics_list.c)."""
import datetime
import json
import os
import re
import stat
import subprocess
import sys
import tempfile

from story import HEARBACK, Story, words_of

ICS_LIST = os.path.join(os.path.dirname(HEARBACK), "tests/ics_list")
LINE = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[A-Za-z0-9-]+)*):(.*)", re.S)
TEXTS = {"UID", "SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CALNAME"}
NEEDED = {"VCALENDAR": {"VERSION", "PRODID", "METHOD", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL"},
          "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS", "TRANSP", "CATEGORIES"},
          "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"}}
ABOVE = {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}
MET = """
    now 2026-10-09T09:00
    new "Kestrel Optics" "Test Engineer" --id kestrel --url https://kestrel.example/jobs/7 --zone Europe/London
    applied kestrel --on 2026-10-01
    interview kestrel --at 2026-10-15T14:00 --ends 15:30 --round second --with "Jane Moss <jane@kestrel.example>; Lead Engineer; interviewer" --topic "Jane: lenses, mirrors; and more"
"""

passed = failed = skipped = 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"{sys._getframe(1).f_code.co_name}: {what}")


# --- the reader ---

def content_lines(data):
    if not data.endswith(b"\r\n"):
        raise ValueError("does not end with CRLF")
    lines = []
    for number, raw in enumerate(data[:-2].split(b"\r\n"), 1):
        text = raw.decode("utf-8")  # by itself: no character is split
        if len(raw) > 75:
            raise ValueError(f"line {number} has {len(raw)} octets")
        if not raw or re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", text):
            raise ValueError(f"line {number} is empty or has a control character")
        if text[0] in " \t":
            if not lines or len(raw) < 2:
                raise ValueError(f"line {number} continues nothing, or with nothing")
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def unescaped(name, value):
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or re.search(r"\\(?![\\;,n])", re.sub(r"\\\\", "", value)):
        raise ValueError(f"{name} is not escaped: {value}")
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)


def moment(value):
    if re.fullmatch(r"\d{8}", value):
        return datetime.datetime.strptime(value, "%Y%m%d").date()
    return datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ")


def check_component(c):
    missing = NEEDED[c["kind"]] - set(c)
    if missing:
        raise ValueError(f"{c['kind']} has no {missing}")
    if c["kind"] == "VEVENT":
        begins, ends = moment(c["DTSTART"]), moment(c.get("DTEND", c["DTSTART"]))
        if type(begins) is not type(ends) or ("DTEND" in c and ends <= begins):
            raise ValueError(f"{c['UID']} ends before it begins")
        if c["STATUS"] not in ("CONFIRMED", "TENTATIVE", "CANCELLED") or c["TRANSP"] not in ("OPAQUE", "TRANSPARENT"):
            raise ValueError(f"{c['UID']}: {c['STATUS']} {c['TRANSP']}")
        if not re.fullmatch(r"[a-z0-9-]+@hearback\.invalid", c["UID"]) or not 0 <= int(c["SEQUENCE"]) < 2**31:
            raise ValueError(f"{c['UID']} {c['SEQUENCE']}")
    if c["kind"] == "VALARM" and not re.fullmatch(r"-?P(\d+D)?(T\d+H(\d+M)?)?", c["TRIGGER"]):
        raise ValueError(f"trigger {c['TRIGGER']}")


def read(data):
    """The events by UID; ValueError where the calendar is not as the standard has it."""
    open_ones, events, closed = [], {}, 0
    for line in content_lines(data):
        match = LINE.fullmatch(line)
        if not match:
            raise ValueError(f"no property: {line}")
        name, parameters, value = match.groups()
        if name == "BEGIN":
            if closed or ABOVE[value] != (open_ones[-1]["kind"] if open_ones else None):
                raise ValueError(f"{value} stands at the wrong place")
            open_ones.append({"kind": value, "alarms": []})
        elif name == "END":
            done = open_ones.pop()
            if done["kind"] != value:
                raise ValueError(f"{value} ends, not {done['kind']}")
            check_component(done)
            closed = value == "VCALENDAR"
            if value == "VALARM":
                open_ones[-1]["alarms"].append(done["TRIGGER"])
            elif value == "VEVENT" and events.setdefault(done["UID"], done) is not done:
                raise ValueError(f"{done['UID']} occurs twice")
        elif name in open_ones[-1]:
            raise ValueError(f"{name} occurs twice")
        else:
            if (parameters == ";VALUE=DATE") != (name in ("DTSTART", "DTEND") and len(value) == 8):
                raise ValueError(f"{name}{parameters}: {value}")
            open_ones[-1][name] = unescaped(name, value) if name in TEXTS else value
    if open_ones or not closed:
        raise ValueError("something is not ended")
    return events


def by_libical(data, events):
    """Does libical read the same?"""
    global skipped
    if not os.access(ICS_LIST, os.X_OK):
        skipped += 1
        return
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        done = subprocess.run([ICS_LIST, file.name], capture_output=True, timeout=60)
    own = "".join(f"{e['UID']}\t{e['DTSTART']}\t{e['SEQUENCE']}\t" + e["SUMMARY"].replace("\n", "\\n") + "\n"
                  for e in events.values())
    check(done.returncode == 0 and done.stdout.decode() == own,
          f"libical reads otherwise: {done.stderr[:500]}, {set(done.stdout.decode().splitlines()) ^ set(own.splitlines())}")


class Search(Story):
    def __init__(self, folder, lines=""):
        super().__init__(folder)
        self.play(lines)

    def play(self, lines):
        for line in filter(None, map(str.strip, lines.splitlines())):
            if line.startswith("now "):
                self.now = line[4:]
            elif self.run(words_of(line)):
                raise ValueError(f"{line}: {self.err}")

    def feed(self, libical=True):
        done = subprocess.run([HEARBACK, "--data", self.data, "--now", self.now, "calendar"], env=self.env,
                              capture_output=True, timeout=60)
        if done.returncode:
            raise ValueError(done.stderr.decode())
        self.bytes = done.stdout
        events = read(self.bytes)
        if libical:
            by_libical(self.bytes, events)
        return events

    def one(self, part):
        found = [e for uid, e in self.feed(False).items() if part in uid]
        return found[0] if len(found) == 1 else {}


def search(lines):
    def decorate(function):
        def play():
            with tempfile.TemporaryDirectory() as folder:
                try:
                    function(Search(folder, lines))
                except (ValueError, KeyError, TypeError, IndexError, AttributeError, subprocess.TimeoutExpired) as e:
                    check(False, f"{function.__name__}: {type(e).__name__}: {e}")
        STORIES.append(play)
        return play
    return decorate


STORIES = []


# --- what it holds ---

@search("now 2026-10-09T09:00")
def nothing_recorded(s):
    check(s.feed() == {}, "an empty calendar is one all the same")


@search(MET)
def an_interview(s):
    s.feed()
    e = s.one("-interview-")
    check(e["DTSTART"] == "20261015T130000Z" and e["DTEND"] == "20261015T143000Z", f"in UTC: {e}")
    check(e["SUMMARY"] == "Interview: Test Engineer, Kestrel Optics (second)", e["SUMMARY"])
    for part in ("Jane Moss, Lead Engineer (interviewer), jane@kestrel.example", "Jane Moss: lenses, mirrors; and more"):
        check(part in e["DESCRIPTION"], e["DESCRIPTION"])
    check(e["alarms"] == ["-P1D", "-PT1H"] and e["TRANSP"] == "OPAQUE", f"two alarms, busy: {e}")
    check(e["URL"] == "https://kestrel.example/jobs/7" and e["STATUS"] == "CONFIRMED", str(e))
    s.play("now 2026-10-15T20:00")
    check(s.one("-interview-")["alarms"] == [], "what is over has no alarm")
    s.play("now 2027-01-13T10:00")
    check(s.one("-interview-"), "held 90 days ago")
    s.play("now 2027-01-14T10:00")
    check(not s.one("-interview-"), "and earlier is left out")


@search(MET)
def an_update_replaces(s):
    first = s.feed()
    data = s.bytes
    check(s.feed(False) == first and s.bytes == data, "the same record, the same bytes")
    before = s.one("-interview-")
    s.play("interview kestrel --id 1 --moved-to 2026-10-16T10:00")
    moved = s.one("-interview-")
    check(moved["UID"] == before["UID"] and moved["DTSTART"] == "20261016T090000Z", f"moved: {moved}")
    check(int(moved["SEQUENCE"]) > int(before["SEQUENCE"]), "a later version")
    s.play("undo")
    back = s.one("-interview-")
    check(back["DTSTART"] == before["DTSTART"] and int(back["SEQUENCE"]) > int(moved["SEQUENCE"]), f"undone: {back}")
    s.play("interview kestrel --id 1 --cancelled")
    off = s.one("-interview-")
    check(off["UID"] == before["UID"] and off["STATUS"] == "CANCELLED" and off["alarms"] == [], f"cancelled: {off}")
    check(off["SUMMARY"].startswith("Cancelled: ") and off["TRANSP"] == "TRANSPARENT", str(off))


@search(MET + "heard kestrel --gist rejected")
def an_interview_after_a_no(s):
    e = s.one("-interview-")
    check(e["STATUS"] == "TENTATIVE" and e["alarms"] == [], f"is doubtful and does not ring: {e}")


@search(MET + "now 2026-10-16T09:00")
def actions(s):
    events = s.feed()
    planned = s.json(["plan", "kestrel"])["actions"]
    follow = [e for e in events.values() if e["CATEGORIES"] == "Follow-up"]
    check(len(planned) > 3 and len(follow) == len(planned), f"{len(follow)} of {len(planned)}")
    check(all(e["TRANSP"] == "TRANSPARENT" and len(e["DTSTART"]) == 8 for e in follow), "whole days that block no time")
    thanks = s.one("-thanks-p")
    check(thanks["DTSTART"] == "20261016" and thanks["alarms"] == ["PT9H"], str(thanks))
    check(re.fullmatch(r"Thank Jane Moss by e-mail \(Kestrel Optics\)", thanks["SUMMARY"]), thanks["SUMMARY"])
    check("Rules: A4" in thanks["DESCRIPTION"] and "hearback why kestrel/thanks/jane-moss/1" in thanks["DESCRIPTION"],
          thanks["DESCRIPTION"])
    s.play("done kestrel/thanks/jane-moss/1")
    check(not s.one("-thanks-p") and s.one("-interview-"), "what is done is gone")
    s.play("undo")
    check(int(s.one("-thanks-p")["SEQUENCE"]) > int(thanks["SEQUENCE"]), "and comes back as a later version")
    s.play("now 2026-10-19T11:00")
    check(s.one("-thanks-p").get("DTSTART", "20261019") == "20261019", "what is late stands at today")
    check(all(e["DTSTART"] >= "20261019" for e in s.feed().values() if e["CATEGORIES"] == "Follow-up"), "nothing earlier")
    check(s.one("-thanks-p").get("alarms", []) == [], "and does not ring each day")


@search(MET + "now 2026-10-16T09:00\n told kestrel --decision-by 2026-10-23")
def a_promised_date(s):
    e, quiet = s.one("-decision@"), s.one("-quiet@")
    check(e["DTSTART"] == "20261023" and e["DTEND"] == "20261024", str(e))
    check(e["SUMMARY"] == "Kestrel Optics meant to decide" and e["TRANSP"] == "TRANSPARENT", str(e))
    check(quiet["DTSTART"] == "20261016" and quiet["DTEND"] == "20261026", f"until the day before it opens: {quiet}")
    check(quiet["SUMMARY"] == "Leave Kestrel Optics in peace until Mon 26 Oct 2026", quiet["SUMMARY"])
    check("Rules: " in quiet["DESCRIPTION"] and quiet["alarms"] == [], str(quiet))
    s.play("told kestrel --decision-by 2026-10-28")
    later = s.one("-decision@")
    check(later["UID"] == e["UID"] and later["DTSTART"] == "20261028", str(later))
    check(int(later["SEQUENCE"]) > int(e["SEQUENCE"]), "a later version")
    s.play("close kestrel --as withdrawn")
    check(not s.one("-decision@") and not s.one("-quiet@"), "nothing of it is left after an end")


@search("""
    now 2026-10-09T09:00
    new Pier Cook --zone America/Los_Angeles --id pier
    applied pier --on 2026-10-01
    met pier "Sam Dole" --phone "+1 555 0100" --role hr --primary
    told pier --best-time "tue,thu 14:00-16:00"
    """)
def a_call_on_two_clocks(s):
    calls = [e for e in s.feed().values() if "Call Sam" in e["SUMMARY"]]
    check(calls and all("Good hours to call: 14:00-16:00 there, 23:00-01:00 here (they said: tue,thu 14:00-16:00)."
                        in e["DESCRIPTION"] for e in calls), f"{calls}")


HOSTILE = "Evil\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:x; a,b\\n \U0001f642\u202e\u2028\x1b[31m\x07"


@search("now 2026-10-09T09:00")
def hostile_names(s):
    long = HOSTILE + "\U0001f642\u00e9" * 140
    topic = (HOSTILE + "\U0001f642" * 9) * 130
    check(len(topic.encode()) > 10000, "a long one")
    for words in (["new", long, HOSTILE, "--id", "evil", "--url", "https://x.example/\u00e9,;\\n"],
                  ["interview", "evil", "--at", "2026-10-15T14:00", "--with", "Eve", "--topic", topic, "--round", HOSTILE]):
        check(s.run(words) == 0, s.err)
    s.play("now 2026-10-16T10:00")
    events = s.feed()
    check(len(events) == len(s.json(["plan", "evil"])["actions"]) + 1 + any("quiet" in uid for uid in events), str(len(events)))
    e = s.one("-interview-")
    # The command line itself may tidy a name; what is left must stay one text.
    check("BEGIN:VEVENT" in e["SUMMARY"] and "UID:x; a,b\\n" in e["SUMMARY"], e["SUMMARY"])
    check(e["DESCRIPTION"].endswith("\u2026") and len(e["DESCRIPTION"].encode()) <= 8100, "long texts are cut")
    check(e["URL"].startswith("https://x.example/") and "\u00e9" not in e["URL"], e["URL"])


# --- the same thing keeps its name, and its version never falls ---

HISTORY = """
    new Cove Baker --id cove
    interview cove --at 2026-10-07T10:00 --arranged 2026-10-05T10:00 --with "Max Hill"
    new Tide Planner --id tide
    applied tide
    interview tide --at 2026-10-20T10:00 --with "Jo Reed; ; hr"
    met tide "Jo Reed <jo@tide.example>" --phone "+44 1" --primary
    interview tide --id 1 --moved-to 2026-10-21T10:00
    undo
    redo
    told kestrel --decision-by 2026-11-02
    now 2026-10-13T09:00
    offer tide --answer-by 2026-10-30 --at 2026-10-12T10:00
    offer tide --answer-by 2026-11-10
    undo
    redo
    playbooks use proactive
    playbooks use balanced
    now 2026-10-16T12:00
    done kestrel/thanks/jane-moss/1
    undo
    note kestrel "nothing that shows"
    heard kestrel --gist not-yet --from jane
    undo
    now 2026-10-21T18:00
    skip tide/debrief/1 --why "no time"
    heard tide --gist rejected
    undo 2
    reopen tide
    close kestrel --as withdrawn
    """


@search(MET)
def versions_never_fall(s):
    seen = s.feed()
    sequences = {uid: int(e["SEQUENCE"]) for uid, e in seen.items()}
    for line in filter(None, map(str.strip, HISTORY.splitlines())):
        s.play(line)
        events = s.feed(False)
        for uid, e in events.items():
            check(int(e["SEQUENCE"]) >= sequences.get(uid, 0), f"{line}: {uid} falls to {e['SEQUENCE']}")
            same = all(e[k] == seen[uid][k] for k in e if k not in ("DTSTAMP", "SEQUENCE", "LAST-MODIFIED")) if uid in seen else True
            rises = uid not in sequences or int(e["SEQUENCE"]) > sequences[uid]
            check(same or rises or line.startswith("now "), f"{line}: {uid} changes and stays {e['SEQUENCE']}: {e}")
            sequences[uid] = int(e["SEQUENCE"])
        seen = events


# --- the commands ---

@search(MET)
def into_a_file(s):
    path = os.path.join(s.folder, "search.ics")
    answer = s.json(["calendar", "--out", path])
    events = s.feed()
    with open(path, "rb") as file:
        data = file.read()
    check(answer == {"file": path, "events": len(events)} and data == s.bytes, f"{answer}")
    check(stat.S_IMODE(os.stat(path).st_mode) == 0o600, "for oneself alone")
    s.play("close kestrel --as withdrawn")
    check(s.run(["calendar", "--out", path]) == 0 and re.search(r"Written to .*search\.ics: \d+ entr", s.out), s.out)
    with open(path, "rb") as file:
        check(file.read() != data, "replaced")
    check(s.run(["export", "--format", "ics", "--out", path]) == 0, "by export too")
    s.feed()
    with open(path, "rb") as file:
        check(file.read() == s.bytes, "which writes the same")
    check(s.run(["export", "--format", "ics"]) == 0 and read(s.out.replace("\n", "\r\n").replace("\r\r", "\r").encode()), "shown")
    check(s.run(["--json", "calendar"]) == 2 and s.run(["--json", "export", "--format", "ics"]) == 2, "a calendar is no JSON")
    check(s.run(["export", "--format", "ics", "--table", "people"]) == 2, "and no table")
    letter = os.path.join(s.folder, "letter.txt")
    with open(letter, "w", encoding="utf-8") as file:
        file.write("Dear Jane Moss,\n")
    check(s.run(["calendar", "--out", letter]) == 1 and "letter.txt is no calendar" in s.err, s.err)
    with open(letter, encoding="utf-8") as file:
        check(file.read() == "Dear Jane Moss,\n", "which is still there")
    check(s.run(["calendar", "--out", os.path.join(s.folder, "none/x.ics")]) == 1, "no such folder")
    before = s.history()
    s.feed()
    check(s.history() == before, "nothing is recorded by it")


@search("now 2026-11-20T09:00")
def the_sample_search(s):
    path = os.path.join(s.folder, "demo.ics")
    check(s.run(["demo", "calendar", "--out", path]) == 0, s.err)
    with open(path, "rb") as file:
        data = file.read()
    events = read(data)
    by_libical(data, events)
    kinds = {e["CATEGORIES"] for e in events.values()}
    check(kinds == {"Interview", "Follow-up", "Quiet", "Decision"}, str(kinds))


for play in STORIES:
    play()
print(f"{passed} passed, {failed} failed" + f", {skipped} skipped" * (skipped > 0))
sys.exit(failed > 0)
