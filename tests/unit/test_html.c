/* Pages as their reader sees them. */
#include "base/arena.h"
#include "mail/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void pages(void **state)
{
    (void)state;
    static const struct {
        const char *page, *expected;
    } examples[] = {
        {"", ""},
        {"just words", "just words"},
        {"<html><head><title>no</title><style>p{}</style></head><body><p>One</p><p>Two\n  words</p></body></html>",
            "One\n\nTwo words"},
        {"<div>a</div><div>b</div><div><br></div><div>c</div>", "a\nb\n\nc"},
        {"a<br>b<br/>c<br><br><br><br>d", "a\nb\nc\n\nd"},
        {"a&nbsp;&amp;&#8211;&eacute;&bogus; b", "a &\xE2\x80\x93\xC3\xA9&bogus; b"},
        {"<ul><li>one</li><li><p>two</p></li></ul><ol><li>three</ol>end", "- one\n\n- two\n\n- three\nend"},
        {"<table><tr><td>Date:</td><td>12 October</td></tr><tr><td>Room</td><td>4</td></tr></table>",
            "Date: 12 October\nRoom 4"},
        {"<pre>a  b\n   c\n\n\nd</pre>e", "a  b\n   c\n\nd\n\ne"},
        /* What is hidden. */
        {"<script>x()</script><div style='DISPLAY : none'>preview <b>x</b></div><span hidden>y</span>seen<!-- c -->",
            "seen"},
        {"<div style=\"mso-hide:all\">no</div><div style=\"visibility: hidden\">no</div>yes", "yes"},
        /* Links. */
        {"see <a href=\"https://jobs.example/1\">the posting</a>.", "see the posting <https://jobs.example/1>."},
        {"<a href=\"https://jobs.example/\">jobs.example</a> <a href=\"mailto:j@k.example\">j@k.example</a>",
            "jobs.example j@k.example"},
        {"<a href=\"https://jobs.example/1\"><img src=x></a><a href=\"#top\">up</a> <a href=\"javascript:x()\">go</a>",
            "up go"},
        {"<a href=\"https://a.example/\n>x y\">t</a>", "t <https://a.example/xy>"},
        /* What is quoted. */
        {"<p>Mine</p><blockquote><p>Yours</p><p>more</p></blockquote><p>Mine again</p>",
            "Mine\n\n> Yours\n>\n> more\n\nMine again"},
        {"<blockquote>a<blockquote>b</blockquote>c</blockquote>", "> a\n>\n> > b\n>\n> c"},
        {"<div>Yes</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Monday, Jane wrote:<br></div>"
         "<blockquote class=\"gmail_quote\">Can you?</blockquote></div>",
            "Yes\n> On Monday, Jane wrote:\n>\n> Can you?"},
        {"Yes<div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\">Can you?</div>", "Yes\n\n> Can you?"},
        {"<div>Yes</div><div class=\"moz-cite-prefix\">On Monday Jane wrote:</div><blockquote type=\"cite\">Can "
         "you?</blockquote>",
            "Yes\n> On Monday Jane wrote:\n>\n> Can you?"},
        {"<div>Yes</div><div id=\"divRplyFwdMsg\"><b>From:</b> Jane</div><div>Can you?</div>",
            "Yes\n> From: Jane\n> Can you?"},
        {"<div>Yes</div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Jane</p></div><p>Can "
         "you?</p>",
            "Yes\n\n> From: Jane\n>\n> Can you?"},
        /* Broken. */
        {"<p>a<p>b</div></p></b>c<table><td>d", "a\n\nb\n\nc\nd"},
        {"<b", ""},
        {"a < b and c > d", "a < b and c > d"},
        {"<p title='x", ""},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(buf) out = {0};
        size_t n = strlen(examples[i].page);
        char *copy = malloc(n + 1);
        assert_non_null(copy);
        memcpy(copy, examples[i].page, n);
        html_to_text(&out, (struct str){copy, n});
        buf_char(&out, 0);
        if (strcmp(out.p, examples[i].expected) != 0)
            fail_msg("%s\n--- gives\n%s\n--- and should give\n%s", examples[i].page, out.p, examples[i].expected);
        free(copy);
    }
}

/* A megabyte of each: within its bounds, and in seconds even here, under the sanitizers. */
static void hostile(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<div>", "<b>", "<blockquote>x", "<p>x", "</p>", "<a href=x>y", "&#x41;", "&",
        "<", "<!--", "<!", "<![CDATA[", "<a b=\"", "<a b='x' ", "<table><tr><td>", "<ul><li>", "</i><b>", "<style>",
        "<br>", "\xC2\xA0", "<font><div>", "<?"};
    enum { SIZE = 1 << 20, MAX = 300000 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        AUTO(buf) page = {0}, out = {.max = MAX};
        while (page.n < SIZE) buf_put(&page, pieces[i]);
        html_to_text(&out, buf_str(&page));
        assert_true(out.n <= MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
