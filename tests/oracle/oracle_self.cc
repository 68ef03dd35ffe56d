// The nine worked examples of section 6, checked against the oracle; the values are by hand from the rulebook.
#include "oracle.h"

#include <cstdio>
#include <cstring>

static int passed, failed;

static void check(bool ok, const char *what, int line) {
    if (ok) passed++;
    else failed++, std::printf("line %d: %s\n", line, what);
}
#define CHECK(x) check((x), #x, __LINE__)

// Days since 1970-01-01 of a civil date.
static int32_t day(int y, int m, int d) {
    y -= m <= 2;
    int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}
static int32_t oct(int d) { return day(2026, 10, d); }
static int32_t nov(int d) { return day(2026, 11, d); }
static int32_t dec(int d) { return day(2026, 12, d); }
static int64_t at(int32_t d, int h, int m = 0) { return (int64_t)d * 86400 + h * 3600 + m * 60; }
static int64_t end_of(int32_t d) { return at(d + 1, 0); }

enum { ANN, BOB, REC, HR }; // two engineers, the receptionist, Human Resources

struct Story {
    o_case c;
    Story() {
        std::memset(&c, 0, sizeof c);
        c.playbook = O_BALANCED;
        c.n_opps = 1;
        c.created[0] = at(oct(1), 9);
        c.n_people = 4;
        for (int i = 0; i < 4; i++) c.people[i].has_phone = true, c.people[i].opps = 1;
        c.people[ANN].role = c.people[BOB].role = O_INTERVIEWER;
        c.people[REC].role = O_RECEPTION;
        c.people[HR].role = O_HR;
    }
    o_event &add(o_event_kind kind, int64_t t) {
        o_event &e = c.events[c.n_events++];
        std::memset(&e, 0, sizeof e);
        e.kind = kind;
        e.at = t;
        e.day = e.day2 = O_NO_DAY;
        e.person = O_SELF;
        e.may_contact = -1;
        return e;
    }
    void applied(int32_t d) { add(O_APPLIED, at(d, 10)); }
    void interview(int64_t begin, int64_t end, int64_t arranged, unsigned with) {
        o_event &e = add(O_INTERVIEW, begin);
        e.end = end;
        e.arranged = arranged;
        e.with = with;
    }
    void contact(int64_t t, int person, o_channel ch, o_purpose p, o_outcome o) {
        o_event &e = add(O_CONTACTED, t);
        e.person = person;
        e.channel = ch;
        e.purpose = p;
        e.outcome = o;
    }
    void told(int64_t t, int32_t d) { add(O_TOLD, t).day = d; }
    o_event &heard(int64_t t, int person, o_gist g) {
        o_event &e = add(O_HEARD, t);
        e.person = person;
        e.gist = g;
        return e;
    }
    void first_interview() { // Thu 8 Oct, 14:00 to 15:00; arranged on Mon 5 Oct
        interview(at(oct(8), 14), at(oct(8), 15), at(oct(5), 11), 1u << ANN | 1u << BOB | 1u << REC);
    }
    o_verdict verdict(int person, o_channel ch, o_purpose p, int64_t t) { return oracle_check(&c, person, ch, p, t); }

    o_action plan[O_MAX_ACTIONS];
    int n = 0;
    void look(int64_t now) {
        c.now = now;
        n = oracle_plan(&c, plan);
    }
    int count(o_step s) const {
        int k = 0;
        for (int i = 0; i < n; i++) k += plan[i].step == s;
        return k;
    }
    o_action of(o_step s, int person = -9) const {
        for (int i = 0; i < n; i++)
            if (plan[i].step == s && (person == -9 || plan[i].person == person)) return plan[i];
        o_action none;
        std::memset(&none, 0, sizeof none);
        return none;
    }
};

static bool waits(const o_verdict &v, int64_t until) { return v.judgement == O_WAIT && v.until == until; }

