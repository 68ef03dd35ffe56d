#!/usr/bin/env python3
"""contacts.py [HEARBACK]: tables of contacts as Google, Outlook and LinkedIn write them, as stories (story.py), then
what needs bytes of its own or more than one database."""
import csv
import io
import json
import os
import sys
import tempfile
import time

from story import Story, run

KESTREL = """
        now 2026-10-08T10:00
        $ new "Kestrel Optics" "Test Engineer" --id kestrel
"""

# --- as the programs write them: every column, most of them empty ---

GOOGLE = ("First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
          "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,"
          "Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,"
          "Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,"
          "Address 1 - City,Address 1 - Country,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value")
GOOGLE_BEFORE = ("Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,"
                 "Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,"
                 "Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,"
                 "Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,"
                 "E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
                 "Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,"
                 "Organization 1 - Symbol,Organization 1 - Location,Organization 1 - Job Description")
OUTLOOK = ("Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
           "Business Country/Region,Home Street,Other Street,Assistant's Phone,Business Fax,Business Phone,"
           "Business Phone 2,Callback,Car Phone,Home Fax,Home Phone,ISDN,Mobile Phone,Other Phone,Pager,Primary Phone,"
           "Radio Phone,TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,Birthday,"
           "Categories,Children,Directory Server,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,"
           "E-mail 2 Type,E-mail 2 Display Name,Gender,Government ID Number,Hobby,Initials,Internet Free Busy,Keywords,"
           "Language,Location,Manager's Name,Mileage,Notes,Office Location,Organizational ID Number,PO Box,Priority,"
           "Private,Profession,Referred By,Sensitivity,Spouse,User 1,Web Page")
OUTLOOK_WEB = ("First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,"
               "E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,"
               "Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,"
               "Company,Job Title,Department,Office Location,Manager's Name,Web Page,Notes,Birthday,Categories")
OUTLOOK_GERMAN = ("Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Fax geschäftlich;"
                  "Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;Notizen;Webseite")
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
LINKEDIN_OLD = "First Name,Last Name,Email Address,Company,Position,Connected On"
PREAMBLE = ('Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
            'You will only see email addresses for connections who have allowed their connections to see or download '
            'their email address, ""as told here""."\n\n')


def table(header, *rows, separator=","):
    """Rows name their cells; the others are empty."""
    out = io.StringIO()
    columns = header.split(separator)
    for row in rows:
        assert set(row) <= set(columns), set(row) - set(columns)
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(c, "") for c in columns] for row in rows])
    return out.getvalue()


def linkedin(*rows, header=LINKEDIN):
    return table(header, *(dict(zip(("First Name", "Last Name", "Company", "Position", "Email Address"), r)) for r in rows))


JANE = ("Jane", "Moss", "Kestrel Optics", "Lead Engineer", "jane@kestrel.example")
MANY_LINES = 'She said:\n"call me, soon"\nand, then; more'
PEOPLE = [("Jane Moss", "jane@kestrel.example", "+44 20 7946 0001", "Lead Engineer"),
          ("Tomas Novák", "tomas@kestrel.example", "", "Head, Testing")]

