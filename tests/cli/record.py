#!/usr/bin/env python3
"""record.py [HEARBACK]: the recording commands, as stories (story.py)."""
import os
import sys
import tempfile

from story import Story, run

STORIES = {
    "a new opportunity gets an id, and stands on the list at once": """
        now 2026-10-08T10:00
        $ new "Harbour Optics" "Optical Engineer" --country DE
        id harbour-optics
        event kind=new opportunity=harbour-optics organisation="Harbour Optics" position="Optical Engineer" zone=Europe/Berlin opportunity_kind=job
        open harbour-optics/three-part/1
        % new "Tide & Sons" Fitter --id tide --zone Europe/London --kind networking
        says tide
        $ new Ärztehaus-Süd Pflege
        id arztehaus-sud
        """,
    "ids: the organisation, then with the position, then numbered; --id is heeded or refused": """
        now 2026-10-08T10:00
        $ new Acme Engineer
        id acme
        silent
        $ new Acme Designer
        id acme-designer
        silent
        $ new Acme Designer
        id acme-3
        note on your list already, as acme-designer
        ! new Other Cook --id acme ~ taken by Engineer at Acme
        ! new Other Cook --id "Big One" ~ "big-one" would do
        ! new "" Cook ~ ORGANISATION is empty
        ! new Other " " ~ POSITION is empty
        ! new Other Cook --country XX ~ --country: .*XX
        ! new Other Cook --zone Europe/Berlim ~ --zone: .*Europe/Berlin
        ! new Other Cook --url "javascript:alert(1)" ~ no address of a web page
        ? new Other ~ POSITION
        $ new Other Cook --url https://other.example/jobs/1 --id o1
        event url=https://other.example/jobs/1
        """,
    "opportunities are found by parts of their names; what is ambiguous or misspelt is refused": """
        now 2026-10-08T10:00
        $ new "Harbour Optics" Engineer
        $ new "Harbour Lights" Keeper --id lights
        ! applied harbour ~ harbour-optics .*lights
        ! applied harbur ~ did you mean
        ! applied zzz ~ hearback list
        $ applied OPTICS
        $ applied keeper
        event opportunity=lights
        $ applied "harbour optics"
        note already
        """,
    "applied: a day, today unless said, never one to come": """
        now 2026-10-08T10:00
        $ new Acme Engineer
        $ applied acme
        event kind=applied at=2026-10-08
        $ undo
        $ applied acme --on "last fri"
        event at=2026-10-02
        open acme/three-part/1
        ! applied acme --on tomorrow ~ lies ahead
        ! applied acme --on 2026-11-01 ~ lies ahead
        ! applied acme --on blub ~ --on
        """,
    "an interview: its end, who was there, what was talked about; all in one step of undo": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        ! interview acme --at "today 14:00" --ends 13:00 ~ before it begins
        ! interview acme --at today ~ at what time
        ? interview acme --with Bob ~ --at is missing
        ? interview acme ~ --at is missing
        $ interview acme --at "today 14:00" --ends 15:00 --round first --with "Jane Moss <jane@acme.example>; Head of Optics; hiring-manager" --with "Bob Reed" --with "Rita; Front desk; reception" --topic "Jane: the new lens" --topic "Lunch: was good" --topic "Bob Reed: sailing"
        id 1
        count 10
        open acme/debrief/1 acme/thanks/jane-moss/1 acme/thanks/bob-reed/1 acme/thanks/rita/1
        event kind=topic text=sailing person.id=bob-reed interview=1
        $ interview acme --id 1 --ends 15:30
        event kind=ends ends=2026-10-08T15:30+02:00
        ! interview acme --id 1 --ends 13:59 ~ before it begins
        ! interview acme --id 1 --at "today 12:00" ~ known already
        ! interview acme --id 7 --with Bob ~ no interview "7"
        ? interview acme --id 1 ~ nothing is said
        $ interview acme --id 1 --with "bob reed <bob@acme.example>"
        count 1
        event kind=person-change mail=bob@acme.example
        $ undo 3
        undone 12
        open acme/three-part/1
        $ redo 3
        open+ acme/thanks/jane-moss/1
        """,
    "an interview of the past, said as people say it, and one to come": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ interview acme --at "yesterday 3pm" --with Jane
        event kind=attended person.id=jane
        open+ acme/thanks/jane/1
        $ interview acme --at "fri 3pm" --ends 4pm --id second
        event kind=interview at=2026-10-09T15:00+02:00 ends=2026-10-09T16:00+02:00 arranged=2026-10-08T16:00+02:00
        $ interview acme --at "yesterday 9am" --ends "yesterday 10am"
        event arranged=2026-10-07T09:00+02:00 id=3
        note Nobody is recorded
        $ interview acme --at 2026-10-20T10:00 --arranged "last tue"
        event arranged=2026-10-06T23:59+02:00
        ! interview acme --at 2026-10-20T10:00 --arranged tomorrow ~ lies ahead
        """,
    "an interview is moved or called off": """
        now 2026-10-08T10:00
        $ new Acme Engineer
        $ interview acme --at 2026-10-08T12:00 --ends 13:30 --with Jane
        $ interview acme --id 1 --moved-to "tomorrow 12:00"
        event kind=moved moved_to=2026-10-09T12:00+02:00 at=2026-10-08T10:00+02:00
        now 2026-10-08T14:00
        open- acme/debrief/1 acme/thanks/jane/1
        now 2026-10-09T13:00
        open- acme/thanks/jane/1
        now 2026-10-09T13:31
        open+ acme/thanks/jane/1
        ! interview acme --id 1 --moved-to tomorrow ~ at what time
        ? interview acme --id 1 --moved-to "tomorrow 3pm" --cancelled ~ exclude
        $ new Other Cook
        $ interview other --at "tomorrow 3pm"
        $ interview other --cancelled
        event kind=cancelled interview=1
        ! interview other --id 1 --cancelled ~ called off already
        """,
    "met: known is not met; a known name is that person, also at another opportunity of the house": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ new Acme Designer --id design
        $ interview acme --at "today 14:00"
        $ met acme "Jane Moss <jane@acme.example>" --title "Head of Optics" --phone "+49 30 1234"
        id jane-moss
        event kind=person role=other title="Head of Optics" phone="+49 30 1234"
        open- acme/thanks/jane-moss/1
        $ met acme "jane moss" --interview 1
        count 2
        event kind=attended
        open+ acme/thanks/jane-moss/1
        ! met acme Tom --interview 9 ~ no interview "9"
        $ met design "Jane Moss" --primary
        count 1
        event kind=person-change opportunity=design person.id=jane-moss primary=true
        $ met acme "Jane Moss-Reed <jane@acme.example>"
        event kind=person-change name="Jane Moss-Reed"
        $ met acme "Jane <jane@acme.example>"
        count 0
        says jane-moss
        $ met acme "Rolf Ref <rolf@x.example>" --role reference
        count 2
        event kind=named person.id=rolf-ref
        $ met acme "Acme <jobs@acme.example>"
        event kind=person general=true
        $ met acme "Nora No" --do-not-contact
        event do_not_contact=true
        note No message
        ! met acme "jane@acme.example" ~ without a name
        ! met acme "Jane <jane>" ~ no mail address
        ! met acme "Jane <jane@x.example" ~ between < and >
        ! met acme "Jane; Boss; chief" ~ no role
        ! met acme "" ~ names nobody
        $ met acme "HR Team; ; hr"
        event role=hr
        """,
    "told: dates, answers, hours; at least one of them": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ told acme --decision-by "fri" --contacts-everyone no --may-contact yes --best-time "tue,thu 14:00-16:00"
        event kind=told decision_by=2026-10-09 contacts_everyone=false may_contact=true best_time="tue,thu 14:00-16:00"
        ? told acme ~ nothing is said
        ! told acme --best-time "late" ~ not understood
        ! told acme --best-time "16:00-14:00" ~ not understood
        ! told acme --may-contact yes --on tomorrow ~ lies ahead
        $ told acme --decision-by 2026-10-01
        note was over when it was named
        """,
    "contacted: one event each, roles and the office, outcomes": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ met acme "Jane Moss" --role hiring-manager
        $ met acme "Jan Moos"
        ! contacted acme --to ja --via email --purpose other ~ jane-moss .*jan-moos
        ! contacted acme --to jnae --via email --purpose other ~ did you mean
        ! contacted acme --to recruiter --via email --purpose other ~ no recruiter is known
        ! contacted acme --to hr --via email --purpose three-part --outcome voicemail ~ phone
        ! contacted acme --to hr --via email --purpose other --at tomorrow ~ lies ahead
        ? contacted acme --via email --purpose other ~ --to
        $ contacted acme --to hiring-manager --to moos --via email --purpose other
        count 2
        event kind=contacted person.id=jan-moos channel=email purpose=other outcome=sent at=2026-10-08T16:00+02:00
        $ contacted acme --to HR --via in-person --purpose other --at "yesterday 3pm"
        event person.id=hr outcome=reached at=2026-10-07T15:00+02:00
        $ contacted acme --to hr --via phone --purpose three-part --outcome no-answer --at 2026-10-08T07:30Z
        event at=2026-10-08T09:30+02:00 outcome=no-answer
        $ contacted acme --to hr --via phone --purpose other
        event outcome=voicemail
        note message left
        $ undo
        $ met acme "Petra Personal; ; hr"
        $ contacted acme --to hr --via note --purpose other --at yesterday
        event person.id=petra-personal at=2026-10-07
        """,
    "what happened is recorded even where a limit would have advised against it": """
        now 2026-10-08T16:00
        $ new Acme Engineer --country DE
        $ interview acme --at "today 14:00" --ends 15:00 --with Jane
        $ contacted acme --to jane --via email --purpose thanks
        silent
        open- acme/thanks/jane/1
        now 2026-10-09T10:00
        $ contacted acme --to hr --via email --purpose inquiry
        count 1
        note recorded as it was.*15 Oct.*B7
        $ close acme --as rejected
        $ contacted acme --to hr --via email --purpose inquiry
        note would better have been left.*A14
        """,
    "heard: who, what, until when; somebody new becomes known": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ heard acme --gist received
        event kind=heard gist=received
        silent
        $ heard acme --from "Ann Boyd" --gist not-yet --decision-by "20 oct" --at "today 9:00"
        count 2
        event person.id=ann-boyd decision_by=2026-10-20 at=2026-10-08T09:00+02:00
        note was not known
        $ heard acme --from ann --gist asked-to-follow-up --follow-up-on "the 21st"
        count 1
        event person.id=ann-boyd follow_up_on=2026-10-21
        $ heard acme --from hr --gist interview
        note hearback interview acme --at
        ! heard acme --from recruiter --gist other ~ no recruiter
        ! heard acme --gist other --at tomorrow ~ lies ahead
        ? heard acme --gist maybe ~ maybe
        ? heard acme ~ --gist
        """,
    "an offer, its end, and taking it up again": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ new Other Cook
        $ interview other --at "yesterday 3pm" --with Sam
        $ contacted other --to sam --via email --purpose thanks --at "yesterday 6pm"
        $ offer acme --answer-by "fri" --terms "four days a week"
        event kind=offer answer_by=2026-10-09 terms="four days a week"
        open+ acme/answer-offer/hr
        ! offer acme --answer-by 2026-10-01 ~ before the offer
        open+ other/tell-of-offer/sam
        now 2026-10-08T16:30
        $ close acme --as accepted
        event kind=closed as=accepted
        open- acme/answer-offer/hr other/tell-of-offer/sam
        open+ other/withdraw/sam
        $ undo
        open+ acme/answer-offer/hr other/tell-of-offer/sam
        $ redo
        open+ other/withdraw/sam
        $ undo
        $ close acme --as declined
        open- other/tell-of-offer/sam
        $ close acme --as declined --at yesterday
        event at=2026-10-07
        now 2026-10-08T16:40
        $ reopen acme
        event kind=reopened
        silent
        $ reopen other
        note open already
        $ close other --as rejected --at unknown
        event kind=closed as=rejected
        ? close other --as lost ~ lost
        ? close other ~ --as
        """,
    "a note is kept and changes nothing": """
        now 2026-10-08T16:00
        $ new Acme Engineer
        $ note acme "They move to Leith in spring"
        event kind=note text="They move to Leith in spring"
        ! note acme " " ~ empty
        ! note acme LONG ~ longer than
        open acme/three-part/1
        """,
    "done: contacts, steps of one's own, and what ends the asking": """
        now 2026-10-08T16:00
        ! done 1 ~ hearback today
        $ new Acme Engineer --country DE
        $ interview acme --at "today 14:00" --ends 15:00 --with "Jane <j@acme.example>; +49 30 12345" --with "Bob <b@acme.example>"
        $ met acme Jane --role recruiter
        % today
        ! done 99 ~ has no number 99
        ! done acme/thanks/jnae/1 ~ did you mean acme/thanks/jane/1
        ! done nonsense ~ no action
        $ done acme/thanks/jane/1
        event kind=contacted purpose=thanks channel=email outcome=sent person.id=jane
        open- acme/thanks/jane/1
        $ done acme/debrief/1
        event kind=done step=debrief interview=1
        open acme/thanks/bob/1
        % today
        % done 1
        says Bob
        open
        now 2026-10-15T10:00
        open+ acme/inquiry/1
        $ done acme/inquiry/1
        event kind=contacted purpose=inquiry channel=phone outcome=voicemail
        open- acme/inquiry/1
        now 2026-10-29T10:00
        open+ acme/inquiry/2
        $ done acme/inquiry/2
        event channel=email outcome=sent
        now 2026-11-12T10:00
        open+ acme/move-on
        ! done acme/move-on --outcome sent ~ none
        $ done acme/move-on
        event kind=closed as=moved-on
        open- acme/move-on
        """,
    "done of a hold before an interview": """
        now 2026-10-02T10:00
        $ new Acme Engineer --country DE
        $ applied acme
        now 2026-10-07T10:00
        $ done acme/three-part/1 --outcome voicemail
        now 2026-10-12T10:00
        $ done acme/three-part/2 --outcome voicemail
        now 2026-10-15T10:00
        $ done acme/three-part/3 --outcome voicemail
        now 2026-10-20T10:00
        open acme/hold
        $ done acme/hold
        event kind=closed as=hold
        open
        """,
    "skip: gone for good, and no contact": """
        now 2026-10-08T16:00
        $ new Acme Engineer --country DE
        open acme/three-part/1
        $ skip acme/three-part/1 --why "met her in the lift"
        event kind=skipped step=three-part why="met her in the lift" person.id=hr
        open
        now 2026-10-13T10:00
        open acme/three-part/2
        $ skip acme/three-part/2 --why "again"
        open
        $ undo
        open acme/three-part/2
        $ interview acme --at "today 8:00" --ends 9:00 --with Jane --with Bob
        $ skip acme/thanks/jane/1 --why "thanked her at once"
        event kind=skipped step=thanks interview=1 person.id=jane
        $ skip acme/debrief/1 --why no
        open acme/thanks/bob/1
        ! skip acme/thanks/bob/1 --why " " ~ --why is empty
        ? skip acme/thanks/bob/1 ~ --why
        """,
    "skip of move-on, of the handwritten note and of what an offer asks for": """
        now 2026-10-08T16:00
        $ new Acme Engineer --country DE
        $ interview acme --at "today 14:00" --ends 15:00 --with "Jane <j@acme.example>"
        $ met acme Jane --primary
        open+ acme/thanks-note/jane/1 acme/thanks/jane/1
        $ skip acme/thanks-note/jane/1 --why x
        open- acme/thanks-note/jane/1
        open+ acme/thanks/jane/1
        now 2026-10-09T10:00
        $ skip acme/thanks/jane/1 --why x
        $ offer acme
        open+ acme/answer-offer/jane
        $ skip acme/answer-offer/jane --why "answered face to face"
        open- acme/answer-offer/jane
        """,
    "snooze: gone until then, for people, the office and oneself": """
        now 2026-10-08T10:00
        $ new Acme Engineer --country DE
        $ snooze acme/three-part/1 --until fri
        event kind=snoozed step=three-part until=2026-10-09T09:00+02:00
        open
        now 2026-10-09T08:59
        open
        now 2026-10-09T09:00
        open acme/three-part/1
        $ done acme/three-part/1 --outcome voicemail
        now 2026-10-14T10:00
        open acme/three-part/2
        % today
        $ snooze 1 --until "tomorrow 10am"
        open
        now 2026-10-15T10:00
        open acme/three-part/2
        ! snooze acme/three-part/2 --until yesterday ~ is over
        ? snooze acme/three-part/2 ~ --until
        $ interview acme --at "today 8:00" --ends 9:00 --with "Jane <j@acme.example>"
        $ snooze acme/thanks/jane/1 --until "today 12:00"
        $ snooze acme/debrief/1 --until "today 12:00"
        open
        now 2026-10-15T12:00
        open acme/thanks/jane/1 acme/debrief/1
        $ snooze acme/thanks/jane/1 --until 2026-10-30
        note will not come back
        open acme/debrief/1
        """,
    "undo and redo: whole commands, newest first; what is new ends redoing": """
        now 2026-10-08T10:00
        ! undo ~ nothing to take back
        $ new Acme Engineer
        $ applied acme --on 2026-10-02
        $ interview acme --at "tomorrow 3pm" --with Jane
        ! redo ~ nothing to put back
        ! undo 9 ~ only 3
        ! undo 0 ~ no number
        ? undo x ~ number
        % undo
        says interview
        undone 3
        % undo
        says applied
        open acme/three-part/1
        % redo
        says applied
        $ note acme hello
        ! redo ~ nothing to put back
        $ undo 3
        undone 6
        open
        ! applied acme ~ nor any other yet
        $ redo 3
        undone 3
        open acme/three-part/1
        $ history acme
        says applied
        % history
        says \\(taken back\\) interview
        """,
    "the profile: shown, changed, checked": """
        now 2026-10-08T10:00
        $ profile --name "Robin Hale" --mail robin@example.net --strength optics --strength "explaining things" --language en-GB --weekly-goal 7 --daily-number 3
        says "strengths": \\["optics", "explaining things"\\]
        says "weekly_goal": 7
        % profile
        says Robin Hale
        ! profile --country XX ~ --country
        ! profile --zone Moon/Base ~ --zone
        ! profile --mail robin ~ no mail address
        ! profile --weekly-goal -1 ~ number from 0
        ! profile --daily-number 100000 ~ number from 0
        $ profile --weekly-goal 0
        says "weekly_goal": 0
        """,
    "a change of country changes what counts as a business day, at once": """
        now 2026-10-08T10:00
        $ new Acme Engineer
        now 2026-12-24T10:00
        $ applied acme
        now 2026-12-30T10:00
        $ profile --country DE
        now 2026-12-29T10:00
        open
        now 2026-12-30T10:00
        open acme/three-part/1
        $ profile --country US
        now 2026-12-30T09:00
        open acme/three-part/1
        """,
    "the opportunity's zone is the one that counts": """
        now 2026-10-08T16:00+02:00
        $ new Acme Engineer --zone America/New_York
        $ contacted acme --to hr --via email --purpose other --at 9:30
        event at=2026-10-08T09:30-04:00
        $ contacted acme --to hr --via email --purpose other --at 2026-10-08T15:00+02:00
        event at=2026-10-08T09:00-04:00
        """,
    "another playbook advises without taking the agenda over": """
        now 2026-10-08T16:00
        $ new Acme Engineer --country DE
        $ interview acme --at "today 14:00" --ends 15:00 --with "Jane; ; interviewer"
        ! --playbook nonsense note acme x ~ nonsense
        $ --playbook three-by-three done acme/debrief/1
        $ --playbook guideline note acme x
        open acme/thanks/jane/1
        """,
    "names that are meant to harm are data": """
        now 2026-10-08T16:00
        $ new "Robert'); DROP TABLE event;--" "\\u001b[31mred"
        id robert-drop-table-event
        % note robert "a\\u001b]0;title\\u0007b"
        says a.*b
        $ met robert "Ünïcödé Näme <u@x.example>"
        id unicode-name
        $ met robert "名前 太郎"
        event name="名前 太郎"
        """,
}


passed, failed = run(STORIES)
# What is written is for this user's eyes only, and a list that has not changed is not written again.
with tempfile.TemporaryDirectory() as folder:
    story = Story(folder)
    story.run(["new", "Acme", "Engineer"])
    story.run(["today"])
    lists = [os.path.join(d, f) for d, _, files in os.walk(story.env["XDG_STATE_HOME"]) for f in files]
    before = [os.stat(f).st_ino for f in lists]
    story.run(["today"])
    facts = {"one list is kept": len(lists) == 1,
             "it is for its owner alone": all(os.stat(f).st_mode & 0o777 == 0o600 for f in lists),
             "so is the database": os.stat(story.data).st_mode & 0o777 == 0o600,
             "the same list is not written twice": before == [os.stat(f).st_ino for f in lists]}
    for fact, holds in facts.items():
        passed, failed = passed + holds, failed + (not holds)
        if not holds:
            print(f"not so: {fact}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
