/* Photographs of business cards on their way into the record. */
#include "cli/photos.h"

#include "cli/card.h"
#include "sys/terminal.h"

#include <string.h>

/* --- reading and correcting --- */

static bool is_address(const struct card_field *f)
{
    struct str local, domain;
    return str_cut(f->text, '@', &local, &domain) && local.n && domain.n && !str_contains(domain, STR("@"));
}

static struct vcard as_read(const struct card_text *t)
{
    struct vcard c = {
        .version = 30, .name = t->name.text, .title = t->title.text, .organisation = t->organisation.text};
    for (size_t i = 0; i < t->n_mails; i++)
        if (is_address(&t->mails[i])) c.mails[c.n_mails++] = t->mails[i].text;
    for (size_t i = 0; i < t->n_phones; i++) c.phones[c.n_phones++] = t->phones[i].text;
    return c;
}

static enum err correct(struct cli *cli, struct photos *p, struct import_photo *photo, struct err_info *info)
{
    AUTO(buf) form = {0};
    struct str edited;
    editor_close(&p->editor);
    p->editor = (struct editor){0};
    photos_form_write(photo->path, &p->texts[p->n], &form);
    enum err err = editor_run(&p->editor, buf_str(&form), PHOTOS_FORM_MAX, cli->arena, &edited, info);
    if (err) return err;
    err = photos_form_read(edited, p->editor.path, cli->arena, &photo->card, info);
    p->editor.keep = err != OK;
    photo->seen = photo->corrected = !err && photo->card.name.n;
    return err ? err_context(info, err, "nothing has been recorded, and your text is kept") : OK;
}

static enum err read_one(
    struct cli *cli, const struct args *args, const char *path, struct photos *p, struct err_info *info)
{
    bool is = false, yes = args_has(args, "yes"), look = args_has(args, "dry-run");
    struct import_photo *photo = &p->items[p->n];
    enum err err = photo_look(cli->arena, path, &is, &p->texts[p->n], info);
    if (err || !is) return err;
    *photo = (struct import_photo){.path = path, .card = as_read(&p->texts[p->n]), .seen = yes && !look};
    if (!yes && !look && !cli->json && terminal_asks()) err = correct(cli, p, photo, info);
    p->n += !err;
    return err;
}

enum err photos_read(struct cli *cli, const struct args *args, struct photos *ret, struct err_info *info)
{
    struct arena *a = cli->arena;
    ret->items = ARENA_NEW(a, struct import_photo, args->n_positionals);
    ret->texts = ARENA_NEW(a, struct card_text, args->n_positionals);
    enum err err = OK;
    for (size_t i = 0; !err && i < args->n_positionals; i++) {
        struct str path = arena_str(a, args->positionals[i]);
        if (!str_is(path, "-")) err = read_one(cli, args, path.p, ret, info);
    }
    if (!err && args_has(args, "yes") && !ret->n)
        err = err_set(info, ERR_USAGE, "--yes belongs to photographs of cards: it takes them as they are read");
    return err;
}

void photos_close(struct photos *p)
{
    editor_close(&p->editor);
}

/* --- telling --- */

enum { CELLS = 3 };

static void add(struct str **cells, const char *what, const struct card_field *f)
{
    if (!f->text.n) return;
    (*cells)[0] = str_from(what);
    (*cells)[1] = f->text;
    (*cells)[2] = f->doubt ? str_from(f->doubt) : (struct str){0};
    *cells += CELLS;
}

static void tell_fields(struct cli *cli, const struct card_text *t)
{
    static const struct layout_column columns[CELLS] = {
        {.style = LAYOUT_DIM}, {.wraps = true}, {.style = LAYOUT_ACCENT, .wraps = true}};
    enum { FIELDS = 4 + 2 * CARD_VALUES_MAX };
    struct str *cells = ARENA_NEW(cli->arena, struct str, FIELDS * CELLS), *at = cells;
    add(&at, "name", &t->name);
    add(&at, "title", &t->title);
    add(&at, "organisation", &t->organisation);
    for (size_t i = 0; i < t->n_mails; i++) add(&at, "mail", &t->mails[i]);
    for (size_t i = 0; i < t->n_phones; i++) add(&at, "phone", &t->phones[i]);
    add(&at, "web", &t->url);
    layout_table(&cli->layout, 2, CELLS, columns, (size_t)(at - cells) / CELLS, cells);
}

static struct str command(struct cli *cli, const struct vcard *c, struct str opportunity)
{
    AUTO(buf) b = {0};
    struct str who = c->name.n ? c->name : STR("NAME");
    if (c->n_mails) who = arena_format(cli->arena, "%.*s <%.*s>", STR_ARG(who), STR_ARG(c->mails[0]));
    buf_put(&b, "hearback met ");
    if (opportunity.n)
        buf_shell(&b, opportunity);
    else
        buf_put(&b, "OPP");
    buf_char(&b, ' ');
    buf_shell(&b, who);
    if (c->title.n) buf_put(&b, " --title "), buf_shell(&b, c->title);
    if (c->n_phones) buf_put(&b, " --phone "), buf_shell(&b, c->phones[0]);
    return arena_str(cli->arena, buf_str(&b));
}

static bool is_recorded(const struct import_photo *photo, const struct import_result *results, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(results[i].path, photo->path) == 0) return results[i].added + results[i].already > 0;
    return false;
}

/* On one line, however long, so that it can be copied. */
static void tell_command(struct cli *cli, struct str line)
{
    line = layout_clean(cli->arena, line, false);
    buf_printf(&cli->out, "    %.*s\n", STR_ARG(line));
}

void photos_text(
    struct cli *cli, const struct photos *p, const struct import_result *results, size_t n, struct str opportunity)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct import_photo *photo = &p->items[i];
        if (is_recorded(photo, results, n)) continue;
        layout_heading(&cli->layout, arena_format(cli->arena, "Read from %s", photo->path));
        if (!photo->corrected) tell_fields(cli, &p->texts[i]);
        layout_text(&cli->layout, 2, 2, LAYOUT_PLAIN,
            photo->corrected
                ? STR("As you corrected it, it is recorded by:")
                : STR("None of it is recorded. Compare it with the card; then record it as it should be:"));
        tell_command(cli, command(cli, &photo->card, opportunity));
    }
}

static void json_field(struct json_write *w, const char *key, const struct card_field *f)
{
    json_write_object(w, key);
    card_text(w, "text", f->text);
    json_write_text(w, "doubt", f->doubt);
    json_write_end(w);
}

static void json_fields(struct json_write *w, const char *key, const struct card_field *fields, size_t n)
{
    json_write_array(w, key);
    for (size_t i = 0; i < n; i++) json_field(w, NULL, &fields[i]);
    json_write_end(w);
}

void photos_json(struct json_write *w, const struct photos *p)
{
    if (!p->n) return;
    json_write_array(w, "photos");
    for (size_t i = 0; i < p->n; i++) {
        const struct card_text *t = &p->texts[i];
        json_write_object(w, NULL);
        json_write_text(w, "file", p->items[i].path);
        json_write_bool(w, "seen", p->items[i].seen);
        json_field(w, "name", &t->name);
        json_field(w, "title", &t->title);
        json_field(w, "organisation", &t->organisation);
        json_fields(w, "mails", t->mails, t->n_mails);
        json_fields(w, "phones", t->phones, t->n_phones);
        json_field(w, "url", &t->url);
        json_write_end(w);
    }
    json_write_end(w);
}