static void example_1() {
    Story s;
    s.applied(oct(2));
    s.look(at(oct(2), 12));
    CHECK(s.n == 1 && s.count(O_S_THREE_PART) == 1);
    CHECK(s.of(O_S_THREE_PART).opens == at(oct(7), 9) && s.of(O_S_THREE_PART).due == at(oct(7), 17));
    CHECK(s.of(O_S_THREE_PART).channel == O_PHONE && s.of(O_S_THREE_PART).person == HR && !s.of(O_S_THREE_PART).open);
    CHECK(s.of(O_S_THREE_PART).closes == end_of(nov(4)));
    o_verdict v = s.verdict(HR, O_EMAIL, O_THREE_PART, at(oct(5), 10));
    CHECK(waits(v, at(oct(7), 9)) && v.limits == O_L_OPENING);
    CHECK(s.verdict(HR, O_EMAIL, O_THREE_PART, at(oct(7), 9)).judgement == O_OK);

    o_action road[O_MAX_ACTIONS];
    int n = oracle_road(&s.c, road);
    CHECK(n == 4);
    CHECK(n == 4 && road[0].due == at(oct(7), 17) && road[1].opens == at(oct(12), 9) && road[2].opens == at(oct(15), 9));
    CHECK(n == 4 && road[3].step == O_S_HOLD && road[3].opens == at(oct(20), 9) && road[3].due == road[3].opens);

    s.contact(at(oct(7), 10), HR, O_PHONE, O_THREE_PART, O_VOICEMAIL);
    s.look(at(oct(7), 11));
    CHECK(s.of(O_S_THREE_PART).opens == at(oct(12), 9) && s.of(O_S_THREE_PART).channel == O_PHONE);
    s.contact(at(oct(12), 10), HR, O_PHONE, O_THREE_PART, O_VOICEMAIL);
    s.look(at(oct(12), 11));
    CHECK(s.of(O_S_THREE_PART).opens == at(oct(15), 9));
    s.contact(at(oct(15), 10), HR, O_PHONE, O_THREE_PART, O_VOICEMAIL);
    s.look(at(oct(15), 11));
    CHECK(s.n == 1 && s.of(O_S_HOLD).opens == at(oct(20), 9) && s.of(O_S_HOLD).closes == O_NEVER);
    CHECK(s.of(O_S_HOLD).person == O_SELF);
    v = s.verdict(HR, O_EMAIL, O_INQUIRY, at(oct(26), 10));
    CHECK(v.judgement == O_STOP && v.limits == O_L_NUMBER);
}

static void example_2() {
    Story s;
    s.applied(oct(2));
    s.contact(at(oct(7), 10), HR, O_PHONE, O_THREE_PART, O_NO_ANSWER);
    CHECK(waits(s.verdict(HR, O_PHONE, O_THREE_PART, at(oct(7), 11)), at(oct(12), 9)));
    CHECK(s.verdict(HR, O_PHONE, O_THREE_PART, at(oct(7), 11)).limits == (O_L_ONE_A_DAY | O_L_CALL_A_WEEK));
    CHECK(waits(s.verdict(HR, O_EMAIL, O_THREE_PART, at(oct(7), 11)), at(oct(8), 9)));
    s.look(at(oct(7), 11));
    CHECK(s.n == 1 && s.of(O_S_THREE_PART).channel == O_EMAIL && s.of(O_S_THREE_PART).opens == at(oct(8), 9));
    CHECK(s.of(O_S_THREE_PART).due == at(oct(8), 17));
    s.look(at(oct(8), 10));
    CHECK(s.of(O_S_THREE_PART).channel == O_EMAIL && s.of(O_S_THREE_PART).open && s.of(O_S_THREE_PART).opens == at(oct(7), 9));
    s.contact(at(oct(8), 10), HR, O_EMAIL, O_THREE_PART, O_SENT);
    s.look(at(oct(8), 11));
    CHECK(s.of(O_S_THREE_PART).opens == at(oct(13), 9) && s.of(O_S_THREE_PART).channel == O_PHONE);
}

