/* A business card as a form for an editor. */
#include "cli/photos.h"
#include "plan/ini.h"

#include <string.h>

static void write_field(struct buf *b, const char *key, const struct card_field *f)
{
    if (f->doubt) buf_printf(b, "# ? look twice: this %s\n", f->doubt);
    buf_printf(b, "%s = %.*s\n", key, STR_ARG(f->text));
}

void photos_form_write(const char *path, const struct card_text *t, struct buf *ret)
{
    static const struct card_field none;
    buf_printf(ret,
        "# What was read from %s.  Correct it, save it and close the editor: then it is recorded.\n"
        "# Without a name nothing is.  Lines with \"#\" do not count.\n[card]\n",
        path);
    write_field(ret, "name", &t->name);
    write_field(ret, "title", &t->title);
    write_field(ret, "organisation", &t->organisation);
    for (size_t i = 0; i < t->n_mails || !i; i++) write_field(ret, "mail", t->n_mails ? &t->mails[i] : &none);
    for (size_t i = 0; i < t->n_phones || !i; i++) write_field(ret, "phone", t->n_phones ? &t->phones[i] : &none);
}

static bool is_address(struct str s)
{
    struct str local, domain;
    bool at = str_cut(s, '@', &local, &domain) && local.n && domain.n;
    return at && !str_contains(domain, STR("@")) && !str_contains(s, STR(" "));
}

static enum err take(struct ini *ini, const struct ini_entry *e, struct vcard *c, struct err_info *info)
{
    static const char *const keys[] = {"name", "title", "organisation"};
    struct str *const fields[] = {&c->name, &c->title, &c->organisation};
    if (!str_is(e->section, "card")) return ini_fault(ini, info, "there is only the section [card] here");
    if (!e->value.n) return OK;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!str_is(e->key, keys[i])) continue;
        if (fields[i]->n) return ini_fault(ini, info, "\"%s\" is said twice", keys[i]);
        *fields[i] = e->value;
        return OK;
    }
    bool mail = str_is(e->key, "mail"), phone = str_is(e->key, "phone");
    if (!mail && !phone) return ini_fault(ini, info, "a card has no \"%.*s\" here", STR_ARG(e->key));
    if (mail && !is_address(e->value))
        return ini_fault(ini, info, "\"%.*s\" is no mail address: one looks like jane@example.com", STR_ARG(e->value));
    if ((mail ? c->n_mails : c->n_phones) == VCARD_VALUES_MAX)
        return ini_fault(ini, info, "more than %d are not taken", VCARD_VALUES_MAX);
    if (mail)
        c->mails[c->n_mails++] = e->value;
    else
        c->phones[c->n_phones++] = e->value;
    return OK;
}

enum err photos_form_read(struct str text, const char *where, struct arena *a, struct vcard *ret, struct err_info *info)
{
    struct vcard c = {.version = 30};
    struct str own = arena_str(a, text);
    struct ini ini = {.rest = own, .where = where, .where_n = strlen(where)};
    for (;;) {
        struct ini_entry e;
        bool end = false;
        enum err err = ini_next(&ini, &e, &end, info);
        if (!err && !end && e.key.n) err = take(&ini, &e, &c, info);
        if (err) return err;
        if (end) break;
    }
    *ret = c;
    return OK;
}