FORMS = {  # the same two people, and one who works elsewhere
    "Google": table(GOOGLE, {
        "First Name": "Jane", "Last Name": "Moss", "Organization Name": "kestrel  OPTICS", "Organization Title": "Lead Engineer",
        "Notes": MANY_LINES, "Labels": "Work ::: * myContacts", "E-mail 1 - Label": "Home",
        "E-mail 1 - Value": "moss@home.example", "E-mail 2 - Label": "* Work",
        "E-mail 2 - Value": "jane@kestrel.example ::: j.moss@kestrel.example",
        "Phone 1 - Label": "Mobile", "Phone 1 - Value": "+44 20 7946 0001 ::: +44 20 7946 0002"}, {
        "First Name": "Tomas", "Last Name": "Novák", "Organization Name": "Pier Works ::: Kestrel Optics",
        "Organization Title": "Adviser ::: Head, Testing", "E-mail 1 - Label": "*",
        "E-mail 1 - Value": "tomas@kestrel.example", "Event 1 - Value": "2020-13-45"}, {
        "First Name": "Sam", "Last Name": "Dole", "Organization Name": "Pier Works", "E-mail 1 - Value": "sam@pier.example"}),
    "Google before": table(GOOGLE_BEFORE, {
        "Name": "Jane Moss", "Given Name": "Jane", "Family Name": "Moss", "Notes": MANY_LINES, "Group Membership": "* myContacts",
        "E-mail 1 - Type": "* Work", "E-mail 1 - Value": "jane@kestrel.example ::: jm@kestrel.example",
        "Phone 1 - Type": "Work", "Phone 1 - Value": "+44 20 7946 0001", "Organization 1 - Name": "Kestrel Optics",
        "Organization 1 - Title": "Lead Engineer"}, {
        "Name": "Tomas Novák", "Organization 1 - Name": "KESTREL Optics", "Organization 1 - Title": "Head, Testing",
        "E-mail 1 - Value": "tomas@kestrel.example"}, {
        "Name": "Sam Dole", "Organization 1 - Name": "Pier Works"}),
    "Outlook": table(OUTLOOK, {
        "Title": "Ms.", "First Name": "Jane", "Last Name": "Moss", "Company": "Kestrel Optics", "Job Title": "Lead Engineer",
        "Business Fax": "+44 9", "Business Phone": "+44 20 7946 0001", "Mobile Phone": "+44 7", "E-mail Type": "SMTP",
        "E-mail Address": "jane@kestrel.example", "E-mail Display Name": "Jane Moss (jane@kestrel.example)",
        "Birthday": "0/0/00", "Anniversary": "0/0/00", "Gender": "Unspecified", "Notes": MANY_LINES, "Priority": "Normal",
        "Private": "False", "Sensitivity": "Normal"}, {
        "First Name": "Tomas", "Last Name": "Novák", "Company": "Kestrel Optics", "Job Title": "Head, Testing",
        "E-mail Address": "/o=ExchangeLabs/ou=Group/cn=Recipients/cn=tomas", "E-mail Type": "EX",
        "E-mail 2 Address": "tomas@kestrel.example", "Birthday": "0/0/00"}, {
        "First Name": "Sam", "Last Name": "Dole", "Company": "Pier Works"}),
    "Outlook on the web": table(OUTLOOK_WEB, {
        "First Name": "Jane", "Last Name": "Moss", "Company": "Kestrel Optics", "Job Title": "Lead Engineer",
        "E-mail Address": "jane@kestrel.example", "Business Phone": "+44 20 7946 0001", "Notes": MANY_LINES}, {
        "First Name": "Tomas", "Last Name": "Novák", "Company": "Kestrel Optics", "Job Title": "Head, Testing",
        "E-mail Address": "tomas@kestrel.example"}, {"First Name": "Sam", "Last Name": "Dole", "Company": "Pier Works"}),
    "Outlook in German": table(OUTLOOK_GERMAN, {
        "Anrede": "Frau", "Vorname": "Jane", "Nachname": "Moss", "Firma": "Kestrel Optics", "Position": "Lead Engineer",
        "Telefon geschäftlich": "+44 20 7946 0001", "E-Mail-Adresse": "jane@kestrel.example", "Notizen": MANY_LINES}, {
        "Vorname": "Tomas", "Nachname": "Novák", "Firma": "Kestrel Optics", "Position": "Head, Testing",
        "E-Mail-Adresse": "tomas@kestrel.example"}, {"Nachname": "Dole", "Firma": "Pier Works"}, separator=";"),
}
NO_PHONE = {
    "LinkedIn": PREAMBLE + table(LINKEDIN, {
        "First Name": "Jane", "Last Name": "Moss", "URL": "https://l.example/in/jane", "Email Address": "jane@kestrel.example",
        "Company": "Kestrel Optics", "Position": "Lead Engineer", "Connected On": "05 Mar 2024"}, {
        "First Name": "Tomas", "Last Name": "Novák", "Email Address": "tomas@kestrel.example", "Company": "Kestrel Optics",
        "Position": "Head, Testing", "Connected On": "31 Jan 2023"}, {
        "First Name": "Sam", "Last Name": "Dole", "Company": "Pier Works", "Connected On": "01 Jan 2023"}),
    "LinkedIn before": table(LINKEDIN_OLD, {
        "First Name": "Jane", "Last Name": "Moss", "Email Address": "jane@kestrel.example", "Company": "Kestrel Optics",
        "Position": "Lead Engineer", "Connected On": "3/5/19, 9:02 PM"}, {
        "First Name": "Tomas", "Last Name": "Novák", "Email Address": "tomas@kestrel.example", "Company": "Kestrel Optics",
        "Position": "Head, Testing", "Connected On": "the other day"}, {
        "First Name": "Sam", "Last Name": "Dole", "Company": "Pier Works", "Connected On": "13/13/19"}),
}


def told(text):
    """As a line of a story holds a file."""
    return text.rstrip("\n").replace("\n", "\\n")


