// The second opinion.  Written from the rulebook alone; see README.md.
// Where the rulebook leaves a choice, the code says CHOICE n.
#include "oracle.h"

#include <algorithm>
#include <cstring>
#include <initializer_list>

namespace {

using i64 = int64_t;

constexpr i64 DAY = 86400, HOUR = 3600;
constexpr i64 MORNING = 9 * HOUR, EVENING = 17 * HOUR;
constexpr int MAX_EV = O_MAX_EVENTS + O_MAX_ACTIONS;
constexpr int NO_DAY = O_NO_DAY;
constexpr i64 KEY_NONE = INT64_MIN, KEY_LAST = INT64_MAX;

int day_of(i64 t) { return (int)(t >= 0 ? t / DAY : -((-t + DAY - 1) / DAY)); }
i64 second_of(i64 t) { return t - (i64)day_of(t) * DAY; }
i64 opens_on(int d) { return (i64)d * DAY + MORNING; }
i64 due_on(int d) { return (i64)d * DAY + EVENING; }
i64 closes_on(int d) { return ((i64)d + 1) * DAY; }

// ---------------------------------------------------------------- the world
// The events known at one moment, with their places in the order of things.

// What section 3 says of the next inquiry.
enum NextKind { N_NONE, N_INQUIRY, N_HOLD, N_MOVE_ON };
struct Next {
    NextKind kind = N_NONE;
    bool number_reached = false; // rule 5
    bool asked = false;          // rule 1: they asked for it
    int open_day = 0, due_day = 0;
    o_step step = O_S_INQUIRY;
    bool by_phone = true;        // the sequence's channel
};

struct State {
    int opp = 0;
    int held = -1, ahead = -1;              // latest held, last ahead: event indices
    i64 held_begin_key = KEY_NONE;
    i64 word_key = KEY_NONE;                // last word
    int word_day = NO_DAY;
    i64 telling_key = KEY_NONE;             // last word other than `other`
    int telling = -1;                       // its event
    i64 end_key = KEY_NONE;
    int end = -1;
    bool ended = false;
    i64 offer_key = KEY_NONE;
    int offer = -1;
    bool offer_pending = false;
    bool rest = false;                      // closed as moved-on or hold, not lifted
    int promised = NO_DAY;                  // P in force
    bool asked_not_to = false;
    bool single_used = false;               // an inquiry since P
    int unanswered = 0;
    i64 inquiry_key = KEY_NONE;             // last inquiry, skipped ones included
    int inquiry_day = NO_DAY;
    int inquiries_since_meeting = 0;
    int start_day = NO_DAY;                 // D
    int thanks_call_day = NO_DAY;
    int articles = 0, first_article = -1;
    i64 accepted_key = KEY_NONE;            // an acceptance that stands
    int accepted = -1;
    Next next;
};

struct World {
    const o_case *c;
    int n = 0;
    o_event ev[MAX_EV];
    bool known[MAX_EV];
    bool road[MAX_EV];     // done by the road
    i64 stand[MAX_EV];     // the moment at which the event stands in the order
    i64 key[MAX_EV];       // the order; for an interview its begin
    int cancelled[MAX_EV]; // the event that cancels this interview, or -1
    State cache[4];
    unsigned cache_mask[4];
    int cache_n = 0;

