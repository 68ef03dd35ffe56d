#!/usr/bin/env python3
"""asking.py [HEARBACK]: list, show, health, insights and complete-names, from the outside, on the built program.

Each test records what it needs with the recording commands in a database of its own, asks, and compares; what the
program counts is counted here a second time, another way.  Ends with "N passed, N failed".
"""
import datetime
import json
import os
import random
import re
import shlex
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEARBACK = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("HEARBACK", "build/hearback"))
FRANCE = os.path.join(ROOT, "tests", "data", "tables", "job-search-france-2023.csv")
FRANCE_ELSEWHERE = os.environ.get("HEARBACK_FRANCE", "")

SEARCH = """
2026-10-01T10:00 new "Harbour Lab" "Data scientist" --country DE --url https://harbour.example/jobs/1
2026-10-01T10:01 new "Acme GmbH" Engineer --country DE
2026-10-01T10:02 new "Nord AG" Analyst --country DE
2026-10-01T10:03 new "Guild" "Coffee" --kind networking --country DE
2026-10-02T10:00 applied harbour
2026-10-02T10:05 applied acme
2026-10-05T10:05 interview harbour --at 2026-10-08T14:00 --with "Jane Moss <jane@harbour.example>; Head of Data; hiring-manager" --with "Tom Reed" --topic "Jane Moss: calibration" --topic sailing
2026-10-07T10:05 contacted acme --to hr --via phone --purpose three-part --outcome voicemail
2026-10-08T09:00 contacted harbour --to jane --via phone --purpose other --outcome no-answer
2026-10-08T16:05 told harbour --decision-by 2026-10-23 --contacts-everyone yes --best-time "tue,thu 14:00-16:00"
2026-10-08T17:05 contacted harbour --to jane --via email --purpose thanks
2026-10-09T17:05 note harbour "They have a boat"
2026-10-12T17:05 heard acme --gist rejected
"""


