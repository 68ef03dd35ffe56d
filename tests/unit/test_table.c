/* Tables that people have: each sample of tests/data/tables as it must be read,
 * which way round dates are, what is refused and with which words, and how
 * statuses are understood. */
#include "base/arena.h"
#include "base/buf.h"
#include "codec/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define TABLES HEARBACK_SOURCE_DIR "/tests/data/tables/"
/* The real search of one person, where it is there (CC0, see its README). */
#define REAL_TABLE HEARBACK_SOURCE_DIR "/tests/data/job-search-france-2023.csv"

static const char *const when_names[TABLE_WHENS] = {"saved", "applied", "call", "interview1", "interview2",
    "interview3", "interview4", "interview5", "interview6", "interview7", "interview8", "interview9", "offer", "answer",
    "status-since", "follow-up", "next-on", "deadline", "archived-on", "connected", "sent"};

/* --- Rows as text: "line: organisation | position; field value; ..." with what is empty left out --- */

static void add(struct buf *out, const char *name, struct str value)
{
    if (value.n) buf_printf(out, "; %s %.*s", name, STR_ARG(value));
}

static void add_time(struct buf *out, const char *name, const struct table_time *t)
{
    char text[24];
    if (!t->given) return;
    const char *shown = t->date.timed ? civil_format(t->date.at, text) : day_format(day_of(t->date.at), text);
    buf_printf(out, "; %s %s%s", name, shown, t->date.fixed ? "*" : "");
}

static enum err show_opportunity(void *context, const struct table_opportunity *r, struct err_info *info)
{
    (void)info;
    struct buf *out = context;
    buf_printf(out, "%zu: %.*s | %.*s; %s", r->line, STR_ARG(r->organisation), STR_ARG(r->position),
        table_status_names[r->status]);
    if (r->status == TABLE_STATUS_UNKNOWN) add(out, "said", r->status_text);
    if (r->applied) buf_printf(out, "; applied? %s", answer_names[r->applied]);
    if (r->archived) buf_printf(out, "; archived? %s", answer_names[r->archived]);
    add(out, "in", r->location);
    add(out, "url", r->url);
    add(out, "source", r->source);
    add(out, "contact", r->contact);
    add(out, "mail", r->contact_mail);
    add(out, "phone", r->contact_phone);
    for (size_t i = 0; i < TABLE_WHENS; i++) add_time(out, when_names[i], &r->when[i]);
    add(out, "next", r->next_action);
    add(out, "notes", r->notes);
    for (size_t i = 0; i < r->n_others; i++)
        buf_printf(out, "; [%.*s: %.*s]", STR_ARG(r->others[i].column), STR_ARG(r->others[i].text));
    buf_char(out, '\n');
    return OK;
}

static enum err show_contact(void *context, const struct table_contact *r, struct err_info *info)
{
    (void)info;
    struct buf *out = context;
    buf_printf(out, "%zu: %.*s", r->line, STR_ARG(r->name));
    add(out, "at", r->organisation);
    add(out, "as", r->title);
    add(out, "plainly", r->plain_name);
    for (size_t i = 0; i < r->n_mails; i++) add(out, "mail", r->mails[i]);
    for (size_t i = 0; i < r->n_phones; i++) add(out, "phone", r->phones[i]);
    add(out, "url", r->url);
    add(out, "notes", r->notes);
    add_time(out, "connected", &r->connected);
    buf_char(out, '\n');
    return OK;
}

static enum err show_message(void *context, const struct table_message *r, struct err_info *info)
{
    (void)info;
    struct buf *out = context;
    buf_printf(out, "%zu: %.*s to %.*s", r->line, STR_ARG(r->from), STR_ARG(r->to));
    add_time(out, "sent", &r->sent);
    add(out, "subject", r->subject);
    add(out, "text", r->text);
    if (r->draft) buf_put(out, "; draft");
    buf_char(out, '\n');
    return OK;
}

static void show_refused(void *context, size_t line, struct str why)
{
    buf_printf(context, "%zu! %.*s\n", line, STR_ARG(why));
}

