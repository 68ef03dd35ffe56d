/* Text with a little HTML in it, made plain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codec/markup.h"

static void test_plain(void **state)
{
    static const struct {
        const char *text, *plain;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {" two\r\nlines \n", "two\nlines"},
        {"<p>One.</p><p>Two.</p>", "One.\n\nTwo."},
        {"<p class=\"spin-break\">One.</p>", "One."},
        {"a<br>b<br/>c<BR />d", "a\nb\nc\nd"},
        {"a<br><br><br><br>b", "a\n\nb"},
        {"a  <br>b", "a\nb"},
        {"<ul><li>a</li><li>b</li></ul>", "a\n\nb"},
        {"<b>bold</b> and <a href=\"https://example.com/?a=1&amp;b=2\">a link</a>", "bold and a link"},
        {"<!-- nothing -->a", "a"},
        {"R&amp;D &lt;3 &quot;x&quot; it&apos;s it&#39;s it&#x2019;s &nbsp;!", "R&D <3 \"x\" it's it's it\u2019s  !"},
        {"&hellip; &mdash; &euro;5", "\u2026 \u2014 \u20AC5"},
        {"&amp;lt;", "&lt;"}, /* once is enough */
        /* what is none stays */
        {"1 < 2 > 0, a <3 b, <, <>", "1 < 2 > 0, a <3 b, <, <>"},
        {"AT&T; &unknown; & &; &#; &#xD800; &#99999999; &#x;", "AT&T; &unknown; & &; &#; &#xD800; &#99999999; &#x;"},
        {"&#0;&#7;x", "&#0; x"}, /* a control character becomes a blank */
        {"<never ends", "<never ends"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO(arena) a = {0};
        struct str s = markup_plain(&a, str_from(cases[i].text));
        if (!str_is(s, cases[i].plain)) fail_msg("%s: %.*s, not %s", cases[i].text, STR_ARG(s), cases[i].plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
