/* Talking with hearback-mail, and going on behind what it could not read. */
#include "app/mail_reader.h"

#include "app/mail_reader_files.h"
#include "codec/mail_date.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    OUT_MAX = 64, /* names of files that are with the helper */
    LANES_FROM = 8 << 20, /* bytes of a mailbox from which on two helpers are worth their start */
};

static const char program[] = "hearback-mail";

/* --- what a file is --- */

static bool is_known_header(struct str name)
{
    static const char *const names[] = {"From", "To", "Date", "Subject", "Received", "Return-Path", "Delivered-To",
        "Message-ID", "MIME-Version", "DKIM-Signature", "Authentication-Results", "Reply-To", NULL};
    bool own = name.n > 2 && str_is_nocase((struct str){name.p, 2}, "X-");
    return own || str_among_nocase(name, names);
}

static bool is_header_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~') return false;
    return s.n > 0;
}

/* Lines of headers up to an empty one, one of them well known. */
static bool is_headers(struct str s)
{
    bool known = false;
    for (int lines = 0; s.n; lines++) {
        struct str line, rest, name, value;
        bool whole = str_cut(s, '\n', &line, &rest);
        s = rest;
        if (!str_trim(line).n || (!whole && lines)) break;
        if (lines && (line.p[0] == ' ' || line.p[0] == '\t')) continue;
        if (!str_cut(line, ':', &name, &value) || !is_header_name(name)) return false;
        known |= is_known_header(name);
    }
    return known;
}

enum mail_form mail_reader_form(struct str beginning)
{
    struct str line, rest, address, date, s = beginning;
    if (s.n > MAIL_READER_LOOKED_AT) s.n = MAIL_READER_LOOKED_AT;
    if (str_starts(s, STR("\xEF\xBB\xBF"))) s = (struct str){s.p + 3, s.n - 3};
    while (s.n && strchr(" \t\r\n", s.p[0])) s = (struct str){s.p + 1, s.n - 1};
    str_cut(s, '\n', &line, &rest);
    if (str_starts(line, STR("From "))) {
        line = str_trim((struct str){line.p + 5, line.n - 5});
        return str_cut(line, ' ', &address, &date) && mail_date_like(date) ? MAIL_MBOX : MAIL_NONE;
    }
    return is_headers(s) ? MAIL_EML : MAIL_NONE;
}

/* --- opening --- */

static enum err start(struct mail_reader *r, struct mail_reader_lane *lane, struct err_info *info)
{
    char numbers[4][24];
    const char *args[] = {r->form, numbers[0], numbers[1], numbers[2], numbers[3], NULL};
    const int64_t values[] = {lane->place.offset, lane->place.line, lane->skip, r->n_lanes};
    for (int i = 0; i < 4; i++) snprintf(numbers[i], sizeof numbers[i], "%lld", (long long)values[i]);
    if (strcmp(r->form, "mbox") != 0) args[1] = NULL;
    enum err err = helper_start(&lane->helper, program, args, r->fd, info);
    lane->running = !err;
    r->handed = false;
    if (r->files) mail_reader_files_again(r->files);
    return err;
}

static void set_place(struct mail_reader *r, int64_t offset, int64_t line)
{
    for (int i = 0; i < r->n_lanes; i++) {
        r->lanes[i].place = (struct mail_place){.offset = offset, .line = line};
        r->lanes[i].skip = i;
    }
}

static enum err open_form(struct mail_reader *r, const char *form, struct mail_reader *ret, struct err_info *info)
{
    struct stat st;
    bool large = strcmp(form, "mbox") == 0 && fstat(r->fd, &st) == 0 && st.st_size >= LANES_FROM;
    r->form = form;
    r->n_lanes = large && sysconf(_SC_NPROCESSORS_ONLN) > 1 ? MAIL_READER_LANES : 1;
    set_place(r, 0, 1);
    AUTO(helper) found = {0}; /* a place to go on from may still be told, so this one only shows that there is one */
    const char *const args[] = {"spool", NULL};
    enum err err = helper_start(&found, program, args, -1, info);
    if (err)
        mail_reader_close(r);
    else
        *ret = *r;
    return err;
}

/* What cannot be read from any place, such as a pipe, goes into a file first. */
static enum err copy_to_file(int from, const char *name, int *ret, struct err_info *info)
{
    char piece[64 << 10];
    ssize_t n;
    FILE *file = tmpfile();
    int fd = file ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 0) : -1;
    if (file) fclose(file);
    if (fd < 0) return err_set(info, ERR_SYSTEM, "no file can be made for what %s holds (%s)", name, strerror(errno));
    while ((n = read(from, piece, sizeof piece)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 || write(fd, piece, (size_t)n) != n) {
            close(fd);
            return err_set(
                info, ERR_SYSTEM, "what %s holds cannot be kept while it is read (%s)", name, strerror(errno));
        }
    }
    *ret = fd;
    return OK;
}