/* The kind, then the rows; or "!" and the sentence of the refusal. */
static void show(struct buf *out, struct str bytes, enum date_order order)
{
    AUTO(buf) rows = {0};
    struct table_visitor visitor = {&rows, show_opportunity, show_contact, show_message, show_refused};
    struct table_summary summary;
    struct err_info info;
    /* Exactly as large as the input, so that a sanitizer sees a read past its end. */
    char *copy = malloc(bytes.n ? bytes.n : 1);
    if (bytes.n) memcpy(copy, bytes.p, bytes.n);
    if (table_read((struct str){copy, bytes.n}, order, &visitor, &summary, &info) == OK) {
        buf_printf(out, "%s\n", table_kind_names[summary.kind]);
        buf_add(out, buf_str(&rows));
    } else {
        assert_int_equal(rows.n, 0); /* no row before a refusal */
        buf_printf(out, "!%s\n", info.text);
    }
    buf_char(out, '\0');
    free(copy);
}

static void check(const char *text, enum date_order order, const char *expected)
{
    AUTO(buf) out = {0};
    show(&out, str_from(text), order);
    assert_string_equal(out.p, expected);
}

static bool read_file(const char *path, struct buf *ret)
{
    char part[4096];
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;) buf_add(ret, (struct str){part, n});
    fclose(file);
    return true;
}

/* --- Every format that is known, without a flag --- */

