#!/usr/bin/env python3
"""mail.py [HEARBACK]: mail becomes the record, and what it may mean waits for a person: stories (story.py) over messages
that Python's own mail library writes; then boxes of every form, read again, read after more has come, taken back."""
import email.message
import email.utils
import json
import mailbox
import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone, timedelta

from story import HEARBACK, Story, run

BERLIN = timezone(timedelta(hours=2))


def message(mid, date, sender, to, subject, text, refs=(), **headers):
    m = email.message.EmailMessage()
    m["Message-ID"] = f"<{mid}>"
    m["Date"] = email.utils.format_datetime(datetime.fromisoformat(date).replace(tzinfo=BERLIN))
    m["From"], m["To"], m["Subject"] = sender, to, subject
    if refs:
        m["In-Reply-To"], m["References"] = f"<{refs[-1]}>", " ".join(f"<{r}>" for r in refs)
    for name, value in headers.items():
        m[name.replace("_", "-")] = value
    m.set_content(text)
    return m


ADA, JANE = "Ada Exemplar <ada@home.example>", "Jane Moss <jane@harbour.example>"

RECEIPT = message("r1@ats.example", "2026-09-21T09:00", "Harbour Lab <no-reply@us.greenhouse-mail.io>", ADA,
                  "Thank you for applying to Harbour Lab",
                  "Hi Ada,\n\nThank you for applying to Harbour Lab. We have received your application for Data "
                  "Scientist and will review it. If your background matches, we will be in touch.\n\nBest,\n"
                  "The Harbour Lab hiring team\n", Auto_Submitted="auto-generated")
THANKS = message("a1@home.example", "2026-10-06T17:00", ADA, JANE, "Thank you for our conversation",
                 "Dear Jane Moss,\n\nThank you for the time you took today. I liked what you said about tides.\n\n"
                 "Kind regards,\nAda Exemplar\n")
NOT_YET = message("h1@harbour.example", "2026-10-07T09:30", JANE, ADA, "Re: Thank you for our conversation",
                  "Dear Ada,\n\nThank you for your note. We have not made a decision yet; we will let you know by "
                  "Friday 16 October.\n\nKind regards,\nJane Moss\nHead of Data\nHarbour Lab\n"
                  "Phone: +49 30 5550100\n\n"
                  "On Tue, 6 Oct 2026 at 17:00, Ada Exemplar <ada@home.example> wrote:\n"
                  "> Unfortunately, we have decided not to move forward with your application.\n"
                  "> Dear Jane Moss,\n", refs=["a1@home.example"])
NO = message("n1@ats.example", "2026-10-19T08:00", "Harbour Lab <no-reply@us.greenhouse-mail.io>", ADA,
             "Your application to Harbour Lab",
             "Dear Ada,\n\nThank you for your interest in the Data Scientist position at Harbour Lab. Unfortunately, we "
             "have decided to move forward with other candidates.\n\nWe wish you all the best.\nHarbour Lab\n")
AWAY = message("o1@harbour.example", "2026-10-06T17:01", JANE, ADA, "Automatic reply: Thank you for our conversation",
               "I am out of the office until Monday 12 October and will answer then.\n", refs=["a1@home.example"],
               Auto_Submitted="auto-replied")
SHOP = message("s1@shop.example", "2026-10-01T10:00", "Tea Shop <orders@shop.example>", ADA, "Your order 4711",
               "Thank you for your order. We have received it and will ship it soon.\n")
QUAY = message("q1@ats.example", "2026-10-02T10:00", "Quay Robotics <no-reply@ashbyhq.com>", ADA,
               "Thanks for applying to Quay Robotics!",
               "Hi Ada,\n\nThanks for applying to the Test Engineer position at Quay Robotics. We have received your "
               "application.\n", Auto_Submitted="auto-generated")
QUAY_NO = message("q2@ats.example", "2026-10-12T10:00", "Quay Robotics <no-reply@ashbyhq.com>", ADA,
                  "Your application to Quay Robotics",
                  "Hi Ada,\n\nThank you for applying to the Test Engineer position at Quay Robotics. After careful "
                  "consideration we will not be moving forward with your application.\n")

AGENCY = message("c1@stone.example", "2026-10-05T09:00", "Rita Stone <rita@stone-search.example>", ADA,
                 "Data Scientist at Harbour Lab", "Hi Ada,\n\nI am recruiting for Harbour Lab. Would you be available for "
                 "an interview next Tuesday?\n\nBest,\nRita Stone\n")