    bool business(int d) const {
        int w = (d % 7 + 7 + 4) % 7; // day 0 was a Thursday; 0 is Sunday
        if (w == 0 || w == 6) return false;
        for (int i = 0; i < c->n_holidays; i++)
            if (c->holidays[i] == d) return false;
        return true;
    }
    int bd_from(int d) const { while (!business(d)) d++; return d; }
    int bd_after(int d, int k) const { while (k > 0) if (business(++d)) k--; return d; }
    int bd_before(int d, int k) const { while (k > 0) if (business(--d)) k--; return d; }
    bool in_house(int opp) const { return opp >= 0 && opp < c->n_opps && !c->other_house[opp]; }
};

// CHOICE 1: of two events of one side at one instant the one with the higher index is the later.
i64 make_key(i64 t, bool theirs, int i) { return (t * 2 + (theirs ? 1 : 0)) * 256 + i; }

bool is_theirs(const o_event &e) {
    switch (e.kind) {
    case O_INTERVIEW: case O_CANCELLED: case O_TOLD: case O_HEARD: case O_OFFER: return true;
    case O_CLOSED: case O_REOPENED: return true; // settled: decisions follow what is known at that moment
    default: return false;
    }
}

// CHOICE 2: cancellations, although theirs, are not among the kinds the project lets stand at the end of a
// day without a time; they stand at their `at`.
i64 stand_of(const o_event &e) {
    if (e.at == O_NO_TIME) return O_NO_TIME;
    if (!e.day_only) return e.at;
    i64 midnight = (i64)day_of(e.at) * DAY;
    if (e.kind == O_HEARD || e.kind == O_TOLD || e.kind == O_OFFER || e.kind == O_CLOSED || e.kind == O_REOPENED)
        return midnight + DAY - 1;
    return e.kind == O_INTERVIEW || e.kind == O_CANCELLED ? e.at : midnight;
}

i64 end_of(const o_event &e) { return e.end >= e.at ? e.end : e.at + HOUR; }

void place(World &w, int i) {
    const o_event &e = w.ev[i];
    w.stand[i] = stand_of(e);
    w.key[i] = w.stand[i] == O_NO_TIME ? KEY_LAST : make_key(w.stand[i], is_theirs(e), i);
}

void build(World &w, const o_case *c, i64 knowledge) {
    w.c = c;
    w.n = c->n_events;
    w.cache_n = 0;
    for (int i = 0; i < w.n; i++) {
        const o_event &e = c->events[i];
        w.ev[i] = e;
        w.road[i] = false;
        w.cancelled[i] = -1;
        if (e.kind == O_INTERVIEW) w.known[i] = e.arranged <= knowledge;
        else if (e.at == O_NO_TIME) w.known[i] = true;
        else w.known[i] = e.at <= knowledge;
        place(w, i);
    }
    for (int i = 0; i < w.n; i++)
        if (w.known[i] && w.ev[i].kind == O_CANCELLED && w.ev[i].interview >= 0 && w.ev[i].interview < w.n)
            w.cancelled[w.ev[i].interview] = i;
}

void append(World &w, const o_event &e) {
    if (w.n >= MAX_EV) return;
    int i = w.n++;
    w.ev[i] = e;
    w.known[i] = true;
    w.road[i] = true;
    w.cancelled[i] = -1;
    place(w, i);
    w.cache_n = 0;
}

bool standing_interview(const World &w, int i, int opp) {
    return w.known[i] && w.ev[i].kind == O_INTERVIEW && w.ev[i].opp == opp && w.cancelled[i] < 0;
}

bool is_attempt(const o_event &e) { return e.channel == O_PHONE && e.outcome == O_NO_ANSWER; }
bool is_contact(const o_event &e) { return e.kind == O_CONTACTED && !is_attempt(e); }
bool is_inquiry_purpose(o_purpose p) { return p == O_INQUIRY || p == O_THREE_PART; }
bool is_inquiry(const o_event &e) { return is_contact(e) && is_inquiry_purpose(e.purpose); }
bool is_reached(const o_event &e) {
    return e.kind == O_CONTACTED && (e.channel == O_PHONE || e.channel == O_IN_PERSON) && e.outcome == O_REACHED;
}
bool is_offer(const o_event &e) { return e.kind == O_OFFER || (e.kind == O_HEARD && e.gist == O_OFFER_GIST); }
bool is_end(const o_event &e) {
    if (e.kind == O_HEARD) return e.gist == O_REJECTED || e.gist == O_FILLED;
    return e.kind == O_CLOSED && e.ending != O_AS_MOVED_ON && e.ending != O_AS_HOLD;
}
// CHOICE 3: a filled position is a no, for gracious and check-back as well.
bool is_no(const o_event &e) {
    if (e.kind == O_HEARD) return e.gist == O_REJECTED || e.gist == O_FILLED;
    return e.kind == O_CLOSED && (e.ending == O_AS_REJECTED || e.ending == O_AS_FILLED);
}

// ---------------------------------------------------------------- section 4
struct Numbers {
    int first, first_due, word_first, word_first_due, gap, gap_due, number;
    bool phone_first, phone_later;
    bool ends_on_hold;
    int end_gap;
};
const Numbers NUMBERS[6] = {
    /* balanced */ {7, 10, 7, 10, 14, 14, 2, true, false, false, 14},
    /* A */ {7, 10, 7, 10, 14, 14, 2, true, false, false, 14},
    /* B */ {7, 10, 7, 10, 7, 10, 3, true, true, false, 10},
    /* C */ {7, 10, 7, 10, 7, 10, 10, true, true, true, 10},
    /* D */ {7, 10, 14, 14, 14, 14, 2, false, false, false, 14},
    /* E */ {7, 7, 7, 7, 7, 7, 3, true, true, false, 7},
};

// ---------------------------------------------------------------- section 3
Next next_inquiry(const World &w, const State &s) {
    Next r;
    if (s.ended) return r; // CHOICE 4: after the end section 3 opens nothing, so neither opening nor number refuses
    const Numbers &num = NUMBERS[w.c->playbook];
    const bool after = s.held >= 0;
    const bool meeting = w.c->opp_kind[s.opp] != O_JOB && w.c->playbook != O_C;
    r.kind = N_INQUIRY;
    // CHOICE 5: a contact they asked for with an interview ahead and none held is a three-part.
    r.step = after ? O_S_INQUIRY : O_S_THREE_PART;
    r.by_phone = after ? num.phone_first : true;
    auto set = [&](int opens, int due) {
        r.open_day = w.bd_from(opens);
        r.due_day = w.bd_from(due);
    };
    // 1
    if (s.telling >= 0 && w.ev[s.telling].kind == O_HEARD && w.ev[s.telling].gist == O_ASKED_TO_FOLLOW_UP &&
        s.inquiry_key < s.telling_key) {
        const o_event &e = w.ev[s.telling];
        r.asked = true;
        r.open_day = w.bd_from(e.day2 != NO_DAY ? e.day2 : w.bd_after(day_of(w.stand[s.telling]), 1));
        r.due_day = w.bd_after(r.open_day, 1); // CHOICE 6: 1bd after the moved opens
        return r;
    }
    // 2
    if (s.ahead >= 0) {
        int t = day_of(end_of(w.ev[s.ahead]));
        r.step = O_S_INQUIRY;
        r.by_phone = num.phone_first;
        if (meeting) set(t + 30, t + 30);
        else set(t + num.first, t + num.first_due); // CHOICE 7: exactly 3b, P plays no part
        return r;
    }
    const int after_p = s.promised != NO_DAY ? w.bd_after(s.promised, 1) : NO_DAY;
    if (after && meeting) {
        if (s.inquiries_since_meeting >= 1) {
            r.kind = N_NONE;
            r.number_reached = true;
            return r;
        }
        int t = day_of(end_of(w.ev[s.held])) + 30;
        t = std::max(t, after_p);
        set(t, t);
        return r;
    }
    // 5
    if (s.unanswered >= (after ? num.number : 3)) {
        r.number_reached = true;
        r.kind = after && !num.ends_on_hold ? N_MOVE_ON : N_HOLD;
        r.step = r.kind == N_HOLD ? O_S_HOLD : O_S_MOVE_ON;
        // CHOICE 8: P does not delay hold and move-on (only rule 4 names it).
        r.open_day = r.due_day = after ? s.inquiry_day + num.end_gap : w.bd_after(s.inquiry_day, 3);
        return r;
    }
    // 4
    if (s.unanswered > 0) {
        if (after) r.by_phone = num.phone_later;
        int opens, due;
        if (after) opens = s.inquiry_day + num.gap, due = s.inquiry_day + num.gap_due;
        else opens = due = w.bd_after(s.inquiry_day, 3);
        set(std::max(opens, after_p), std::max(due, after_p));
        return r;
    }
    // 3 b, c, d
    int opens, due;
    if (after && s.word_key < s.held_begin_key) { // CHOICE 9: only here C counts from the last thanks call
        int t = day_of(end_of(w.ev[s.held]));
        if (w.c->playbook == O_C && s.thanks_call_day != NO_DAY) t = s.thanks_call_day;
        opens = t + num.first, due = t + num.first_due;
    } else if (s.word_key != KEY_NONE) {
        if (after) opens = s.word_day + num.word_first, due = s.word_day + num.word_first_due;
        else opens = due = w.bd_after(s.word_day, 3);
    } else if (s.start_day != NO_DAY) {
        opens = due = w.bd_after(s.start_day, 3);
    } else {
        opens = due = day_of(w.c->created[s.opp]); // CHOICE 10: "at once" is the day on which it was recorded
    }
    // 3 a
    if (after_p != NO_DAY) {
        if (w.c->playbook == O_C && after) opens = std::max(w.bd_from(opens), after_p), due = std::max(w.bd_from(due), after_p);
        else opens = due = after_p;
    }
    set(opens, due);
    return r;
}

// Is this interview (known, not cancelled) held at u?
unsigned held_mask(const World &w, int opp, i64 u) {
    unsigned m = 0;
    for (int i = 0; i < w.n && i < 32; i++)
        if (standing_interview(w, i, opp) && w.ev[i].at <= u) m |= 1u << i;
    return m;
}

void compute(const World &w, int opp, unsigned held, State &s) {
    s = State();
    s.opp = opp;
    int n = w.n;
    int held_days[MAX_EV], n_held = 0;
    int last_interview_day = NO_DAY; // of any standing interview
    for (int i = 0; i < n; i++) {
        if (!standing_interview(w, i, opp)) continue;
        const o_event &e = w.ev[i];
        bool is_held = i < 32 && (held >> i & 1);
        int &slot = is_held ? s.held : s.ahead;
        if (slot < 0 || e.at > w.ev[slot].at || (e.at == w.ev[slot].at && end_of(e) >= end_of(w.ev[slot]))) slot = i;
        if (is_held) held_days[n_held++] = day_of(end_of(e));
        last_interview_day = std::max(last_interview_day, day_of(e.at));
    }
    i64 begin = s.held >= 0 ? w.ev[s.held].at : 0;
    if (s.held >= 0) s.held_begin_key = make_key(begin, true, 255); // only what comes after that instant sorts after it

    i64 named_key = KEY_NONE, may_key = KEY_NONE, asked_key = KEY_NONE, reopen_key = KEY_NONE, rest_key = KEY_NONE;
    i64 interview_lift = KEY_NONE, contact_key = KEY_LAST, article_key = KEY_LAST, thanks_key = KEY_NONE;
    int named = NO_DAY, may = 1, first_contact = NO_DAY, applied = NO_DAY;

    auto word = [&](i64 key, i64 at, int i, bool other) {
        if (key > s.word_key) s.word_key = key, s.word_day = day_of(at);
        if (!other && key > s.telling_key) s.telling_key = key, s.telling = i;
    };
    auto name = [&](i64 key, i64 at, int d) {
        if (d == NO_DAY || d < day_of(at)) return;
        if (key > named_key) named_key = key, named = d;
    };
    for (int i = 0; i < n; i++) {
        if (!w.known[i]) continue;
        const o_event &e = w.ev[i];
        if (e.kind == O_CANCELLED) {
            if (e.interview >= 0 && e.interview < n && w.ev[e.interview].opp == opp) word(w.key[i], w.stand[i], i, false);
            continue;
        }
        if (e.opp != opp) continue;
        const i64 key = w.key[i], at = w.stand[i];
        switch (e.kind) {
        case O_APPLIED: // CHOICE 11: of several applications the first
            if (applied == NO_DAY || day_of(at) < applied) applied = day_of(at);
            break;
        case O_INTERVIEW: {
            i64 k = make_key(e.arranged, true, i);
            word(k, e.arranged, i, false);
            // CHOICE 12: an arrangement lifts an end even if the interview was cancelled since; an interview
            // arranged before the no lifts it once it has begun: until then it may be one that the no has made void.
            interview_lift = std::max(interview_lift, k);
            if (held >> i & 1) interview_lift = std::max(interview_lift, key);
            break;
        }
        case O_TOLD: {
            bool part = false;
            for (int j = 0; j < n_held; j++) part = part || held_days[j] == day_of(at);
            if (!part) word(key, at, i, false);
            name(key, at, e.day);
            if (e.may_contact >= 0 && key > may_key) may_key = key, may = e.may_contact;
            break;
        }
        case O_HEARD:
            if (e.gist == O_RECEIVED) break; // CHOICE 13: `received` is always the automatic receipt
            word(key, at, i, e.gist == O_OTHER_GIST);
            name(key, at, e.day);
            if (e.gist == O_ASKED_TO_FOLLOW_UP) asked_key = std::max(asked_key, key);
            break;
        case O_OFFER: // CHOICE 14: an offer is a word, and so is a dated closing as rejected or filled
            word(key, at, i, false);
            break;
        case O_CLOSED:
            if (e.ending == O_AS_MOVED_ON || e.ending == O_AS_HOLD) rest_key = std::max(rest_key, key);
            else if (is_no(e) && e.at != O_NO_TIME) word(key, at, i, false);
            break;
        case O_REOPENED: reopen_key = std::max(reopen_key, key); break;
        case O_CONTACTED:
            if (!is_contact(e)) break;
            if (key < contact_key) contact_key = key, first_contact = day_of(at);
            if (is_reached(e)) word(make_key(at, true, i), at, i, true);
            if (e.purpose == O_ARTICLE) {
                s.articles++;
                if (key < article_key) article_key = key, s.first_article = i;
            }
            if (e.purpose == O_THANKS && e.channel == O_PHONE && s.held >= 0 && key > thanks_key &&
                (at >= begin || (e.day_only && day_of(at) >= day_of(begin))))
                thanks_key = key, s.thanks_call_day = day_of(at);
            break;
        default: break;
        }
        if (is_offer(e) && key > s.offer_key) s.offer_key = key, s.offer = i;
        if (is_end(e) && (s.end < 0 || key >= s.end_key)) s.end_key = key, s.end = i;
        if (e.kind == O_CLOSED && e.ending == O_AS_ACCEPTED && e.at != O_NO_TIME && key > s.accepted_key)
            s.accepted_key = key, s.accepted = i;
    }
    s.start_day = applied != NO_DAY ? applied : first_contact;
    i64 lift = std::max(interview_lift, std::max(s.offer_key, reopen_key));
    s.ended = s.end >= 0 && (s.end_key == KEY_LAST || lift < s.end_key);
    s.offer_pending = s.offer >= 0 && (s.end < 0 || s.end_key < s.offer_key);
    if (s.accepted >= 0 && lift > s.accepted_key) s.accepted = -1; // CHOICE 15: a lifted acceptance no longer stands
    s.rest = rest_key != KEY_NONE && std::max(s.word_key, std::max(s.offer_key, reopen_key)) < rest_key;
    // CHOICE 16: an interview on a later day ends P whether held or ahead, and whenever it was arranged.
    if (named != NO_DAY && !(s.word_key != KEY_NONE && s.word_day > named) &&
        !(last_interview_day != NO_DAY && last_interview_day > named))
        s.promised = named;
    s.asked_not_to = may == 0 && asked_key < may_key;

    for (int i = 0; i < n; i++) {
        if (!w.known[i] || w.ev[i].opp != opp) continue;
        const o_event &e = w.ev[i];
        bool skip = e.kind == O_SKIPPED && (e.step == O_S_THREE_PART || e.step == O_S_INQUIRY);
        if (!skip && !is_inquiry(e)) continue;
        if (w.key[i] > s.word_key) s.unanswered++;
        if (w.key[i] > s.inquiry_key) s.inquiry_key = w.key[i], s.inquiry_day = day_of(w.stand[i]);
        if (s.held >= 0 && w.key[i] > s.held_begin_key) s.inquiries_since_meeting++;
        // CHOICE 17: a skipped one does not use up the single one; "since P" is after P's day.
        if (!skip && s.promised != NO_DAY && day_of(w.stand[i]) > s.promised) s.single_used = true;
    }
    s.next = next_inquiry(w, s);
}

// Opportunity 0 at moment u (only the held interviews depend on u).
const State &state(World &w, i64 u) {
    unsigned m = held_mask(w, 0, u);
    for (int i = 0; i < w.cache_n; i++)
        if (w.cache_mask[i] == m) return w.cache[i];
    int slot = w.cache_n < 4 ? w.cache_n++ : 3;
    compute(w, 0, m, w.cache[slot]);
    w.cache_mask[slot] = m;
    return w.cache[slot];
}

// ---------------------------------------------------------------- section 5
struct Refusal {
    unsigned limits = 0;
    bool stop = false;
    i64 until = INT64_MIN; // when each waiting limit alone would be content, the latest of these
};

bool weekly_free(o_purpose p) { return p == O_THANKS || p == O_REPLY || p == O_REFERENCE_TALK; }

Refusal limits_at(World &w, int person, o_channel channel, o_purpose purpose, i64 u) {
    const State &s = state(w, u);
    const int d = day_of(u);
    const bool inquiry = is_inquiry_purpose(purpose), call = channel == O_PHONE;
    Refusal r;
    auto stop = [&](unsigned bit) { r.limits |= bit; r.stop = true; };
    auto wait = [&](unsigned bit, i64 until) { r.limits |= bit; r.until = std::max(r.until, until); };

    if (person >= 0 && w.c->people[person].do_not_contact) stop(O_L_DO_NOT_CONTACT);

    if (inquiry) {
        if (s.ended) stop(O_L_NO_IS_NO);
        if (s.offer_pending) stop(O_L_OFFER_HERE);
        if (s.asked_not_to &&
            !(s.promised != NO_DAY && d >= w.bd_after(s.promised, 1) && !s.single_used))
            stop(O_L_ASKED_NOT_TO);
        if (s.next.number_reached) stop(O_L_NUMBER);
        else if (s.next.kind == N_INQUIRY && d < s.next.open_day) wait(O_L_OPENING, opens_on(s.next.open_day));
        if (!s.next.asked) {
            int latest = NO_DAY, second = NO_DAY;
            for (int i = 0; i < w.n; i++) {
                if (!w.known[i] || !is_inquiry(w.ev[i]) || !w.in_house(w.ev[i].opp)) continue;
                int e = day_of(w.stand[i]);
                if (latest == NO_DAY || e >= latest) second = latest, latest = e;
                else if (second == NO_DAY || e > second) second = e;
            }
            if (second != NO_DAY && d < second + 7) wait(O_L_HOUSE, opens_on(second + 7));
        }
    }
    if (purpose == O_CHECK_BACK && s.ended) {
        bool earlier = false;
        for (int i = 0; i < w.n; i++)
            if (w.known[i] && w.ev[i].opp == 0 && is_contact(w.ev[i]) && w.ev[i].purpose == O_CHECK_BACK &&
                (w.key[i] > s.end_key || s.end_key == KEY_LAST || w.road[i]))
                earlier = true;
        if (earlier) stop(O_L_NO_IS_NO);
        if (is_no(w.ev[s.end]) && s.end_key != KEY_LAST) {
            int from = day_of(w.stand[s.end]) + 30;
            if (d < from) wait(O_L_NO_IS_NO, opens_on(from));
        }
    }
    if (channel != O_NOTE && purpose != O_REPLY) { // one a day; CHOICE 18: the office counts as one person
        i64 last_key = KEY_NONE, last_at = 0;
        for (int i = 0; i < w.n; i++) {
            const o_event &e = w.ev[i];
            if (!w.known[i] || e.kind != O_CONTACTED || e.person != person || e.channel == O_NOTE ||
                e.purpose == O_REPLY || !w.in_house(e.opp) || day_of(w.stand[i]) != d)
                continue;
            if (w.key[i] > last_key) last_key = w.key[i], last_at = w.stand[i];
        }
        if (last_key != KEY_NONE) {
            bool free = false;
            for (int i = 0; i < w.n && !free; i++) {
                const o_event &e = w.ev[i];
                if (!w.known[i]) continue;
                // CHOICE 19: an automatic receipt is nobody writing on their own.
                if (e.kind == O_HEARD && person >= 0 && e.person == person && e.gist != O_RECEIVED &&
                    w.in_house(e.opp) && w.key[i] > last_key)
                    free = true;
                if (purpose == O_THANKS && person >= 0 && standing_interview(w, i, 0) && (e.with >> person & 1) &&
                    end_of(e) <= u && end_of(e) > last_at)
                    free = true;
            }
            if (!free) wait(O_L_ONE_A_DAY, opens_on(d + 1));
        }
    }
    if (call && !weekly_free(purpose)) {
        bool asked_for = inquiry && s.next.asked && d >= s.next.open_day;
        if (!asked_for) {
            int last = NO_DAY;
            for (int i = 0; i < w.n; i++) {
                const o_event &e = w.ev[i];
                if (!w.known[i] || e.opp != 0 || e.kind != O_CONTACTED || e.channel != O_PHONE || weekly_free(e.purpose))
                    continue;
                if (s.held >= 0 && w.stand[i] < w.ev[s.held].at) continue;
                if (last == NO_DAY || day_of(w.stand[i]) > last) last = day_of(w.stand[i]);
            }
            if (last != NO_DAY) {
                int from = s.held >= 0 ? last + 7 : w.bd_after(last, 3);
                if (inquiry && s.next.asked && s.next.open_day < from) from = s.next.open_day; // from then on it is free
                if (d < from) wait(O_L_CALL_A_WEEK, opens_on(from));
            }
        }
    }
    if ((inquiry || call) && !w.business(d)) wait(O_L_BUSINESS_DAYS, opens_on(w.bd_after(d, 1)));
    if (call) {
        i64 sec = second_of(u);
        if (sec < MORNING) wait(O_L_HOURS, opens_on(d));
        else if (sec > EVENING) wait(O_L_HOURS, opens_on(d + 1));
    }
    return r;
}

o_verdict judge(World &w, int person, o_channel channel, o_purpose purpose, i64 at) {
    o_verdict v;
    v.judgement = O_OK;
    v.until = at;
    v.limits = 0;
    v.all_means = false;
    Refusal r = limits_at(w, person, channel, purpose, at);
    v.limits = r.limits;
    if (channel == O_EMAIL && purpose != O_THANKS) {
        i64 k1 = KEY_NONE, k2 = KEY_NONE;
        bool mail1 = false, mail2 = false;
        for (int i = 0; i < w.n; i++) {
            const o_event &e = w.ev[i];
            if (!w.known[i] || !is_contact(e) || e.person != person || !w.in_house(e.opp)) continue;
            if (w.key[i] > k1) k2 = k1, mail2 = mail1, k1 = w.key[i], mail1 = e.channel == O_EMAIL;
            else if (w.key[i] > k2) k2 = w.key[i], mail2 = e.channel == O_EMAIL;
        }
        v.all_means = k2 != KEY_NONE && mail1 && mail2;
    }
    if (r.stop) {
        v.judgement = O_STOP;
        return v;
    }
    if (r.limits == 0) return v;
    // The first moment that satisfies all of them.  Nothing but the clock moves: interviews begin and end.
    v.judgement = O_WAIT;
    i64 u = at;
    for (int guard = 0; guard < 1000; guard++) {
        i64 target = r.until, turn = INT64_MAX;
        for (int i = 0; i < w.n; i++) {
            if (!standing_interview(w, i, 0)) continue;
            i64 b = w.ev[i].at, e = end_of(w.ev[i]);
            if (b > u) turn = std::min(turn, b);
            if (e > u) turn = std::min(turn, e);
        }
        u = turn < target && day_of(turn) != day_of(target) ? turn : target;
        r = limits_at(w, person, channel, purpose, u);
        if (r.stop) { // CHOICE 20: what becomes a stop while waiting (number, once the interview was held) is a stop
            v.judgement = O_STOP;
            return v;
        }
        if (r.limits == 0) break;
    }
    v.until = u;
    return v;
}

// ---------------------------------------------------------------- the steps
struct Action {
    o_step step;
    int person;
    int interview; // of ask-questions and debrief
    o_channel channels[2];
    int n_channels;
    o_channel channel;
    i64 opens, due, closes;
};

o_purpose purpose_of(o_playbook book, o_step step) {
    if (book == O_E && step == O_S_GRACIOUS) return O_THANKS; // \"E as thanks that ask for other vacancies\"
    switch (step) {
    case O_S_THANKS: case O_S_THANKS_NOTE: case O_S_THANKS_CALL: return O_THANKS;
    case O_S_THREE_PART: return O_THREE_PART;
    case O_S_INQUIRY: return O_INQUIRY;
    case O_S_CONNECT: return O_CONNECT;
    case O_S_ARTICLE: return O_ARTICLE;
    case O_S_BRIEF_REFERENCE: return O_REFERENCE_TALK;
    case O_S_ANSWER_OFFER: return O_REPLY;
    case O_S_TELL_OF_OFFER: case O_S_WITHDRAW: return O_MATERIAL;
    case O_S_GRACIOUS: return O_GRACIOUS;
    case O_S_CHECK_BACK: return O_CHECK_BACK;
    default: return O_OTHER_PURPOSE;
    }
}

// The law of the product, for one action.  False: not shown.
bool keep_law(World &w, i64 now, Action &a) {
    if (a.n_channels == 0) return a.opens < a.closes;
    const i64 m = std::max(a.opens, now);
    bool waits = false;
    i64 until = INT64_MAX;
    for (int i = 0; i < a.n_channels; i++) {
        o_verdict v = judge(w, a.person, a.channels[i], purpose_of(w.c->playbook, a.step), m);
        if (v.judgement == O_OK || (v.judgement == O_WAIT && v.limits == O_L_HOURS)) {
            a.channel = a.channels[i];
            return a.opens < a.closes;
        }
        if (v.judgement == O_WAIT && (!waits || v.until < until)) waits = true, until = v.until, a.channel = a.channels[i];
    }
    if (!waits) return false;
    a.opens = until;
    if (a.due < a.opens) a.due = std::max(a.opens, due_on(day_of(until))); // at least that day
    return a.opens < a.closes;
}

int recipient(const World &w, const State &s) {
    const o_case *c = w.c;
    auto usable = [&](int p) { return (c->people[p].opps & 1u) && !c->people[p].do_not_contact; };
    for (int p = 0; p < c->n_people; p++)
        if (usable(p) && c->people[p].primary) return p;
    const o_role order[3] = {O_RECRUITER, O_HIRING_MANAGER, O_HR};
    for (o_role role : order)
        for (int p = 0; p < c->n_people; p++)
            if (usable(p) && c->people[p].role == role) return p;
    int iv = s.held >= 0 ? s.held : s.ahead; // CHOICE 21: the one ahead only where none was held
    if (iv >= 0)
        for (int p = 0; p < c->n_people; p++)
            if (usable(p) && c->people[p].role == O_INTERVIEWER && (w.ev[iv].with >> p & 1)) return p;
    return O_OFFICE;
}

// A contact of this purpose on opportunity 0 after `key`; any person if `person` is O_SELF.
bool done_since(const World &w, o_purpose purpose, int person, i64 key) {
    for (int i = 0; i < w.n; i++) {
        const o_event &e = w.ev[i];
        if (w.known[i] && e.opp == 0 && is_contact(e) && e.purpose == purpose && (person == O_SELF || e.person == person) &&
            (w.key[i] > key || w.road[i]))
            return true;
    }
    return false;
}

// "Not this one", at or after the moment `from` (without a time: on or after its day).
bool skipped(const World &w, o_step step, int person, i64 from, bool from_day_only) {
    for (int i = 0; i < w.n; i++) {
        const o_event &e = w.ev[i];
        if (!w.known[i] || e.kind != O_SKIPPED || e.opp != 0 || e.step != step || e.person != person) continue;
        if (w.stand[i] >= from || ((e.day_only || from_day_only) && day_of(w.stand[i]) >= day_of(from))) return true;
    }
    return false;
}

bool skipped_interview(const World &w, o_step step, int interview) {
    for (int i = 0; i < w.n; i++) {
        const o_event &e = w.ev[i];
        if (w.known[i] && e.kind == O_SKIPPED && e.opp == 0 && e.step == step && e.interview == interview) return true;
    }
    return false;
}

// CHOICE 22: a step that opens with an event of which only the day is known opens at 09:00 of that day.
i64 opening_moment(const World &w, int i) {
    return w.ev[i].day_only ? opens_on(day_of(w.stand[i])) : w.ev[i].at;
}

o_step thanks_form(o_playbook pb, o_channel ch) {
    if (ch == O_NOTE && (pb == O_BALANCED || pb == O_A || pb == O_C)) return O_S_THANKS_NOTE;
    if (ch == O_PHONE && pb == O_C) return O_S_THANKS_CALL;
    return O_S_THANKS;
}

constexpr int MAX_ACTIONS_IN = 640;

struct Planner {
    World &w;
    const o_case *c;
    i64 now;
    const State s; // a copy: the cache may turn over
    Action list[MAX_ACTIONS_IN];
    int n = 0;
    int to; // recipient of inquiries

