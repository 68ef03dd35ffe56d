/* A person's card as a QR code, for a telephone's camera: in the terminal, as a
 * picture, or its modules as JSON. */
#include "cli/card.h"
#include "cli/show.h"
#include "codec/qr_draw.h"
#include "codec/vcard_write.h"
#include "sys/file.h"
#include "sys/terminal.h"

/* What is left out where not all fits, the least needed first. */
static const char parts[][16] = {"title", "organisation", "phone", "mail"};
enum { PARTS = sizeof parts / sizeof *parts };

struct code {
    struct qr qr;
    struct str card;
    size_t left_out; /* the first so many of the parts that the person has, by `given` */
    bool given[PARTS];
};

static void drop(struct vcard *c, size_t part)
{
    switch (part) {
    case 0: c->title = (struct str){0}; break;
    case 1: c->organisation = (struct str){0}; break;
    case 2: c->n_phones = 0; break;
    default: c->n_mails = 0;
    }
}

static enum err encode(struct code *code, const struct vcard *person, struct arena *a, struct err_info *info)
{
    struct vcard c = *person;
    const bool given[PARTS] = {c.title.n > 0, c.organisation.n > 0, c.n_phones > 0, c.n_mails > 0};
    for (size_t i = 0; i < PARTS; i++) code->given[i] = given[i];
    for (code->left_out = 0;; drop(&c, code->left_out++)) {
        AUTO(buf) b = {0};
        vcard_write_brief(&b, &c);
        enum err err = qr_make(a, buf_str(&b), &code->qr, info);
        if (err) return err;
        code->card = arena_str(a, buf_str(&b));
        if (code->qr.width) return OK;
        if (code->left_out == PARTS)
            return err_set(info, ERR_INPUT,
                "the name alone is too long for a QR code: \"hearback export --format vcf\" "
                "writes the card to a file");
    }
}

/* "its title and organisation" */
static struct str list_left_out(const struct code *code, struct arena *a)
{
    AUTO(buf) b = {0};
    for (size_t i = 0; i < code->left_out; i++)
        if (code->given[i]) buf_printf(&b, "%s%s", b.n ? ", " : "", parts[i]);
    return arena_str(a, buf_str(&b));
}

/* --- ways to show it --- */

static void answer_json(struct speak *s, const struct code *code, const struct app_person *p, const char *path)
{
    struct json_write w = {.out = &s->cli->out};
    struct arena *a = s->cli->arena;
    size_t width = code->qr.width;
    json_write_object(&w, NULL);
    json_write_str(&w, "person", p->slug);
    json_write_str(&w, "card", code->card);
    json_write_array(&w, "left_out");
    for (size_t i = 0; i < code->left_out; i++)
        if (code->given[i]) json_write_text(&w, NULL, parts[i]);
    json_write_end(&w);
    if (path) json_write_text(&w, "file", path);
    json_write_array(&w, "rows"); /* 1: dark; without the quiet zone */
    for (size_t y = 0; y < width; y++) {
        char *row = ARENA_NEW(a, char, width);
        for (size_t x = 0; x < width; x++) row[x] = code->qr.dark[y * width + x] ? '1' : '0';
        json_write_str(&w, NULL, (struct str){row, width});
    }
    json_write_end(&w);
    json_write_end(&w);
    buf_char(&s->cli->out, '\n');
}

static enum err answer_file(
    struct speak *s, const struct code *code, const struct app_person *p, const char *path, struct err_info *info)
{
    AUTO(buf) svg = {0};
    struct arena *a = s->cli->arena;
    qr_draw_svg(&svg, &code->qr, arena_format(a, "QR code with the card of %.*s", STR_ARG(p->name)));
    enum err err = file_write_atomic(path, buf_str(&svg), false, info);
    if (err) return err_context(info, err, "--out");
    if (s->cli->json)
        answer_json(s, code, p, path);
    else
        layout_text(&s->cli->layout, 0, 2, LAYOUT_PLAIN, arena_format(a, "Written to %s.", path));
    return OK;
}

static enum err answer_text(struct speak *s, const struct code *code, const struct app_person *p, struct err_info *info)
{
    struct terminal t = terminal_stdout();
    enum qr_ink ink = t.colour ? QR_BLACK_ON_WHITE : t.is_terminal ? QR_INK_IS_LIGHT : QR_INK_IS_DARK;
    size_t columns = qr_draw_columns(&code->qr, !t.utf8);
    if (t.is_terminal && columns > (size_t)t.width)
        return err_set(info, ERR_INPUT,
            "the code takes %zu columns, and the terminal has %d: make it wider, or write a picture with --out "
            "card.svg",
            columns, t.width);
    layout_text(&s->cli->layout, 0, 0, LAYOUT_BOLD, p->name);
    qr_draw_text(&s->cli->out, &code->qr, ink, !t.utf8);
    return OK;
}

enum err show_qr(struct cli *cli, const struct args *args, struct err_info *info)
{
    AUTO(speak) s = {0};
    struct app_house house;
    struct code code;
    int16_t at = 0;
    enum err err = speak_open(&s, cli, JOURNAL_READ, info);
    if (!err) err = find_anybody(&s.app, args_positional(args, 0), cli->arena, &house, &at, info);
    if (err) return err;
    const struct app_person *p = &house.people[at];
    struct vcard c = {.name = p->name, .title = p->title};
    if (house.n_opps) c.organisation = house.opps[0].organisation;
    if (p->phone.n) c.phones[c.n_phones++] = p->phone;
    if (p->mail.n) c.mails[c.n_mails++] = p->mail;
    err = encode(&code, &c, cli->arena, info);
    if (err) return err;
    struct str left_out = list_left_out(&code, cli->arena), out = args_value(args, "out");
    if (left_out.n) speak_note(&s, "Not all fits into the code; left out: %.*s.", STR_ARG(left_out));
    if (out.p && !str_is(out, "-")) return answer_file(&s, &code, p, arena_str(cli->arena, out).p, info);
    if (!cli->json) return answer_text(&s, &code, p, info);
    answer_json(&s, &code, p, NULL);
    return OK;
}
