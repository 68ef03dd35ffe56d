/* Reading mails with known answers, and holding what is read against them. */
#include "tests/word/collection.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str collection_file(const char *path, struct arena *a)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    char *bytes = size >= 0 ? arena_alloc(a, (size_t)size + 1, 1) : NULL;
    if (!bytes || fseek(file, 0, SEEK_SET) != 0 || fread(bytes, 1, (size_t)size, file) != (size_t)size) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    fclose(file);
    return (struct str){bytes, (size_t)size};
}

static void load(
    struct word_rules *r, const char *path, const char *language, enum phrases_trust trust, struct arena *a)
{
    struct err_info info;
    if (!word_rules_load(r, collection_file(path, a), path, str_from(language), trust, a, &info)) return;
    fprintf(stderr, "%s\n", info.text);
    exit(1);
}

struct word_rules *collection_rules(struct arena *a, enum phrases_trust trust)
{
    static const char *const languages[] = {"en", "de", "fr"};
    struct word_rules *r = word_rules_new(a);
    struct err_info info;
    char path[1000];
    for (int i = 0; i < 3; i++) {
        struct dirent **entries;
        snprintf(path, sizeof path, "%s/mail/%s", HEARBACK_SOURCE_DIR, languages[i]);
        int n = scandir(path, &entries, NULL, alphasort);
        for (int k = 0; k < n; k++) {
            snprintf(path, sizeof path, "%s/mail/%s/%s", HEARBACK_SOURCE_DIR, languages[i], entries[k]->d_name);
            if (strstr(path, ".txt")) load(r, path, languages[i], trust, a);
            free(entries[k]);
        }
        if (n >= 0) free(entries);
    }
    snprintf(path, sizeof path, "%s/mail/senders.txt", HEARBACK_SOURCE_DIR);
    if (word_rules_senders(r, collection_file(path, a), path, a, &info)) {
        fprintf(stderr, "%s\n", info.text);
        exit(1);
    }
    return r;
}

static void key(struct collected *c, struct str name, struct str value)
{
    struct word_mail *m = &c->mail;
    struct str head, tail;
    day_t day;
    if (str_is(name, "from")) {
        if (!str_cut(value, '<', &head, &tail)) tail = head, head = (struct str){0};
        if (tail.n && tail.p[tail.n - 1] == '>') tail.n--;
        m->from_name = str_trim(head);
        m->from_mail = str_trim(tail);
    } else if (str_is(name, "subject")) {
        m->subject = value;
    } else if (str_is(name, "sent")) {
        if (day_parse(value, &day)) m->sent = civil_at(day, 9, 30);
    } else if (str_is(name, "auto")) {
        m->auto_submitted = value;
    } else if (str_is(name, "list")) {
        m->list = str_is(value, "yes");
    } else if (c->n < COLLECTION_ANSWERS) {
        c->answers[c->n].key = name;
        c->answers[c->n++].value = value;
    }
}

bool collection_next(struct str *rest, int *line, struct collected *ret)
{
    struct str text, head, name, value;
    while (rest->n && !str_starts(*rest, STR("%% "))) str_cut(*rest, '\n', &text, rest), ++*line;
    if (!rest->n) return false;
    *ret = (struct collected){.line = *line + 1, .mail = {.sent = TIME_NONE}};
    str_cut(*rest, '\n', &text, rest);
    ++*line;
    str_cut((struct str){text.p + 3, text.n - 3}, ' ', &ret->language, &head);
    ret->gist = str_trim(head);
    for (; rest->n && rest->p[0] != '\n'; ++*line) {
        str_cut(*rest, '\n', &text, rest);
        if (str_cut(text, ':', &name, &value)) key(ret, name, str_trim(value));
    }
    const char *begin = rest->p, *end = rest->p;
    while (rest->n && !str_starts(*rest, STR("%% "))) {
        str_cut(*rest, '\n', &text, rest), ++*line;
        end = text.p + text.n;
    }
    ret->mail.text = (struct str){begin, (size_t)(end - begin)};
    return true;
}

struct str collection_gist(const struct word_meaning *w)
{
    enum automatic_kind kind = w->automatic.kind;
    bool other = kind == AUTOMATIC_OUT_OF_OFFICE || kind == AUTOMATIC_BOUNCE || kind == AUTOMATIC_LIST;
    return str_from(other ? automatic_names[kind] : gist_names[w->gist]);
}

static struct str day_of_kind(const struct word_meaning *w, enum promise_kind kind, day_t sent, struct arena *a)
{
    char out[16];
    const struct promise *p = promise_in_force(&w->promises, kind, sent);
    return p ? arena_str(a, str_from(day_format(p->day, out))) : (struct str){0};
}

static struct str first_meeting(const struct word_meaning *w, struct arena *a)
{
    char out[24];
    for (size_t i = 0; i < w->promises.n; i++) {
        const struct promise *p = &w->promises.items[i];
        if (p->kind != PROMISE_MEETING || p->day == DAY_NONE) continue;
        if (p->minute < 0) return arena_str(a, str_from(day_format(p->day, out)));
        return arena_str(a, str_from(civil_format(civil_at(p->day, p->minute / 60, p->minute % 60), out)));
    }
    return (struct str){0};
}

struct str collection_answer(const struct word_meaning *w, const struct collected *c, struct str name, struct arena *a)
{
    char out[16];
    day_t sent = c->mail.sent == TIME_NONE ? DAY_NONE : day_of(c->mail.sent);
    if (str_is(name, "decision")) return day_of_kind(w, PROMISE_DECISION, sent, a);
    if (str_is(name, "follow-up")) return day_of_kind(w, PROMISE_FOLLOW_UP, sent, a);
    if (str_is(name, "meeting")) return first_meeting(w, a);
    if (str_is(name, "employer")) return w->employer.name;
    if (str_is(name, "position")) return w->employer.position;
    if (str_is(name, "work")) return w->about_work ? STR("yes") : STR("no");
    if (str_is(name, "name")) return w->sender.name;
    if (str_is(name, "title")) return w->sender.title;
    if (str_is(name, "organisation")) return w->sender.organisation;
    if (str_is(name, "phone")) return w->sender.n_phones ? w->sender.phones[0].number : (struct str){0};
    if (str_is(name, "back") && w->automatic.back != DAY_NONE)
        return arena_str(a, str_from(day_format(w->automatic.back, out)));
    return (struct str){0};
}
