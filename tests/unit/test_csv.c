/* Comma-separated tables: how records are split under every separator, what is
 * refused and with which words, and that what was written is read again. */
#include "codec/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "line: [cell][cell]" of each record, parted by blanks; or "!" and the sentence of the refusal. */
static void show(struct buf *out, struct str bytes)
{
    AUTO(arena) a = {0};
    struct csv c;
    struct err_info info = {0};
    struct csv_record *r = ARENA_NEW(&a, struct csv_record, 1);
    enum err err = csv_init(&c, bytes, &info);
    for (;;) {
        if (err == OK) err = csv_next(&c, &a, r, &info);
        if (err) buf_printf(out, "%s!%s", out->n ? " " : "", info.text);
        if (err || r->n == 0) break;
        buf_printf(out, "%s%zu:", out->n ? " " : "", r->line);
        for (size_t i = 0; i < r->n; i++) buf_printf(out, "[%.*s]", STR_ARG(r->cells[i]));
    }
    buf_char(out, '\0');
}

struct example {
    struct str bytes;
    const char *expected;
};

static void check_all(const struct example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        AUTO(buf) out = {0};
        /* Exactly as large as the input, so that a sanitizer sees a read past its end. */
        char *copy = malloc(examples[i].bytes.n ? examples[i].bytes.n : 1);
        if (examples[i].bytes.n) memcpy(copy, examples[i].bytes.p, examples[i].bytes.n);
        show(&out, (struct str){copy, examples[i].bytes.n});
        assert_string_equal(out.p, examples[i].expected);
        free(copy);
    }
}
#define CHECK_ALL(examples) check_all(examples, sizeof(examples) / sizeof *(examples))

static void records(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR(""), ""},
        {STR("\n\n"), ""},
        {STR("a,b\n"), "1:[a][b]"},
        {STR("a,b"), "1:[a][b]"},
        {STR("a,b,\n,c"), "1:[a][b][] 2:[][c]"},
        {STR("\xEF\xBB\xBF"
             "a,b"),
            "1:[a][b]"},
        {STR("a,b\r\nc,d\r\n"), "1:[a][b] 2:[c][d]"},
        {STR("a,b\rc,d\r"), "1:[a][b] 2:[c][d]"},
        {STR("a,b\n\n\r\nc,d"), "1:[a][b] 4:[c][d]"},
        {STR("\"a\",\"b\""), "1:[a][b]"},
        {STR("\"a,b\",c"), "1:[a,b][c]"},
        {STR("\"a\"\"b\",\"\"\"\",\"\""), "1:[a\"b][\"][]"},
        {STR("\"a\nb\r\nc\rd\",e\nf,g"), "1:[a\nb\r\nc\rd][e] 5:[f][g]"},
        {STR("a, \"b, c\" ,d"), "1:[a][b, c][d]"},
        {STR("a, b ,c"), "1:[a][ b ][c]"},
        {STR("5\" disk,b"), "1:[5\" disk][b]"},
        {STR("caf\xC3\xA9,b"), "1:[caf\xC3\xA9][b]"},
    };
    CHECK_ALL(examples);
}

static void separators(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR("a;b;c\nd;e, f;g"), "1:[a][b][c] 2:[d][e, f][g]"},
        {STR("a\tb\tc\nd\te, f\tg; h"), "1:[a][b][c] 2:[d][e, f][g; h]"},
        {STR("a|b|c\nd|e, f|g"), "1:[a][b][c] 2:[d][e, f][g]"},
        {STR("a;b\n1,5;2,5\n3,5;4,5"), "1:[a][b] 2:[1,5][2,5] 3:[3,5][4,5]"},
        {STR("Notes:\n\"One, two; three.\"\n\na,b\nc,d"), "1:[Notes:] 2:[One, two; three.] 4:[a][b] 5:[c][d]"},
        {STR("a,b\n\"1;2;3;4\",c"), "1:[a][b] 2:[1;2;3;4][c]"},
    };
    CHECK_ALL(examples);
}

static void markdown(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR("| a | b |\n|---|:-:|\n| 1 | 2 |"), "1:[a][b] 3:[1][2]"},
        {STR("a | b\n--- | ---\n1 | \n | 2"), "1:[a][b] 3:[1] 4:[2]"},
        {STR("# Title\n\n| a | b |\r\n| - | - |\r\n| x \\| y | \"q |\r\n"), "1:[# Title] 3:[a][b] 5:[x | y][\"q]"},
        {STR("| a | b |\n|---|---|\n| | |\n"), "1:[a][b] 3:[][]"},
    };
    CHECK_ALL(examples);
}

static void protection_is_taken_off(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR("'=1+1,'+49 1,'-,'@x"), "1:[=1+1][+49 1][-][@x]"},
        {STR("\"'\ttab\",\"'\nline\""), "1:[\ttab][\nline]"},
        {STR("'quoted',it's,'"), "1:['quoted'][it's][']"},
        {STR("''=twice"), "1:['=twice]"},
        {STR("=1+1,+49"), "1:[=1+1][+49]"},
    };
    CHECK_ALL(examples);
}