INVITATION = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Example//EN\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
UID:talk-1@harbour.example\r
SEQUENCE:{sequence}\r
DTSTAMP:2026100{sequence}T080000Z\r
DTSTART;TZID=Europe/Berlin:20261028T{hour}0000\r
DTEND;TZID=Europe/Berlin:20261028T{hour}4500\r
SUMMARY:Interview with Harbour Lab\r
LOCATION:Pier 4\r
ORGANIZER;CN=Jane Moss:mailto:jane@harbour.example\r
ATTENDEE;CN=Ada Exemplar:mailto:ada@home.example\r
ATTENDEE;CN=Tom Reed:mailto:tom@harbour.example\r
END:VEVENT\r
END:VCALENDAR\r
"""


def invited(mid, date, sequence, hour):
    m = message(mid, date, JANE, ADA, "Invitation: Interview with Harbour Lab", "Please find the invitation attached.\n")
    m.add_attachment(INVITATION.format(sequence=sequence, hour=hour).encode(), maintype="text", subtype="calendar",
                     params={"method": "REQUEST", "charset": "utf-8"}, disposition="inline")
    return m


ALL = {"receipt": RECEIPT, "thanks": THANKS, "not-yet": NOT_YET, "no": NO, "away": AWAY, "shop": SHOP, "quay": QUAY,
       "quay-no": QUAY_NO}

HARBOUR = """
        now 2026-10-20T10:00
        $ profile --name "Ada Exemplar" --mail ada@home.example --zone Europe/Berlin
        $ new "Harbour Lab" "Data Scientist" --id harbour
        $ applied harbour --on 2026-09-20
        $ interview harbour --at 2026-10-06T14:00 --ends 15:00 --arranged 2026-09-28T10:00 --with "Jane Moss <jane@harbour.example>"