    Planner(World &world, i64 t) : w(world), c(world.c), now(t), s(state(world, t)), to(recipient(world, s)) {}

    void add(o_step step, int person, int interview, std::initializer_list<o_channel> channels, i64 opens, i64 due, i64 closes) {
        if (n >= MAX_ACTIONS_IN || now >= closes) return;
        Action &a = list[n];
        a.step = step;
        a.person = person;
        a.interview = interview;
        a.n_channels = 0;
        for (o_channel ch : channels) a.channels[a.n_channels++] = ch;
        a.channel = O_EMAIL;
        if (a.n_channels == 2 && a.channels[0] == O_PHONE && a.channels[1] == O_EMAIL && person >= 0 && !c->people[person].has_phone)
            std::swap(a.channels[0], a.channels[1]);
        a.opens = opens;
        a.due = std::max(due, opens); // an answer wanted today is not late before it opens
        a.closes = closes;
        if (keep_law(w, now, a)) n++;
    }

    // ---- around each interview
    void interviews() {
        for (int i = 0; i < w.n; i++) {
            if (!standing_interview(w, i, 0)) continue;
            const o_event &e = w.ev[i];
            i64 end = end_of(e);
            if (!skipped_interview(w, O_S_ASK_QUESTIONS, i))
                add(O_S_ASK_QUESTIONS, O_SELF, i, {}, opens_on(w.bd_before(day_of(e.at), 1)), e.at, e.at);
            if (!skipped_interview(w, O_S_DEBRIEF, i))
                add(O_S_DEBRIEF, O_SELF, i, {}, end, end + 3 * HOUR, closes_on(w.bd_after(day_of(end), 2)));
        }
    }

