/* Calendars as programs write them, and as nobody should: what is read of them.
 *
 * Each case is a calendar and what is told of its events, a paragraph each:
 *
 *     UID [recurrence] method status #sequence
 *     begins - ends (zone)             in UTC where the instant is known
 *     summary @ location > link
 *     by NAME <mail>, with NAME <mail> (part, answer, what), ...
 *     ! fault         ? doubt */
#include "base/buf.h"
#include "codec/ics_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* --- telling --- */

static const char *const methods[] = {
    "kept", "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER", "OTHER"};
static const char *const statuses[] = {"", " tentative", " confirmed", " cancelled"};
static const char *const parts[] = {"", " chair", " optional", " informed"};
static const char *const answers[] = {"", " accepted", " declined", " undecided"};
static const char *const whos[] = {"", " group", " resource", " room"};

static void tell_moment(struct buf *b, const struct ics_moment *m)
{
    char text[24];
    bool known = m->instant != TIME_NONE;
    if (m->day_only)
        buf_put(b, day_format(day_of(m->civil), text));
    else
        buf_printf(b, "%s%s", civil_format(known ? m->instant : m->civil, text), known ? "Z" : "");
}

static void tell_zone(struct buf *b, const struct ics_moment *m)
{
    static const char *const clocks[] = {"floating", "UTC", "", "rules of ", "unknown "};
    if (!m->day_only) buf_printf(b, " (%s%.*s)", clocks[m->clock], STR_ARG(m->zone));
}

static void tell_person(struct buf *b, const struct ics_person *p)
{
    buf_printf(
        b, "%.*s <%.*s>%s%s%s", STR_ARG(p->name), STR_ARG(p->mail), parts[p->part], answers[p->answer], whos[p->who]);
}

static enum err tell(void *context, const struct ics_event *e, struct err_info *info)
{
    struct buf *b = context;
    (void)info;
    buf_printf(b, "%.*s%s%.*s %s%s #%lld\n", STR_ARG(e->uid), e->recurrence.n ? " " : "", STR_ARG(e->recurrence),
        methods[e->method], statuses[e->status], (long long)e->sequence);
    if (e->fault.n) {
        buf_printf(b, "! %zu: %.*s\n", e->line, STR_ARG(e->fault));
        return OK;
    }
    tell_moment(b, &e->begins);
    if (e->ends.civil != TIME_NONE) buf_put(b, " - "), tell_moment(b, &e->ends);
    tell_zone(b, &e->begins);
    buf_printf(b, "\n%.*s", STR_ARG(e->summary));
    if (e->location.n) buf_printf(b, " @ %.*s", STR_ARG(e->location));
    if (e->link.n) buf_printf(b, " > %.*s", STR_ARG(e->link));
    buf_char(b, '\n');
    if (e->has_organizer) buf_put(b, "by "), tell_person(b, &e->organizer);
    for (size_t i = 0; i < e->n_people; i++) {
        buf_put(b, i ? ", " : e->has_organizer ? ", with " : "with ");
        tell_person(b, &e->people[i]);
    }
    if (e->has_organizer || e->n_people) buf_char(b, '\n');
    if (e->doubt.n) buf_printf(b, "? %.*s\n", STR_ARG(e->doubt));
    return OK;
}

static void expect(struct str bytes, const char *told)
{
    AUTO(buf) b = {0};
    struct err_info info = {0};
    if (ics_read(bytes, tell, &b, &info)) buf_printf(&b, "refused: %s\n", info.text);
    buf_char(&b, '\0');
    assert_string_equal(b.p, told);
}

static void told(const char *ics, const char *told)
{
    expect(str_from(ics), told);
}