static const struct {
    const char *file, *expected;
} samples[] = {
    {"linkedin-connections.csv",
        "contacts\n"
        "5: Ada Exemplar; at Acme Rockets; as Head of Data; mail ada@acme.example.com; url "
        "https://www.example.com/in/ada-exemplar; connected 2024-03-05\n"
        "6: Bo Sample, PhD; at Globex Kites; url https://www.example.com/in/bo-sample; connected 2023-11-17\n"},
    {"linkedin-connections-old.csv", "contacts\n"
                                     "2: Cleo Placeholder; at Globex Kites; as Recruiter; mail "
                                     "cleo@globex.example.com; connected 2019-03-31T21:02\n"},
    {"linkedin-job-applications.csv",
        "opportunities\n"
        "2: Acme Rockets | Data Engineer; unsaid; url https://www.example.com/jobs/view/1; mail sam@example.com; phone "
        "+1 555 0100; applied 2024-11-20T08:15; [Resume Name: cv-a.pdf]; [Question And Answers: Years of Kites:3 | "
        "Licence:Yes]\n"
        "3: Globex Kites | Kite Tester; unsaid; url https://www.example.com/jobs/view/2; mail sam@example.com; phone "
        "+1 555 0100; applied 2024-01-02T23:40; [Resume Name: cv-a.pdf]\n"},
    {"linkedin-saved-jobs.csv", "saved-jobs\n"
                                "2: Initech Balloons | Balloon Pilot; saved; url https://www.example.com/jobs/view/3; "
                                "saved 2025-02-03T07:00\n"},
    {"linkedin-messages.csv",
        "messages\n"
        "2: Ada Exemplar to Sam Seeker; sent 2024-03-05T12:34:56*; subject Data Engineer; text Hello Sam,\n\nare you "
        "free on Thursday?\n"
        "5: Sam Seeker to Ada Exemplar; sent 2024-03-05T13:00*; text Thursday is fine.\n"
        "6: Sam Seeker to Ada Exemplar; sent 2024-03-06T09:00*; text Never finis; draft\n"},
    {"jobsync.csv",
        "opportunities\n"
        "2: Acme Rockets | Data Engineer; applied; applied? yes; in Springfield; source LinkedIn; saved 2024-05-01; "
        "applied 2024-05-02; [index: 1]; [jobType: Full-time]; [workplaceType: Remote]\n"
        "3: Globex Kites | Kite Tester; saved; applied? no; in Shelbyville; saved 2024-05-03; [index: 2]; [jobType: "
        "Part-time]; [workplaceType: On-site]\n"
        "4: Initech Balloons | Balloon Pilot; expired; applied? yes; in Ogdenville; source Indeed; saved 2024-05-04; "
        "applied 2024-05-04; [index: 3]; [jobType: Full-time]; [workplaceType: Hybrid]\n"},
    {"teal.csv",
        "opportunities\n"
        "2: Acme Rockets | Data Engineer; applied; in Springfield; url https://jobs.example.com/1; source extension; "
        "saved 2024-04-01T09:30*; applied 2024-04-03; follow-up 2024-04-12; [id: 10]; [excitement: 4]; [updated_at: "
        "2024-04-03T10:00:00Z]\n"
        "3: Globex Kites | Kite Tester; saved; url https://jobs.example.com/2; source extension; saved "
        "2024-04-02T10:00*; [id: 11]; [excitement: 3]; [updated_at: 2024-04-02T10:00:00Z]\n"
        "4: Initech Balloons | Balloon Pilot; rejected; url https://jobs.example.com/3; source extension; saved "
        "2024-03-02T10:00*; applied 2024-03-04T10:15*; archived-on 2024-05-02T10:00*; [id: 12]; [excitement: 1]; "
        "[updated_at: 2024-05-02T10:00:00Z]\n"},
    {"teal-short.csv", "opportunities\n"
                       "2: Acme Rockets | Data Engineer; interview; in Springfield; url https://jobs.example.com/1; "
                       "[Salary: 50k]\n"},
    {"huntr.csv",
        "opportunities\n"
        "2: Acme Rockets | Data Engineer; saved; in Springfield; url https://jobs.example.com/1; [htmlDescription: "
        "<p>Rockets, and data.</p>\n<p>Fine people.</p>]\n"
        "4: Globex Kites | Kite Tester; interview; in Shelbyville; url https://jobs.example.com/2; [htmlDescription: "
        "<p>Kites</p>]\n"},
    {"huntr-board.csv", "opportunities\n"
                        "2: Acme Rockets | Data Engineer; offer; in Springfield; url https://jobs.example.com/1; saved "
                        "2024-06-01; notes Met at the fair\n"},
    {"huntr-list.csv", "opportunities\n"
                       "2: Acme Rockets | Data Engineer; rejected; applied 2024-06-01\n"},
    {"simplify.csv", "opportunities\n"
                     "2: Acme Rockets | Data Engineer; rejected; archived? yes; url https://jobs.example.com/1; "
                     "applied 2024-07-01; status-since 2024-07-15; archived-on 2024-07-20\n"
                     "3: Globex Kites | Kite Tester; applied; archived? no; url https://jobs.example.com/2; applied "
                     "2024-07-02; status-since 2024-07-02; notes =asked twice\n"},
    {"jobsentinel.csv", "opportunities\n"
                        "2: Acme Rockets | Data Engineer; applied; in Springfield; url https://jobs.example.com/1; "
                        "contact Ada Exemplar; mail ada@acme.example.com; saved 2024-08-01; applied 2024-08-02; "
                        "next-on 2024-08-09; next Call Ada; notes Warm; [rating: 4]\n"},
    {"ai-job-search.csv",
        "opportunities\n"
        "2: Acme Rockets | Data Engineer; applied; source newsletter; contact Ada Exemplar; applied 2024-09-01; "
        "deadline 2024-09-30; [sector: Aerospace]; [role_type: full-time]; [channel: website]; [fit_rating: 8]; "
        "[cv_file: cv-a.pdf]; [cover_letter_file: letter-a.pdf]\n"
        "3: Globex Kites | Kite Tester; saved; source newsletter; saved 2024-09-02; [sector: Toys]; [role_type: "
        "full-time]; [channel: website]; [fit_rating: 7]; [deadline: rolling]\n"},
    {"career-ops.md", "opportunities\n"
                      "5: Acme Rockets | Data Engineer; applied; applied 2024-10-01; notes Python | SQL; [#: 1]; "
                      "[Score: 4.2/5]; [PDF: yes]; [Report: [1](reports/1.md)]\n"
                      "6: Globex Kites | Kite Tester; saved; saved 2024-10-02; [#: 2]; [Score: 3.1/5]; [PDF: no]; "
                      "[Report: [2](reports/2.md)]\n"},
    {"job-search-sheet.csv",
        "opportunities\n"
        "2: Acme Rockets | Data Engineer; declined; in Springfield; url https://jobs.example.com/1; source LinkedIn; "
        "applied 2023-08-31; call 2023-09-05; interview1 2023-09-07T18:00; interview2 2023-09-27T08:00; offer "
        "2023-10-02; answer 2023-10-05; [Attendance: Hybrid]; [Type: Offer]\n"
        "3: Globex Kites | ; filled; in Shelbyville; source Reach-out; call 2023-09-01; answer 2023-09-06\n"},
    {"sheet-pipes.txt", "opportunities\n"
                        "2: Acme Rockets | Data Engineer; applied; applied 2024-11-02; notes Found by a friend; "
                        "[Resume Version: v3]\n"
                        "3: Globex Kites | Kite Tester; interview; applied 2024-11-03; notes Two rounds | both remote; "
                        "[Resume Version: v3]\n"},
    {"sheet-tabs.tsv", "opportunities\n"
                       "2: Acme Rockets | Data Engineer; rejected; applied 2024-03-05\n"
                       "3: Globex Kites | Kite Tester; applied; applied 2024-03-06; follow-up 2024-03-15; deadline "
                       "2024-04-01; next Send references; notes Sent by post\n"},
    {"german.csv", "opportunities\n"
                   "2: Muster Raketen GmbH | Raketenprüfer (m/w/d), Vollzeit; applied; url https://jobs.example.com/1; "
                   "applied 2024-03-05; [Gehalt: 50.000 €]\n"
                   "3: Beispiel Drachen AG | Drachenflieger; rejected; applied 2024-03-07\n"},
    {"google-contacts.csv", "contacts\n"
                            "2: Ada M. Exemplar; at Acme Rockets; as Head of Data; plainly Ada Exemplar; mail "
                            "ada@example.com; mail ada@acme.example.com; mail ada.m@acme.example.com; phone +1 555 "
                            "0101; phone +1 555 0102\n"
                            "3! a contact without a name\n"},
    {"google-contacts-old.csv", "contacts\n"
                                "2: Bo Sample; at Globex Kites; as Recruiter; mail bo@globex.example.com; phone +1 555 "
                                "0103\n"},
    {"outlook-contacts.csv", "contacts\n"
                             "2: Cleo Placeholder; at Initech Balloons; as Director; mail cleo@initech.example.com; "
                             "mail cleo@example.com; phone +1 555 0104; phone +1 555 0105\n"},
};

