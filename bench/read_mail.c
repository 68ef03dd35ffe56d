/* bench_read_mail FILE: mail read as an import reads it, through the helper and the checks behind it. */
#include "app/mail_reader.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    AUTO(mail_reader) r = {0};
    AUTO(arena) a = {0};
    struct mail m;
    struct err_info info = {0};
    int messages = 0, refused = 0;
    size_t text = 0;
    if (argc < 2) return 2;
    enum err err = mail_reader_is_maildir(argv[1]) ? mail_reader_maildir(argv[1], NULL, NULL, &r, &info)
                                                   : mail_reader_open(argv[1], MAIL_NONE, &r, &info);
    while (!err && !(err = mail_reader_next(&r, &a, &m, &info))) {
        messages++;
        refused += m.refused.n > 0;
        text += m.text.n;
        arena_reset(&a);
    }
    if (err != ERR_NOT_FOUND) fprintf(stderr, "%s\n", info.text);
    printf("%d messages, %d refused, %zu bytes of text\n", messages, refused, text);
    return err == ERR_NOT_FOUND ? 0 : 1;
}
