#!/usr/bin/env python3
"""messages.py [HEARBACK]: messages as LinkedIn exports them, as stories (story.py), then how long many take."""
import json
import os
import resource
import sys
import tempfile

from story import Story, run

HEADER = ("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
          "ATTACHMENTS,IS MESSAGE DRAFT")
RECORD = """
        now 2026-10-08T10:00
        $ new "Kestrel Optics" "Test Engineer" --id kestrel
        $ met kestrel "Jane Moss <jane@kestrel.example>"
"""
ME = "Robin Hale"


def row(conversation, sender, to, date, text, subject="", draft="No", urls=None):
    def url(name):
        return "https://www.example.com/in/" + name.lower().replace(" ", "-").replace(",", "")
    to_urls = ",".join(url(n) for n in to.split(",")) if urls is None else urls
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in (
        conversation, "", sender, url(sender), to, to_urls, date, subject, text, "INBOX", "", draft))


def table(*rows):
    return "\\n".join([HEADER, *rows])


TALK = (row("2-a", "Jane Moss", ME, "2026-10-05 14:07:22 UTC", "<p>Hello Robin,</p><p>are you free on Thursday &amp; Friday?</p>", "Your talk"),
        row("2-a", ME, "Jane Moss", "2026-10-05 15:00:00 UTC", "Thursday is fine.\\nRobin"),
        row("2-b", "Offer Machine", ME, "2026-10-06 09:00:00 UTC", "A great role for you!"))

STORIES = {
    "messages with people who are known become contacts and words; twice adds nothing; one undo takes them back": RECORD + f"""
        write m.csv {table(*TALK)}
        % import $FOLDER/m.csv --dry-run
        says (?s)a table of messages, 3 rows.*2 would be recorded.*1 message is a draft, or with nobody who is known .* was left out
        $ import $FOLDER/m.csv
        says "read": 3, "added": 2, "already": 0, "suggested": 1, "refused": \\[\\], "left_out": 1
        $ show kestrel
        says "kind": "heard".*"gist": "other"
        says "at": "2026-10-05T16:07:22\\+02:00"
        says Hello Robin,\\\\n\\\\nare you free on Thursday & Friday\\?
        says "kind": "contacted".*"channel": "linkedin", "purpose": "other", "outcome": "sent"
        says Thursday is fine.\\\\nRobin
        says not great role
        $ import $FOLDER/m.csv
        says "read": 3, "added": 0, "already": 2
        write more.csv {table(*TALK, row("2-a", "Jane Moss", ME, "2026-10-06 08:00:00 UTC", "Until then"))}
        $ import $FOLDER/more.csv
        says "read": 4, "added": 1, "already": 2
        % undo 2
        undone 3
        $ import $FOLDER/m.csv
        says "added": 2
        """,
    "the seeker is the one in all conversations; where that is nobody alone, who the profile says": RECORD + f"""
        write one.csv {table(*TALK[:2])}
        % import $FOLDER/one.csv
        says (?s)2 are left for you to decide.*these messages do not tell which.*profile --name
        $ import $FOLDER/one.csv
        says "added": 0, "already": 0, "suggested": 2
        $ profile --name "Robin Hale"
        $ import $FOLDER/one.csv
        says "added": 2
        """,
    "a name of the profile that is not among them does not count": RECORD + f"""
        $ profile --name "Somebody Else"
        write m.csv {table(*TALK)}
        $ import $FOLDER/m.csv
        says "added": 2
        """,
    "titles and degrees on a profile do not hide a name": RECORD + f"""
        $ met kestrel "Tomas Novak"
        write m.csv {table(*TALK[2:], row("2-c", "Dr. Jane Moss, MBA", ME, "2026-10-05 14:07:22 UTC", "Hello"), row("2-d", ME, "Tomas Novák, PhD", "2026-10-05 15:00:00 UTC", "Hello", urls="https://www.example.com/in/tn"))}
        $ import $FOLDER/m.csv
        says "added": 2
        """,
    "a name that several people have is left for a person": RECORD + f"""
        $ new "Tide" "Planner" --id tide
        $ met tide "Jane Moss"
        write m.csv {table(*TALK)}
        % import $FOLDER/m.csv
        says (?s)2 are left for you to decide.*Jane Moss: several people are called so
        $ import $FOLDER/m.csv
        says "added": 0, "already": 0, "suggested": 3
        """,
    "two profiles of one name are two people": RECORD + f"""
        write m.csv {table(*TALK, row("2-e", "Jane Moss", ME, "2026-10-05 14:00:00 UTC", "Another Jane").replace("in/jane-moss", "in/jane-moss-2"))}
        $ import $FOLDER/m.csv
        says "added": 0, "already": 0, "suggested": 4
        """,
    "drafts were never sent; what has no day, lies ahead or is far older is left out": RECORD + f"""
        write m.csv {table(*TALK, row("2-a", ME, "Jane Moss", "2026-10-06 15:00:00 UTC", "Never fin", draft="Yes"), row("2-a", ME, "Jane Moss", "", "Undated"), row("2-a", ME, "Jane Moss", "2027-10-06 15:00:00 UTC", "Ahead"), row("2-a", ME, "Jane Moss", "2019-10-06 15:00:00 UTC", "Long ago"))}
        $ import $FOLDER/m.csv
        says "read": 7, "added": 2, "already": 0, "suggested": 5, "refused": \\[\\], "left_out": 5
        """,
    "to a group: a contact with each who is known": RECORD + f"""
        $ met kestrel "Tomas Novak"
        write m.csv {table(*TALK, row("2-g", ME, "Jane Moss,Tomas Novak,Una Known", "2026-10-06 15:00:00 UTC", "Hello all"))}
        $ import $FOLDER/m.csv
        says "read": 4, "added": 3
        $ show tomas
        says "kind": "contacted"
        $ import $FOLDER/m.csv
        says "added": 0, "already": 3
        """,
    "to several opportunities of a house: the one that the subject names, else the person's own": RECORD + f"""
        $ new "Kestrel Optics" "Lab Lead" --id lab
        write m.csv {table(*TALK, row("2-h", "Jane Moss", ME, "2026-10-06 15:00:00 UTC", "About that", subject="Lab Lead, second round"))}
        $ import $FOLDER/m.csv
        says "added": 3
        $ show lab
        says About that
        says not Thursday
        $ show kestrel
        says Thursday
        """,
    "nothing is known of anybody": f"""
        write m.csv {table(*TALK)}
        $ import $FOLDER/m.csv
        says "read": 3, "added": 0, "already": 0, "suggested": 3, "refused": \\[\\], "left_out": 3
        """,
    "dates without a zone are in UTC; --opportunity does not belong here": RECORD + f"""
        write m.csv {table(*TALK[2:], row("2-a", "Jane Moss", ME, "2026-10-05 14:07", "Hello"))}
        ! import $FOLDER/m.csv --opportunity kestrel ~ table of something else
        $ import $FOLDER/m.csv
        says "added": 1
        $ show kestrel
        says "at": "2026-10-05T16:07\\+02:00"
        """,
}

