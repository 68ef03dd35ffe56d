/* From facts to the words that stand in the places of a template. */
#include "letter/places.h"

#include <string.h>

#define INFO(c, name, question, answer) {name, question, answer},
const struct place_info places_all[PLACE_COUNT] = {PLACES(INFO)};
#undef INFO

int places_index(struct str name)
{
    if (!name.n) return -1;
    for (int i = 0; i < PLACE_COUNT; i++) {
        struct str own = str_from(places_all[i].name);
        bool first = (name.p[0] | 32) == own.p[0];
        if (first && own.n == name.n && !memcmp(own.p + 1, name.p + 1, name.n - 1)) return i;
    }
    return -1;
}

/* --- days --- */

static const char *const weekdays[] = {
    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"", "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"};

static bool british(const struct letter_facts *f)
{
    return str_is(f->language, "en-GB");
}

enum { NEAR = 6 }; /* days for which the name of the weekday says enough */

/* "Thursday 8 October", "Thursday, October 8". */
static struct str day_date(const struct letter_facts *f, struct arena *a, day_t day)
{
    if (day == DAY_NONE) return (struct str){0};
    const char *weekday = weekdays[day_weekday(day)];
    struct ymd d = day_to_ymd(day), today = day_to_ymd(f->today);
    const char *month = months[d.month];
    if (d.year != today.year)
        return british(f) ? arena_format(a, "%d %s %d", d.day, month, d.year)
                          : arena_format(a, "%s %d, %d", month, d.day, d.year);
    return british(f) ? arena_format(a, "%s %d %s", weekday, d.day, month)
                      : arena_format(a, "%s, %s %d", weekday, month, d.day);
}

/* The same, or "Thursday" alone where that says enough; a note by post arrives on another day. */
static struct str day_name(const struct letter_facts *f, struct arena *a, day_t day)
{
    bool near = day != DAY_NONE && day <= f->today && f->today - day <= NEAR && f->channel != CHANNEL_NOTE;
    return near ? str_from(weekdays[day_weekday(day)]) : day_date(f, a, day);
}

/* "today", "yesterday", "on Thursday" */
static struct str on_day(const struct letter_facts *f, struct arena *a, day_t day)
{
    if (day == DAY_NONE) return (struct str){0};
    bool spoken = f->channel != CHANNEL_NOTE;
    if (spoken && day == f->today) return STR("today");
    if (spoken && day == f->today - 1) return STR("yesterday");
    return arena_format(a, "on %.*s", STR_ARG(day_name(f, a, day)));
}

/* --- names --- */

static bool is_honorific(struct str title)
{
    static const char *const all[] = {"Dr", "Dr.", "Prof", "Prof.", "Professor", "Mr", "Mr.", "Mrs", "Mrs.", "Ms",
        "Ms.", "Mx", "Mx.", "Sir", "Dame", NULL};
    return str_among_nocase(title, all);
}

/* Titles that people put before a name. */
static struct str without_title(struct str name)
{
    struct str first, rest;
    while (str_cut(name, ' ', &first, &rest) && is_honorific(first)) name = str_trim(rest);
    return name;
}

static struct str first_name(struct str name)
{
    struct str first, rest;
    str_cut(without_title(name), ' ', &first, &rest);
    return first;
}

/* The last word, with the small ones before it: "de la Cruz". */
static struct str last_name(struct str name)
{
    size_t at = name.n;
    while (at > 0) {
        while (at > 0 && name.p[at - 1] != ' ') at--;
        size_t before = at;
        while (before > 0 && name.p[before - 1] == ' ') before--;
        while (before > 0 && name.p[before - 1] != ' ') before--;
        bool small = at > 0 && before > 0 && name.p[before] >= 'a' && name.p[before] <= 'z';
        if (!small) break;
        at = before;
    }
    return (struct str){name.p + at, name.n - at};
}

/* "Dr Miller" where a title is known, else the whole name: a name does not tell how somebody is addressed. */
static struct str greeting(const struct letter_facts *f, struct arena *a)
{
    struct str name = f->to.name, plain = without_title(name), title = f->to.title, rest;
    bool nobody = !name.n || f->to.general;
    if (nobody) return (struct str){0};
    if (plain.p != name.p) str_cut(name, ' ', &title, &rest);
    if (is_honorific(title) && last_name(plain).n < plain.n)
        return arena_format(a, "%.*s %.*s", STR_ARG(title), STR_ARG(last_name(plain)));
    return plain;
}

/* --- what people wrote down in a few words --- */

static struct str without_stop(struct str s)
{
    s = str_trim(s);
    while (s.n && strchr(".,;:!", s.p[s.n - 1])) s.n--;
    return s;
}

/* "Engineer (m/f/d)" is advertised, "Engineer" is said. */
static struct str without_brackets(struct str s)
{
    s = str_trim(s);
    if (!s.n || s.p[s.n - 1] != ')') return s;
    for (size_t i = s.n; i-- > 1;)
        if (s.p[i] == '(') return str_trim((struct str){s.p, i});
    return s;
}

