/* What it takes to check a letter. */
#include "app/proof.h"

#include "app/texts.h"
#include "app/words.h"
#include "letter/near.h"
#include "letter/phrases.h"
#include "letter/wordset.h"
#include "sys/spell.h"

#include <string.h>

/* --- spelling --- */

static struct spell *other_of(struct proof *p)
{
    if (!p->other_tried && spell_open(p->arena, p->other_language, &p->other, NULL)) p->other = NULL;
    p->other_tried = true;
    return p->other;
}

static bool knows(void *context, struct str word)
{
    struct proof *p = context;
    return spell_knows(p->own, word) || (p->both && other_of(p) && spell_knows(p->other, word));
}

static bool elsewhere(void *context, struct str word)
{
    struct proof *p = context;
    return !p->both && other_of(p) && spell_knows(p->other, word);
}

static size_t suggest(void *context, struct str word, struct arena *a, struct str *ret, size_t max)
{
    struct proof *p = context;
    struct str others[FINDING_SUGGESTIONS];
    size_t n = spell_suggest(p->own, word, a, ret, max);
    bool near = n && !memchr(ret[0].p, ' ', ret[0].n) && near_distance(word, ret[0], 1) <= 1;
    if (near || !p->both || !other_of(p)) return n;
    size_t more = spell_suggest(p->other, word, a, others, FINDING_SUGGESTIONS < max ? FINDING_SUGGESTIONS : max);
    if (!more || near_distance(word, others[0], 1) > 1) return n;
    memcpy(ret, others, more * sizeof *ret); /* "rialise" is a slip of British fingers */
    return more;
}

static void open_dictionaries(struct proof *p, struct str language)
{
    struct err_info why;
    bool british = str_is(language, "en-GB");
    p->both = !language.n;
    p->other_language = british ? STR("en-US") : STR("en-GB");
    if (spell_open(p->arena, british ? STR("en-GB") : STR("en-US"), &p->own, &why)) {
        p->skipped = arena_format(p->arena, "spelling is not looked at: %s", why.text);
        return;
    }
    p->speller = (struct check_speller){p, knows, elsewhere, suggest};
    p->question.speller = &p->speller;
}

/* --- files --- */

static enum err load_rules(struct proof *p, struct err_info *info)
{
    struct texts_file *files;
    size_t n;
    enum err err = texts_files("letters/en/phrases", p->arena, &files, &n, info);
    struct phrase_rules *rules = phrases_new(p->arena);
    for (size_t i = 0; i < n && !err; i++) {
        enum phrases_trust trust = files[i].own ? PHRASES_PROVED : PHRASES_TRUSTED;
        err = phrases_load(rules, files[i].text, files[i].path.p, trust, p->arena, info);
    }
    p->question.rules = rules;
    return err;
}

static enum err load_words(struct proof *p, struct err_info *info)
{
    struct texts_file *files;
    size_t n;
    enum err err = texts_files("letters/en/words", p->arena, &files, &n, info);
    struct wordset *words = ARENA_NEW(p->arena, struct wordset, 1);
    words->arena = p->arena;
    for (size_t i = 0; i < n && !err; i++) err = wordset_read(words, files[i].text, files[i].path.p, info);
    p->question.words = words;
    return err;
}

enum err proof_open(struct proof *ret, struct str language, struct arena *a, struct err_info *info)
{
    *ret = (struct proof){.arena = a};
    enum err err = load_rules(ret, info);
    if (!err) err = load_words(ret, info);
    if (!err) open_dictionaries(ret, language);
    return err;
}

enum err proof_record(struct proof *p, struct app *app, const struct app_house *house, const struct app_opp *opp,
    int16_t person, struct err_info *info)
{
    struct check_question *q = &p->question;
    struct check_name *names;
    struct check_sent *sent;
    enum err err = words_names(app, opp ? house : NULL, opp, p->arena, &names, &q->n_names, info);
    if (err) return err;
    q->names = names;
    if (!opp) return OK;
    q->n_sent = words_sent(house, opp, person, p->arena, &sent);
    q->sent = sent;
    return OK;
}

void proof_close(struct proof *p)
{
    if (!p) return;
    spell_close(p->own);
    spell_close(p->other);
    p->own = p->other = NULL;
}