static enum err open_file(const char *path, int *ret, struct err_info *info)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    struct stat st;
    int fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 || fstat(fd, &st) != 0) {
        if (fd >= 0) close(fd);
        return err_set(info, ERR_INPUT, "%s cannot be opened (%s)", name, strerror(errno));
    }
    enum err err = OK;
    if (S_ISDIR(st.st_mode)) err = err_set(info, ERR_INPUT, "%s is a folder", name);
    if (S_ISREG(st.st_mode)) return *ret = fd, OK;
    if (!err) err = copy_to_file(fd, name, ret, info);
    close(fd);
    return err;
}

enum err mail_reader_open(const char *path, enum mail_form form, struct mail_reader *ret, struct err_info *info)
{
    char beginning[MAIL_READER_LOOKED_AT];
    struct mail_reader r = {0};
    enum err err = open_file(path, &r.fd, info);
    if (err) return err;
    ssize_t n = form == MAIL_NONE ? pread(r.fd, beginning, sizeof beginning, 0) : 0;
    if (form == MAIL_NONE) form = mail_reader_form((struct str){beginning, n > 0 ? (size_t)n : 0});
    if (form != MAIL_NONE) return open_form(&r, form == MAIL_MBOX ? "mbox" : "eml", ret, info);
    close(r.fd);
    return err_set(info, ERR_INPUT, "%s does not begin as a mail or a mailbox does", path);
}

bool mail_reader_is_maildir(const char *path)
{
    return mail_reader_files_are_in(path);
}

void mail_reader_from(struct mail_reader *r, int64_t offset, int64_t line)
{
    set_place(r, offset, line > 0 ? line : 1);
}

enum err mail_reader_maildir(
    const char *path, mail_reader_pass *pass, void *context, struct mail_reader *ret, struct err_info *info)
{
    struct mail_reader r = {0};
    enum err err = mail_reader_files_new(path, pass, context, &r.files, &r.fd, info);
    return err ? err : open_form(&r, "files", ret, info);
}

enum err mail_reader_spool(struct mail_reader *ret, struct err_info *info)
{
    struct mail_reader r = {.fd = -1};
    return open_form(&r, "spool", ret, info);
}

void mail_reader_give(struct mail_reader *r, struct str message)
{
    r->given = message;
    r->handed = false;
}

void mail_reader_close(struct mail_reader *r)
{
    if (!r || !r->form) return;
    for (int i = 0; i < r->n_lanes; i++) helper_close(&r->lanes[i].helper);
    if (r->fd >= 0) close(r->fd);
    mail_reader_files_free(r->files);
    *r = (struct mail_reader){0};
}

/* --- to the helper, where there is but one --- */

static enum err hand_over(struct mail_reader *r, struct str s, struct err_info *info)
{
    const char length[4] = {
        (char)(s.n & 0xFF), (char)(s.n >> 8 & 0xFF), (char)(s.n >> 16 & 0xFF), (char)(s.n >> 24 & 0xFF)};
    enum err err = helper_write(&r->lanes[0].helper, (struct str){length, sizeof length}, info);
    return err ? err : helper_write(&r->lanes[0].helper, s, info);
}

/* What it needs to go on.  That it reads no more shows when its answer is read. */
static void feed(struct mail_reader *r)
{
    struct str name;
    if (r->files) {
        if (mail_reader_files_out(r->files) > OUT_MAX / 2) return;
        while (mail_reader_files_out(r->files) < OUT_MAX && mail_reader_files_next(r->files, &name))
            if (hand_over(r, name, NULL)) return;
        if (!mail_reader_files_out(r->files)) helper_close_input(&r->lanes[0].helper);
    } else if (r->given.n && !r->handed) {
        r->handed = true;
        if (hand_over(r, r->given, NULL)) return;
    }
}

/* --- from the helper --- */

static void settle_place(struct mail_reader *r, struct mail_reader_lane *lane, struct mail *m)
{
    struct mail_place place = lane->place;
    m->offset = place.offset;
    m->bytes = place.bytes;
    m->line = place.line;
    lane->announced = false;
    lane->place = (struct mail_place){.offset = place.offset + place.bytes, .line = place.next_line};
    lane->skip = r->n_lanes - 1;
    r->turn = (r->turn + 1) % r->n_lanes;
    if (!r->files) return;
    m->file = mail_reader_files_oldest(r->files);
    m->draft |= mail_reader_files_draft(m->file);
}

