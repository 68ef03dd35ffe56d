/* What standard output is. */
#include "sys/terminal.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 20, WIDEST = 1000, USUAL = 80 };

static int width(bool is_terminal)
{
    int64_t columns;
    struct winsize size;
    if (str_number(str_from(getenv("COLUMNS")), &columns) && columns > 0)
        ;
    else if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        columns = size.ws_col;
    else
        columns = USUAL;
    return columns < NARROWEST ? NARROWEST : columns > WIDEST ? WIDEST : (int)columns;
}

/* As setlocale would choose it, without loading a locale. */
static bool is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    static const char *const sets[] = {"UTF-8", "UTF8", NULL};
    struct str locale = {0}, set, language;
    for (size_t i = 0; i < sizeof names / sizeof *names && !locale.n; i++) locale = str_from(getenv(names[i]));
    str_cut(locale, '@', &locale, &set);
    return str_cut(locale, '.', &language, &set) && str_among_nocase(set, sets);
}

struct terminal terminal_stdout(void)
{
    bool is_terminal = isatty(STDOUT_FILENO);
    bool no_colour = str_from(getenv("NO_COLOR")).n > 0;
    struct str term = str_from(getenv("TERM"));
    return (struct terminal){
        .is_terminal = is_terminal,
        .colour = is_terminal && !no_colour && term.n > 0 && !str_is(term, "dumb"),
        .utf8 = is_utf8(),
        .width = width(is_terminal),
    };
}

bool terminal_asks(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool terminal_ask(struct str text, const char *question)
{
    char line[100];
    if (text.n) fwrite(text.p, 1, text.n, stdout);
    fprintf(stdout, "\n%s [y/N] ", question);
    if (fflush(stdout) != 0 || !fgets(line, sizeof line, stdin)) return false;
    struct str said = str_trim(str_from(line));
    return str_is_nocase(said, "y") || str_is_nocase(said, "yes");
}
