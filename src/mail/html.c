#include "mail/html.h"

#include "base/arena.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { QUOTES_MAX = 5, ADDRESS_MAX = 500 };

enum element_kind { ELEMENT_INLINE, ELEMENT_BLOCK, ELEMENT_PARAGRAPH, ELEMENT_CELL, ELEMENT_ITEM, ELEMENT_HIDDEN };

struct element { /* one that is open */
    uint64_t name; /* its hash */
    enum element_kind kind;
    bool hidden, pre, quote, container; /* container: quotes by its class, so that a blockquote in it does not count */
    size_t link_at; /* of a link with an address: where its text begins in the output, plus one */
    struct str address;
};

struct page {
    struct buf *out;
    htmlParserCtxtPtr parser;
    struct arena arena;
    struct element open[HTML_DEPTH];
    size_t n_open, hidden, pre, quotes;
    bool rest_quoted; /* what follows the headers of an answered mail, as Outlook puts them */
    int lines; /* line ends that are due before the next text: 0 to 2 */
    bool blank, item, begun; /* a blank is due; a dash is due; there is text */
    bool at_start; /* of a line */
    size_t depth; /* of quoting, of the line before */
};

/* --- output --- */

static size_t quote_depth(const struct page *p)
{
    size_t depth = p->quotes + p->rest_quoted;
    return depth < QUOTES_MAX ? depth : QUOTES_MAX;
}

static void begin_line(struct page *p)
{
    p->depth = quote_depth(p);
    for (size_t i = 0; i < p->depth; i++) buf_put(p->out, "> ");
    if (p->item) buf_put(p->out, "- ");
    p->item = p->blank = p->at_start = false;
}

/* Whatever is due before text. */
static void settle(struct page *p)
{
    size_t depth = quote_depth(p) < p->depth ? quote_depth(p) : p->depth;
    if (!p->begun) p->lines = 0;
    p->at_start |= !p->begun || p->lines > 0;
    for (int i = 0; i < p->lines; i++) {
        for (size_t q = 0; i && q < depth; q++) buf_char(p->out, '>'); /* an empty line within what is quoted */
        buf_char(p->out, '\n');
    }
    p->lines = 0;
    p->begun = true;
    if (p->at_start) begin_line(p);
    if (p->blank) buf_char(p->out, ' ');
    p->blank = false;
}

static void want_lines(struct page *p, int n)
{
    if (p->lines < n) p->lines = n;
    p->blank = false;
}

static void put_pre(struct page *p, struct str s)
{
    while (s.n) {
        struct str line;
        bool ended = str_cut(s, '\n', &line, &s);
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (line.n) settle(p), buf_add(p->out, line);
        if (ended) p->lines = p->lines < 1 ? 1 : 2, p->blank = false;
    }
}

/* Of white space at the front: how many bytes; a no-break space is a blank too. */
static size_t blank_at(const char *p, size_t n)
{
    switch (*p) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
    case '\f': return 1;
    case '\xC2': return n > 1 && p[1] == '\xA0' ? 2 : 0;
    default: return 0;
    }
}

/* Blanks are one, or none at the start of a line. */
static void put_text(struct page *p, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t run = i, blank = 0;
        while (run < s.n && !(blank = blank_at(s.p + run, s.n - run))) run++;
        if (run + 1 < s.n && s.p[run] == ' ' && run > i &&
            !blank_at(s.p + run + 1, s.n - run - 1)) { /* a blank between words */
            settle(p);
            size_t from = i;
            while (run + 1 < s.n && s.p[run] == ' ' && !blank_at(s.p + run + 1, s.n - run - 1)) {
                run++;
                while (run < s.n && !blank_at(s.p + run, s.n - run)) run++;
            }
            buf_add(p->out, (struct str){s.p + from, run - from});
            i = run;
            continue;
        }
        if (run > i) settle(p), buf_add(p->out, (struct str){s.p + i, run - i});
        if (run < s.n) {
            p->blank |= p->begun && p->lines == 0 && !p->at_start;
            run += blank;
        }
        i = run;
    }
}

static bool is_full(const struct page *p)
{
    return p->out->full;
}

/* --- elements --- */

