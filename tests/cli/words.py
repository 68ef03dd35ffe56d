#!/usr/bin/env python3
"""words.py [HEARBACK]: profile, draft, call-sheet and questions, as stories (story.py)."""
import sys

from story import run

# An interview with three people, two of them with topics of their own.
MET = """
        now 2026-10-09T09:00
        $ profile --name "Robin Hale" --phone "+44 20 7946 0000" --strength "Ten years of calibrating optics" --strength "Leading a team of six" --strength "French and German." --language en-GB
        $ new "Kestrel Optics" "Test Engineer (m/f/d)" --id kestrel
        $ applied kestrel --on 2026-10-01
        $ interview kestrel --at 2026-10-08T14:00 --ends 15:30 --arranged 2026-10-05T10:00 --with "Jane Moss <jane@kestrel.example>; Lead Engineer; interviewer" --with "Tomas Novak; Dr; hiring-manager" --with "Aiko Mori; ; reception" --topic "Jane: the new clean room" --topic "Tomas: How testing and design work together"
"""

STORIES = {
    "thanks: the person, the topic, the position, and nobody else's topic": MET + """
        % draft kestrel/thanks/jane-moss/1
        says Dear Jane Moss,
        says the new clean room
        says not (?s)testing and design
        says Robin Hale
        says To Jane Moss <jane@kestrel.example>, by e-mail
        says not [\\[{]
        says not m/f/d
        % draft kestrel --purpose thanks --to tomas
        says Dear Dr Novak,
        says (?s)the question of\\s+how\\s+testing\\s+and\\s+design\\s+work\\s+together
        says not clean room
        """,
    "the same facts give the same draft, by number as by id": MET + """
        % today
        % draft 2
        says (?s)Dear .*Robin Hale
        """,
    "reception is thanked warmly and without qualifications": MET + """
        % draft kestrel --purpose thanks --to aiko
        says (?s)welcome|reception
        says not (?s)calibrating|team of six|French|confident
        """,
    "a note by hand is a card of at most 90 words": MET + """
        $ draft kestrel --purpose thanks --to jane --via note
        says "channel": "note"
        says "subject": null
        % draft kestrel --purpose thanks --to jane --via note
        says the new\\s+clean\\s+room
        says not (?m)^[A-Z].{42,}\\.$
        """,
    "what is missing is asked for, and what is not complete is not written": """
        now 2026-10-09T09:00
        $ new Acme Engineer
        $ interview acme --at 2026-10-08T14:00 --arranged 2026-10-05T10:00 --with Jane
        % draft acme --purpose thanks --to jane
        says \\[How do you sign\\?\\]
        says (?s)Still missing.*How do you sign.*hearback profile --name NAME.*It would say more if it knew.*What did you and Jane talk about.*What are you good at
        $ draft acme --purpose thanks --to jane
        says "question": "How do you sign\\?", "answer": "hearback profile --name NAME", "needed": true
        ! draft acme --purpose thanks --to jane --out $FOLDER/thanks.txt ~ not complete.*How do you sign
        $ draft acme --purpose article --to jane
        says "answer": "hearback draft acme --purpose article --to \\.\\.\\. --link ADDRESS"
        ! draft acme --purpose article --to jane --out $FOLDER/article.txt ~ Where is the article
        """,
    "a complete draft goes into a file, once": MET + """
        % draft kestrel --purpose thanks --to jane --out $FOLDER/jane.txt
        says Written to .*jane.txt
        ! draft kestrel --purpose thanks --to jane --out $FOLDER/jane.txt ~ jane.txt
        """,
    "after a promised date the date is the reason; nobody is at fault": MET + """
        $ told kestrel --decision-by 2026-10-23
        now 2026-10-26T09:30
        $ draft kestrel --purpose inquiry --to jane
        says Friday 23 October
        says not (?i)not heard|no answer|never|failed|waiting
        % draft kestrel --purpose inquiry --to jane --via phone
        says To begin:
        says (?s)If it goes to voicemail:.*\\+44 20 7946 0000
        """,
    "a not-yet is answered by asking for a date": MET + """
        now 2026-10-20T10:00
        $ heard kestrel --gist not-yet --from jane
        $ draft kestrel --purpose reply --to jane
        says by when|by which|date
        """,
    "another offer: no pressure, no figures": MET + """
        $ new Tide Planner --id tide
        $ offer tide --answer-by 2026-10-20 --terms "61,000 a year"
        $ draft kestrel --purpose material --to jane
        says another (offer|employer)
        says not 61|Tide|immediately|deadline
        """,
    "a no: other vacancies, staying in touch, a referral": MET + """
        now 2026-10-20T10:00
        $ heard kestrel --gist rejected --from jane
        $ draft kestrel --purpose gracious --to jane
        says other vacancies
        says stay in touch
        says referral|name
        """,
    "an informational meeting: no job is reconfirmed": """
        now 2026-10-09T09:00
        $ profile --name "Robin Hale" --strength optics
        $ new Tide Advice --kind informational
        $ interview tide --at 2026-10-08T14:00 --with "Jo Reed" --arranged 2026-10-05T10:00
        $ draft tide --purpose thanks --to jo
        says not (?i)position|confident|qualif|optics
        """,
    "forms by name; unknown ones and what is for oneself are refused": MET + """
        $ draft kestrel --form offer-decline --to jane
        says decided
        says "findings": \\[\\]
        $ draft kestrel --form new-job --to jane
        says new position
        ! draft kestrel --form nonsense --to jane ~ offer-accept
        ! draft kestrel --purpose thanks --to nobody ~ nobody
        ? draft kestrel --purpose thanks ~ --to PERSON
        ! draft kestrel/debrief/1 ~ for yourself
        """,
    "a connection request has room for 200 characters": MET + """
        $ draft kestrel --purpose connect --to jane --via linkedin
        says "body": "[^"]{20,210}"
        says clean room
        """,
    "call sheet: whom, when there and here, what to say, and the command that records it": MET + """
        $ new Pier Cook --zone America/New_York --id pier
        $ met pier "Sam Dole <sam@pier.example>" --phone "+1 555 0100" --role hr --primary
        $ told pier --best-time "tue,thu 14:00-16:00"
        % call-sheet pier --to sam
        says Call Sam Dole, Pier: Cook
        lines 60
        says \\+1 555 0100
        says (?s)Tue, Thu 14:00-16:00 there.*Tue, Thu\\s+20:00-22:00\\s+here
        says busy with many responses
        says improve\\s+my\\s+chances
        says (?s)Strengths to place.*calibrating
        says If it goes to voicemail
        says (?s)hearback contacted pier --to sam-dole --via phone --purpose\\s+three-part\\s+--outcome
        $ call-sheet kestrel --to tomas --purpose inquiry
        says "topics": \\["How testing and design work together"\\]
        says "record": "hearback contacted kestrel
        """,
    "questions: the card, and what to write down after it": MET + """
        % questions kestrel
        says fill the position
        says \\(E2\\)
        says hearback interview kestrel --id 1 --topic
        $ questions kestrel
        says "ask": \\[\\{"text": "By when
        """,
    "the profile as a file": """
        now 2026-10-09T09:00
        write me.ini [profile]\\nname = Robin Hale\\nstrength = optics\\nstrength = explaining things\\nreference-letter = Dr Ada Sommer
        $ profile --from $FOLDER/me.ini
        says "strengths": \\["optics", "explaining things"\\]
        says "reference_letters": \\["Dr Ada Sommer"\\]
        % profile --as-file
        says strength = explaining things
        $ profile --name "Robin Hall" --sign Robin
        write bad.ini [profile]\\nname = Robin\\nshoe-size = 44
        ! profile --from $FOLDER/bad.ini ~ bad.ini:3: .*shoe-size
        write twice.ini [profile]\\nname = Robin\\nname = Tom
        ! profile --from $FOLDER/twice.ini ~ twice.ini:3: "name" is said twice
        write zone.ini [profile]\\nzone = Moon/Base
        ! profile --from $FOLDER/zone.ini ~ --zone
        ? profile --edit --name Robin ~ stand alone
        ! profile --from $FOLDER/none.ini ~ none.ini
        """,
    "a letter is kept with the contact": MET + """
        write jane.txt Dear Jane Moss,\\n\\nThank you.
        $ contacted kestrel --to jane --via email --purpose thanks --letter $FOLDER/jane.txt
        says "letter": "Dear Jane Moss,\\\\n\\\\nThank you
        ! contacted kestrel --to jane --via email --purpose other --letter $FOLDER/none.txt ~ --letter
        """,
}

passed, failed = run(STORIES)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