    bool thanked(o_step step, int p, i64 begin) {
        for (int i = 0; i < w.n; i++) {
            const o_event &e = w.ev[i];
            if (!w.known[i] || e.opp != 0 || !is_contact(e) || e.purpose != O_THANKS || e.person != p) continue;
            if (thanks_form(c->playbook, e.channel) != step) continue;
            if (w.stand[i] >= begin || (e.day_only && day_of(w.stand[i]) >= day_of(begin))) return true;
        }
        // CHOICE 23: a skip counts from where a thanks counts, the begin of the day's first interview.
        return skipped(w, step, p, begin, false);
    }

    void thank(int p, i64 begin, i64 end) {
        const int t = day_of(end);
        const o_playbook pb = c->playbook;
        const bool interviewer = c->people[p].role != O_RECEPTION;
        if ((pb == O_BALANCED || pb == O_A || pb == O_D) && !thanked(O_S_THANKS, p, begin))
            add(O_S_THANKS, p, -1, {O_EMAIL}, end, end + DAY, closes_on(w.bd_after(t, 2)));
        if (pb == O_B && interviewer && !thanked(O_S_THANKS, p, begin))
            add(O_S_THANKS, p, -1, {O_NOTE, O_EMAIL}, end, due_on(w.bd_after(t, 2)), closes_on(w.bd_after(t, 2)));
        if (pb == O_E && interviewer && !thanked(O_S_THANKS, p, begin))
            add(O_S_THANKS, p, -1, {O_EMAIL}, end, due_on(t + 2), closes_on(t + 4));
        bool note = (pb == O_BALANCED && c->people[p].primary) || pb == O_A || (pb == O_C && interviewer);
        if (note && !thanked(O_S_THANKS_NOTE, p, begin))
            add(O_S_THANKS_NOTE, p, -1, {O_NOTE}, end, due_on(w.bd_after(t, pb == O_C ? 1 : 2)), closes_on(w.bd_after(t, 5)));
        if (pb == O_C && interviewer && !thanked(O_S_THANKS_CALL, p, begin))
            add(O_S_THANKS_CALL, p, -1, {O_PHONE}, opens_on(w.bd_after(t, 1)), due_on(w.bd_after(t, 1)), closes_on(w.bd_after(t, 2)));
    }