STORIES = {
    "connections become people where their organisation is known; twice adds nothing; one undo takes them back": KESTREL + f"""
        write c.csv {told(PREAMBLE + linkedin(JANE, ("Sam", "Dole", "Pier Works"), ("Ada", "Reed", "Pier Works"), ("Jo", "Free", "")))}
        % import $FOLDER/c.csv --dry-run
        says (?s)a table of contacts, 4 rows\\.\\s+1 would be recorded\\.\\s+2 contacts at organisations that are not in your record were left out, and 1\\s+that names no organisation
        says (?s)Jane Moss, Lead Engineer, jane@kestrel.example.*nothing has been recorded
        says not Sam|Ada|Jo |decide|taken
        $ list people
        says not Jane
        $ import $FOLDER/c.csv
        says "read": 4, "added": 1, "already": 0, "suggested": 3, "refused": \\[\\], "left_out": 3
        $ list people
        says "name": "Jane Moss", "mail": "jane@kestrel.example", "phone": null, "title": "Lead Engineer", "role": "other"
        $ import $FOLDER/c.csv
        says "read": 4, "added": 0, "already": 1, "suggested": 3
        $ import $FOLDER/c.csv --dry-run
        says "added": 0, "already": 1
        $ new "Pier  works" Cook --id pier
        $ import $FOLDER/c.csv
        says "added": 2, "already": 1, "suggested": 1
        % undo
        $ list people
        says Jane
        says not Sam|Ada
        undone 2
        """,
    "whom do I know there? show names them, as known and not met": KESTREL + f"""
        $ interview kestrel --at 2026-10-07T14:00 --arranged 2026-10-05T10:00 --with "Tomas Novak <tomas@kestrel.example>; Head; other"
        write c.csv {told(linkedin(JANE))}
        $ import $FOLDER/c.csv
        % show kestrel
        says People\\n(?s:.*)Jane Moss, Lead Engineer, known, not met at +jane@kestrel.example\\n +an interview
        says Tomas Novak, Head, other
        says not Also known
        % show jane
        says role +known, not met at an interview
        % list people
        says Jane Moss
        open+ kestrel/thanks/tomas-novak/1
        open- kestrel/thanks/jane-moss/1
        $ show jane
        says "role": "other"
        $ contacted kestrel --to jane --via linkedin --purpose connect
        % show kestrel
        says Jane Moss, Lead Engineer, other
        """,
    "known through another opportunity of the house, they are named as well": KESTREL + f"""
        $ new "Kestrel Optics" "Lab Lead" --id lab
        write c.csv {told(linkedin(JANE))}
        $ import $FOLDER/c.csv
        % show lab
        says People\\n(?s:.*)Jane Moss
        says not Also known
        % show kestrel
        says Also known there\\n(?s:.*)Jane Moss, Lead Engineer, known, not met
        says not People\\n
        $ show kestrel
        says "people": \\[\\], "also_known": \\[\\{{"id": "jane-moss", "name": "Jane Moss"
        $ import $FOLDER/c.csv --opportunity kestrel
        says "added": 1
        % show kestrel
        says not Also known
        """,
    "somebody known, by address or by name, gets what is new and is never doubled": KESTREL + f"""
        $ met kestrel "Jane <JANE@kestrel.example>"
        $ met kestrel "Tomas Novak" --role hr --phone "+420 2"
        $ met kestrel "Ada Reed <ada@kestrel.example>"
        write c.csv {told(table(GOOGLE, {"First Name": "Jane", "Last Name": "Moss", "Organization Name": "Kestrel Optics", "E-mail 1 - Value": "moss@home.example ::: jane@kestrel.example", "Phone 1 - Value": "+44 1"}, {"First Name": "tomas", "Middle Name": "Q.", "Last Name": "NOVAK", "Organization Name": "Kestrel Optics", "E-mail 1 - Value": "tomas@kestrel.example", "Phone 1 - Value": "+420-2"}, {"First Name": "A.", "Last Name": "R.", "Organization Name": "Kestrel Optics", "E-mail 1 - Value": "ADA@kestrel.example"}))}
        $ import $FOLDER/c.csv --dry-run
        says "added": 2, "already": 1
        $ import $FOLDER/c.csv
        says "added": 2, "already": 1
        $ list people
        says "name": "Jane Moss", "mail": "JANE@kestrel.example", "phone": "\\+44 1"
        says "name": "Tomas Novak", "mail": "tomas@kestrel.example", "phone": "\\+420 2", "title": null, "role": "hr"
        says "name": "Ada Reed", "mail": "ada@kestrel.example"
        says not A\\. R\\.|Q\\.|moss@home
        $ import $FOLDER/c.csv
        says "added": 0, "already": 3
        """,
    "a middle name makes no other person, but another address does": KESTREL + f"""
        $ met kestrel "Ada Reed"
        write c.csv {told(table(GOOGLE, *({"First Name": "Ada", "Middle Name": m, "Last Name": "Reed", "Organization Name": "Kestrel Optics", "E-mail 1 - Value": mail} for m, mail in (("M.", "m@kestrel.example"), ("B.", "b@kestrel.example"), ("", "m@kestrel.example")))))}
        $ import $FOLDER/c.csv
        says "added": 2, "already": 1
        $ list people
        says "name": "Ada Reed", "mail": "m@kestrel.example"
        says "name": "Ada B. Reed", "mail": "b@kestrel.example"
        says not Ada M
        $ import $FOLDER/c.csv
        says "added": 0, "already": 3
        """,
    "what was corrected since is not brought back, and a card and a table are one person": KESTREL + f"""
        write c.csv {told(linkedin(JANE))}
        write a.vcf BEGIN:VCARD\\nFN:Jane Moss\\nORG:Kestrel Optics\\nTITLE:Lead Engineer\\nTEL:+44 1\\nEND:VCARD
        $ import $FOLDER/c.csv $FOLDER/a.vcf
        says "read": 2, "added": 2, "already": 0
        says "left_out": 0, "files"
        $ import $FOLDER/a.vcf $FOLDER/c.csv
        says "added": 0, "already": 2
        $ met kestrel "Jane Moss <jane.moss@kestrel.example>" --title Director
        $ import $FOLDER/c.csv
        says "added": 0, "already": 1
        $ list people
        says "name": "Jane Moss", "mail": "jane.moss@kestrel.example", "phone": "\\+44 1", "title": "Director"
        says not (?s)Jane.*"name": "Jane
        """,
    "where they belong can be said": KESTREL + f"""
        $ new Tide Planner --id tide
        write c.csv {told(linkedin(JANE, ("Jo", "Free", ""), ("Sam", "Dole", "Pier Works"), ("Sam", "Dole", "Pier Works")))}
        $ import $FOLDER/c.csv --opportunity tide
        says "read": 4, "added": 3, "already": 1, "suggested": 0, "refused": \\[\\], "left_out": 0
        $ show tide
        says Jo Free
        says Sam Dole
        $ import $FOLDER/c.csv --opportunity tide
        says "added": 0, "already": 4
        ! import $FOLDER/c.csv --opportunity nowhere ~ --opportunity.*nowhere
        write t.csv Company,Position\\nA,Cook
        ! import $FOLDER/t.csv --opportunity tide ~ t.csv: --opportunity belongs to .* tables of contacts, and this is
        write e.csv Company,Position,Status
        ! import $FOLDER/e.csv --opportunity tide ~ e.csv: --opportunity belongs
        write m.csv CONVERSATION ID,FROM,TO,DATE,CONTENT\\n1,Jane,Jo,2026-01-01,hello
        ! import $FOLDER/m.csv --opportunity tide ~ m.csv: --opportunity belongs
        write j.json {{}}
        ! import $FOLDER/j.json --opportunity tide ~ j.json: --opportunity belongs
        ! import $FOLDER/c.csv $FOLDER/t.csv --opportunity tide ~ t.csv
        """,
    "a row that cannot be taken is named by its line, wherever it belongs, and the rest is kept": KESTREL + f"""
        write c.csv {told(linkedin(("", "", "Kestrel Optics", "Lead", "x@kestrel.example"), JANE, (" ", "", "Pier Works"), ("x" * 600, "y" * 600, "Kestrel Optics"), ("A", "B", "Kestrel Optics", "t" * 1001)))}\\nonly\\nA,B,C,D,E,F,G,H\\n,,,,,,
        $ import $FOLDER/c.csv
        says "read": 7, "added": 1, "already": 0, "suggested": 0
        says c.csv:2", "why": "a contact without a name
        says c.csv:4", "why": "a contact without a name
        says c.csv:5", "why": "the name is longer than 1000 bytes
        says c.csv:6", "why": "Position is longer than 1000 bytes
        says c.csv:7", "why": "it has one cell
        says c.csv:8", "why": "it has 8 cells and the header 7
        $ list people
        says Jane Moss
        """,
    "a file that was cut off is not taken": KESTREL + f"""
        write c.csv {LINKEDIN}\\nJane,Moss,,,Kestrel Optics,Lead,05 Mar 2024\\nSam,"Do
        ! import $FOLDER/c.csv ~ c.csv: line 3: a quote opens here
        write n.csv First Name,Last Name,Shoe Size\\nJane,Moss,38
        ! import $FOLDER/n.csv ~ n.csv: this table is not recognised
        """,
    "tables of jobs with people in them stay what they were": KESTREL + """
        write j.csv Company,Position,Status,Contact,Email,Phone\\nTide,Cook,Applied,Jo Reed,jo@tide.example,+44 1
        $ import $FOLDER/j.csv
        says "added": 1, "already": 0, "suggested": 0, "refused": \\[\\]}
        $ list
        says Tide
        """,
}