static void every_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        AUTO(buf) bytes = {0}, out = {0};
        char path[600];
        snprintf(path, sizeof path, TABLES "%s", samples[i].file);
        if (!read_file(path, &bytes)) fail_msg("%s is missing", path);
        show(&out, buf_str(&bytes), DATE_ORDER_UNSAID);
        assert_string_equal(out.p, samples[i].expected);
    }
}

/* --- Dates: one order for the whole file --- */

#define APPLIED "Company,Role,Applied on,Interview\n"

static void order_of_dates(void **state)
{
    (void)state;
    check(APPLIED "A,x,05/03/2024,\nB,y,,31/03/2024 9:00\n", DATE_ORDER_UNSAID,
        "opportunities\n2: A | x; unsaid; applied 2024-03-05\n3: B | y; unsaid; interview1 2024-03-31T09:00\n");
    check(APPLIED "A,x,05/03/2024,\nB,y,,03/31/2024 9:00\n", DATE_ORDER_UNSAID,
        "opportunities\n2: A | x; unsaid; applied 2024-05-03\n3: B | y; unsaid; interview1 2024-03-31T09:00\n");
    check(APPLIED "A,x,05/05/2024,\nB,y,2024-05-03,\n", DATE_ORDER_UNSAID,
        "opportunities\n2: A | x; unsaid; applied 2024-05-05\n3: B | y; unsaid; applied 2024-05-03\n");
    check(APPLIED "A,x,05/05/2024,\nB,y,05/03/2024,\n", DATE_ORDER_UNSAID,
        "!line 3 has a date that can be read day first or month first, and no date of the file decides it: say which "
        "with --dates day-first|month-first\n");
    check(APPLIED "A,x,05/03/2024,\n", DATE_DAY_FIRST, "opportunities\n2: A | x; unsaid; applied 2024-03-05\n");
    check(APPLIED "A,x,05/03/2024,\n", DATE_MONTH_FIRST, "opportunities\n2: A | x; unsaid; applied 2024-05-03\n");
    check(APPLIED "A,x,31/03/2024,\nB,y,03/31/2024,\n", DATE_ORDER_UNSAID,
        "!line 2 has a date with the day first, line 3 one with the month first: say which is right with --dates "
        "day-first|month-first, and rows that do not fit will be reported\n");
    check(APPLIED "A,x,31/03/2024,\nB,y,03/31/2024,\n", DATE_DAY_FIRST,
        "opportunities\n2: A | x; unsaid; applied 2024-03-31\n"
        "3! Applied on \"03/31/2024\" is no date: there is no month 31 (dates are read day first)\n");
    check("Application Date,Company Name,Job Title,Job Url,Resume Name\n\"1/2/24, 8:15 AM\",A,x,,\n", DATE_DAY_FIRST,
        "opportunities\n2: A | x; unsaid; applied 2024-01-02T08:15\n"); /* LinkedIn: always American */
}

