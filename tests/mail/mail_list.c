/* mail_list [--form eml|mbox] PATH...: each mail as a line of JSON, as mail_reader
 * gives them; refused ones too.  For tests. */
#include "app/mail_reader.h"
#include "codec/json_write.h"

#include <stdio.h>
#include <string.h>

static void put_people(struct json_write *w, const char *key, const struct mail_person *people, size_t n)
{
    json_write_array(w, key);
    for (size_t i = 0; i < n; i++) {
        json_write_array(w, NULL);
        json_write_str(w, NULL, people[i].name);
        json_write_str(w, NULL, people[i].mail);
        json_write_end(w);
    }
    json_write_end(w);
}

static void put_strings(struct json_write *w, const char *key, const struct str *strings, size_t n)
{
    json_write_array(w, key);
    for (size_t i = 0; i < n; i++) json_write_str(w, NULL, strings[i]);
    json_write_end(w);
}

static void put_parts(struct json_write *w, const char *key, const struct mail_part *parts, size_t n)
{
    json_write_array(w, key);
    for (size_t i = 0; i < n; i++) json_write_str(w, NULL, parts[i].bytes);
    json_write_end(w);
}

static void put_mail(const struct mail *m)
{
    AUTO(buf) out = {0};
    struct json_write w = {.out = &out};
    json_write_object(&w, NULL);
    json_write_int(&w, "offset", m->offset);
    json_write_int(&w, "bytes", m->bytes);
    json_write_int(&w, "line", m->line);
    json_write_str(&w, "file", m->file);
    json_write_str(&w, "refused", m->refused);
    json_write_str(&w, "id", m->id);
    put_strings(&w, "references", m->references, m->n_references);
    if (m->has_date) json_write_int(&w, "sent", m->sent);
    json_write_int(&w, "received", m->received);
    put_people(&w, "from", &m->from, m->from.mail.n || m->from.name.n);
    put_people(&w, "to", m->to, m->n_to);
    json_write_str(&w, "subject", m->subject);
    json_write_str(&w, "text", m->text);
    json_write_bool(&w, "html", m->from_html);
    json_write_bool(&w, "cut", m->cut);
    put_parts(&w, "calendars", m->calendars, m->n_calendars);
    put_strings(&w, "attachments", m->attachments, m->n_attachments);
    json_write_end(&w);
    buf_char(&out, '\n');
    fwrite(out.p, 1, out.n, stdout);
}

static enum err list(const char *path, enum mail_form form, struct err_info *info)
{
    AUTO(mail_reader) r = {0};
    AUTO(arena) a = {0};
    struct mail m;
    enum err err = mail_reader_is_maildir(path) ? mail_reader_maildir(path, NULL, NULL, &r, info)
                                                : mail_reader_open(path, form, &r, info);
    while (!err && !(err = mail_reader_next(&r, &a, &m, info))) {
        put_mail(&m);
        arena_reset(&a);
    }
    return err == ERR_NOT_FOUND && r.ended ? OK : err;
}

int main(int argc, char **argv)
{
    enum mail_form form = MAIL_NONE;
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        struct err_info info = {0};
        if (strcmp(argv[i], "--form") == 0 && i + 1 < argc) {
            form = strcmp(argv[++i], "mbox") == 0 ? MAIL_MBOX : MAIL_EML;
            continue;
        }
        if (!list(argv[i], form, &info)) continue;
        fprintf(stderr, "%s\n", info.text);
        failed = 1;
    }
    return failed;
}
