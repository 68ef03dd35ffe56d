/* Key files. */
#include "plan/ini.h"

#include <stdio.h>

enum err ini_fault(const struct ini *ini, struct err_info *info, const char *format, ...)
{
    char sentence[600];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    return err_set(info, ERR_INPUT, "%.*s:%d: %s", (int)ini->where_n, ini->where, ini->line, sentence);
}

static enum err section_line(struct ini *ini, struct str line, struct err_info *info)
{
    if (line.p[line.n - 1] != ']') return ini_fault(ini, info, "a section needs its closing bracket: [name]");
    ini->section = str_trim((struct str){line.p + 1, line.n - 2});
    return ini->section.n ? OK : ini_fault(ini, info, "a section needs a name between its brackets");
}

enum err ini_next(struct ini *ini, struct ini_entry *ret, bool *ret_end, struct err_info *info)
{
    if (ini->line == 0) {
        if (ini->rest.n > INI_MAX) return ini_fault(ini, info, "the file is larger than %d bytes", INI_MAX);
        if (!str_utf8(ini->rest, NULL)) return ini_fault(ini, info, "the file is not UTF-8 text: save it as UTF-8");
    }
    while (ini->rest.n) {
        struct str line;
        str_cut(ini->rest, '\n', &line, &ini->rest);
        ini->line++;
        line = str_trim(line);
        if (!line.n || line.p[0] == '#') continue;
        *ret_end = false;
        if (line.p[0] == '[') {
            enum err err = section_line(ini, line, info);
            if (err == OK) *ret = (struct ini_entry){.section = ini->section};
            return err;
        }
        if (!ini->section.n) return ini_fault(ini, info, "a line before the first [section]");
        struct str key, value;
        if (!str_cut(line, '=', &key, &value))
            return ini_fault(ini, info, "this is neither a comment, a [section] nor \"key = value\"");
        *ret = (struct ini_entry){ini->section, str_trim(key), str_trim(value)};
        return ret->key.n ? OK : ini_fault(ini, info, "the name before \"=\" is missing");
    }
    *ret_end = true;
    return OK;
}
