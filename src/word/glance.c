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
    return (c | 32u) - 'a' < LETTERS;
}

static bool begins(struct str s, const char *stem)
{
    size_t i = 0;
    while (stem[i] && i < s.n && (s.p[i] | 32) == stem[i]) i++;
    return !stem[i];
}

/* Only words that begin with the letter of a stem are compared. */
static bool has_stem(struct str s)
{
    bool first[256] = {false};
    for (size_t i = 0; i < STEMS; i++) first[(unsigned char)stems[i][0]] = first[stems[i][0] - 32] = true;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char before = i ? (unsigned char)s.p[i - 1] : ' ';
        if (!first[(unsigned char)s.p[i]] || is_letter(before) || before >= 0x80) continue;
        for (size_t k = 0; k < STEMS; k++)
            if (stems[k][0] == (s.p[i] | 32) && begins((struct str){s.p + i, s.n - i}, stems[k])) return true;
    }
    return false;
}

bool word_glance(const struct word_mail *m)
{
    return has_stem(m->subject) || has_stem(m->text);
}