static void example_3() {
    Story s;
    s.first_interview();
    s.look(at(oct(8), 15, 30));
    CHECK(s.count(O_S_THANKS) == 3);
    for (int p = ANN; p <= REC; p++) {
        o_action a = s.of(O_S_THANKS, p);
        CHECK(a.opens == at(oct(8), 15) && a.due == at(oct(9), 15) && a.closes == end_of(oct(12)) && a.channel == O_EMAIL && a.open);
    }
    CHECK(s.count(O_S_THANKS_NOTE) == 0 && s.count(O_S_ASK_QUESTIONS) == 0);
    CHECK(s.of(O_S_DEBRIEF).due == at(oct(8), 18) && s.of(O_S_DEBRIEF).closes == end_of(oct(12)));
    o_action q = s.of(O_S_INQUIRY);
    CHECK(q.opens == at(oct(15), 9) && q.due == at(oct(19), 17) && q.channel == O_PHONE && q.person == HR);
    CHECK(q.closes == end_of(nov(12)));
    CHECK(s.count(O_S_CONNECT) == 2 && s.of(O_S_CONNECT).opens == at(oct(12), 9) && s.of(O_S_CONNECT).due == at(oct(15), 17));
    CHECK(s.of(O_S_CONNECT).closes == end_of(nov(5)));
    CHECK(s.of(O_S_ARTICLE).opens == at(oct(29), 9) && s.of(O_S_ARTICLE).due == at(nov(5), 17) && s.of(O_S_ARTICLE).person == HR);
    CHECK(s.of(O_S_ARTICLE).closes == end_of(nov(12)));
    CHECK(s.n == 3 + 1 + 1 + 2 + 1);
    o_verdict v = s.verdict(HR, O_EMAIL, O_INQUIRY, at(oct(17), 10));
    CHECK(waits(v, at(oct(19), 9)) && v.limits == O_L_BUSINESS_DAYS);
    v = s.verdict(HR, O_PHONE, O_INQUIRY, at(oct(15), 8));
    CHECK(waits(v, at(oct(15), 9)) && v.limits == O_L_HOURS);
    CHECK(s.verdict(HR, O_PHONE, O_INQUIRY, at(oct(15), 17)).judgement == O_OK);
    CHECK(waits(s.verdict(HR, O_PHONE, O_INQUIRY, at(oct(16), 17, 1)), at(oct(19), 9)));
}

static void example_4_and_5() {
    Story s;
    s.first_interview();
    s.told(at(oct(8), 15), oct(23));
    o_verdict v = s.verdict(HR, O_PHONE, O_INQUIRY, at(oct(20), 10));
    CHECK(waits(v, at(oct(26), 9)) && v.limits == O_L_OPENING);
    s.look(at(oct(20), 10));
    CHECK(s.of(O_S_INQUIRY).opens == at(oct(26), 9) && s.of(O_S_INQUIRY).due == at(oct(26), 17));
    s.heard(at(oct(21), 11), HR, O_NOT_YET);
    s.look(at(oct(21), 12));
    CHECK(s.of(O_S_INQUIRY).opens == at(oct(26), 9));
    Story five = s;
    // reached HR on 26 Oct: "not before 6 November"
    s.contact(at(oct(26), 10), HR, O_PHONE, O_INQUIRY, O_REACHED);
    s.told(at(oct(26), 10, 5), nov(6));
    s.look(at(oct(26), 11));
    CHECK(s.of(O_S_INQUIRY).opens == at(nov(9), 9) && s.of(O_S_INQUIRY).due == at(nov(9), 17) && s.of(O_S_INQUIRY).channel == O_PHONE);

    five.contact(at(oct(26), 10), HR, O_PHONE, O_INQUIRY, O_VOICEMAIL);
    five.look(at(oct(26), 11));
    CHECK(five.of(O_S_INQUIRY).opens == at(nov(9), 9) && five.of(O_S_INQUIRY).channel == O_EMAIL);
    five.contact(at(nov(9), 10), HR, O_EMAIL, O_INQUIRY, O_SENT);
    five.look(at(nov(9), 11));
    CHECK(five.of(O_S_MOVE_ON).opens == at(nov(23), 9) && five.of(O_S_MOVE_ON).due == at(nov(23), 9) && five.count(O_S_INQUIRY) == 0);
    v = five.verdict(HR, O_EMAIL, O_INQUIRY, at(nov(30), 10));
    CHECK(v.judgement == O_STOP && (v.limits & O_L_NUMBER));
    five.look(at(dec(30), 10));
    CHECK(five.count(O_S_MOVE_ON) == 1 && five.of(O_S_MOVE_ON).open);
}

static void example_6() {
    Story s;
    s.first_interview();
    s.heard(at(oct(9), 11), ANN, O_OTHER_GIST);
    s.look(at(oct(9), 12));
    CHECK(s.of(O_S_INQUIRY).opens == at(oct(16), 9) && s.of(O_S_INQUIRY).due == at(oct(19), 17));
}