static bool any_capital(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'A' && s.p[i] <= 'Z') return true;
    return false;
}

/* "Training for newcomers", "Calibration by night": an ordinary word, written large because it comes first. */
static bool common_start(struct str first, struct str rest)
{
    static const char *const links[] = {"for", "of", "by", "with", "between", "after", "before", NULL};
    struct str second, more;
    bool large =
        first.n > 1 && first.p[0] >= 'A' && first.p[0] <= 'Z' && !any_capital((struct str){first.p + 1, first.n - 1});
    str_cut(rest, ' ', &second, &more);
    if (!large || any_capital(rest)) return false;
    return str_among(second, links);
}

/* Within a sentence, words that are no names begin with a small letter, and a question is called one. */
static struct str in_sentence(struct arena *a, struct str s)
{
    static const char *const asking[] = {"how", "why", "what", "when", "where", "who", "whether", NULL};
    static const char *const small[] = {"The", "A", "An", "Our", "Their", "Your", "My", "Its", "New", "Plans", "This",
        "That", "Some", "Working", "Being", "Using", NULL};
    struct str first, rest;
    s = without_stop(s);
    str_cut(s, ' ', &first, &rest);
    for (int i = 0; asking[i]; i++)
        if (str_is_nocase(first, asking[i]))
            return arena_format(a, "the question of %s %.*s", asking[i], STR_ARG(rest));
    bool lower = common_start(first, rest) || str_among(first, small);
    return lower ? arena_format(a, "%c%.*s", s.p[0] + 32, (int)s.n - 1, s.p + 1) : s;
}

