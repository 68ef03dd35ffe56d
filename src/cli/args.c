/* Command lines. */
#include "cli/args.h"

#include "cli/suggest.h"

struct parser {
    const struct command *const *table;
    struct arena *arena;
    size_t n, at;
    const struct str *words;
    struct args args;
    size_t options_room, positionals_room;
    bool plain; /* after "--" */
    struct err_info *info;
};

/* ", did you mean X?" or nothing. */
static const char *hint(struct arena *arena, struct str word, const char *dashes, size_t n, const char *const names[])
{
    const char *name = suggest_nearest(word, n, names);
    return name ? arena_format(arena, "; did you mean %s%s?", dashes, name).p : "";
}

/* What was typed, short enough for a sentence. */
static struct str shown(struct str s)
{
    enum { ENOUGH = 60 };
    if (s.n <= ENOUGH) return s;
    size_t n = ENOUGH;
    while (n > ENOUGH - 3 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--; /* not within a character */
    return (struct str){s.p, n};
}

enum err args_unknown_command(
    const struct command *const table[], struct arena *arena, struct str name, struct err_info *info)
{
    size_t count = 0, room = 0;
    const char **names = NULL;
    for (size_t i = 0; table[i]; i++) {
        if (table[i]->group == GROUP_HIDDEN) continue;
        *ARENA_PUSH(arena, names, count, room) = table[i]->name;
    }
    return err_set(
        info, ERR_USAGE, "there is no command \"%.*s\"%s", STR_ARG(shown(name)), hint(arena, name, "", count, names));
}

static const struct command_option *find(const struct command_option *options, struct str name)
{
    for (; options && options->name; options++)
        if (str_is(name, options->name)) return options;
    return NULL;
}

static bool is_global(const struct command_option *option)
{
    return find(command_globals, str_from(option->name)) == option;
}

static enum err unknown_option(struct parser *p, struct str name)
{
    const struct command_option *sets[] = {p->args.command ? p->args.command->options : NULL, command_globals};
    size_t count = 0, room = 0;
    const char **names = NULL;
    for (size_t set = 0; set < 2; set++) {
        for (const struct command_option *o = sets[set]; o && o->name; o++) {
            *ARENA_PUSH(p->arena, names, count, room) = o->name;
        }
    }
    const char *where = p->args.command ? p->args.command->name : "hearback";
    return err_set(p->info, ERR_USAGE, "%s has no option --%.*s%s", where, STR_ARG(shown(name)),
        hint(p->arena, name, "--", count, names));
}

static enum err check_value(
    struct parser *p, const char *what, enum command_value kind, const char *const *words, struct str value)
{
    int64_t number;
    if (kind == VALUE_FILE) return OK;
    if (!str_utf8(value, NULL)) return err_set(p->info, ERR_USAGE, "%s: the text is not valid UTF-8", what);
    if (kind == VALUE_NUMBER && !str_number(value, &number))
        return err_set(p->info, ERR_USAGE, "%s: \"%.*s\" is no whole number", what, STR_ARG(shown(value)));
    if (kind != VALUE_WORD) return OK;
    size_t count = 0;
    struct str list = {0};
    for (; words[count]; count++) {
        if (str_is(value, words[count])) return OK;
        const char *between = count == 0 ? "" : words[count + 1] ? ", " : " or ";
        list = arena_format(p->arena, "%.*s%s%s", STR_ARG(list), between, words[count]);
    }
    return err_set(p->info, ERR_USAGE, "%s: \"%.*s\" is not one of %.*s%s", what, STR_ARG(shown(value)), STR_ARG(list),
        hint(p->arena, value, "", count, words));
}

/* Where the value of a global option goes; NULL for the others. */
static struct str *global_value(struct args *args, const struct command_option *option)
{
    struct str name = str_from(option->name);
    return !is_global(option)         ? NULL
           : str_is(name, "data")     ? &args->data
           : str_is(name, "now")      ? &args->now
           : str_is(name, "playbook") ? &args->playbook
                                      : NULL;
}

static bool given(struct args *args, const struct command_option *option)
{
    const struct str *value = global_value(args, option);
    return value ? value->p != NULL : args_has(args, option->name);
}

static void take_global(struct args *args, const struct command_option *option, struct str value)
{
    struct str name = str_from(option->name), *global = global_value(args, option);
    if (global) *global = value;
    if (str_is(name, "json")) args->json = true;
    if (str_is(name, "help")) args->help = true;
    if (str_is(name, "version")) args->version = true;
}

/* The value of an option: behind its "=" or the next word. */
static enum err option_value(struct parser *p, const struct command_option *option, bool attached, struct str *value)
{
    const char *name = option->name;
    if (!attached) {
        if (p->at == p->n) return err_set(p->info, ERR_USAGE, "--%s needs a value: %s", name, option->metavar);
        *value = p->words[p->at];
        /* Far more often a value was forgotten than one begins with two dashes. */
        if (value->n > 2 && str_starts(*value, STR("--")))
            return err_set(p->info, ERR_USAGE,
                "--%s needs a value, but %.*s follows; if that is the value, write --%s=%.*s", name,
                STR_ARG(shown(*value)), name, STR_ARG(shown(*value)));
        p->at++;
    }
    return check_value(p, arena_format(p->arena, "--%s", name).p, option->value, option->words, *value);
}

static enum err take_option(struct parser *p, struct str word)
{
    struct str name, value;
    bool attached = str_cut((struct str){word.p + 2, word.n - 2}, '=', &name, &value);
    if (str_is(word, "-h")) {
        attached = false;
        name = STR("help");
    } else if (word.p[1] != '-') {
        return err_set(
            p->info, ERR_USAGE, "there is no option %.*s; options begin with two dashes", STR_ARG(shown(word)));
    }
    const struct command_option *option = p->args.command ? find(p->args.command->options, name) : NULL;
    if (!option) option = find(command_globals, name);
    if (!option) return unknown_option(p, name);
    if (!option->metavar && attached) return err_set(p->info, ERR_USAGE, "--%s takes no value", option->name);
    if (!option->repeats && given(&p->args, option))
        return err_set(p->info, ERR_USAGE, "--%s is given twice", option->name);
    if (option->metavar) {
        enum err err = option_value(p, option, attached, &value);
        if (err) return err;
    }
    if (is_global(option)) {
        take_global(&p->args, option, value);
        return OK;
    }
    *ARENA_PUSH(p->arena, p->args.options, p->args.n_options, p->options_room) =
        (struct arg){option, option->metavar ? value : (struct str){0}};
    return OK;
}

/* The description of the nth positional, the last one again if it repeats; NULL if there are no more. */
static const struct command_positional *place(const struct command *command, size_t nth)
{
    const struct command_positional *list = command->positionals;
    for (size_t i = 0; list && list[i].name; i++)
        if (nth == i || (nth > i && list[i].repeats)) return &list[i];
    return NULL;
}

static enum err take_positional(struct parser *p, struct str word)
{
    struct args *args = &p->args;
    if (!args->command) {
        args->command = command_named(p->table, word);
        return args->command ? OK : args_unknown_command(p->table, p->arena, word, p->info);
    }
    const struct command_positional *spec = place(args->command, args->n_positionals);
    if (!spec && args->n_positionals == 0)
        return err_set(p->info, ERR_USAGE, "%s takes nothing like \"%.*s\"", args->command->name, STR_ARG(shown(word)));
    if (!spec)
        return err_set(p->info, ERR_USAGE, "%s: \"%.*s\" is too much; a text of several words goes into quotes",
            args->command->name, STR_ARG(shown(word)));
    enum err err = check_value(p, spec->name, spec->value, spec->words, word);
    if (err) return err;
    *ARENA_PUSH(p->arena, args->positionals, args->n_positionals, p->positionals_room) = word;
    return OK;
}

static enum err check_complete(const struct parser *p)
{
    const struct args *args = &p->args;
    if (!args->command || args->help || args->version) return OK;
    const struct command_positional *spec = place(args->command, args->n_positionals);
    bool missing = spec && spec->required &&
                   !(spec->repeats && args->n_positionals > 0 && spec == place(args->command, args->n_positionals - 1));
    if (missing)
        return err_set(p->info, ERR_USAGE, "%s: %s is missing (%s)", args->command->name, spec->name, spec->help);
    for (const struct command_option *o = args->command->options; o && o->name; o++)
        if (o->required && !args_has(args, o->name))
            return err_set(
                p->info, ERR_USAGE, "%s: --%s %s is missing (%s)", args->command->name, o->name, o->metavar, o->help);
    return OK;
}

static bool looks_like_option(struct str word)
{
    if (word.n < 2 || word.p[0] != '-') return false;
    char next = word.p[1];
    return next == '-' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

static enum err parse_words(struct parser *p)
{
    while (p->at < p->n) {
        struct str word = p->words[p->at++];
        bool within = p->args.command && p->args.command->rest && p->args.n_positionals > 0;
        enum err err = OK;
        if (within || p->plain || !looks_like_option(word))
            err = take_positional(p, word);
        else if (word.n == 2 && word.p[1] == '-')
            p->plain = true;
        else
            err = take_option(p, word);
        if (err) return err;
    }
    return check_complete(p);
}

enum err args_parse(const struct command *const table[], struct arena *arena, size_t n, const struct str words[],
    struct args *ret, const struct command **ret_command, struct err_info *info)
{
    struct parser p = {.table = table, .arena = arena, .n = n, .words = words, .info = info};
    enum err err = parse_words(&p);
    *ret_command = p.args.command;
    if (!err) *ret = p.args;
    return err;
}

bool args_has(const struct args *args, const char *option)
{
    for (size_t i = 0; i < args->n_options; i++)
        if (str_is(str_from(option), args->options[i].option->name)) return true;
    return false;
}

bool args_next(const struct args *args, const char *option, size_t *at, struct str *ret)
{
    while (*at < args->n_options) {
        const struct arg *arg = &args->options[(*at)++];
        if (!str_is(str_from(option), arg->option->name)) continue;
        *ret = arg->value;
        return true;
    }
    return false;
}

struct str args_value(const struct args *args, const char *option)
{
    size_t at = 0;
    struct str value = {0};
    (void)args_next(args, option, &at, &value);
    return value;
}

struct str args_positional(const struct args *args, size_t i)
{
    return i < args->n_positionals ? args->positionals[i] : (struct str){0};
}