/* One event of these lines in a calendar that is kept. */
static void event(const char *lines, const char *told)
{
    AUTO(buf) b = {0};
    buf_printf(&b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n", lines);
    expect(buf_str(&b), told);
}

/* --- as programs write them --- */

static void test_google(void **state)
{
    (void)state;
    told("BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n"
         "METHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nX-LIC-LOCATION:Europe/Berlin\r\nBEGIN:DAYLIGHT\r\n"
         "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:GMT+2\r\nDTSTART:19700329T020000\r\n"
         "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\n"
         "TZOFFSETTO:+0100\r\nTZNAME:GMT+1\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
         "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20261008T150000\r\n"
         "DTEND;TZID=Europe/Berlin:20261008T160000\r\nDTSTAMP:20261001T091500Z\r\n"
         "ORGANIZER;CN=Jane Moss:mailto:jane.moss@kestrel.example\r\nUID:4k0abc@google.com\r\n"
         "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Jane "
         "Moss;X-NUM-GUESTS=0:mailto:jane.moss@kes\r\n"
         " trel.example\r\n"
         "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=sam@home.example;X-NUM-"
         "GUESTS\r\n"
         " =0:mailto:sam@home.example\r\n"
         "ATTENDEE;CUTYPE=RESOURCE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Room 3:mailto:room3@resource.example\r\n"
         "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij\r\nCREATED:20261001T091000Z\r\n"
         "DESCRIPTION:Agenda:\\n- a portfolio\\, please\\nJoin: https://meet.google.com/abc-defg-hij\r\n"
         "LAST-MODIFIED:20261001T091500Z\r\nLOCATION:Harbour Street 4\\, Room 3\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\n"
         "SUMMARY:Interview: Test "
         "Engineer\r\nTRANSP:OPAQUE\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\n"
         "TRIGGER:-P0DT0H10M0S\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "4k0abc@google.com REQUEST confirmed #0\n2026-10-08T13:00Z - 2026-10-08T14:00Z (Europe/Berlin)\n"
        "Interview: Test Engineer @ Harbour Street 4, Room 3 > https://meet.google.com/abc-defg-hij\n"
        "by Jane Moss <jane.moss@kestrel.example> accepted, with  <sam@home.example>, Room 3 <room3@resource.example> "
        "accepted resource\n");
}

static void test_exchange(void **state)
{
    (void)state;
    told(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nPRODID:Microsoft Exchange Server "
        "2010\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\n"
        "TZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"
        "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
        "DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
        "ORGANIZER;CN=\"Moss, Jane\":mailto:Jane.Moss@kestrel.example\r\n"
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN='Sam Reed':mailto:sam@home.example\r\n"
        "ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Novak, Tomas "
        "(Testing)\":mailto:tomas@kestrel.example\r\n"
        "DESCRIPTION;LANGUAGE=de-DE:Microsoft Teams\\nHier "
        "klicken<https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d>\\n\r\n"
        "UID:040000008200E00074C5B7101A82E00800000000B0\r\nSUMMARY;LANGUAGE=de-DE:Vorstellungsgespr\xc3\xa4"
        "ch\r\nDTSTART;TZID=W. Europe Standard Time:20261102T100000\r\nDTEND;TZID=W. Europe Standard "
        "Time:20261102T110000\r\n"
        "CLASS:PUBLIC\r\nPRIORITY:5\r\nDTSTAMP:20261020T081500Z\r\nTRANSP:OPAQUE\r\nSTATUS:CONFIRMED\r\nSEQUENCE:2\r\n"
        "LOCATION;LANGUAGE=de-DE:Microsoft Teams-Besprechung\r\nX-MICROSOFT-CDO-APPT-SEQUENCE:2\r\n"
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        "040000008200E00074C5B7101A82E00800000000B0 REQUEST confirmed #2\n"
        "2026-11-02T09:00Z - 2026-11-02T10:00Z (Europe/Berlin)\n"
        "Vorstellungsgespr\xc3\xa4"
        "ch @ Microsoft Teams-Besprechung > https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=%7b%7d\n"
        "by Jane Moss <Jane.Moss@kestrel.example>, with Sam Reed <sam@home.example>, Tomas Novak "
        "<tomas@kestrel.example> "
        "optional\n");
}

static void test_apple(void **state)
{
    (void)state;
    told(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Apple Inc.//iPhone OS "
        "18.0//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
        "DTSTAMP:20261001T091500Z\r\nUID:2F1A-77\r\nDTSTART;TZID=America/New_York:20261008T090000\r\nDURATION:PT45M\r\n"
        "SUMMARY:Phone screen\r\nLOCATION:Harbour Street 4\\nOldtown\r\n"
        "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=\"Harbour: 4\":geo:1,2\r\n"
        "ORGANIZER;CN=\"Pat \"\"Lee\";EMAIL=\"pat@heron.example\":/aMTIzNDU2/principal/\r\n"
        "ATTENDEE;CN=\"Sam\";CUTYPE=INDIVIDUAL;EMAIL=\"sam@home.example\";PARTSTAT=TENTATIVE:mailto:sam@home."
        "example\r\n"
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Call:https://facetime.apple.com/join#v=1&p=x\r\n"
        "URL:https://heron.example/jobs/1\r\nSEQUENCE:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "2F1A-77 REQUEST #1\n2026-10-08T13:00Z - 2026-10-08T13:45Z (America/New_York)\n"
        "Phone screen @ Harbour Street 4 Oldtown > https://facetime.apple.com/join#v=1&p=x\n"
        "by Pat \"\"Lee <pat@heron.example>, with Sam <sam@home.example> undecided\n");
}

static void test_others(void **state)
{
    (void)state;
    /* Thunderbird of old; a Calendly-like one in UTC with the link as the place; Zoho; Lotus. */
    event("UID:t1\r\nDTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260108T150000\r\n"
          "DTEND;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260108T150000\r\nSUMMARY:Thunderbird\r\n",
        "t1 kept #0\n2026-01-08T14:00Z - 2026-01-08T14:00Z (Europe/Berlin)\nThunderbird\n");
    event("UID:c1\r\nDTSTART:20261008T130000Z\r\nDTEND:20261008T133000Z\r\nSUMMARY:Sam Reed and Pat Lee\r\n"
          "LOCATION:https://heron.zoom.us/j/123?pwd=a.1\r\nORGANIZER;CN=Pat Lee:MAILTO:pat@heron.example\r\n",
        "c1 kept #0\n2026-10-08T13:00Z - 2026-10-08T13:30Z (UTC)\n"
        "Sam Reed and Pat Lee > https://heron.zoom.us/j/123?pwd=a.1\nby Pat Lee <pat@heron.example>\n");
    event("UID:z1\r\nDTSTART;TZID=Asia/Kolkata:20261008T100000\r\nDTEND;TZID=Asia/Kolkata:20261008T110000\r\n"
          "SUMMARY:Zoho\r\nDESCRIPTION:<a href=\"https://meeting.zoho.eu/join?key=1&amp;t=2\">Join</a>.\r\n",
        "z1 kept #0\n2026-10-08T04:30Z - 2026-10-08T05:30Z (Asia/Kolkata)\nZoho > "
        "https://meeting.zoho.eu/join?key=1&t=2\n");
    event("UID:l1\r\nDTSTART;TZID=\"(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / "
          "Vienna\":20260708T100000\r\n"
          "SUMMARY:Exchange of old\r\n",
        "l1 kept #0\n2026-07-08T08:00Z (Europe/Berlin)\nExchange of old\n");
    event("UID:u1\r\nDTSTART;TZID=tzone://Microsoft/Utc:20260708T100000\r\nSUMMARY:Outlook\r\n",
        "u1 kept #0\n2026-07-08T10:00Z (UTC)\nOutlook\n");
    event("UID:u2\r\nDTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna:20260708T100000\r\n",
        "u2 kept #0\n2026-07-08T08:00Z (Europe/Berlin)\n\n");
}

static void test_old(void **state)
{
    (void)state;
    /* vCalendar 1.0 as Outlook 2003 writes it. */
    told("BEGIN:VCALENDAR\nPRODID:-//Microsoft Corporation//Outlook MIMEDIR//EN\nVERSION:1.0\nBEGIN:VEVENT\n"
         "DTSTART:20261008T130000Z\nDTEND:20261008T140000Z\n"
         "LOCATION;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Hafenstra=C3=9Fe=\n 4\nUID:old-1\n"
         "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\nb\nSUMMARY;CHARSET=windows-1252:Gespr\xe4"
         "ch\nATTENDEE;ROLE=ATTENDEE;STATUS=CONFIRMED:Jane Moss "
         "<jane@kestrel.example>\nPRIORITY:3\nEND:VEVENT\nEND:VCALENDAR\n",
        "old-1 kept #0\n2026-10-08T13:00Z - 2026-10-08T14:00Z (UTC)\nGespr\xc3\xa4"
        "ch @ Hafenstra\xc3\x9f"
        "e 4\nwith Jane Moss <jane@kestrel.example> accepted\n");
}

/* --- zones --- */

#define RULES(id)                                                                                                      \
    "BEGIN:VTIMEZONE\nTZID:" id "\nBEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n"    \
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20070311T020000\n"                  \
    "TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n"

static void test_zones(void **state)
{
    (void)state;
    /* A name of nobody's with rules: the hour by them, and a doubt; also behind the event, and by the first of June. */
    told("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Office:20261008T090000\nEND:VEVENT\n" RULES(
             "Office") "BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Office:20261208T090000\nEND:VEVENT\nEND:VCALENDAR\n",
        "1 kept #0\n2026-10-08T13:00Z (rules of Office)\n\n"
        "? its time zone \"Office\" is not known here: the hour is by the rules that came with it\n"
        "2 kept #0\n2026-12-08T14:00Z (rules of Office)\n\n"
        "? its time zone \"Office\" is not known here: the hour is by the rules that came with it\n");
    /* Without rules nothing is guessed. */
    event("UID:1\nDTSTART;TZID=Office:20261008T090000\n", "1 kept #0\n2026-10-08T09:00 (unknown Office)\n\n? its time "
                                                          "zone \"Office\" is not known here, and it brings no "
                                                          "rules for it\n");
    /* Three letters may be anything: rules before names. */
    told("BEGIN:VCALENDAR\n" RULES(
             "EST") "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=EST:20261008T090000\nEND:VEVENT\nEND:VCALENDAR\n",
        "1 kept #0\n2026-10-08T13:00Z (rules of EST)\n\n"
        "? its time zone \"EST\" is not known here: the hour is by the rules that came with it\n");
    /* A name that is known, and rules that say something else. */
    told("BEGIN:VCALENDAR\n" RULES("Europe/Berlin") "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20261008T090000\n"
                                                    "END:VEVENT\nEND:VCALENDAR\n",
        "1 kept #0\n2026-10-08T07:00Z (Europe/Berlin)\n\n"
        "? the rules that came with it mean another hour than its time zone Europe/Berlin, which was taken\n");
    /* Two zones of one name that differ: nobody can say which is meant. */
    told("BEGIN:VCALENDAR\n" RULES(
             "Office") "END:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Office\n"
                       "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\n"
                       "END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\n"
                       "DTSTART;TZID=Office:20261008T090000\nEND:VEVENT\nEND:VCALENDAR\n",
        "1 kept #0\n2026-10-08T09:00 (unknown Office)\n\n? its time zone \"Office\" is not known here, and it brings "
        "no "
        "rules for it\n");
    /* No zone: wherever one is.  A day is a day. */
    event("UID:1\nDTSTART:20261008T090000\nDTEND:20261008T100000\n",
        "1 kept #0\n2026-10-08T09:00 - 2026-10-08T10:00 (floating)\n\n");
    event("UID:1\nDTSTART;VALUE=DATE:20261008\nDTEND;VALUE=DATE:20261009\n", "1 kept #0\n2026-10-08 - 2026-10-09\n\n");
    /* An hour that does not exist takes the offset before the gap; one that there is twice is the first. */
    event("UID:1\nDTSTART;TZID=Europe/Berlin:20260329T023000\n", "1 kept #0\n2026-03-29T01:30Z (Europe/Berlin)\n\n");
    event("UID:1\nDTSTART;TZID=Europe/Berlin:20261025T023000\n", "1 kept #0\n2026-10-25T00:30Z (Europe/Berlin)\n\n");
}

/* --- repeated --- */

static void test_repeats(void **state)
{
    (void)state;
    /* Over the change of clocks; one excepted, one elsewhere, one more. */
    told("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:w\nDTSTART;TZID=Europe/Berlin:20261012T100000\nDURATION:PT1H\n"
         "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20261019T100000\nRDATE:20261030T090000Z\nEND:VEVENT\n"
         "BEGIN:VEVENT\nUID:w\nRECURRENCE-ID:20261026T090000Z\nSEQUENCE:1\nDTSTART;TZID=Europe/Berlin:20261027T100000\n"
         "END:VEVENT\nEND:VCALENDAR\n",
        "w 20261012T080000Z kept #0\n2026-10-12T08:00Z - 2026-10-12T09:00Z (Europe/Berlin)\n\n"
        "w 20261030T090000Z kept #0\n2026-10-30T09:00Z - 2026-10-30T10:00Z (Europe/Berlin)\n\n"
        "w 20261102T090000Z kept #0\n2026-11-02T09:00Z - 2026-11-02T10:00Z (Europe/Berlin)\n\n"
        "w 20261026T090000Z kept #1\n2026-10-27T09:00Z (Europe/Berlin)\n\n");
    /* UNTIL in UTC, while the event is in New York: 22:00 there is the next day in UTC. */
    event("UID:1\nDTSTART;TZID=America/New_York:20261008T220000\nRRULE:FREQ=DAILY;UNTIL=20261010T020000Z\n",
        "1 20261009T020000Z kept #0\n2026-10-09T02:00Z (America/New_York)\n\n"
        "1 20261010T020000Z kept #0\n2026-10-10T02:00Z (America/New_York)\n\n");
    event("UID:1\nDTSTART;VALUE=DATE:20261008\nRRULE:FREQ=MONTHLY;BYDAY=2TH;COUNT=2\n",
        "1 20261008 kept #0\n2026-10-08\n\n1 20261112 kept #0\n2026-11-12\n\n");
    event("UID:1\nDTSTART:20261008T090000Z\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\n",
        "1 kept #0\n2026-10-08T09:00Z (UTC)\n\n"
        "? it repeats by a rule that is not read here: only its first time was taken\n");
    event("UID:1\nDTSTART:20261008T090000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
        "1 20261008T090000Z kept #0\n2026-10-08T09:00Z (UTC)\n\n");
}

struct counting {
    size_t n;
    civil_t last;
};

static enum err count(void *context, const struct ics_event *e, struct err_info *info)
{
    struct counting *c = context;
    (void)info;
    c->n++;
    c->last = e->begins.civil;
    return OK;
}

static struct counting counted(const char *lines)
{
    AUTO(buf) b = {0};
    struct counting c = {0};
    buf_printf(&b, "BEGIN:VCALENDAR\nBEGIN:VEVENT\n%sEND:VEVENT\nEND:VCALENDAR\n", lines);
    assert_int_equal(ics_read(buf_str(&b), count, &c, NULL), OK);
    return c;
}

static void test_bounds(void **state)
{
    (void)state;
    char text[24];
    /* Fifty, and no more than two years from the first. */
    struct counting c = counted("UID:1\nDTSTART:20261008T090000\nRRULE:FREQ=DAILY\n");
    assert_int_equal(c.n, 50);
    assert_string_equal(civil_format(c.last, text), "2026-11-26T09:00");
    c = counted("UID:1\nDTSTART:20261008T090000\nRRULE:FREQ=MONTHLY\n");
    assert_int_equal(c.n, 25);
    assert_string_equal(civil_format(c.last, text), "2028-10-08T09:00");
}

/* --- broken --- */

static void test_broken(void **state)
{
    (void)state;
    /* An event cut off is named, those around it are read; bare line feeds, a BOM, a character folded in two. */
    told("\xEF\xBB\xBF"
         "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261008T090000Z\nSUMMARY:Gespr\xc3\n \xa4"
         "ch\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART:20261009T090000Z\nBEGIN:VALARM\nDTSTART:20200101T000000Z\n"
         "BEGIN:VEVENT\nUID:3\nno property at all\n:nor this\nDTSTART:20261010T090000Z\nBEGIN:VALARM\nSUMMARY:alarm\n"
         "END:VALARM\nBEGIN:X-A\nBEGIN:X-B\nEND:X-B\nSUMMARY:inner\nEND:X-A\nSUMMARY:three\nEND:VEVENT\n"
         "BEGIN:VTODO\nUID:t\nDTSTART:20261010T090000Z\nEND:VTODO\nBEGIN:VEVENT\nUID:4\nDTSTART:20261010T0900",
        "1 kept #0\n2026-10-08T09:00Z (UTC)\nGespr\xc3\xa4"
        "ch\n2 kept #0\n! 8: this event does not end (END:VEVENT is missing): it was cut off, or is damaged\n"
        "3 kept #0\n2026-10-10T09:00Z (UTC)\nthree\n"
        "4 kept #0\n! 32: this event does not end (END:VEVENT is missing): it was cut off, or is damaged\n");
    event("UID:1\nSUMMARY:no begin\n", "1 kept #0\n! 3: this event does not say when it begins (DTSTART is missing)\n");
    event("UID:1\nDTSTART:20260231T090000\n",
        "1 kept #0\n! 3: this event begins at \"20260231T090000\", which is no date or time that exists\n");
    event("UID:1\nDTSTART:20261008T090000Z\nDTEND:20261008T080000Z\n",
        "1 kept #0\n2026-10-08T09:00Z (UTC)\n\n? its end makes no sense, and was left out\n");
    event("UID:1\nDTSTART:20261008T090000Z\nDURATION:P9999999W\n",
        "1 kept #0\n2026-10-08T09:00Z (UTC)\n\n? its end makes no sense, and was left out\n");
    /* Text that is none, and is not said to be anything else; control characters. */
    event("UID:1\nDTSTART:20261008T090000Z\nSUMMARY:Gespr\xe4"
          "ch\nLOCATION:Room\x01\x1b[31m 3\n",
        "1 kept #0\n2026-10-08T09:00Z (UTC)\n @ Room [31m 3\n"
        "? its SUMMARY is not text that can be read (neither UTF-8 nor what it says it is), and was left out\n");
    /* Links that are none of a web page are no links. */
    event("UID:1\nDTSTART:20261008T090000Z\nCONFERENCE:javascript:alert(1)\n"
          "X-MICROSOFT-ONLINEMEETINGCONFLINK:conf:sip:jane@kestrel.example\nDESCRIPTION:https://zoom.us.evil.example/j/"
          "1\n",
        "1 kept #0\n2026-10-08T09:00Z (UTC)\n\n");
    told("BEGIN:VCARD\nEND:VCARD\n", "refused: this is no calendar: BEGIN:VCALENDAR is missing\n");
    told("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "");
    expect((struct str){"\xFF\xFE"
                        "B\0",
               4},
        "refused: this is UTF-16 text: save it as UTF-8 and import that\n");
}

static void test_without_uid(void **state)
{
    (void)state;
    AUTO(buf) first = {0}, second = {0};
    struct str ics =
        STR("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261008T090000Z\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n");
    assert_int_equal(ics_read(ics, tell, &first, NULL), OK);
    assert_int_equal(ics_read(ics, tell, &second, NULL), OK);
    assert_true(str_eq(buf_str(&first), buf_str(&second)) && str_starts(buf_str(&first), STR("without-uid-")));
}

/* --- large --- */

static double seconds_for(struct str bytes)
{
    struct counting c = {0};
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    assert_int_equal(ics_read(bytes, count, &c, NULL), OK);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* What is hardest for a reader, n of each: nothing takes more than a little per byte. */
static void test_large(void **state)
{
    (void)state;
    static const char *const bad[] = {"x", "\n x", "\\n", "=\n", ";X=y", "http", "https://", "BEGIN:X\n",
        "BEGIN:VEVENT\n", "BEGIN:VTIMEZONE\n", "BEGIN:VTIMEZONE\nBEGIN:STANDARD\n", "RDATE:20261008,20261009\n",
        "EXDATE:20261008\n", "ATTENDEE:mailto:a@b.example\n", "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:=\n", "\"", "^",
        "\xe4", ",", "RRULE:FREQ=DAILY;BYDAY=MO\n", "DTSTART;TZID=Nowhere:20261008T090000\n"};
    static const char *const begin[] = {
        "", "DESCRIPTION:", "ATTENDEE", "SUMMARY;ENCODING=QUOTED-PRINTABLE:", "RDATE:", "RRULE:"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (size_t k = 0; k < sizeof begin / sizeof *begin; k++) {
            AUTO(buf) b = {0};
            buf_printf(&b, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261008T090000\n%s", begin[k]);
            while (b.n < 1 << 18) buf_put(&b, bad[i]);
            buf_put(&b, "\nEND:VEVENT\nEND:VCALENDAR\n");
            double s = seconds_for(buf_str(&b));
            if (s > 1) fail_msg("\"%s\" after \"%s\" took %.1f s", bad[i], begin[k], s);
        }
}

static void test_limits(void **state)
{
    (void)state;
    AUTO(buf) b = {0};
    struct counting c = {0};
    struct err_info info;
    buf_put(&b, "BEGIN:VCALENDAR\n");
    for (int i = 0; i <= ICS_EVENTS_MAX; i++) buf_put(&b, "BEGIN:VEVENT\nUID:1\nDTSTART:20261008\nEND:VEVENT\n");
    assert_int_equal(ics_read(buf_str(&b), count, &c, &info), ERR_INPUT);
    assert_string_equal(info.text, "this calendar has more than 100000 events: export fewer years of it");
    while (b.n <= ICS_FILE_MAX) buf_put(&b, "X:................................................................\n");
    assert_int_equal(ics_read(buf_str(&b), count, &c, &info), ERR_INPUT);
    assert_string_equal(info.text, "this calendar is larger than 20 MB: export fewer years of it, or split it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_google),
        cmocka_unit_test(test_exchange),
        cmocka_unit_test(test_apple),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_old),
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_without_uid),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