/* --- Rows that cannot be taken --- */

static void refused_rows(void **state)
{
    (void)state;
    check(APPLIED "A,x,31/02/2024,\nB,y,,\n", DATE_ORDER_UNSAID,
        "opportunities\n2! Applied on \"31/02/2024\" is no date: there is no day 31 in month 2 of 2024\n"
        "3: B | y; unsaid\n");
    check(APPLIED "A,x,5/3,\n", DATE_ORDER_UNSAID, "opportunities\n2! Applied on \"5/3\" is no date: it has no year\n");
    check(APPLIED ",,2024-01-02,\n", DATE_ORDER_UNSAID, "opportunities\n2! neither an organisation nor a position\n");
    check(APPLIED "A,x, soon,2024-01-02,\n", DATE_ORDER_UNSAID,
        "opportunities\n2: A | x; unsaid; interview1 2024-01-02; [Applied on: soon]\n"); /* five cells, the last empty */
    check(APPLIED "A,x, y,2024-01-02,z\n", DATE_ORDER_UNSAID,
        "opportunities\n2! it has 5 cells and the header 4: a cell that holds the separator must stand in quotes\n");
    check(APPLIED "made by a program\n" APPLIED, DATE_ORDER_UNSAID,
        "opportunities\n2! it has one cell and the header 4: no row of this table\n3! it is the header once more\n");
    check(APPLIED ",,,\n  , ,,\nA,x\n\n", DATE_ORDER_UNSAID, "opportunities\n4: A | x; unsaid\n");
    check(APPLIED "A\x1B[2J\nB,x,\"5/3\x1B[2J\",\n\"A\x1B[2J\nB\",x,,\n", DATE_ORDER_UNSAID,
        "opportunities\n2! it has one cell and the header 4: no row of this table\n"
        "3! Applied on \"5/3 [2J\" is no date: it has no year\n"
        "4: A [2J B | x; unsaid\n");
}

static void too_long_for_an_event(void **state)
{
    (void)state;
    AUTO(buf) in = {0}, out = {0};
    buf_put(&in, "Company,Role,Notes\n");
    for (int i = 0; i < 1001; i++) buf_put(&in, "x");
    buf_put(&in, ",role,\nA,role,");
    for (int i = 0; i < 20001; i++) buf_put(&in, "x");
    buf_put(&in, "\n");
    show(&out, buf_str(&in), DATE_ORDER_UNSAID);
    assert_string_equal(out.p, "opportunities\n2! Company is longer than 1000 bytes: shorten it\n"
                               "3! Notes is longer than 20000 bytes: shorten it\n");
}

/* --- Files that cannot be taken --- */