static void done_with_one(struct mail_reader *r)
{
    if (r->files) mail_reader_files_done(r->files);
    r->given = (struct str){0};
}

static struct str reason(struct arena *a, const struct helper *h, const struct helper_end *end)
{
    switch (end->signal) {
    case 0: break;
    case SIGPROF:
    case SIGXCPU: return STR("reading it takes too long");
    default:
        return arena_format(
            a, "it cannot be read: the program that reads mail fails over it (%s)", strsignal(end->signal));
    }
    struct str words = helper_words(h);
    if (words.n) return arena_format(a, "it cannot be read: %.*s", STR_ARG(str_clip(words, MAIL_LINE_MAX / 2)));
    return STR("it cannot be read: what came of it is not as it should be");
}

/* The helper has ended, or what it says makes no sense: the message at hand is refused; the next is asked of another. */
static enum err refuse(struct mail_reader *r, bool senseless, struct arena *a, struct mail *ret, struct err_info *info)
{
    struct mail_reader_lane *lane = &r->lanes[r->turn];
    struct helper_end end;
    if (lane->helper.pid > 0) kill(lane->helper.pid, SIGKILL); /* one that has ended already is past that */
    helper_end(&lane->helper, &end);
    if (senseless) end = (struct helper_end){0};
    struct mail m = {.refused = reason(a, &lane->helper, &end)};
    helper_close(&lane->helper);
    lane->running = false;
    if (!lane->announced)
        return err_set(info, ERR_SYSTEM, "mail cannot be read here: %s ends before its work is done (%.*s)", program,
            STR_ARG(m.refused));
    if (++r->restarts > MAIL_READER_RESTARTS)
        return err_set(info, ERR_SYSTEM, "this does not seem to be mail: more than %d messages cannot be read",
            MAIL_READER_RESTARTS);
    settle_place(r, lane, &m);
    m.file = arena_str(a, m.file);
    done_with_one(r);
    r->ended = strcmp(r->form, "eml") == 0;
    *ret = m;
    return OK;
}

enum step { STEP_ON, STEP_MAIL, STEP_END, STEP_BAD };

static enum step take(struct mail_reader *r, struct str bytes, struct arena *a, struct mail *ret)
{
    struct mail_reader_lane *lane = &r->lanes[r->turn];
    struct frame f;
    if (frame_take(&bytes, &f) != FRAME_DONE) return STEP_BAD;
    switch (f.kind) {
    case MAIL_FRAME_PLACE:
        if (lane->announced || !mail_read_place(f, &lane->place)) return STEP_BAD;
        lane->announced = true;
        return STEP_ON;
    case MAIL_FRAME_GONE:
        if (!lane->announced || !r->files) return STEP_BAD;
        lane->announced = false;
        done_with_one(r);
        return STEP_ON;
    case MAIL_FRAME_MAIL:
        if (!lane->announced || mail_read(f, a, ret, NULL)) return STEP_BAD;
        settle_place(r, lane, ret);
        ret->file = arena_str(a, ret->file);
        done_with_one(r);
        return STEP_MAIL;
    case MAIL_FRAME_END: return lane->announced ? STEP_BAD : STEP_END;
    default: return STEP_BAD;
    }
}

/* All of them, so that they work at the same time. */
static enum err start_all(struct mail_reader *r, struct err_info *info)
{
    for (int i = 0; i < r->n_lanes; i++) {
        enum err err = r->lanes[i].running ? OK : start(r, &r->lanes[i], info);
        if (err) return err == ERR_NOT_FOUND ? ERR_SYSTEM : err;
    }
    return OK;
}

enum err mail_reader_next(struct mail_reader *r, struct arena *a, struct mail *ret, struct err_info *info)
{
    bool spool = strcmp(r->form, "spool") == 0;
    for (;;) {
        if (r->ended || (spool && !r->given.n)) return err_set(info, ERR_NOT_FOUND, "there are no more messages");
        enum err err = start_all(r, info);
        if (err) return err;
        feed(r);
        struct str bytes;
        if (helper_read(&r->lanes[r->turn].helper, a, FRAME_MAX, &bytes, NULL)) return refuse(r, false, a, ret, info);
        switch (take(r, bytes, a, ret)) {
        case STEP_ON: break;
        case STEP_MAIL: return OK;
        case STEP_BAD: return refuse(r, true, a, ret, info);
        case STEP_END: r->ended = true; break;
        }
    }
}
