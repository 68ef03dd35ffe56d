/* Links, told by their hosts. */
#include "codec/ics_link.h"

#include "codec/content.h"

#include <string.h>

/* A host, or whatever stands below it. */
static const char *const hosts[] = {"zoom.us", "zoom.com", "zoomgov.com", "meet.google.com", "hangouts.google.com",
    "teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft", "join.skype.com", "meet.lync.com", "webex.com",
    "whereby.com", "meet.goto.com", "gotomeeting.com", "gotomeet.me", "meet.jit.si", "8x8.vc", "bluejeans.com",
    "chime.aws", "facetime.apple.com", "ringcentral.com", "meetings.dialpad.com", "hirevue.com", "meet.zoho.com",
    "meet.zoho.eu", "meeting.zoho.com", "meeting.zoho.eu", "coderpad.io", "bigbluebutton.org", "around.co",
    "livestorm.co", "eyeson.team", "join.me", "letsmeet.sh", "slack.com", NULL};

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7F || strchr("<>\"\\^`{|}", s.p[i]))
            return false;
    return true;
}

bool ics_link_is_web(struct str s)
{
    bool web = content_starts(s, "https://") || content_starts(s, "http://");
    return web && s.n > sizeof "https://" && s.n <= ICS_LINK_MAX && is_plain(s);
}

static struct str host_of(struct str s)
{
    struct str scheme, rest, host;
    str_cut(s, ':', &scheme, &rest);
    if (rest.n < 2) return (struct str){0};
    rest.p += 2, rest.n -= 2;
    for (host = rest, host.n = 0; host.n < rest.n && !strchr("/?#:@", rest.p[host.n]);) host.n++;
    return host;
}

bool ics_link_is_call(struct str s)
{
    if (!ics_link_is_web(s)) return false;
    struct str host = host_of(s);
    for (int i = 0; hosts[i]; i++) {
        size_t n = strlen(hosts[i]);
        if (host.n < n || !str_is_nocase((struct str){host.p + host.n - n, n}, hosts[i])) continue;
        if (host.n == n || host.p[host.n - n - 1] == '.') return true;
    }
    return false;
}

/* As far as a link goes in running text: what ends a sentence is none of it. */
static struct str link_at(struct str s)
{
    size_t n = 0;
    while (n < s.n && n < ICS_LINK_MAX && is_plain((struct str){s.p + n, 1})) n++;
    while (n && strchr(".,;:!?)]'*", s.p[n - 1])) n--;
    return (struct str){s.p, n};
}

static struct str without_entities(struct arena *a, struct str s)
{
    struct str entity = STR("&amp;");
    if (!str_contains(s, entity)) return s;
    char *p = ARENA_NEW(a, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        if (str_starts((struct str){s.p + i, s.n - i}, entity)) i += entity.n - 1;
    }
    return (struct str){p, n};
}

struct str ics_link_find(struct arena *a, struct str text)
{
    while (text.n) {
        const char *h = memchr(text.p, 'h', text.n);
        if (!h) break;
        size_t before = (size_t)(h - text.p);
        struct str rest = {h, text.n - before}, link = str_starts(rest, STR("http")) ? link_at(rest) : (struct str){0};
        if (link.n && ics_link_is_call(link)) return without_entities(a, link);
        size_t used = before + (link.n ? link.n : 1);
        text = (struct str){text.p + used, text.n - used};
    }
    return (struct str){0};
}