/* Records may hold anything; a letter's line, and above all its subject, holds no control characters. */
static struct str one_line(struct arena *a, struct str s)
{
    bool clean = true;
    for (size_t i = 0; i < s.n; i++) clean &= (unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f;
    if (clean) return s;
    char *copy = arena_alloc(a, s.n + 1, 1);
    for (size_t i = 0; i < s.n; i++) copy[i] = (unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f ? s.p[i] : ' ';
    return str_trim((struct str){copy, s.n});
}

/* --- choosing topics and strengths --- */

static bool word_char(char c)
{
    return (unsigned char)c >= 0x80 || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

enum { STEM = 5 }; /* letters by which words that belong together are known */

/* Whether some longer word of a begins as one of b does. */
static bool share_word(struct str a, struct str b)
{
    for (size_t i = 0; i + STEM <= a.n; i++) {
        if (i > 0 && word_char(a.p[i - 1])) continue;
        for (size_t k = 0; k + STEM <= b.n; k++) {
            if (k > 0 && word_char(b.p[k - 1])) continue;
            size_t same = 0;
            while (same < STEM && word_char(a.p[i + same]) && (a.p[i + same] | 32) == (b.p[k + same] | 32)) same++;
            if (same == STEM) return true;
        }
    }
    return false;
}

/* The index with the least cost; n: none.  Of equal ones the turn-th. */
static size_t cheapest(const int *cost, size_t n, size_t turn)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        size_t k = (turn + i) % n;
        if (cost[k] >= 0 && (best == n || cost[k] < cost[best])) best = k;
    }
    return best;
}

enum { NEVER = -1, SHARED_TOPIC = 1, UNRELATED = 1, USED = 4 };

static void choose_topics(const struct letter_facts *f, const uint8_t *used, size_t turn, struct arena *a,
    struct place_values *ret, uint8_t *chosen)
{
    int *cost = ARENA_NEW(a, int, f->n_topics);
    for (size_t i = 0; i < f->n_topics; i++) {
        bool theirs = f->topics[i].person == f->to.id, all = f->topics[i].person == 0;
        cost[i] = !theirs && !all ? NEVER : (theirs ? 0 : SHARED_TOPIC) + (used ? USED * used[i] : 0);
    }
    for (int place = PLACE_TOPIC_1; place <= PLACE_TOPIC_2; place++) {
        size_t i = cheapest(cost, f->n_topics, turn);
        if (i == f->n_topics) return;
        ret->all[place] = in_sentence(a, one_line(a, f->topics[i].text));
        chosen[i]++;
        cost[i] = NEVER;
    }
}

static void choose_strengths(const struct letter_facts *f, const uint8_t *used, size_t turn, struct arena *a,
    struct place_values *ret, uint8_t *chosen)
{
    int *cost = ARENA_NEW(a, int, f->n_strengths);
    for (size_t i = 0; i < f->n_strengths; i++) {
        bool fits = share_word(f->strengths[i], ret->all[PLACE_TOPIC_1]) ||
                    share_word(f->strengths[i], ret->all[PLACE_TOPIC_2]);
        cost[i] = (fits ? 0 : UNRELATED) + (used ? USED * used[f->n_topics + i] : 0);
    }
    for (int place = PLACE_STRENGTH_1; place <= PLACE_STRENGTH_3; place++) {
        size_t i = cheapest(cost, f->n_strengths, turn);
        if (i == f->n_strengths) return;
        ret->all[place] = without_stop(one_line(a, f->strengths[i]));
        chosen[f->n_topics + i]++;
        cost[i] = NEVER;
    }
}

void places_choose(const struct letter_facts *f, const uint8_t *used, size_t turn, struct arena *a,
    struct place_values *ret, uint8_t *chosen)
{
    choose_topics(f, used, turn, a, ret, chosen);
    choose_strengths(f, used, turn, a, ret, chosen);
}

void places_fill(const struct letter_facts *f, struct arena *a, struct place_values *ret)
{
    *ret = (struct place_values){.all = {[PLACE_TO_NAME] = without_title(f->to.name),
                                     [PLACE_TO_FIRST] = f->to.general ? (struct str){0} : first_name(f->to.name),
                                     [PLACE_GREETING] = greeting(f, a),
                                     [PLACE_ORGANISATION] = str_trim(f->organisation),
                                     [PLACE_POSITION] = without_brackets(f->position),
                                     [PLACE_ROUND] = in_sentence(a, f->round),
                                     [PLACE_ON_MET] = on_day(f, a, f->met),
                                     [PLACE_MET_DAY] = day_name(f, a, f->met),
                                     [PLACE_APPLIED_DAY] = day_name(f, a, f->applied),
                                     [PLACE_PROMISED_DAY] = day_date(f, a, f->promised),
                                     [PLACE_INQUIRED_DAY] = day_name(f, a, f->inquired),
                                     [PLACE_OWN_NAME] = f->own_name,
                                     [PLACE_SIGN] = f->sign,
                                     [PLACE_OWN_PHONE] = f->own_phone,
                                     [PLACE_OWN_MAIL] = f->own_mail,
                                     [PLACE_WORK] = without_stop(f->work),
                                     [PLACE_SAY] = without_stop(f->say),
                                     [PLACE_LINK] = f->link}};
    if (f->n_reference_letters) ret->all[PLACE_REFERENCE] = f->reference_letters[0];
    for (int i = 0; i < PLACE_COUNT; i++)
        if (i != PLACE_SAY) ret->all[i] = one_line(a, ret->all[i]);
}

/* --- conditions --- */

#define NAME(name) #name,
static const char *const condition_names[CONDITION_COUNT] = {CONDITIONS(NAME)};
#undef NAME

int places_condition(struct str name)
{
    for (int i = 0; i < CONDITION_COUNT; i++) {
        const char *own = condition_names[i];
        size_t at = 0;
        while (at < name.n && own[at] && name.p[at] == (own[at] == '_' ? '-' : own[at])) at++;
        if (at == name.n && !own[at]) return i;
    }
    return -1;
}

static bool has_topics(const struct letter_facts *f)
{
    for (size_t i = 0; i < f->n_topics; i++)
        if (f->topics[i].person == 0 || f->topics[i].person == f->to.id) return true;
    return false;
}

uint32_t places_conditions(const struct letter_facts *f)
{
    const bool holds[CONDITION_COUNT] = {[CONDITION_met] = f->met != DAY_NONE,
        [CONDITION_met_to] = f->met_to,
        [CONDITION_met_today] = f->met_today,
        [CONDITION_topics] = has_topics(f),
        [CONDITION_strengths] = f->n_strengths > 0,
        [CONDITION_promised] = f->promised != DAY_NONE,
        [CONDITION_promised_passed] =
            f->promised != DAY_NONE &&
            f->promised<f->today, [CONDITION_inquired] = f->no_answer_yet, [CONDITION_not_yet] = f->not_yet,
                [CONDITION_asked] = f->asked_to_follow_up, [CONDITION_offer_here] = f->offer_here,
                [CONDITION_offer_elsewhere] = f->offer_elsewhere, [CONDITION_accepted] = f->accepted,
                [CONDITION_accepted_elsewhere] = f->accepted_elsewhere, [CONDITION_refused] = f->refused != DAY_NONE,
                [CONDITION_thanked] = f->thanked, [CONDITION_reference_letter] = f->n_reference_letters> 0,
        [CONDITION_office] = f->to.id == 0,
        [CONDITION_general] = f->to.general,
        [CONDITION_round] = f->round.n > 0,
        [CONDITION_own_phone] = f->own_phone.n > 0,
        [CONDITION_work] = f->work.n > 0,
        [CONDITION_say] = f->say.n > 0,
        [CONDITION_link] = f->link.n > 0,
        [CONDITION_position] = f->position.n > 0,
        [CONDITION_word] = f->word != DAY_NONE,
        [CONDITION_applied] = f->applied != DAY_NONE,
        [CONDITION_british] = british(f),
        [CONDITION_recruiter] = f->to.id != 0 && f->to.role == ROLE_RECRUITER};
    uint32_t set = 0;
    for (int i = 0; i < CONDITION_COUNT; i++) set |= (uint32_t)holds[i] << i;
    return set;
}