passed, failed = run(STORIES)


def check(holds, what):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"not so: {what}")


def people(story):
    listed = story.json(["list", "people"])["people"]
    return sorted((p["name"], p.get("mail") or "", p.get("phone") or "", p.get("title") or "") for p in listed)


def test_forms():
    """Each program's form, with each kind of line end, with and without a byte-order mark: the same people."""
    ends = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
    for name, text in {**FORMS, **NO_PHONE}.items():
        wanted = [(n, m, "" if name in NO_PHONE else p, t) for n, m, p, t in PEOPLE]
        for end in ends:
            for mark in (b"", b"\xef\xbb\xbf"):
                with tempfile.TemporaryDirectory() as folder:
                    story = Story(folder)
                    story.run(["new", "Kestrel Optics", "Cook"])
                    path = os.path.join(folder, "c.csv")
                    with open(path, "wb") as file:
                        file.write(mark + text.replace("\n", ends[end]).encode())
                    answer = story.json(["import", path])
                    what = f"{name}, {end}{', marked' * bool(mark)}"
                    check(answer and (answer["added"], answer["left_out"], answer["refused"]) == (2, 1, []),
                          f"{what}: {answer} {story.err}")
                    check(people(story) == wanted, f"{what}: {people(story)}")
                    check(story.json(["import", path])["added"] == 0, f"{what}: once")