    void people_met() {
        for (int p = 0; p < c->n_people; p++) {
            int first = -1;
            for (int i = 0; i < w.n; i++) {
                if (!standing_interview(w, i, 0) || !(w.ev[i].with >> p & 1)) continue;
                if (first < 0 || w.ev[i].at < w.ev[first].at) first = i;
                int day = day_of(end_of(w.ev[i]));
                i64 begin = w.ev[i].at, end = end_of(w.ev[i]);
                bool seen = false;
                for (int j = 0; j < w.n; j++) {
                    if (j == i || !standing_interview(w, j, 0) || !(w.ev[j].with >> p & 1)) continue;
                    if (day_of(end_of(w.ev[j])) != day) continue;
                    if (j < i) seen = true;
                    begin = std::min(begin, w.ev[j].at);
                    end = std::max(end, end_of(w.ev[j]));
                }
                if (!seen) thank(p, begin, end);
            }
            if (first >= 0) connect(p, first);
        }
    }

    void connect(int p, int iv) {
        if (c->playbook != O_BALANCED && c->playbook != O_D) return;
        if (c->people[p].role == O_RECEPTION) return;
        for (int i = 0; i < w.n; i++)
            if (w.known[i] && w.in_house(w.ev[i].opp) && is_contact(w.ev[i]) && w.ev[i].purpose == O_CONNECT && w.ev[i].person == p)
                return;
        if (skipped(w, O_S_CONNECT, p, w.ev[iv].at, false)) return;
        int t = day_of(end_of(w.ev[iv]));
        add(O_S_CONNECT, p, -1, {O_LINKEDIN}, opens_on(w.bd_after(t, 2)), due_on(w.bd_after(t, 5)), closes_on(w.bd_after(t, 20)));
    }

