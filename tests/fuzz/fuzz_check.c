/* Any text through the check, with a record and a purpose: findings lie in the
 * text, between whole characters, in the order of their places. */
#include "letter/check.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool knows(void *context, struct str word)
{
    (void)context;
    return word.n % 2; /* as good as any */
}

static size_t suggest(void *context, struct str word, struct arena *a, struct str *ret, size_t max)
{
    (void)context;
    if (!max || word.n > 20) return 0;
    ret[0] = arena_format(a, "%.*sx", STR_ARG(word));
    return 1;
}

static const struct check_name names[] = {
    {{"Jane Moss", 9}, NAME_PERSON, true, false},
    {{"Harbour Lab", 11}, NAME_ORGANISATION, true, false},
    {{"Data Scientist", 14}, NAME_POSITION, true, false},
    {{"John Carter", 11}, NAME_PERSON, false, false},
    {{"Tide Works", 10}, NAME_ORGANISATION, false, false},
    {{"Robin Hale", 10}, NAME_PERSON, true, true},
};

static const struct letter_topic topics[] = {{{"calibrating sensors", 19}, 0}};

static bool begins_character(struct str s, size_t at)
{
    return at >= s.n || ((unsigned char)s.p[at] & 0xc0) != 0x80;
}

static void check_findings(const struct text *t, const struct findings *f)
{
    size_t last = 0;
    bool whole = false;
    for (size_t i = 0; i < f->n; i++) {
        const struct finding *x = &f->items[i];
        assert(x->rule && x->why.n && x->n_suggestions <= FINDING_SUGGESTIONS);
        assert(!whole || !x->n);
        whole |= !x->n;
        if (!x->n) continue;
        assert(x->at >= last && x->at + x->n <= t->bytes.n);
        assert(begins_character(t->bytes, x->at) && begins_character(t->bytes, x->at + x->n));
        last = x->at;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    const struct check_speller speller = {NULL, knows, NULL, suggest};
    if (!str_utf8(bytes, NULL) || size > TEXT_MAX) return 0;
    for (int purpose = -1; purpose <= PURPOSE_OTHER; purpose += 2) {
        AUTO(arena) a = {0};
        struct text t;
        struct findings found;
        const struct check_sent sent = {bytes, {"Tom", 3}};
        const struct letter_facts facts = {.own_name = {"Robin Hale", 10},
            .language = {"en-GB", 5},
            .organisation = {"Harbour Lab", 11},
            .position = {"Data Scientist", 14},
            .purpose = purpose < 0 ? PURPOSE_OTHER : (enum purpose)purpose,
            .to = {.id = 1, .name = {"Jane Moss", 9}, .title = {"Dr", 2}},
            .today = 20735,
            .met = 20734,
            .met_to = true,
            .promised = 20730,
            .topics = topics,
            .n_topics = 1};
        const struct check_question q = {.speller = &speller,
            .facts = purpose < 0 ? NULL : &facts,
            .has_purpose = purpose >= 0,
            .attachment_known = true,
            .names = names,
            .n_names = sizeof names / sizeof *names,
            .sent = &sent,
            .n_sent = 1};
        text_read(bytes, &a, &t);
        check_text(&t, &q, &a, &found);
        check_findings(&t, &found);
    }
    return 0;
}