static enum element_kind kind_of(struct str name)
{
    static const char *const hidden[] = {
        "script", "style", "head", "title", "template", "object", "select", "iframe", NULL};
    static const char *const paragraphs[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", NULL};
    static const char *const blocks[] = {"div", "tr", "table", "ul", "ol", "dl", "dt", "dd", "center", "section",
        "article", "header", "footer", "address", "form", "fieldset", "figure", "hr", "body", "main", "nav", "aside",
        "caption", "legend", NULL};
    if (str_among_nocase(name, hidden)) return ELEMENT_HIDDEN;
    if (str_among_nocase(name, paragraphs)) return ELEMENT_PARAGRAPH;
    if (str_among_nocase(name, blocks)) return ELEMENT_BLOCK;
    if (str_is_nocase(name, "li")) return ELEMENT_ITEM;
    return str_is_nocase(name, "td") || str_is_nocase(name, "th") ? ELEMENT_CELL : ELEMENT_INLINE;
}

static struct str attribute(const xmlChar **attributes, const char *name)
{
    for (; attributes && attributes[0]; attributes += 2) /* in small letters, as the parser leaves them */
        if (strcmp((const char *)attributes[0], name) == 0)
            return attributes[1] ? str_from((const char *)attributes[1]) : STR("");
    return (struct str){0};
}

static bool contains(struct str s, const char *part)
{
    return s.n && memmem(s.p, s.n, part, strlen(part)) != NULL;
}

/* "display: none" and the like, with any blanks. */
static bool is_hidden_style(struct str style)
{
    if (!style.n || !(memchr(style.p, 'y', style.n) || memchr(style.p, 'Y', style.n) || contains(style, "mso-")))
        return false;
    static const char *const marks[] = {"display:none", "visibility:hidden", "mso-hide:all", NULL};
    char text[400];
    size_t n = 0;
    for (size_t i = 0; i < style.n && n + 1 < sizeof text; i++)
        if (!strchr(" \t\r\n", style.p[i]))
            text[n++] = style.p[i] >= 'A' && style.p[i] <= 'Z' ? (char)(style.p[i] + 32) : style.p[i];
    for (int i = 0; marks[i]; i++)
        if (contains((struct str){text, n}, marks[i])) return true;
    return false;
}

/* How programs mark what they quote: Gmail, Yahoo, Thunderbird, Proton, Zoho. */
static bool is_quote_mark(struct str s)
{
    static const char *const marks[] = {
        "gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "tutanota_quote", "zmail_extra", NULL};
    for (int i = 0; marks[i]; i++)
        if (contains(s, marks[i])) return true;
    return false;
}

/* Where Outlook and its like begin the mail that is answered, which then goes on to the end. */
static bool is_answered_mark(struct str class, struct str id, struct str style)
{
    static const char *const marks[] = {
        "divRplyFwdMsg", "appendonsend", "OutlookMessageHeader", "mail-editor-reference-message", NULL};
    for (int i = 0; marks[i]; i++)
        if (contains(class, marks[i]) || contains(id, marks[i])) return true;
    return contains(style, "border-top:solid #E1E1E1 1.0pt") || contains(style, "border-top:solid #B5C4DF 1.0pt");
}

static bool is_in_container(const struct page *p)
{
    for (size_t i = p->n_open; i-- > 0;)
        if (p->open[i].quote) return p->open[i].container;
    return false;
}

static void mark_quote(struct page *p, struct element *e, struct str name, const xmlChar **attributes)
{
    struct str class = attribute(attributes, "class"), id = attribute(attributes, "id");
    bool blockquote = str_is_nocase(name, "blockquote");
    if (is_answered_mark(class, id, attribute(attributes, "style"))) want_lines(p, 1), p->rest_quoted = true;
    if (blockquote && is_in_container(p)) {
        e->container = false;
        return;
    }
    e->container = !blockquote && (is_quote_mark(class) || is_quote_mark(id));
    e->quote = blockquote || e->container;
}

static void open_lines(struct page *p, enum element_kind kind)
{
    switch (kind) {
    case ELEMENT_PARAGRAPH: want_lines(p, 2); break;
    case ELEMENT_BLOCK: want_lines(p, 1); break;
    case ELEMENT_ITEM:
        want_lines(p, 1);
        p->item = true;
        break;
    case ELEMENT_CELL: p->blank |= p->begun && p->lines == 0 && !p->at_start; break;
    case ELEMENT_INLINE:
    case ELEMENT_HIDDEN: break;
    }
}

static void on_start(void *context, const xmlChar *xml_name, const xmlChar **attributes)
{
    struct page *p = context;
    struct str name = str_from((const char *)xml_name);
    if (p->n_open == HTML_DEPTH || is_full(p)) {
        xmlStopParser(p->parser);
        return;
    }
    struct element *e = &p->open[p->n_open];
    *e = (struct element){.name = str_hash(STR_HASH, name), .kind = kind_of(name), .pre = str_is_nocase(name, "pre")};
    e->hidden = e->kind == ELEMENT_HIDDEN || attribute(attributes, "hidden").p ||
                is_hidden_style(attribute(attributes, "style"));
    if (!p->hidden && !e->hidden) {
        if (str_is_nocase(name, "br")) p->lines = p->lines < 1 ? 1 : 2, p->blank = false;
        open_lines(p, e->kind);
        mark_quote(p, e, name, attributes);
        struct str address = attribute(attributes, "href");
        if (str_is_nocase(name, "a") && address.n && address.n <= ADDRESS_MAX) {
            e->address = arena_str(&p->arena, str_trim(address));
            e->link_at = p->out->n + 1;
        }
    }
    p->hidden += e->hidden;
    p->pre += e->pre;
    p->quotes += e->quote;
    p->n_open++;
}

/* An address without what is the same for all. */
static struct str bare(struct str s)
{
    static const char *const fronts[] = {"mailto:", "https://", "http://", "tel:", "www.", NULL};
    for (int i = 0; fronts[i]; i++) {
        size_t n = strlen(fronts[i]);
        if (s.n > n && str_is_nocase((struct str){s.p, n}, fronts[i])) s = (struct str){s.p + n, s.n - n};
    }
    while (s.n && s.p[s.n - 1] == '/') s.n--;
    return s;
}

static void close_link(struct page *p, const struct element *e)
{
    static const char *const shown[] = {"http:", "https:", "mailto:", NULL};
    struct str scheme, rest;
    size_t from = e->link_at - 1;
    if (p->out->n <= from || !str_cut(e->address, ':', &scheme, &rest)) return;
    scheme.n++;
    struct str text = str_trim((struct str){p->out->p + from, p->out->n - from});
    if (!text.n || !str_among_nocase(scheme, shown)) return;
    struct str same = bare(e->address);
    if ((same.n && memmem(text.p, text.n, same.p, same.n)) || (bare(text).n && str_eq(bare(text), bare(e->address))))
        return;
    buf_put(p->out, " <");
    for (size_t i = 0; i < e->address.n; i++) /* no line may begin within */
        if ((unsigned char)e->address.p[i] > ' ' && !strchr("<>", e->address.p[i])) buf_char(p->out, e->address.p[i]);
    buf_char(p->out, '>');
}

static void close_element(struct page *p)
{
    struct element *e = &p->open[--p->n_open];
    if (e->link_at && !p->hidden) close_link(p, e);
    p->hidden -= e->hidden;
    p->pre -= e->pre;
    if (!p->hidden && !e->hidden) {
        if (e->kind == ELEMENT_PARAGRAPH) want_lines(p, 2);
        if (e->kind == ELEMENT_BLOCK || e->kind == ELEMENT_ITEM || e->quote) want_lines(p, 1);
        if (e->kind == ELEMENT_ITEM) p->item = false;
    }
    p->quotes -= e->quote;
}

static void on_end(void *context, const xmlChar *xml_name)
{
    struct page *p = context;
    uint64_t name = str_hash(STR_HASH, str_from((const char *)xml_name));
    size_t at = p->n_open;
    while (at > 0 && p->open[at - 1].name != name) at--;
    while (at > 0 && p->n_open >= at) close_element(p);
}

static void on_text(void *context, const xmlChar *bytes, int n)
{
    struct page *p = context;
    struct str s = {(const char *)bytes, n > 0 ? (size_t)n : 0};
    if (p->hidden || is_full(p)) return;
    if (p->pre)
        put_pre(p, s);
    else
        put_text(p, s);
}

static void on_nothing(void *context, const char *message, ...)
{
    (void)context, (void)message;
}

void html_to_text(struct buf *out, struct str page)
{
    enum { PIECE = 32 << 10 };
    struct page p = {.out = out, .at_start = true};
    htmlSAXHandler on = {.startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .error = on_nothing,
        .warning = on_nothing};
    p.parser = htmlCreatePushParserCtxt(&on, &p, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!p.parser) return;
    htmlCtxtUseOptions(p.parser,
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    while (page.n && !is_full(&p) && p.n_open < HTML_DEPTH) {
        size_t n = page.n < PIECE ? page.n : PIECE;
        htmlParseChunk(p.parser, page.p, (int)n, 0);
        page = (struct str){page.p + n, page.n - n};
    }
    htmlParseChunk(p.parser, NULL, 0, 1);
    while (p.n_open) close_element(&p);
    htmlFreeParserCtxt(p.parser);
    arena_close(&p.arena);
}