    // ---- section 3; true while the opportunity rests because an inquiry closed undone
    bool inquiries() {
        const Next &x = s.next;
        // CHOICE 24: while an offer awaits an answer there is no inquiry that could close, no hold, no move-on.
        if (s.rest || s.offer_pending || x.kind == N_NONE) return false;
        if (x.kind == N_HOLD || x.kind == N_MOVE_ON) {
            if (!put_off(x.step)) add(x.step, O_SELF, -1, {}, opens_on(x.open_day), opens_on(x.open_day), O_NEVER);
            return false;
        }
        int last = w.bd_after(x.open_day, 20);
        if (now >= closes_on(last)) {
            if (!put_off(O_S_HOLD))
                add(O_S_HOLD, O_SELF, -1, {}, opens_on(last + 1), opens_on(last + 1), closes_on(w.bd_after(last + 1, 5)));
            return true;
        }
        if (x.by_phone)
            add(x.step, to, -1, {O_PHONE, O_EMAIL}, opens_on(x.open_day), due_on(x.due_day), closes_on(last));
        else
            add(x.step, to, -1, {O_EMAIL}, opens_on(x.open_day), due_on(x.due_day), closes_on(last));
        return false;
    }

    // CHOICE 25: since the last inquiry or word (where there was none, ever): a word begins a new silence.
    bool put_off(o_step step) {
        for (int i = 0; i < w.n; i++)
            if (w.known[i] && w.ev[i].kind == O_SKIPPED && w.ev[i].opp == 0 && w.ev[i].step == step && w.key[i] > std::max(s.inquiry_key, s.word_key))
                return true;
        return false;
    }

