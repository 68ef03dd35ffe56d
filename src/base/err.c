/* Errors: code and sentence, with context added on the way up. */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

enum err err_set(struct err_info *info, enum err code, const char *format, ...)
{
    if (!info) return code;
    info->code = code;
    va_list args;
    va_start(args, format);
    vsnprintf(info->text, sizeof info->text, format, args);
    va_end(args);
    return code;
}

enum err err_context(struct err_info *info, enum err code, const char *format, ...)
{
    if (!info || code == OK) return code;
    char old[sizeof info->text];
    memcpy(old, info->text, sizeof old);
    va_list args;
    va_start(args, format);
    vsnprintf(info->text, sizeof info->text, format, args);
    va_end(args);
    const char *parts[] = {": ", old};
    size_t n = strlen(info->text), room = sizeof info->text - 1;
    for (size_t i = 0; i < 2; i++)
        for (const char *c = parts[i]; *c && n < room; c++) info->text[n++] = *c;
    info->text[n] = '\0';
    return code;
}