def test_separators():
    """Semicolons and tabs, as spreadsheets save them again."""
    for name, text in {**FORMS, **NO_PHONE}.items():
        for separator in ";\t":
            if name == "Outlook in German":
                continue
            preamble = PREAMBLE if text.startswith(PREAMBLE) else ""
            rows = list(csv.reader(io.StringIO(text[len(preamble):])))
            out = io.StringIO()
            csv.writer(out, delimiter=separator).writerows(rows)
            with tempfile.TemporaryDirectory() as folder:
                story = Story(folder)
                story.run(["new", "Kestrel Optics", "Cook"])
                path = os.path.join(folder, "c.csv")
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(preamble + out.getvalue())
                answer = story.json(["import", path])
                check(answer and (answer["added"], answer["left_out"]) == (2, 1), f"{name}, {separator!r}: {answer} {story.err}")


def seconds_of(n, what):
    """A file of n rows: all at one house that is in the record, or all elsewhere, or all one and the same person."""
    with tempfile.TemporaryDirectory() as folder:
        story = Story(folder)
        story.run(["new", "Kestrel", "Cook"])
        path = os.path.join(folder, "many.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(table(LINKEDIN, *({
                "First Name": "Jane", "Last Name": "Moss" if what == "one" else f"Moss{i}",
                "Email Address": "" if what == "one" else f"jane{i}@kestrel.example",
                "Company": f"Pier {i}" if what == "elsewhere" else "Kestrel",
                "Position": f"Lead {i}", "Connected On": "05 Mar 2024"} for i in range(n))))
        start = time.monotonic()
        answer = story.json(["import", path])
        took = time.monotonic() - start
        wanted = 0 if what == "elsewhere" else n
        check(answer and answer["added"] == wanted and answer["left_out"] == n - wanted, f"{what}: {answer} {story.err}")
        start = time.monotonic()
        again = story.json(["import", path])
        check(again and again["added"] == 0, f"{what}: twice adds nothing: {again}")
        check(len(story.json(["list", "people"])["people"]) == (n if what == "known" else what == "one"), f"{what}: people")
        return took, time.monotonic() - start


def test_linear():
    """20,000 rows take about twice as long as 10,000, wherever they belong."""
    for what in ("known", "elsewhere", "one"):
        half, whole = (seconds_of(n, what) for n in (10000, 20000))
        for a, b in zip(half, whole):
            check(b < 3 * a + 0.3, f"{what}: {half} {whole}")
        if "-v" in sys.argv:
            print(f"{what}: 10,000 rows {half[0]:.2f} s, 20,000 rows {whole[0]:.2f} s, again {whole[1]:.2f} s")


for test in (test_forms, test_separators, test_linear):
    try:
        test()
    except (AssertionError, KeyError, ValueError, TypeError, json.JSONDecodeError) as e:
        check(False, f"{test.__name__}: {type(e).__name__}: {e}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