    void article() {
        if (c->playbook != O_BALANCED && c->playbook != O_D) return;
        if (s.held < 0 || s.ahead >= 0 || s.offer_pending || s.articles >= 2) return;
        int base;
        i64 from;
        if (s.articles == 0) base = day_of(end_of(w.ev[s.held])), from = w.ev[s.held].at;
        else base = std::max(day_of(w.stand[s.first_article]), day_of(end_of(w.ev[s.held]))), from = w.stand[s.first_article]; // never sooner after an interview than the first
        if (skipped(w, O_S_ARTICLE, to, from, false)) return; // CHOICE 26: a skipped first has no second
        int d = base + (c->playbook == O_D ? 14 : 21);
        add(O_S_ARTICLE, to, -1, {O_EMAIL, O_LINKEDIN}, opens_on(d), due_on(d + 7), closes_on(d + 14));
    }

    void references() {
        if (c->playbook != O_BALANCED && c->playbook != O_A && c->playbook != O_B) return;
        for (int p = 0; p < c->n_people; p++) {
            int named = -1, asked = -1, iv = -1;
            for (int i = 0; i < w.n; i++) {
                if (!w.known[i] || w.ev[i].opp != 0) continue;
                const o_event &e = w.ev[i];
                if (e.kind == O_NAMED && e.person == p && (named < 0 || w.key[i] < w.key[named])) named = i; // CHOICE 27: first naming
                if (e.kind == O_HEARD && e.gist == O_REFERENCES && (asked < 0 || w.key[i] < w.key[asked])) asked = i;
            }
            if (named < 0) continue;
            for (int i = 0; i < w.n; i++)
                if (standing_interview(w, i, 0) && w.ev[i].at >= w.stand[named] && (iv < 0 || w.ev[i].at < w.ev[iv].at)) iv = i;
            if (iv < 0 && asked < 0) continue;
            i64 when = INT64_MAX;
            if (iv >= 0) when = end_of(w.ev[iv]);
            if (asked >= 0) when = std::min(when, opening_moment(w, asked));
            when = std::max(when, opening_moment(w, named));
            if (done_since(w, O_REFERENCE_TALK, p, w.key[named])) continue;
            if (skipped(w, O_S_BRIEF_REFERENCE, p, w.stand[named], w.ev[named].day_only)) continue;
            add(O_S_BRIEF_REFERENCE, p, -1, {O_PHONE, O_EMAIL}, when, due_on(w.bd_after(day_of(when), 1)), O_NEVER);
        }
    }

    void answer_offer() {
        if (!s.offer_pending) return;
        const o_event &e = w.ev[s.offer];
        bool may = e.person >= 0 && !c->people[e.person].do_not_contact;
        int who = may ? e.person : to; // CHOICE 28: offered by nobody who may be contacted: to the recipient of inquiries
        if (done_since(w, O_REPLY, O_SELF, s.offer_key)) return;
        if (skipped(w, O_S_ANSWER_OFFER, who, w.ev[s.offer].at, e.day_only)) return;
        int answer = e.kind == O_OFFER ? e.day : NO_DAY;
        int due = answer != NO_DAY ? w.bd_before(answer, 1) : w.bd_after(day_of(w.stand[s.offer]), 5);
        // CHOICE 29: without an answer date it does not close.
        add(O_S_ANSWER_OFFER, who, -1, {O_PHONE, O_EMAIL}, opening_moment(w, s.offer), due_on(due),
            answer != NO_DAY ? closes_on(answer) : O_NEVER);
    }

    void other_opportunities() {
        int offer = -1, accepted = -1;
        for (int k = 1; k < c->n_opps; k++) {
            State x;
            compute(w, k, held_mask(w, k, now), x);
            if (x.offer_pending && (offer < 0 || w.key[x.offer] > w.key[offer])) offer = x.offer; // CHOICE 30: a pending one
            if (x.accepted >= 0 && (accepted < 0 || w.key[x.accepted] > w.key[accepted])) accepted = x.accepted;
        }
        if (offer >= 0 && s.held >= 0 && (c->playbook == O_BALANCED || c->playbook == O_B)) {
            const o_event &e = w.ev[offer];
            int d = day_of(w.stand[offer]), answer = e.kind == O_OFFER ? e.day : NO_DAY;
            if (!done_since(w, O_MATERIAL, O_SELF, w.key[offer]) && !skipped(w, O_S_TELL_OF_OFFER, to, e.at, e.day_only))
                add(O_S_TELL_OF_OFFER, to, -1, {O_PHONE, O_EMAIL}, opening_moment(w, offer), due_on(w.bd_after(d, 1)),
                    closes_on(answer != NO_DAY ? answer : w.bd_after(d, 5)));
        }
        if (accepted >= 0) {
            const o_event &e = w.ev[accepted];
            int d = day_of(w.stand[accepted]);
            if (!done_since(w, O_MATERIAL, O_SELF, w.key[accepted]) && !skipped(w, O_S_WITHDRAW, to, e.at, e.day_only))
                add(O_S_WITHDRAW, to, -1, {O_EMAIL}, opening_moment(w, accepted), due_on(w.bd_after(d, 2)), closes_on(w.bd_after(d, 5)));
        }
    }