static void example_7() {
    Story s;
    s.first_interview();
    s.heard(at(oct(12), 11), HR, O_INTERVIEW_GIST);
    s.interview(at(oct(19), 10), at(oct(19), 12), at(oct(12), 11), 1u << ANN | 1u << HR);
    s.look(at(oct(12), 12));
    CHECK(s.of(O_S_INQUIRY).opens == at(oct(26), 9) && s.of(O_S_INQUIRY).due == at(oct(29), 17));
    CHECK(waits(s.verdict(HR, O_EMAIL, O_INQUIRY, at(oct(15), 10)), at(oct(26), 9)));
    CHECK(s.of(O_S_ASK_QUESTIONS).opens == at(oct(16), 9) && s.of(O_S_ASK_QUESTIONS).closes == at(oct(19), 10));
    CHECK(s.count(O_S_ARTICLE) == 0);
    s.look(at(oct(19), 13));
    CHECK(s.of(O_S_INQUIRY).opens == at(oct(26), 9) && s.of(O_S_INQUIRY).due == at(oct(29), 17));
    CHECK(s.count(O_S_THANKS) == 2 && s.of(O_S_THANKS, ANN).opens == at(oct(19), 12) && s.of(O_S_THANKS, HR).due == at(oct(20), 12));
}

static void example_8() {
    Story s;
    s.first_interview();
    s.heard(at(oct(20), 11), HR, O_REJECTED);
    s.look(at(oct(20), 12));
    CHECK(s.n == 2);
    o_action g = s.of(O_S_GRACIOUS), b = s.of(O_S_CHECK_BACK);
    CHECK(g.opens == at(oct(20), 11) && g.due == at(oct(22), 17) && g.closes == end_of(nov(3)) && g.person == HR && g.channel == O_EMAIL);
    CHECK(b.opens == at(nov(19), 9) && b.due == at(nov(26), 17) && b.closes == end_of(dec(17)) && b.person == HR);
    o_verdict v = s.verdict(HR, O_PHONE, O_INQUIRY, at(oct(22), 10));
    CHECK(v.judgement == O_STOP && v.limits == O_L_NO_IS_NO);
    CHECK(waits(s.verdict(HR, O_EMAIL, O_CHECK_BACK, at(nov(2), 10)), at(nov(19), 9)));
    s.contact(at(nov(19), 10), HR, O_EMAIL, O_CHECK_BACK, O_SENT);
    CHECK(s.verdict(HR, O_EMAIL, O_CHECK_BACK, at(nov(25), 10)).judgement == O_STOP);
    s.look(at(nov(19), 11));
    CHECK(s.count(O_S_CHECK_BACK) == 0);
}

static void example_9() {
    Story s;
    s.first_interview();
    s.heard(at(oct(8), 16), HR, O_ASKED_TO_FOLLOW_UP).day2 = oct(20);
    CHECK(waits(s.verdict(HR, O_PHONE, O_INQUIRY, at(oct(15), 10)), at(oct(20), 9)));
    CHECK(s.verdict(ANN, O_EMAIL, O_THANKS, at(oct(8), 17)).judgement == O_OK);
    s.look(at(oct(8), 17));
    CHECK(s.count(O_S_THANKS) == 3 && s.of(O_S_THANKS, ANN).open);
    CHECK(s.of(O_S_INQUIRY).opens == at(oct(20), 9) && s.of(O_S_INQUIRY).due == at(oct(21), 17));
}

// The silent road of every playbook: ends, and ends as section 4 says.
static void roads() {
    const int inquiries[6] = {2, 2, 3, 10, 2, 3};
    for (int pb = O_BALANCED; pb <= O_E; pb++) {
        Story s;
        s.c.playbook = (o_playbook)pb;
        s.first_interview();
        s.c.now = at(oct(8), 15, 30);
        o_action road[O_MAX_ACTIONS];
        int n = oracle_road(&s.c, road), asked = 0, ends = 0;
        for (int i = 0; i < n; i++) {
            asked += road[i].step == O_S_INQUIRY;
            ends += road[i].step == (pb == O_C ? O_S_HOLD : O_S_MOVE_ON);
        }
        CHECK(n < 40);
        CHECK(asked == inquiries[pb]);
        CHECK(ends == 1);
    }
}

int main() {
    CHECK(oct(2) % 7 == 1); // Fri 2 Oct 2026: day 0 was a Thursday
    example_1();
    example_2();
    example_3();
    example_4_and_5();
    example_6();
    example_7();
    example_8();
    example_9();
    roads();
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
