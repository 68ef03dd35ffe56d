/* Times as people say them.  The first byte chooses the leaning, the next two the day that is today. */
#include "codec/when.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3) return 0;
    enum when_lean lean = (enum when_lean)(data[0] % 3);
    civil_t now = civil_at(data[1] * 256 + data[2], 14, 30);
    struct str text = {(const char *)data + 3, size - 3};
    struct when when = {.at = TIME_NONE}, again;
    struct err_info info = {.text = ""};
    if (when_parse(text, now, lean, &when, &info)) {
        assert(when.at == TIME_NONE && info.code == ERR_INPUT);
        assert(strstr(info.text, "write") && strlen(info.text) < sizeof info.text - 1);
        return 0;
    }
    assert(when.at >= civil_at(DAY_FIRST, 0, 0) && when.at < civil_at(DAY_LAST + 1, 0, 0));
    assert(when.precision == PRECISION_TIME || (when.precision == PRECISION_DAY && civil_second_of_day(when.at) == 0));
    assert(when.precision == PRECISION_TIME || !when.has_offset);

    /* What was understood can be written plainly and is understood the same again, whatever the leaning. */
    char plain[24];
    if (when.precision == PRECISION_DAY)
        day_format(day_of(when.at), plain);
    else
        civil_format(when.at, plain);
    enum err err = when_parse(str_from(plain), 0, WHEN_NEAREST, &again, NULL);
    assert(err == OK && again.at == when.at && again.precision == when.precision);
    (void)err;
    return 0;
}