    // ---- after the end.  CHOICE 31: the latest end decides; if that is a withdrawal, or has no date, nothing follows.
    void after_a_no() {
        const o_event &e = w.ev[s.end];
        if (!is_no(e) || s.end_key == KEY_LAST) return;
        const bool named = e.kind == O_HEARD && e.person >= 0;
        if (s.held < 0 && !named) return;
        const o_playbook pb = c->playbook;
        const int d = day_of(w.stand[s.end]);
        if (pb == O_BALANCED || pb == O_A || pb == O_B || pb == O_E) {
            int who = named && !c->people[e.person].do_not_contact ? e.person : to;
            bool done = done_since(w, O_GRACIOUS, O_SELF, s.end_key);
            if (pb == O_E) { // there it is a thanks
                for (int i = 0; i < w.n; i++)
                    if (w.known[i] && w.ev[i].opp == 0 && is_contact(w.ev[i]) && w.ev[i].purpose == O_THANKS && w.key[i] > s.end_key)
                        done = true;
            }
            if (!done && !skipped(w, O_S_GRACIOUS, who, e.at, e.day_only))
                add(O_S_GRACIOUS, who, -1, {O_EMAIL}, opening_moment(w, s.end), due_on(w.bd_after(d, 2)), closes_on(w.bd_after(d, 10)));
        }
        if (pb == O_BALANCED || pb == O_A || pb == O_B) {
            if (!done_since(w, O_CHECK_BACK, O_SELF, s.end_key) && !skipped(w, O_S_CHECK_BACK, to, e.at, e.day_only))
                add(O_S_CHECK_BACK, to, -1, {O_EMAIL}, opens_on(d + 30), due_on(w.bd_after(d + 30, 5)), closes_on(w.bd_after(d + 30, 20)));
        }
    }

    // ---- two actions for one person on one day.  CHOICE 32: earliest day first; the office counts as one person.
    static bool keep_warm(const Action &a) { return a.step == O_S_CONNECT || a.step == O_S_ARTICLE; }
    static bool goes_before(const Action &a, const Action &b) {
        if (keep_warm(a) != keep_warm(b)) return !keep_warm(a);
        if (a.closes != b.closes) return a.closes < b.closes;
        if (a.due != b.due) return a.due < b.due;
        if (a.step != b.step) return a.step < b.step;
        return a.opens < b.opens;
    }
    void spread() {
        for (int guard = 0; guard < 2000; guard++) {
            int day = INT32_MAX, person = 0;
            for (int i = 0; i < n; i++) {
                if (list[i].person == O_SELF || list[i].channel == O_NOTE) continue;
                int d = day_of(list[i].opens);
                if (d >= day) continue;
                for (int j = 0; j < n; j++)
                    if (j != i && list[j].person == list[i].person && list[j].channel != O_NOTE && day_of(list[j].opens) == d) {
                        day = d;
                        person = list[i].person;
                        break;
                    }
            }
            if (day == INT32_MAX) return;
            int first = -1;
            for (int i = 0; i < n; i++)
                if (list[i].person == person && list[i].channel != O_NOTE && day_of(list[i].opens) == day &&
                    (first < 0 || goes_before(list[i], list[first])))
                    first = i;
            int next = w.bd_after(day, 1), kept = 0;
            for (int i = 0; i < n; i++) {
                Action a = list[i];
                bool keep = true;
                if (i != first && a.person == person && a.channel != O_NOTE && day_of(a.opens) == day) {
                    a.opens = opens_on(next);
                    if (a.due < a.opens) a.due = due_on(next);
                    keep = keep_law(w, now, a);
                }
                if (keep) list[kept++] = a;
            }
            n = kept;
        }
    }

    void run() {
        if (s.ended) {
            after_a_no();
        } else {
            interviews();
            people_met();
            bool resting = inquiries() || s.rest;
            references();
            answer_offer();
            if (!resting) {
                article();
                other_opportunities();
            }
        }
        spread();
        std::sort(list, list + n, [](const Action &a, const Action &b) {
            if (a.due != b.due) return a.due < b.due;
            if (a.opens != b.opens) return a.opens < b.opens;
            if (a.step != b.step) return a.step < b.step;
            if (a.person != b.person) return a.person < b.person;
            return a.interview < b.interview;
        });
    }
};

o_action shown(const Action &a, i64 now) {
    o_action r;
    r.step = a.step;
    r.person = a.person;
    r.channel = a.channel;
    r.opens = a.opens;
    r.due = a.due;
    r.closes = a.closes;
    r.open = a.opens <= now && now < a.closes;
    return r;
}

} // namespace

extern "C" struct o_verdict oracle_check(const struct o_case *c, int person, enum o_channel channel, enum o_purpose purpose,
                                         int64_t at) {
    World w;
    build(w, c, at);
    return judge(w, person, channel, purpose, at);
}

extern "C" int oracle_plan(const struct o_case *c, struct o_action *out) {
    World w;
    build(w, c, c->now);
    Planner p(w, c->now);
    p.run();
    int n = std::min(p.n, (int)O_MAX_ACTIONS);
    for (int i = 0; i < n; i++) out[i] = shown(p.list[i], c->now);
    return n;
}

extern "C" int oracle_road(const struct o_case *c, struct o_action *out) {
    World w;
    build(w, c, c->now);
    i64 reached = c->now;
    int n = 0;
    while (n < O_MAX_ACTIONS) {
        Planner p(w, reached);
        p.run();
        if (p.n == 0) break;
        const Action &a = p.list[0];
        bool end = a.step == O_S_HOLD || a.step == O_S_MOVE_ON;
        if (end && n && out[n - 1].step == (int)a.step) break; // announced once, whatever else that day tells
        out[n++] = shown(a, reached);
        reached = std::max(reached, a.due);
        o_event e;
        std::memset(&e, 0, sizeof e);
        e.at = reached;
        e.person = a.person;
        e.day = e.day2 = O_NO_DAY;
        e.interview = a.interview;
        e.may_contact = -1;
        if (a.step == O_S_HOLD || a.step == O_S_MOVE_ON) {
            e.kind = O_CLOSED;
            e.ending = a.step == O_S_HOLD ? O_AS_HOLD : O_AS_MOVED_ON;
        } else if (a.person == O_SELF) {
            e.kind = O_SKIPPED;
            e.step = a.step;
        } else {
            e.kind = O_CONTACTED;
            e.channel = a.channel;
            e.purpose = purpose_of(w.c->playbook, a.step);
            e.outcome = a.channel == O_PHONE ? O_VOICEMAIL : O_SENT;
        }
        append(w, e);
    }
    return n;
}