static void refusals(void **state)
{
    (void)state;
    const struct example examples[] = {
        {STR("\xFF\xFE"
             "a\0,\0b\0"),
            "!this is UTF-16 text: save it as \"CSV UTF-8\" and import that"},
        {STR("PK\3\4rest"), "!this is a zip archive or an .xlsx workbook: unpack it, or save the sheet as CSV, and "
                            "import the CSV file"},
        {STR("\xD0\xCF\x11\xE0rest"), "!this is an old Excel workbook: save the sheet as CSV and import that"},
        {STR("a,b\n\0,c"), "!this is a binary file, not a table of text: save the table as CSV"},
        {STR("a,b\nc,\"d\ne,f\n"),
            "1:[a][b] !line 2: a quote opens here and the file ends before it closes: the file was cut off"},
        {STR("a,b\n\"x\ny\",\"d\ne,f\n"),
            "1:[a][b] !line 3: a quote opens here and the file ends before it closes: the file was cut off"},
        {STR("a,b\n\"x\ny\"z,c"), "1:[a][b] !line 3: text follows a closing quote; within a quoted cell a quote is "
                                  "written twice"},
        {STR("a,b\n\"x\ncaf\xE9\",d"), "1:[a][b] !line 3: this is not valid UTF-8: save the file as \"CSV UTF-8\", or "
                                       "convert it, as with \"iconv -f WINDOWS-1252 -t UTF-8\""},
        {STR("a,b\nc,d\xC3"), "1:[a][b] !line 2: this is not valid UTF-8: save the file as \"CSV UTF-8\", or convert "
                              "it, as with \"iconv -f WINDOWS-1252 -t UTF-8\""},
    };
    CHECK_ALL(examples);
}

/* One record with n bytes in its only large cell, or in n cells. */
static void check_size(const char *unit, size_t n, bool quoted, const char *expected)
{
    AUTO(buf) in = {0}, out = {0};
    buf_put(&in, quoted ? "a,b\n\"" : "a,b\n");
    for (size_t i = 0; i < n; i++) buf_put(&in, unit);
    if (quoted) buf_put(&in, "\"");
    show(&out, buf_str(&in));
    const char *refusal = strchr(out.p, '!');
    assert_string_equal(refusal ? refusal : "", expected);
}

static void sizes(void **state)
{
    (void)state;
    check_size("x", CSV_CELL_MAX, false, "");
    check_size("x", CSV_CELL_MAX, true, "");
    check_size("x", CSV_CELL_MAX + 1, false, "!line 2: a cell of more than 1 MiB");
    check_size("x", CSV_CELL_MAX + 1, true, "!line 2: a cell of more than 1 MiB");
    check_size(",", CSV_CELLS_MAX - 1, false, "");
    check_size(",", CSV_CELLS_MAX, false, "!line 2: more than 1024 cells in one record");
    check_size("x", CSV_RECORD_MAX + 10, true, "!line 2: this record is longer than 4 MiB; is a quote left open?");
    check_size("\n", CSV_RECORD_MAX + 10, true, "!line 2: this record is longer than 4 MiB; is a quote left open?");
    check_size("\"\"", CSV_RECORD_MAX, true, "!line 2: this record is longer than 4 MiB; is a quote left open?");
    struct csv c;
    struct err_info info;
    assert_int_equal(csv_init(&c, (struct str){"", (size_t)CSV_FILE_MAX + 1}, &info), ERR_INPUT);
    assert_string_equal(info.text, "this is larger than 1 GiB: split it");
}

static void writing(void **state)
{
    (void)state;
    const struct {
        size_t n;
        struct str cells[3];
        const char *expected;
    } examples[] = {
        {3, {STR("a"), STR("b c"), STR("")}, "a,b c,\r\n"},
        {2, {STR("a,b"), STR("say \"x\"")}, "\"a,b\",\"say \"\"x\"\"\"\r\n"},
        {2, {STR("a\nb"), STR("a\r")}, "\"a\nb\",\"a\r\"\r\n"},
        {3, {STR("=1"), STR("+49"), STR("-")}, "'=1,'+49,'-\r\n"},
        {3, {STR("@x"), STR("\tx"), STR("\nx")}, "'@x,'\tx,\"'\nx\"\r\n"},
        {2, {STR("'=1"), STR("'x")}, "''=1,'x\r\n"},
        {1, {STR("")}, "\"\"\r\n"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        AUTO(arena) a = {0};
        AUTO(buf) out = {0};
        struct csv c;
        struct csv_record *r = ARENA_NEW(&a, struct csv_record, 1);
        csv_write(&out, examples[i].cells, examples[i].n);
        assert_int_equal(out.n, strlen(examples[i].expected));
        assert_memory_equal(out.p, examples[i].expected, out.n);
        assert_int_equal(csv_init(&c, buf_str(&out), NULL), OK);
        csv_separate(&c, ',');
        assert_int_equal(csv_next(&c, &a, r, NULL), OK);
        assert_int_equal(r->n, examples[i].n);
        for (size_t k = 0; k < r->n; k++) assert_true(str_eq(r->cells[k], examples[i].cells[k]));
    }
}

static void cells_are_views(void **state)
{
    (void)state;
    static const char bytes[] = "plain,\"quoted, plainly\",\"with \"\"two\"\"\"";
    AUTO(arena) a = {0};
    struct csv c;
    struct csv_record r;
    assert_int_equal(csv_init(&c, STR(bytes), NULL), OK);
    assert_int_equal(csv_next(&c, &a, &r, NULL), OK);
    assert_ptr_equal(r.cells[0].p, bytes);
    assert_ptr_equal(r.cells[1].p, bytes + 7);
    assert_true(r.cells[2].p < bytes || r.cells[2].p > bytes + sizeof bytes);
    assert_true(r.unfinished);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(records),
        cmocka_unit_test(separators),
        cmocka_unit_test(markdown),
        cmocka_unit_test(protection_is_taken_off),
        cmocka_unit_test(refusals),
        cmocka_unit_test(sizes),
        cmocka_unit_test(writing),
        cmocka_unit_test(cells_are_views),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