static void refused_files(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } examples[] = {
        {"", "!this is no table: it needs a header with names of columns\n"},
        {"hello\nworld\n", "!this is no table: it needs a header with names of columns\n"},
        {"Title of the list\nPlace,Colour,Taste\nx,y,z\n",
            "!this table is not recognised: its columns are Place, Colour, Taste; needed are one for the organisation "
            "(such as Company) and one for the position or the status (such as Position, Status)\n"},
        {"Company,\x1B[31mColour\nx,y\n",
            "!this table is not recognised: its columns are Company, [31mColour; needed are one for the organisation "
            "(such as Company) and one for the position or the status (such as Position, Status)\n"},
        {APPLIED "A,x,2024-01-02,\nB,\"y\n",
            "!line 3: a quote opens here and the file ends before it closes: the file was cut off\n"},
        {APPLIED "A,x,2024-01-02,\nB,y,20", "!line 3: the file ends within this row: it was cut off\n"},
        {APPLIED "A,x,2024-01-02,\nB,caf\xE9,,\n", "!line 3: this is not valid UTF-8: save the file as \"CSV UTF-8\", "
                                                   "or convert it, as with \"iconv -f WINDOWS-1252 -t UTF-8\"\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(examples[i].text, DATE_ORDER_UNSAID, examples[i].expected);
}

/* --- Names of columns --- */

static void names_of_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } examples[] = {
        {"ENTREPRISE;Poste;Statut;Date de candidature\nA;x;Refusé;2024-01-02\n",
            "opportunities\n2: A | x; rejected; applied 2024-01-02\n"},
        {"SOCIÉTÉ,POSTE\nA,x\n", "opportunities\n2: A | x; unsaid\n"},
        {"Firma\tStelle\tStand\nA\tx\tAbsage\n", "opportunities\n2: A | x; rejected\n"},
        {"Company,Status\nA,Applied\n", "opportunities\n2: A | ; applied\n"},
        {"Title,Role,Company\nDr,x,A\n", "opportunities\n2: A | x; unsaid; [Title: Dr]\n"},
        {"Company,Role,Applied\nA,x,2024-01-02\nB,y,Yes\nC,z,soon\n",
            "opportunities\n2: A | x; unsaid; applied 2024-01-02\n3: B | y; unsaid; applied? yes\n"
            "4: C | z; unsaid; [Applied: soon]\n"},
        {"Company,Role,Interview 2 date,First interview,3. Vorstellungsgespräch,2e entretien\n"
         "A,x,2024-02-02,2024-01-01,2024-03-03,N/A\n",
            "opportunities\n2: A | x; unsaid; interview1 2024-01-01; interview2 2024-02-02; interview3 2024-03-03\n"},
        {"Company,Role,Status,List\nA,x,,Wishlist\nB,y,Offer,Applied\n",
            "opportunities\n2: A | x; saved\n3: B | y; offer\n"},
        {"Company,Role,Link\nA,x,https://a.example.com\nB,y,see mail\n",
            "opportunities\n2: A | x; unsaid; url https://a.example.com\n3: B | y; unsaid; [Link: see mail]\n"},
        {"Company,Role,Contact\nA,x,jo@example.com\nB,y,\"Jo <jo@example.com>\"\n",
            "opportunities\n2: A | x; unsaid; mail jo@example.com\n3: B | y; unsaid; contact Jo; mail "
            "jo@example.com\n"},
        {"Name,Company,Email\nJo,A,jo@example.com\n", "contacts\n2: Jo; at A; mail jo@example.com\n"},
        {"Company,Role,Offer\nA,x,no\n", "opportunities\n2: A | x; unsaid; [Offer: no]\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(examples[i].text, DATE_ORDER_UNSAID, examples[i].expected);
}

/* What it takes to be a table of contacts, and what makes it one of jobs all the same. */
static void headers_of_contacts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } examples[] = {
        {"First Name,Last Name,Email Address,Company,Position,Connected On\nJo,Reed,,A,x,\"3/5/19, 9:02 PM\"\n",
            "contacts\n2: Jo Reed; at A; as x; connected 2019-03-05T21:02\n"},
        {"First Name,Last Name,URL,Company,Connected "
         "On\nJo,Reed,,A,31/01/2019\nAl,Lee,,B,someday\nMo,Poe,,C,13/13/13\n",
            "contacts\n2: Jo Reed; at A; connected 2019-01-31\n3: Al Lee; at B\n4: Mo Poe; at C\n"},
        {"Notes:\n\"A sentence, with \"\"quotes\"\".\"\n\nFirst Name,Last "
         "Name,URL,Company\nJo,Reed,https://l.example,A\n",
            "contacts\n5: Jo Reed; at A; url https://l.example\n"},
        {"Vorname;Nachname;Firma;Position;E-Mail-Adresse;Telefon geschäftlich\nJo;Reed;A;x;jo@example.com;+49 1\n",
            "contacts\n2: Jo Reed; at A; as x; mail jo@example.com; phone +49 1\n"},
        {"Prénom,Nom,Société,Adresse de messagerie,Tél. mobile\nJo,Reed,A,jo@example.com,+33 1\n",
            "contacts\n2: Jo Reed; at A; mail jo@example.com; phone +33 1\n"},
        {"Title,First Name,Last Name,Company,Job Title,E-mail Type,E-mail Address,Location,Priority\n"
         "Dr,Jo,Reed,A,x,SMTP,jo@example.com,Pier,Normal\n",
            "contacts\n2: Jo Reed; at A; as x; mail jo@example.com\n"},
        {"First Name,Middle Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\n"
         "Jo,Q,Reed,Home,c@x.example,* ,a@x.example ::: b@x.example:::a@x.example\n",
            "contacts\n2: Jo Q Reed; plainly Jo Reed; mail a@x.example; mail b@x.example; mail c@x.example\n"},
        {"Name,Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
         "Dr. Jo Reed,Jo,Reed,,A ::: B,x ::: y\n,Jo,,,A,\n",
            "contacts\n2: Dr. Jo Reed; at A ::: B; as x ::: y; plainly Jo Reed\n3: Jo; at A\n"},
        {"Name,Company,Email,Status\nJo,A,jo@example.com,Applied\n",
            "opportunities\n2: A | ; applied; contact Jo; mail jo@example.com\n"},
        {"First Name,Last Name,Company,Job Title,Email,Date Applied\nJo,Reed,A,x,jo@example.com,2024-01-02\n",
            "opportunities\n2: A | x; unsaid; mail jo@example.com; applied 2024-01-02; [First Name: Jo]; "
            "[Last Name: Reed]\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check(examples[i].text, DATE_ORDER_UNSAID, examples[i].expected);
}

static void statuses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum table_status expected;
    } examples[] = {
        {"", TABLE_STATUS_UNSAID},
        {" - ", TABLE_STATUS_UNSAID},
        {"N/A", TABLE_STATUS_UNSAID},
        {"Wishlist", TABLE_STATUS_SAVED},
        {"to-apply", TABLE_STATUS_SAVED},
        {"À postuler", TABLE_STATUS_SAVED},
        {"Applied", TABLE_STATUS_APPLIED},
        {"✅ applied", TABLE_STATUS_APPLIED},
        {"ENVOYÉE", TABLE_STATUS_APPLIED},
        {"Applied (LinkedIn)", TABLE_STATUS_APPLIED},
        {"Ghosted 👻", TABLE_STATUS_NO_ANSWER},
        {"In process", TABLE_STATUS_IN_PROCESS},
        {"In Bearbeitung", TABLE_STATUS_IN_PROCESS},
        {"Interviewing", TABLE_STATUS_INTERVIEW},
        {"Interview: 2nd round", TABLE_STATUS_INTERVIEW},
        {"Negotiating", TABLE_STATUS_OFFER},
        {"Accepted", TABLE_STATUS_ACCEPTED},
        {"Turn down", TABLE_STATUS_DECLINED},
        {"Withdrawn", TABLE_STATUS_WITHDRAWN},
        {"Not selected", TABLE_STATUS_REJECTED},
        {"❌ Rejected - no feedback", TABLE_STATUS_REJECTED},
        {"Abgelehnt", TABLE_STATUS_REJECTED},
        {"No project for now", TABLE_STATUS_FILLED},
        {"Expired", TABLE_STATUS_EXPIRED},
        {"archived", TABLE_STATUS_ARCHIVED},
        {"On hold", TABLE_STATUS_ON_HOLD},
        {"not rejected yet", TABLE_STATUS_UNKNOWN},
        {"no offer", TABLE_STATUS_UNKNOWN},
        {"👻", TABLE_STATUS_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char got[200], expected[200];
        snprintf(got, sizeof got, "%s: %s", examples[i].text,
            table_status_names[table_status_of(str_from(examples[i].text))]);
        snprintf(expected, sizeof expected, "%s: %s", examples[i].text, table_status_names[examples[i].expected]);
        assert_string_equal(got, expected);
    }
}

