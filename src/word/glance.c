#include "word/glance.h"

/* How words begin that mails about applications do not do without.  In small letters without accents: what follows an
 * accent in a word is not looked at, so none has to. */
static const char *const stems[] = {"appl", "absage", "angebot", "anstell", "arbeit", "assessment", "bewerb", "candid",
    "career", "consider", "cv", "einlad", "eingestellt", "emploi", "employ", "embauche", "entretien", "hire", "hiring",
    "interview", "internship", "job", "kandid", "karriere", "lebenslauf", "offer", "offre", "onsite", "opening",
    "opportunit", "personal", "position", "poste", "praktik", "profil", "rejoindre", "recruit", "recrut", "reference",
    "refere", "resume", "role", "selection", "screening", "shortlist", "stage", "stelle", "talent", "unterlagen",
    "vacanc", "vorstellungs", "zusage"};
enum { STEMS = sizeof stems / sizeof *stems, LETTERS = 26 };

static bool is_letter(unsigned char c)
{
    return (c | 32u) - 'a' < (unsigned)LETTERS;
}

static bool begins(struct str s, const char *stem)
{
    size_t i = 0;
    while (i < s.n && stem[i] && (s.p[i] | 32) == stem[i]) i++;
    return !stem[i];
}

/* Where the stems of each letter begin: they stand in the order of the alphabet. */
static void index_stems(uint8_t from[LETTERS + 1])
{
    size_t k = 0;
    for (int c = 0; c <= LETTERS; c++) {
        while (k < STEMS && stems[k][0] - 'a' < c) k++;
        from[c] = (uint8_t)k;
    }
}

static bool has_stem(struct str s, const uint8_t from[LETTERS + 1])
{
    unsigned char before = ' ';
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool starts = is_letter(c) && !is_letter(before) && before < 0x80;
        before = c;
        int letter = starts ? (c | 32) - 'a' : 0;
        for (size_t k = from[letter]; starts && k < from[letter + 1]; k++)
            if (begins((struct str){s.p + i, s.n - i}, stems[k])) return true;
    }
    return false;
}

bool word_glance(const struct word_mail *m)
{
    uint8_t from[LETTERS + 1];
    index_stems(from);
    return has_stem(m->subject, from) || has_stem(m->text, from);
}