class Search:
    """A database of its own; time is what the caller says."""

    def __init__(self, folder, lines=""):
        self.folder, self.data = folder, os.path.join(folder, "search.db")
        self.env = {"PATH": os.environ["PATH"], "HOME": folder, "TZ": "Europe/Berlin", "LANG": "C.UTF-8"}
        for name in ("HEARBACK_SHARE", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TZDIR"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        for line in lines.strip().splitlines():
            now, command = line.split(" ", 1)
            self.do(now, *shlex.split(command))

    def run(self, now, *words):
        return subprocess.run([HEARBACK, "--data", self.data, "--now", now, *words], env=self.env, cwd=self.folder,
                              capture_output=True, text=True, timeout=60, check=False)

    def do(self, now, *words):
        done = self.run(now, *words)
        assert done.returncode == 0, f"{words}: {done.returncode} {done.stderr}"
        return done.stdout

    def ask(self, now, *words):
        return json.loads(self.do(now, "--json", *words))

    def refused(self, now, *words):
        done = self.run(now, *words)
        assert done.returncode == 1 and not done.stdout, f"{words}: {done.returncode} {done.stdout}"
        assert done.stderr.startswith("hearback: ") and done.stderr.count("\n") == 1, done.stderr
        return done.stderr


def same(found, expected):
    assert found == expected, f"{found!r}, not {expected!r}"


def within(text, *parts):
    for part in parts:
        assert re.search(part, text), f"no {part!r} in {text!r}"


def narrow(text):
    for line in text.splitlines():
        assert len(line) <= 80, f"wider than 80: {line!r}"
    return text


NOW = "2026-10-20T12:00"

# --- list ---


def list_opportunities(s):
    by = {o["id"]: o for o in s.ask(NOW, "list")["opportunities"]}
    same(list(by), ["harbour-lab", "acme-gmbh", "nord-ag", "guild"])
    h = by["harbour-lab"]
    same([h[k] for k in ("organisation", "position", "kind", "country", "zone")],
         ["Harbour Lab", "Data scientist", "job", "DE", "Europe/Berlin"])
    same([(o["state"], o["stage"]) for o in by.values()],
         [("live", "interviewing"), ("ended", "rejected"), ("live", "saved"), ("live", "saved")])
    same((h["applied"], h["last_word"], by["acme-gmbh"]["last_word"]), ("2026-10-02", "2026-10-05", "2026-10-12"))
    same((by["nord-ag"]["applied"], by["nord-ag"]["last_word"]), (None, None))
    same(h["next"]["step"], "connect")
    assert h["next"]["opens"] < h["next"]["due"] and h["next"]["opens"].endswith("+02:00")
    same(by["acme-gmbh"]["next"], None)


def next_is_what_plan_says(s):
    for now in ("2026-10-07T12:00", "2026-10-08T15:30", NOW, "2026-10-30T12:00", "2026-12-24T12:00"):
        for o in s.ask(now, "list")["opportunities"]:
            actions = s.ask(now, "plan", o["id"])["actions"]
            open_now = [a for a in actions if a["state"] != "upcoming"]
            first = open_now[0] if open_now else min(actions, key=lambda a: a["opens"]) if actions else None
            same(o["next"], first and {k: first[k] for k in ("step", "opens", "due")})


def list_by_state(s):
    for state, n in (("live", 3), ("hold", 0), ("ended", 1)):
        found = s.ask(NOW, "list", "--state", state)["opportunities"]
        same((len(found), {o["state"] for o in found}), (n, {state} if n else set()))
    same(len(s.ask("2027-02-01T12:00", "list", "--state", "hold")["opportunities"]), 3)  # they rest by themselves
    within(s.do(NOW, "list", "--state", "hold"), "No opportunity is in that state")
    same(s.run(NOW, "list", "--state", "late").returncode, 2)


def list_as_table(s):
    text = narrow(s.do(NOW, "list"))
    within(text, r"Live \(3\)\nharbour-lab  Harbour Lab, Data scientist  interviewing  connect was due 15 Oct",
           r"Ended \(1\)\nacme-gmbh  Acme GmbH, Engineer  rejected  heard 12 Oct")


def list_people(s):
    people = s.ask(NOW, "list", "people")["people"]
    same(people[0], {"id": "jane-moss", "name": "Jane Moss", "mail": "jane@harbour.example", "phone": None,
                     "title": "Head of Data", "role": "hiring-manager", "organisation": "Harbour Lab",
                     "opportunities": ["harbour-lab"], "do_not_contact": False})
    same([p["id"] for p in people], ["jane-moss", "tom-reed"])
    same(s.ask(NOW, "list", "people", "--state", "ended"), {"people": []})
    within(narrow(s.do(NOW, "list", "people")), r"jane-moss  Jane Moss, Head of Data +Harbour Lab  jane@harbour\.example")


def list_survives_hostile_names(s):
    name = "\u202eEvil\x1b[31m " + "long " * 60
    s.do(NOW, "new", name, "P\x07", "--id", "evil", "--country", "DE")
    text = narrow(s.do(NOW, "list"))
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    same([o["organisation"] for o in s.ask(NOW, "list")["opportunities"]][-1], name.strip())


STAGES = [  # what happened, what list says of it
    ("", "live saved"),
    ("contacted x --to hr --via email --purpose inquiry", "live in-touch"),
    ("applied x --on 2026-10-08", "live applied"),
    ("applied x --on 2026-10-08 / heard x --gist received", "live applied"),
    ("interview x --at 2026-10-12T10:00", "live interviewing"),
    ("offer x --answer-by 2026-10-30", "live offer"),
    ("heard x --gist offer", "live offer"),
    ("heard x --gist rejected", "ended rejected"),
    ("heard x --gist filled", "ended filled"),
    ("offer x / close x --as accepted", "ended accepted"),
    ("offer x / close x --as declined", "ended declined"),
    ("close x --as withdrawn", "ended withdrawn"),
    ("close x --as filled", "ended filled"),
    ("close x --as rejected", "ended rejected"),
    ("applied x --on 2026-10-08 / close x --as hold", "hold applied"),
    ("applied x --on 2026-10-08 / close x --as moved-on", "ended moved-on"),
    ("close x --as moved-on / heard x --gist other", "live in-touch"),
    ("close x --as rejected / reopen x", "live in-touch"),
    ("close x --as rejected / undo", "live saved"),
]


def stages(folder):
    for i, (lines, expected) in enumerate(STAGES):
        s = Search(tempfile.mkdtemp(dir=folder), '2026-10-08T10:00 new X Y --id x --country DE')
        for k, line in enumerate(lines.split(" / ")):
            if line:
                s.do(f"2026-10-09T10:0{k}", *shlex.split(line))
        o = s.ask("2026-10-09T11:00", "list")["opportunities"][0]
        same((i, lines, f'{o["state"]} {o["stage"]}'), (i, lines, expected))


# --- show ---


def show_opportunity(s):
    j = s.ask(NOW, "show", "harbour")
    o = j["opportunity"]
    same([o[k] for k in ("id", "state", "stage", "url", "promised", "contacts_everyone", "may_contact", "best_time")],
         ["harbour-lab", "live", "interviewing", "https://harbour.example/jobs/1", "2026-10-23", True, None,
          "tue,thu 14:00-16:00"])
    same([p["id"] for p in j["people"]], ["jane-moss", "tom-reed"])
    interview = j["interviews"][0]
    same((interview["begins"], interview["held"], interview["people"]),
         ("2026-10-08T14:00:00+02:00", True, ["jane-moss", "tom-reed"]))
    same(interview["topics"], [{"person": "jane-moss", "text": "calibration"}, {"person": None, "text": "sailing"}])
    same([n["text"] for n in j["notes"]], ["They have a boat"])
    same(j["actions"], s.ask(NOW, "plan", "harbour")["actions"])
    kinds = [e["kind"] for e in j["events"] if e["kind"] in ("new", "applied", "interview", "contacted", "told", "note")]
    same(kinds, ["new", "applied", "contacted", "interview", "told", "contacted", "note"])


def show_late_recording_in_order(s):
    s.do(NOW, "heard", "harbour", "--gist", "not-yet", "--at", "2026-10-09")
    s.do(NOW, "contacted", "harbour", "--to", "tom", "--via", "email", "--purpose", "thanks", "--at", "2026-10-09")
    s.do(NOW, "heard", "harbour", "--gist", "other", "--at", "2026-10-06T08:00")
    kinds = [e["kind"] for e in s.ask(NOW, "show", "harbour")["events"] if "at" in e]
    same([k for k in kinds if k in ("heard", "interview", "contacted")][-4:],
         ["interview", "contacted", "contacted", "heard"])  # of one day without times: ours, then theirs
    same(kinds.index("heard") < kinds.index("interview"), True)
    text = narrow(s.do(NOW, "show", "harbour"))
    within(text, r"(?s)Tue 6 Oct at 08:00 +heard: a word.*Thu 8 Oct at 14:00 +interview.*Fri 9 Oct +thank-you by e-mail")


def show_person(s):
    j = s.ask(NOW, "show", "Jane Moss")
    same((j["person"]["id"], j["person"]["opportunities"]), ("jane-moss", ["harbour-lab"]))
    same([(e["kind"], e.get("purpose")) for e in j["events"]],
         [("person", None), ("contacted", "other"), ("interview", None), ("topic", None), ("contacted", "thanks")])
    within(narrow(s.do(NOW, "show", "jane@harbour.example")), "Head of Data", "talked about with Jane Moss: calibration")


def show_person_across_opportunities(s):
    s.do(NOW, "new", "Harbour Lab", "Diver", "--country", "DE", "--id", "diver")
    s.do(NOW, "contacted", "diver", "--to", "jane", "--via", "email", "--purpose", "inquiry")
    j = s.ask(NOW, "show", "jane-moss")
    same(j["person"]["opportunities"], ["harbour-lab", "diver"])
    same({e["opportunity"] for e in j["events"]}, {"harbour-lab", "diver"})
    within(narrow(s.do(NOW, "show", "jane-moss")), r"harbour-lab: interview", r"diver: inquiry by e-mail")


def show_which(s):
    same(s.ask(NOW, "show", "harbour")["opportunity"]["id"], "harbour-lab")  # though Jane's address has it too
    s.do(NOW, "new", "Moss Ltd", "Gardener", "--country", "DE")
    text = s.refused(NOW, "show", "moss")
    within(text, "could be the opportunity moss-ltd", "or the person jane-moss")
    same(s.ask(NOW, "show", "moss-ltd")["opportunity"]["position"], "Gardener")
    same(s.ask(NOW, "show", "jane-moss")["person"]["name"], "Jane Moss")
    same(s.ask(NOW, "show", "JANE MOSS")["person"]["name"], "Jane Moss")
    s.do(NOW, "new", "Moss Ltd", "Cook", "--country", "DE")
    within(s.refused(NOW, "show", "moss ltd"), "moss-ltd", "moss-ltd-cook")
    within(s.refused(NOW, "show", "zzzz"), "no opportunity and nobody called")
    within(s.refused(NOW, "show", "harbuor-lab"), "did you mean harbour-lab")


# --- health ---


def health_weeks(s):
    j = s.ask(NOW, "health")
    same(len(j["weeks"]), 8)
    same((j["weeks"][0]["from"], j["weeks"][-1]["from"], j["weeks"][-1]["until"]),
         ("2026-08-31", "2026-10-19", "2026-10-25"))
    same([(w["applications"], w["contacts"], w["interviews"]) for w in j["weeks"]],
         [(0, 0, 0)] * 4 + [(2, 0, 0), (0, 2, 1), (0, 0, 0), (0, 0, 0)])  # a call nobody answered is no contact
    same((j["goal"], j["weeks"][5]["reached"]), (None, None))
    within(j["goal_text"], "weekly-goal")
    same((j["live"], j["hold"], j["ended"], j["interviewing"]), (3, 0, 1, 1))
    same(j["channels"], {"email": 1, "phone": 1, "note": 0, "linkedin": 0, "in-person": 0})


def health_weeks_are_the_seekers(s):
    """Monday 00:30 in Auckland is Sunday in Berlin."""
    s.do(NOW, "new", "Kea", "Pilot", "--zone", "Pacific/Auckland", "--country", "NZ")
    s.do(NOW, "contacted", "kea", "--to", "hr", "--via", "email", "--purpose", "other", "--at", "2026-10-12T00:30")
    same([w["contacts"] for w in s.ask(NOW, "health")["weeks"]][5:], [3, 0, 0])
    s.do(NOW, "contacted", "kea", "--to", "hr", "--via", "email", "--purpose", "other", "--at", "2026-10-12T12:30")
    same([w["contacts"] for w in s.ask(NOW, "health")["weeks"]][5:], [3, 1, 0])


def health_goal(s):
    s.do(NOW, "profile", "--weekly-goal", "2")
    j = s.ask(NOW, "health")
    same((j["goal"], [w["reached"] for w in j["weeks"]]), (2, [False] * 4 + [True, True, False, False]))
    within(j["goal_text"], "0 of the 2")
    same(s.ask("2026-10-11T12:00", "health")["goal_text"], "2 this week: your goal of 2 is reached.")


def health_reliance(s):
    r = s.ask(NOW, "health")["reliance"]
    same((r["on"], r["opportunity"], r["because"]), (True, "harbour-lab", "one-interview"))
    within(r["text"], "Harbour Lab", "keep looking")
    s.do(NOW, "interview", "nord", "--at", "2026-10-26T10:00")
    same([s.ask(NOW, "health")["reliance"][k] for k in ("on", "opportunity")], [False, None])
    s.do("2026-10-27T10:00", "heard", "nord", "--gist", "rejected")
    same(s.ask("2026-10-27T10:01", "health")["reliance"]["opportunity"], "harbour-lab")
    s.do("2026-10-28T10:00", "offer", "harbour")
    s.do("2026-10-28T10:01", "close", "harbour", "--as", "accepted")
    r = s.ask("2026-10-28T10:02", "health")["reliance"]
    same(r["on"], False)
    within(r["text"], "congratulations")


def health_reliance_by_activity(folder):
    s = Search(folder, """
2026-10-01T10:00 new Acme Engineer --country DE
2026-10-01T10:01 new Nord Analyst --country DE
2026-10-01T10:02 applied nord
2026-10-10T10:00 applied acme""")
    same(s.ask("2026-10-15T09:59", "health")["reliance"]["on"], False)  # two weeks are not over for nord
    same(s.ask("2026-10-15T10:00", "health")["reliance"]["on"], False)  # one thing is no pattern
    s.do("2026-10-15T10:00", "contacted", "acme", "--to", "hr", "--via", "email", "--purpose", "three-part")
    r = s.ask("2026-10-15T11:00", "health")["reliance"]
    same((r["on"], r["opportunity"], r["because"]), (True, "acme", "one-active"))
    same(s.ask("2026-10-29T11:00", "health")["reliance"]["on"], False)  # all is quiet


FOLLOWED = [  # after an interview on Thu 8 Oct 14:00; asked when; held, followed, too recent
    ("", "2026-10-15T23:59", (0, 0, 1)),  # a handwritten note may still be sent: T+5bd
    ("", "2026-10-16T00:00", (1, 0, 0)),
    ("contacted x --to hr --via email --purpose thanks --at 2026-10-08T16:00", "2026-10-15T12:00", (0, 0, 1)),
    ("contacted x --to hr --via email --purpose thanks --at 2026-10-08T16:00", "2026-10-20T12:00", (1, 1, 0)),
    ("contacted x --to hr --via email --purpose thanks --at 2026-10-08", "2026-10-20T12:00", (1, 1, 0)),
    ("contacted x --to hr --via email --purpose other --at 2026-10-08", "2026-10-20T12:00", (1, 0, 0)),
    ("contacted x --to hr --via email --purpose other --at 2026-10-07", "2026-10-20T12:00", (1, 0, 0)),
    ("contacted x --to hr --via phone --purpose inquiry --outcome no-answer --at 2026-10-19T10:00", "2026-10-20T12:00",
     (1, 0, 0)),
    ("contacted x --to hr --via phone --purpose reference --outcome reached --at 2026-10-19T10:00", "2026-10-20T12:00",
     (1, 0, 0)),
    ("heard x --gist not-yet --at 2026-10-09 / contacted x --to hr --via email --purpose inquiry --at 2026-11-07",
     "2026-12-20T12:00", (1, 1, 0)),  # after 30 days
    ("heard x --gist not-yet --at 2026-10-09 / contacted x --to hr --via email --purpose inquiry --at 2026-11-09",
     "2026-12-20T12:00", (1, 0, 0)),  # after 32, and they have said something
    ("contacted x --to hr --via email --purpose inquiry --at 2026-11-09", "2026-12-20T12:00", (1, 1, 0)),
    ("told x --decision-by 2026-12-01 --on 2026-10-08 / contacted x --to hr --via email --purpose inquiry --at 2026-11-09",
     "2026-12-20T12:00", (1, 1, 0)),  # what was told at it is no answer
    ("interview x --id two --at 2026-10-12T10:00 / contacted x --to hr --via email --purpose thanks --at 2026-10-12T15:00",
     "2026-12-20T12:00", (2, 1, 0)),  # a later interview brings new thanks
    ("interview x --id two --at 2026-10-08T17:00 / contacted x --to hr --via email --purpose thanks --at 2026-10-08T19:00",
     "2026-12-20T12:00", (2, 2, 0)),  # one thanks covers a day
    ("interview x --id one --cancelled", "2026-12-20T12:00", (0, 0, 0)),
]


def health_follow_up(folder):
    for lines, now, expected in FOLLOWED:
        for kind in ("job", "networking"):
            s = Search(tempfile.mkdtemp(dir=folder), f"2026-10-01T10:00 new X Y --id x --country DK --kind {kind}\n"
                       "2026-10-02T10:00 interview x --id one --at 2026-10-08T14:00")
            for line in lines.split(" / "):
                if line:
                    s.do("2026-10-08T10:00" if "cancelled" in line else now, *shlex.split(line))
            f = s.ask(now, "health")["follow_up"]
            job, meeting = (f["interviews"], f["followed_up"], f["too_recent"]), f["meetings"]
            meeting = (meeting["meetings"], meeting["followed_up"], meeting["too_recent"])
            same((lines, kind, job, meeting),
                 (lines, kind, *((expected, (0, 0, 0)) if kind == "job" else ((0, 0, 0), expected))))
            rate = round(expected[1] / expected[0], 3) if expected[0] else None
            same((f if kind == "job" else f["meetings"])["rate"], rate)
            same(f["guide_rate"], 0.4)


def health_in_words(s):
    text = narrow(s.do(NOW, "health"))
    within(text, r"5 Oct to 11 Oct +- +2 +1", "C8", "A10", "B11", "Few yet" if "1 of 1" in text else "too few")
    blame = r"\b(fail|failed|should have|must|never did|bad|poor|lazy|only)\b"
    assert not re.search(blame, text), re.search(blame, text)


# --- insights ---


def random_search(s, n, seed):
    """Applications and their fates through the commands; returns what should come out."""
    r = random.Random(seed)
    start, now = datetime.date(2026, 3, 2), datetime.date(2026, 9, 1)
    cases = []
    for i in range(n):
        applied = start + datetime.timedelta(days=r.randrange(150))
        word = r.choice([None, None, 0, r.randrange(30), r.randrange(30)])
        final = (word or 0) + r.randrange(20) if word is not None and r.random() < 0.7 else None
        noon = "2026-09-01T12:00"
        s.do(noon, "new", f"O{i}", "P", "--id", f"o{i}", "--country", "DE")
        s.do(noon, "applied", f"o{i}", "--on", str(applied))
        if word is not None and word != final:
            s.do(noon, "heard", f"o{i}", "--gist", "other", "--at", str(applied + datetime.timedelta(days=word)))
        if final is not None:
            s.do(noon, "heard", f"o{i}", "--gist", "rejected", "--at", str(applied + datetime.timedelta(days=final)))
        cases.append((applied, word, final))
    return now, cases


def ranked(values, share):
    return sorted(values)[max(0, -(-len(values) * share // 4) - 1)]


def check_times(found, values):
    same((found["n"], found["median"], found["slowest"]), (len(values), statistics.median(values), max(values)))
    same((found["lower_quartile"], found["upper_quartile"]), (ranked(values, 1), ranked(values, 3)))


def survival(waits, after):
    """Kaplan and Meier's product over the days after `after`: the share that hears nothing, ever."""
    silent = 1.0
    for day in range(after + 1, 400):
        risk = sum(1 for d, _ in waits if d >= day)
        if risk:
            silent *= 1 - sum(1 for d, over in waits if d == day and over) / risk
    return silent


def insights_numbers(s):
    now, cases = random_search(s, 60, 7)
    j = s.ask("2026-09-01T12:00", "insights")
    words = [w for _, w, _ in cases if w is not None]
    finals = [f for _, _, f in cases if f is not None]
    check_times(j["answer_times"]["first_word"], words)
    check_times(j["answer_times"]["final_answer"], finals)
    same((j["final_answers"], j["final_answers_timed"]), (len(finals), len(finals)))
    same(j["answer_times"]["first_word"]["waiting"], 60 - len(words))
    overall = j["chances"]["overall"]
    same((overall["applied"], overall["answered"], overall["waiting"]), (60, len(words), 60 - len(words)))
    same(overall["answered_rate"], round(len(words) / 60 + 1e-9, 3))
    for m in j["chances"]["months"]:
        mine = [w for a, w, _ in cases if f"{a:%Y-%m}" == m["month"]]
        same((m["applied"], m["answered"]), (len(mine), sum(w is not None for w in mine)))
    waits = [(w, True) if w is not None else ((now - a).days, False) for a, w, _ in cases]
    for row in j["still"]:
        left = [d for d, over in waits if d > row["days"] or (d == row["days"] and not over)]
        same(row["silent"], len(left))
        if left:
            assert abs(row["chance"] - (1 - survival(waits, row["days"]))) < 0.001, (row, survival(waits, row["days"]))
        else:
            same(row["chance"], None)
    narrow(s.do("2026-09-01T12:00", "insights"))


def insights_stages(folder):
    s = Search(folder, """
2026-10-01T09:00 new A P --id a --country DE
2026-10-01T09:00 new B P --id b --country DE
2026-10-01T09:00 new C P --id c --country DE
2026-10-01T09:00 new D P --id d --country DE
2026-10-01T09:00 new E P --id e --country DE
2026-10-01T09:00 new N P --id n --country DE --kind networking
2026-10-01T10:00 applied a
2026-10-01T10:00 applied b
2026-10-01T10:00 applied c
2026-10-02T10:00 heard a --gist received
2026-10-03T10:00 interview b --at 2026-10-07T10:00
2026-10-07T18:00 told b --decision-by 2026-10-20
2026-10-09T10:00 heard b --gist offer
2026-10-10T10:00 close b --as accepted
2026-10-11T10:00 close c --as withdrawn
2026-10-04T10:00 interview d --at 2026-10-08T10:00""")
    j = s.ask("2026-10-20T10:00", "insights")
    same(j["funnel"], {"saved": 5, "applied": 3, "answered": 2, "interviewed": 2, "offer": 1, "accepted": 1})
    same((j["opportunities"], j["meetings"], j["final_answers"]), (5, 1, 2))  # of either side
    same([j["answer_times"][k]["n"] for k in ("first_word", "final_answer", "after_interview")], [1, 2, 1])
    same((j["answer_times"]["first_word"]["median"], j["answer_times"]["after_interview"]["median"]), (2, 2))
    same((j["answer_times"]["first_word"]["waiting"], j["answer_times"]["after_interview"]["waiting"]), (2, 1))
    same((j["chances"]["overall"]["waiting"], j["chances"]["without_application_day"]["interviewed"]), (1, 1))
    earlier = s.ask("2026-10-02T09:00", "insights")["funnel"]
    same(earlier, {"saved": 5, "applied": 3, "answered": 0, "interviewed": 0, "offer": 0, "accepted": 0})


def insights_same_day(folder):
    """A decline on the day of the offer, both without a time, is the end of it."""
    s = Search(folder, """
2026-10-01T09:00 new A P --id a --country DE
2026-10-30T09:00 applied a --on 2026-10-01
2026-10-30T09:00 interview a --at 2026-10-09T16:00 --arranged 2026-10-09T16:00
2026-10-30T09:00 offer a --at 2026-10-09
2026-10-30T09:00 close a --as declined --at 2026-10-09""")
    j = s.ask("2026-10-30T10:00", "insights")
    same((j["final_answers"], j["answer_times"]["final_answer"]["median"]), (1, 8))


def insights_of_a_real_search(folder):
    path = FRANCE_ELSEWHERE or FRANCE
    s = Search(folder)
    done = s.ask("2023-12-01T12:00", "import", path)
    refused = len(done["refused"])  # three name no company; they were applied for and not answered
    j = s.ask("2023-12-01T12:00", "insights")
    same((j["opportunities"], j["final_answers"], j["final_answers_timed"]), (447 - refused, 146, 137))
    same([j["answer_times"]["final_answer"][k] for k in ("n", "median", "slowest")], [137, 7, 64])
    same((j["funnel"]["interviewed"], j["funnel"]["accepted"], j["chances"]["overall"]["applied"]), (17, 1, 437 - refused))


# --- complete-names, and all of them with nothing recorded ---


def complete(s):
    same(s.do(NOW, "complete-names", "opp"),
         "harbour-lab\tHarbour Lab, Data scientist\nacme-gmbh\tAcme GmbH, Engineer\nnord-ag\tNord AG, Analyst\n"
         "guild\tGuild, Coffee\n")
    same(s.do(NOW, "complete-names", "person"), "jane-moss\tJane Moss, Head of Data\ntom-reed\tTom Reed\n")
    same(s.do(NOW, "complete-names", "person", "opp").count("\n"), 6)
    ids = [line.split("\t")[0] for line in s.do(NOW, "complete-names", "action").splitlines()]
    same(ids, [a["id"] for a in s.ask(NOW, "today")["actions"]])
    for kind, line in (("rule", "C8\tOver 60 %"), ("playbook", "balanced\tBalanced"), ("country", "DE\tGermany"),
                       ("country", "DE-BY\tGermany, a region"), ("zone", "Europe/Berlin\tGermany"), ("zone", "UTC")):
        assert any(x.startswith(line) for x in s.do(NOW, "complete-names", kind).splitlines()), line
    same(s.ask(NOW, "complete-names", "person")["names"][1], {"name": "tom-reed", "meaning": "Tom Reed"})
    s.do(NOW, "new", "Tab\there", "Two\nlines", "--id", "odd", "--country", "DE")
    same(s.do(NOW, "complete-names", "opp").splitlines()[-1], "odd\tTab here, Two lines")


def complete_without(folder):
    s = Search(folder)
    for data in (s.data, os.path.join(folder, "no", "such", "folder"), folder, "/dev/null"):
        s.data = data
        same(s.do(NOW, "complete-names", "opp", "person", "action"), "")
    path = s.data = os.path.join(folder, "broken.db")
    with open(path, "wb") as f:
        f.write(b"not a database at all" * 100)
    same(s.do(NOW, "complete-names", "opp", "person", "action"), "")
    assert "complete-names" not in s.do(NOW, "help")


def nothing_recorded(folder):
    s = Search(folder)
    same(s.ask(NOW, "list"), {"opportunities": []})
    same(s.ask(NOW, "list", "people"), {"people": []})
    same((s.ask(NOW, "health")["live"], s.ask(NOW, "insights")["opportunities"]), (0, 0))
    for command, text in (("list", "hearback new"), ("health", "Nothing is recorded yet"), ("insights", "no applications")):
        within(narrow(s.do(NOW, command)), text)
    within(s.refused(NOW, "show", "acme"), "no opportunity")
    assert not os.path.exists(s.data), "asking has made a database"


WITH_SEARCH = [list_opportunities, next_is_what_plan_says, list_by_state, list_as_table, list_people,
               list_survives_hostile_names, show_opportunity, show_late_recording_in_order, show_person,
               show_person_across_opportunities, show_which, health_weeks, health_weeks_are_the_seekers, health_goal,
               health_reliance, health_in_words, complete]
WITH_FOLDER = [stages, health_reliance_by_activity, health_follow_up, insights_stages, insights_same_day,
               complete_without, nothing_recorded]


def run(name, test, folder):
    try:
        test(folder)
        return True
    except (AssertionError, KeyError, IndexError, ValueError, subprocess.TimeoutExpired) as e:
        print(f"{name}: {type(e).__name__}: {e}")
        return False


def main():
    results = []
    with tempfile.TemporaryDirectory() as top:
        def folder():
            return tempfile.mkdtemp(dir=top)
        for test in WITH_SEARCH:
            results.append(run(test.__name__, lambda f, t=test: t(Search(f, SEARCH)), folder()))
        results.append(run("insights_numbers", lambda f: insights_numbers(Search(f)), folder()))
        for test in WITH_FOLDER:
            results.append(run(test.__name__, test, folder()))
        if os.path.exists(FRANCE_ELSEWHERE or FRANCE):
            results.append(run("insights_of_a_real_search", insights_of_a_real_search, folder()))
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


sys.exit(main())