/* --- Streaming --- */

static enum err stop_at_three(void *context, const struct table_opportunity *r, struct err_info *info)
{
    (void)r;
    int *seen = context;
    return ++*seen < 3 ? OK : err_set(info, ERR_STORE, "enough");
}

static void a_visitor_can_stop(void **state)
{
    (void)state;
    int seen = 0;
    struct table_visitor visitor = {.context = &seen, .opportunity = stop_at_three};
    struct table_summary summary = {.read = 99};
    struct err_info info;
    struct str text = STR("Company,Role\nA,x\nB,x\nC,x\nD,x\n");
    assert_int_equal(table_read(text, DATE_ORDER_UNSAID, &visitor, &summary, &info), ERR_STORE);
    assert_string_equal(info.text, "enough");
    assert_int_equal(seen, 3);
    assert_int_equal(summary.read, 99);
    visitor = (struct table_visitor){0};
    assert_int_equal(table_read(text, DATE_ORDER_UNSAID, &visitor, &summary, &info), OK);
    assert_int_equal(summary.read, 4);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* One huge row must not make every later row dear (the row's memory is given back). */
static void large_rows_do_not_linger(void **state)
{
    (void)state;
    AUTO(buf) in = {0};
    buf_put(&in, "Company,Role,Extra\nA,x,\"");
    for (int i = 0; i < 500000; i++) buf_put(&in, "\"\"");
    buf_put(&in, "\"\n");
    for (int i = 0; i < 20000; i++) buf_put(&in, "A,x,\"\"\"\"\n");
    struct table_visitor visitor = {0};
    struct table_summary summary;
    double began = seconds();
    assert_int_equal(table_read(buf_str(&in), DATE_ORDER_UNSAID, &visitor, &summary, NULL), OK);
    assert_int_equal(summary.read, 20001);
    assert_true(seconds() - began < 2); /* 0.02 s here; 20 s if a megabyte were cleared for each row */
}

/* --- A real search, with the facts its author's README tells --- */

struct facts {
    size_t rows, answered, both, interviews, accepted;
    long days[1000];
};

static enum err count(void *context, const struct table_opportunity *r, struct err_info *info)
{
    (void)info;
    struct facts *f = context;
    const struct table_time *applied = &r->when[TABLE_APPLIED], *answer = &r->when[TABLE_ANSWER];
    f->rows++;
    f->answered += answer->given;
    if (applied->given && answer->given && f->both < 1000)
        f->days[f->both++] = day_of(answer->date.at) - day_of(applied->date.at);
    f->interviews += r->when[TABLE_INTERVIEW].date.timed;
    f->accepted += r->status == TABLE_STATUS_ACCEPTED;
    return OK;
}

static int compare_days(const void *a, const void *b)
{
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

static void a_real_search(void **state)
{
    (void)state;
    AUTO(buf) bytes = {0};
    struct facts f = {0};
    struct table_visitor visitor = {.context = &f, .opportunity = count};
    struct table_summary summary;
    const char *path = getenv("HEARBACK_REAL_TABLE");
    if (!read_file(path ? path : REAL_TABLE, &bytes)) skip();
    assert_int_equal(table_read(buf_str(&bytes), DATE_ORDER_UNSAID, &visitor, &summary, NULL), OK);
    qsort(f.days, f.both, sizeof *f.days, compare_days);
    assert_int_equal(summary.order, DATE_DAY_FIRST);
    assert_int_equal(summary.refused, 0);
    assert_int_equal(f.rows, 447);
    assert_int_equal(f.answered, 146);
    assert_int_equal(f.both, 137);
    assert_int_equal(f.interviews, 17);
    assert_int_equal(f.accepted, 1);
    assert_int_equal(f.days[f.both / 2], 7);
    assert_int_equal(f.days[f.both - 1], 64);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format),
        cmocka_unit_test(order_of_dates),
        cmocka_unit_test(refused_rows),
        cmocka_unit_test(too_long_for_an_event),
        cmocka_unit_test(refused_files),
        cmocka_unit_test(names_of_columns),
        cmocka_unit_test(headers_of_contacts),
        cmocka_unit_test(statuses),
        cmocka_unit_test(a_visitor_can_stop),
        cmocka_unit_test(large_rows_do_not_linger),
        cmocka_unit_test(a_real_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