passed, failed = run(STORIES)


def check(holds, what):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"not so: {what}")


def worked():
    """Seconds of processor time of all programs run so far: what else the machine does is not counted."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_linear():
    """Twice as many messages take about twice as long; 100,000 some seconds."""
    took = []
    for n in (25000, 50000, 100000):
        with tempfile.TemporaryDirectory() as folder:
            story = Story(folder)
            story.run(["new", "Kestrel Optics", "Cook"])
            story.run(["met", "kestrel", "Jane Moss"])
            path = os.path.join(folder, "m.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(HEADER + "\n")
                for i in range(n):
                    other = "Jane Moss" if i % 20 == 0 else f"Person {i % 5000}"
                    day = f"2026-09-{1 + i % 28:02} {i % 24:02}:{i % 60:02}:{i % 59:02} UTC"
                    file.write(row(f"2-{i % 5000}", *((ME, other) if i % 2 else (other, ME)), day, f"Text {i} <b>here</b>") + "\n")
            start = worked()
            answer = story.json(["import", path])
            took.append(worked() - start)
            check(answer and answer["added"] == n // 20, f"{n}: {answer} {story.err}")
            start = worked()
            check(story.json(["import", path])["added"] == 0, f"{n}: again")
            again = worked() - start
    print(f"{took[-1]:.1f} s for 100,000 messages, {again:.1f} s again")
    check(took[2] < 3 * took[1] + 0.3 and took[2] < 20, f"linear: {took}")


try:
    test_linear()
except (KeyError, ValueError, TypeError, json.JSONDecodeError) as e:
    check(False, f"{type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
