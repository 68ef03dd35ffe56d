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

static int letter(char c)
{
    if (c >= 'a' && c <= 'z') return c - 'a';
    return c >= 'A' && c <= 'Z' ? c - 'A' : -1;
}

static bool begins(struct str s, const char *stem)
{
    size_t i = 0;
    while (stem[i] && i < s.n && letter(s.p[i]) == stem[i] - 'a') i++;
    return !stem[i];
}

/* Only words that begin with the letter of a stem are compared. */
static bool has_stem(struct str s)
{
    uint32_t letters = 0;
    bool within = false;
    for (size_t i = 0; i < STEMS; i++) letters |= 1u << (stems[i][0] - 'a');
    for (size_t i = 0; i < s.n; i++) {
        int c = letter(s.p[i]);
        bool starts = c >= 0 && !within;
        within = c >= 0 || (unsigned char)s.p[i] >= 0x80;
        if (!starts || !(letters >> c & 1)) continue;
        for (size_t k = 0; k < STEMS; k++)
            if (stems[k][0] - 'a' == c && begins((struct str){s.p + i, s.n - i}, stems[k])) return true;
    }
    return false;
}

bool word_glance(const struct word_mail *m)
{
    return has_stem(m->subject) || has_stem(m->text);
}