"""

STORIES = {
    "what went and came, between whom and when": HARBOUR + """
        $ import $MAIL/thanks.eml $MAIL/not-yet.eml
        says "read": 2, "added": 2, "already": 0
        $ history harbour
        says "kind": "contacted"[^}]*"person": {"id": "[^"]*", "name": "Jane Moss"}, "at": "2026-10-06T17:00\\+02:00", "channel": "email", "purpose": "other", "outcome": "sent", "subject": "Thank you for our conversation"
        says "letter": "Dear Jane Moss
        says "kind": "heard"[^}]*"name": "Jane Moss"}, "at": "2026-10-07T09:30\\+02:00", "gist": "other"
        says not Unfortunately
        $ import $MAIL/thanks.eml $MAIL/not-yet.eml
        says "read": 2, "added": 0, "already": 2, "suggested": 0
        """,
    "what a mail of ours was for": HARBOUR + """
        $ import $MAIL/thanks.eml
        says "added": 1, "already": 0, "suggested": 1
        $ today
        says "step": "connect"
        $ review
        says "kind": "means", "opportunity": "harbour", "organisation": "Harbour Lab", "purpose": "thanks"
        % review
        says Was this your thanks\\?
        ! review yes 10 --as rejected ~ mail of yours
        $ review yes all
        $ show harbour
        says "purpose": "thanks"
        """,
    "not yet, until when, and whose number": HARBOUR + """
        $ import $MAIL/not-yet.eml
        $ review --json
        says "kind": "means", "opportunity": "harbour", "organisation": "Harbour Lab", "gist": "not-yet", "decision_by": "2026-10-16"
        says "passage": "We have not made a decision yet; we will let you know by Friday 16 October.", "why": "[A-Z][^"]*\\."
        says "kind": "person"[^}]*"title": "Head of Data", "phone": "\\+49 30 5550100"
        % review
        says Harbour Lab: They seem not to have decided yet, a decision by .*16 Oct
        $ review yes all
        $ show harbour
        says "promised": "2026-10-16"
        $ show jane
        says "phone": "\\+49 30 5550100"
        $ review
        says "suggestions": \\[\\]
        """,
    "a no waits, and nothing is asked meanwhile": HARBOUR + """
        $ told harbour --decision-by 2026-10-16 --on 2026-10-06
        $ today
        says "step": "inquiry"
        $ import $MAIL/no.eml
        says "added": 1, "already": 0, "suggested": 1
        $ today
        says not "step": "(inquiry|three-part)"
        says "review": 1
        % today
        says hearback review
        % show harbour
        says may be a no
        write ask.txt Dear Jane Moss,\\n\\nmay I ask how your decision about the Data Scientist position stands?\\n\\nKind regards,\\nAda Exemplar
        now 2026-10-27T10:00
        % send harbour --to jane --purpose inquiry --letter $FOLDER/ask.txt --to-file $FOLDER/a.eml
        note may be a no waits for your word
        now 2026-10-20T10:00
        $ review
        says "gist": "rejected"
        $ review no all
        $ today
        says "review": 0
        says "quiet": \\[{"opportunity": "harbour", "until": "2026-10-26T09:00
        $ undo
        $ review yes all
        $ show harbour
        says "stage": "rejected"
        """,
    "away, a shop, a newsletter": HARBOUR + """
        $ import $MAIL/thanks.eml $MAIL/away.eml $MAIL/shop.eml
        says "read": 3, "added": 2, "already": 0
        says "left_out": 1
        $ history harbour
        says "gist": "received", "subject": "Automatic reply
        """,
    "a receipt is no word, and says that one has applied": """
        now 2026-09-22T10:00
        $ profile --name "Ada Exemplar" --mail ada@home.example --zone Europe/Berlin
        $ new "Harbour Lab" "Data Scientist" --id harbour
        $ import $MAIL/receipt.eml
        says "added": 1, "already": 0, "suggested": 1
        $ history harbour
        says "gist": "received"
        $ review yes all
        $ show harbour
        says "applied": "2026-09-21"
        """,
    "of nothing known: one opportunity of two mails": HARBOUR + """
        $ import $MAIL/quay.eml $MAIL/quay-no.eml
        says "read": 2, "added": 0, "already": 0, "suggested": 2
        $ import $MAIL/quay.eml $MAIL/quay-no.eml
        says "read": 2, "added": 0, "already": 2, "suggested": 0
        $ review
        says "kind": "new", "organisation": "Quay Robotics", "gist": "received", "position": "Test Engineer"
        $ review yes all
        $ list
        says "quay-robotics"
        $ show quay-robotics
        says "applied": "2026-10-02"
        says "rejected"
        $ undo
        $ review
        says "kind": "new"
        """,
    "an invitation, and then another time": HARBOUR + """
        $ import $MAIL/invited.eml
        $ show harbour
        says "begins": "2026-10-28T14:00:00\\+01:00"
        says Tom Reed
        $ import $MAIL/moved.eml
        $ show harbour
        says "begins": "2026-10-28T16:00:00\\+01:00"
        $ import $MAIL/invited.eml
        $ show harbour
        says "begins": "2026-10-28T16:00:00\\+01:00"
        """,
    "somebody else writes for them": HARBOUR + """
        $ import $MAIL/agency.eml
        says "added": 1, "already": 0, "suggested": 1
        $ history harbour
        says "name": "Rita Stone"
        """,
    "it belongs to something known": HARBOUR + """
        $ new "Quay Holding" "Engineer" --id quay
        $ import $MAIL/quay.eml
        ! review yes 99 ~ nothing that waits has the number "99"
        ? review yes ~ say which
        ? review no 9 --as rejected ~ options go with yes
        ? review --as rejected ~ options belong to an answer
        """,
}


def write_all(folder):
    more = {"invited": invited("i1@harbour.example", "2026-10-02T09:00", 1, 14),
            "agency": AGENCY, "moved": invited("i2@harbour.example", "2026-10-03T09:00", 2, 16)}
    for name, m in (ALL | more).items():
        with open(f"{folder}/{name}.eml", "wb") as file:
            file.write(m.as_bytes())


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, good, said=""):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(f"{what}\n    {said}")


def begin(folder):
    story = Story(folder)
    story.now = "2026-10-20T10:00"
    for words in (["profile", "--name", "Ada Exemplar", "--mail", "ada@home.example", "--zone", "Europe/Berlin"],
                  ["new", "Harbour Lab", "Data Scientist", "--id", "harbour"],
                  ["applied", "harbour", "--on", "2026-09-20"],
                  ["met", "harbour", "Jane Moss <jane@harbour.example>"]):
        if story.run(words):
            raise ValueError(story.err)
    return story


def fill(box):
    box.lock()
    for m in ALL.values():
        box.add(m)
    box.flush()
    box.unlock()
    box.close()


def counts(answer):
    return {key: answer[key] for key in ("read", "added", "already", "suggested")}


def kinds(story):
    return [(e["kind"], e.get("at"), e.get("gist")) for e in story.history() if e["kind"] in ("contacted", "heard")]


def boxes(c):
    """The same messages, whatever the box: the same record; and a second time nothing."""
    records = []
    for form in ("eml", "mbox", "maildir", "mbox on stdin"):
        with tempfile.TemporaryDirectory() as folder:
            story = begin(folder)
            if form == "eml":
                write_all(folder)
                paths = [f"{folder}/{name}.eml" for name in ALL]
            elif form == "maildir":
                fill(mailbox.Maildir(f"{folder}/Mail"))
                paths = [f"{folder}/Mail"]
            else:
                fill(mailbox.mbox(f"{folder}/box"))
                paths = [f"{folder}/box"]
            if form.endswith("stdin"):
                done = subprocess.run([HEARBACK, "--data", story.data, "--now", story.now, "--json", "import", "-"],
                                      env=story.env, stdin=open(paths[0], "rb"), capture_output=True, timeout=60)
                first = json.loads(done.stdout or "{}")
            else:
                first = story.json(["import", *paths])
            c.check(f"{form}: read", first and counts(first) == {"read": 8, "added": 5, "already": 0, "suggested": 7},
                    f"{first} {story.err}")
            records.append(sorted(map(str, kinds(story))))
            again = story.json(["import", *paths])
            c.check(f"{form}: again", again and again["added"] == 0 and again["suggested"] == 0 and again["read"] == 8,
                    f"{again} {story.err}")
            if form == "maildir":
                box = mailbox.Maildir(paths[0])
                box.add(message("x9@harbour.example", "2026-10-20T09:00", JANE, ADA, "Hello", "Are you well?\n"))
                box.close()
                more = story.json(["import", *paths])
                c.check("maildir: one more", more and more["added"] == 1 and more["read"] == 9, f"{more} {story.err}")
            if form == "mbox":
                box = mailbox.mbox(paths[0])
                box.add(message("x9@harbour.example", "2026-10-20T09:00", JANE, ADA, "Hello", "Are you well?\n"))
                box.flush()
                box.close()
                more = story.json(["import", *paths])
                c.check("mbox: one more", more and more["added"] == 1 and more["read"] == 9, f"{more} {story.err}")
                story.run(["undo"])
                back = story.json(["import", *paths])
                c.check("mbox: taken back, and read again", back and back["added"] == 1, f"{back} {story.err}")
                story.run(["new", "Quay Robotics", "Test Engineer", "--id", "quay"])
                export = story.run(["export", "--out", f"{folder}/all.json"])
                c.check("export", export == 0, story.err)
                other = f"{folder}/other.db"
                for words in (["import", f"{folder}/all.json"], ["export", "--out", f"{folder}/again.json"]):
                    done = subprocess.run([HEARBACK, "--data", other, *words], env=story.env, capture_output=True)
                    c.check("round trip", done.returncode == 0, done.stderr)
                with open(f"{folder}/all.json", "rb") as one, open(f"{folder}/again.json", "rb") as two:
                    c.check("the same bytes", one.read() == two.read())
    c.check("every form gives the same", all(r == records[0] for r in records), records)


def guests(c):
    """Whom an invitation has brought is known when they write, also within one box."""
    with tempfile.TemporaryDirectory() as folder:
        story = begin(folder)
        box = mailbox.mbox(f"{folder}/box")
        box.add(invited("i1@harbour.example", "2026-10-02T09:00", 1, 14))
        box.add(message("t1@harbour.example", "2026-10-03T09:00", "Tom Reed <tom@harbour.example>", ADA, "Hello",
                        "See you then.\n"))
        box.close()
        story.json(["import", f"{folder}/box"])
        people = [p["id"] for p in story.json(["list", "people"])["people"]]
        c.check("a guest is one person", sorted(people) == ["jane-moss", "tom-reed"], people)


def keys(c):
    """One key settles one thing, and what was answered stays when the rest is left."""
    with tempfile.TemporaryDirectory() as folder:
        story = begin(folder)
        write_all(folder)
        story.run(["import", f"{folder}/no.eml", f"{folder}/not-yet.eml"])
        story.run(["check", "harbour", "--to", "jane", "--via", "email", "--purpose", "inquiry"])
        c.check("check tells of it", "may be a no waits" in story.out, story.out)
        waiting = len(story.json(["review"])["suggestions"])
        pid, fd = pty.fork()
        if pid == 0:
            os.execve(HEARBACK, [HEARBACK, "--data", story.data, "--now", story.now, "review"],
                      dict(story.env, TERM="xterm", COLUMNS="80"))
        said, pressed = b"", 0
        end = time.time() + 20
        while time.time() < end:
            ready, _, _ = select.select([fd], [], [], 0.2)
            try:
                said += os.read(fd, 4096) if ready else b""
            except OSError:
                break
            if said.count(b"quit:") > pressed:
                os.write(fd, b"xn" if pressed == 0 else b"q")
                pressed += 1
        os.waitpid(pid, 0)
        left = len(story.json(["review"])["suggestions"])
        c.check("a key", left == waiting - 1 and b"may be a no" in said, f"{waiting} {left} {said}")


def main():
    with tempfile.TemporaryDirectory() as mail:
        write_all(mail)
        passed, failed = run({title: lines.replace("$MAIL", mail) for title, lines in STORIES.items()})
    c = Checks()
    boxes(c)
    guests(c)
    keys(c)
    passed, failed = passed + c.passed, failed + c.failed
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
