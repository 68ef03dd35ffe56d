/* Completion for bash, zsh and fish, from the table of commands.
 *
 * A script holds what the table knows: commands, options and words.  Names that
 * only the database knows come from `hearback complete-names KIND...`, a line
 * each: the name, and perhaps a tab and what it means.  Such names were typed
 * or imported by somebody, so no shell may ever evaluate them.
 *
 * bash and zsh share the tables (two functions that both understand); each has
 * its own driver.  Variables begin with hb_, as zsh claims words like `options`. */
#include "cli/args.h"
#include "cli/help.h"

/* Text between single quotes: of sh, and of fish, which escapes differently. */
static void quoted(struct buf *out, const char *text, const char *apostrophe)
{
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            buf_put(out, apostrophe);
        else
            buf_char(out, *c);
    }
}

static void sh_text(struct buf *out, const char *text)
{
    quoted(out, text, "'\\''");
}

static void fish_text(struct buf *out, const char *text)
{
    quoted(out, text, "\\'");
}

/* Fixed words of a value: those of the table, and the commands' own names where one is asked for. */
static void value_words(struct buf *out, enum command_value value, const char *const *words)
{
    const char *between = "";
    for (size_t i = 0; words && words[i]; i++, between = " ") buf_printf(out, "%s%s", between, words[i]);
    if (value != VALUE_COMMAND) return;
    for (size_t i = 0; command_table[i]; i++) {
        if (command_table[i]->group == GROUP_HIDDEN) continue;
        buf_printf(out, "%s%s", between, command_table[i]->name);
        between = " ";
    }
}

static bool listed(const struct command *c)
{
    return c->group != GROUP_HIDDEN;
}

/* --- tables for bash and zsh --- */

static void sh_value(struct buf *out, enum command_value value, const char *const *words)
{
    buf_put(out, ") hb_words='");
    value_words(out, value, words);
    buf_printf(out, "' hb_names='%s' hb_files=%s ;;\n", command_value_kinds(value), value == VALUE_FILE ? "yes" : "''");
}

static void sh_expects(struct buf *out)
{
    buf_put(out,
        "# _hearback_expects 'COMMAND --OPTION' or 'COMMAND PLACE': what may stand there; fails if nothing may.\n"
        "_hearback_expects() {\n    hb_words='' hb_names='' hb_files=''\n    case $1 in\n");
    for (const struct command_option *o = command_globals; o->name; o++) {
        if (!o->metavar) continue;
        buf_printf(out, "    *' --%s'", o->name);
        sh_value(out, o->value, o->words);
    }
    for (size_t i = 0; command_table[i]; i++) {
        const struct command *c = command_table[i];
        if (!listed(c)) continue;
        for (const struct command_option *o = c->options; o && o->name; o++) {
            if (!o->metavar) continue;
            buf_printf(out, "    '%s --%s'", c->name, o->name);
            sh_value(out, o->value, o->words);
        }
        int place = 1;
        for (const struct command_positional *p = c->positionals; p && p->name; p++, place++) {
            buf_printf(out, "    '%s '", c->name);
            buf_printf(out, p->repeats ? "[%d-9]*" : "%d", place);
            sh_value(out, p->value, p->words);
        }
    }
    buf_put(out, "    *) return 1 ;;\n    esac\n}\n\n");
}

static void sh_option_lines(struct buf *out, const struct command_option *options)
{
    for (; options && options->name; options++) {
        buf_printf(out, "--%s:", options->name);
        sh_text(out, options->help);
        buf_char(out, '\n');
    }
}

static void sh_lists(struct buf *out)
{
    buf_put(out, "# _hearback_list COMMAND: its options, or without one the commands; a line each, name:meaning.\n"
                 "_hearback_list() {\n    case $1 in\n    '') hb_list='");
    for (size_t i = 0; command_table[i]; i++) {
        if (!listed(command_table[i])) continue;
        buf_printf(out, "%s:", command_table[i]->name);
        sh_text(out, command_table[i]->summary);
        buf_char(out, '\n');
    }
    buf_put(out, "' ;;\n");
    for (size_t i = 0; command_table[i]; i++) {
        if (!listed(command_table[i]) || !command_table[i]->options) continue;
        buf_printf(out, "    %s) hb_list='", command_table[i]->name);
        sh_option_lines(out, command_table[i]->options);
        buf_put(out, "' ;;\n");
    }
    buf_put(out, "    *) hb_list='' ;;\n    esac\n}\n\nhb_globals='");
    sh_option_lines(out, command_globals);
    buf_put(out, "'\n\n");
}

/* What stands between driver and tables: is this command one that runs another? */
static void sh_outer(struct buf *out)
{
    buf_put(out, "_hearback_outer() { case $1 in ");
    const char *between = "";
    for (size_t i = 0; command_table[i]; i++) {
        if (!command_table[i]->rest) continue;
        buf_printf(out, "%s%s", between, command_table[i]->name);
        between = "|";
    }
    buf_put(out, ") return 0 ;; esac; return 1; }\n\n");
}

/* --- bash --- */

static const char bash_driver[] =
    "_hearback() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} hb_command='' hb_place=0 hb_pending='' hb_plain='' word i=1\n"
    "    local hb_words='' hb_names='' hb_files='' hb_list='' line name IFS=$' \\t\\n'\n"
    "    local -a data=() candidates=()\n"
    "    COMPREPLY=()\n"
    "    while ((i < COMP_CWORD)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [[ -z $hb_plain && $word == -- ]]; then\n"
    "            hb_plain=yes\n"
    "        elif [[ -z $hb_plain && $word == -* ]]; then\n"
    "            if _hearback_expects \"$hb_command $word\"; then\n"
    "                [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++)) # bash cuts --name=value in three\n"
    "                ((i++))\n"
    "                if ((i >= COMP_CWORD)); then\n"
    "                    hb_pending=$word\n"
    "                elif [[ $word == --data ]]; then\n"
    "                    data=(--data \"${COMP_WORDS[i]/#\\~/$HOME}\")\n"
    "                fi\n"
    "            fi\n"
    "        elif [[ -z $hb_command ]] || { _hearback_outer \"$hb_command\" && ((hb_place == 0)); }; then\n"
    "            hb_command=$word hb_place=0\n"
    "        else\n"
    "            ((hb_place++))\n"
    "        fi\n"
    "        ((i++))\n"
    "    done\n"
    "    [[ $cur == '=' ]] && cur=''\n"
    "    if [[ -n $hb_pending ]]; then\n"
    "        _hearback_expects \"$hb_command $hb_pending\"\n"
    "    elif [[ $cur == -* && -z $hb_plain ]]; then\n"
    "        [[ -n $hb_command ]] && _hearback_list \"$hb_command\"\n"
    "        hb_list+=$hb_globals\n"
    "    elif [[ -z $hb_command ]]; then\n"
    "        _hearback_list ''\n"
    "    else\n"
    "        _hearback_expects \"$hb_command $((hb_place + 1))\"\n"
    "    fi\n"
    "    while IFS= read -r line; do\n"
    "        candidates+=(\"${line%%:*}\")\n"
    "    done <<<\"$hb_list\"\n"
    "    for name in $hb_words; do candidates+=(\"$name\"); done\n"
    "    if [[ -n $hb_names ]]; then\n"
    "        while IFS=$'\\t' read -r name _; do\n"
    "            candidates+=(\"$name\")\n"
    "        done < <(\"$1\" \"${data[@]}\" complete-names $hb_names 2>/dev/null)\n"
    "    fi\n"
    "    for name in \"${candidates[@]}\"; do\n"
    "        [[ -n $name && $name == \"$cur\"* ]] || continue\n"
    "        printf -v name %q \"$name\" # a name is data, never code\n"
    "        COMPREPLY+=(\"$name\")\n"
    "    done\n"
    "    if [[ -n $hb_files ]]; then\n"
    "        compopt -o filenames 2>/dev/null\n"
    "        while IFS= read -r name; do COMPREPLY+=(\"$name\"); done < <(compgen -f -- \"$cur\")\n"
    "    fi\n"
    "}\n"
    "complete -F _hearback hearback\n";

static void bash_script(struct buf *out)
{
    buf_put(out, "# Completion of hearback for bash, made by \"hearback completion bash\".\n\n");
    sh_expects(out);
    sh_lists(out);
    sh_outer(out);
    buf_put(out, bash_driver);
}

/* --- zsh --- */

static const char zsh_driver[] =
    "_hearback() {\n"
    "    local hb_command='' hb_place=0 hb_pending='' hb_plain='' word i=2\n"
    "    local hb_words='' hb_names='' hb_files='' hb_list=''\n"
    "    local -a data lines\n"
    "    while (( i < CURRENT )); do\n"
    "        word=${(Q)words[i]}\n"
    "        if [[ -z $hb_plain && $word == -- ]]; then\n"
    "            hb_plain=yes\n"
    "        elif [[ -z $hb_plain && $word == --data=* ]]; then\n"
    "            data=(--data ${word#--data=})\n"
    "        elif [[ -z $hb_plain && $word == -* ]]; then\n"
    "            if _hearback_expects \"$hb_command $word\"; then\n"
    "                (( i++ ))\n"
    "                if (( i >= CURRENT )); then\n"
    "                    hb_pending=$word\n"
    "                elif [[ $word == --data ]]; then\n"
    "                    data=(--data ${${(Q)words[i]}/#\\~/$HOME})\n"
    "                fi\n"
    "            fi\n"
    "        elif [[ -z $hb_command ]] || { _hearback_outer \"$hb_command\" && (( hb_place == 0 )) }; then\n"
    "            hb_command=$word hb_place=0\n"
    "        else\n"
    "            (( hb_place++ ))\n"
    "        fi\n"
    "        (( i++ ))\n"
    "    done\n"
    "    if [[ -z $hb_pending && -z $hb_plain && $words[CURRENT] == --*=* ]]; then\n"
    "        hb_pending=${words[CURRENT]%%=*}\n"
    "        compset -P '*='\n"
    "    fi\n"
    "    if [[ -n $hb_pending ]]; then\n"
    "        _hearback_expects \"$hb_command $hb_pending\"\n"
    "    elif [[ $words[CURRENT] == -* && -z $hb_plain ]]; then\n"
    "        [[ -n $hb_command ]] && _hearback_list \"$hb_command\"\n"
    "        lines=(${(f)hb_list} ${(f)hb_globals})\n"
    "        _describe -o option lines\n"
    "        return\n"
    "    elif [[ -z $hb_command ]]; then\n"
    "        _hearback_list ''\n"
    "        lines=(${(f)hb_list})\n"
    "        _describe command lines\n"
    "        return\n"
    "    else\n"
    "        _hearback_expects \"$hb_command $(( hb_place + 1 ))\"\n"
    "    fi\n"
    "    [[ -n $hb_words ]] && compadd -- ${=hb_words}\n"
    "    if [[ -n $hb_names ]]; then\n"
    "        lines=(${(f)\"$($words[1] $data complete-names ${=hb_names} 2>/dev/null)\"})\n"
    "        lines=(${lines//:/\\\\:}) # names as they are, the tab before a meaning as _describe wants it\n"
    "        lines=(${lines/$'\\t'/:})\n"
    "        (( $#lines )) && _describe name lines\n"
    "    fi\n"
    "    [[ -n $hb_files ]] && _files\n"
    "}\n"
    "if [[ $funcstack[1] == _hearback ]]; then _hearback \"$@\"; else compdef _hearback hearback; fi\n";

static void zsh_script(struct buf *out)
{
    buf_put(out, "#compdef hearback\n# Completion of hearback for zsh, made by \"hearback completion zsh\".\n\n");
    sh_expects(out);
    sh_lists(out);
    sh_outer(out);
    buf_put(out, zsh_driver);
}

/* --- fish --- */

static const char fish_driver[] = "# The command at hand and how many words follow it, up to the cursor.\n"
                                  "function __hearback_at\n"
                                  "    set -l hb_command ''\n"
                                  "    set -l place 0\n"
                                  "    set -l skip 0\n"
                                  "    set -l plain 0\n"
                                  "    set -l tokens (commandline -opc)\n"
                                  "    for word in $tokens[2..-1]\n"
                                  "        if test $skip = 1\n"
                                  "            set skip 0\n"
                                  "        else if test $plain = 0; and test \"$word\" = --\n"
                                  "            set plain 1\n"
                                  "        else if test $plain = 0; and string match -q -- '-*' $word\n"
                                  "            contains -- \"$hb_command $word\" $__hearback_valued\n"
                                  "            or contains -- \" $word\" $__hearback_valued\n"
                                  "            and set skip 1\n"
                                  "        else if test -z \"$hb_command\"; or begin\n"
                                  "                contains -- $hb_command $__hearback_outer\n"
                                  "                and test $place = 0\n"
                                  "            end\n"
                                  "            set hb_command $word\n"
                                  "            set place 0\n"
                                  "        else\n"
                                  "            set place (math $place + 1)\n"
                                  "        end\n"
                                  "    end\n"
                                  "    echo $hb_command\n"
                                  "    echo $place\n"
                                  "end\n"
                                  "function __hearback_in # COMMAND\n"
                                  "    set -l at (__hearback_at)\n"
                                  "    test \"$at[1]\" = \"$argv[1]\"\n"
                                  "end\n"
                                  "function __hearback_place # COMMAND PLACE [more]\n"
                                  "    set -l at (__hearback_at)\n"
                                  "    test \"$at[1]\" = \"$argv[1]\"; or return 1\n"
                                  "    test (math $at[2] + 1) = $argv[2]; and return 0\n"
                                  "    test \"$argv[3]\" = more; and test $at[2] -ge $argv[2]\n"
                                  "end\n"
                                  "function __hearback_names # KIND...\n"
                                  "    set -l tokens (commandline -opc)\n"
                                  "    set -l data\n"
                                  "    for i in (seq 2 (count $tokens))\n"
                                  "        string match -q -- '--data=*' $tokens[$i]; and set data $tokens[$i]\n"
                                  "        test \"$tokens[$i]\" = --data; and set data --data $tokens[(math $i + 1)]\n"
                                  "    end\n"
                                  "    command $tokens[1] $data complete-names $argv 2>/dev/null\n"
                                  "end\n"
                                  "complete -c hearback -f\n";

static void fish_value(struct buf *out, enum command_value value, const char *const *words)
{
    const char *kinds = command_value_kinds(value);
    if (value == VALUE_FILE) buf_put(out, " -F");
    if (words || kinds[0] || value == VALUE_COMMAND) {
        buf_put(out, " -a '");
        value_words(out, value, words);
        if (kinds[0]) buf_printf(out, "%s(__hearback_names %s)", words ? " " : "", kinds);
        buf_put(out, "'");
    }
}

static void fish_options(struct buf *out, const char *command, const struct command_option *options)
{
    for (; options && options->name; options++) {
        buf_put(out, "complete -c hearback");
        if (command) buf_printf(out, " -n '__hearback_in %s'", command);
        buf_printf(out, " -l %s", options->name);
        if (options->metavar) {
            buf_put(out, options->value == VALUE_FILE ? " -r" : " -x");
            fish_value(out, options->value, options->words);
        }
        buf_put(out, " -d '");
        fish_text(out, options->help);
        buf_put(out, "'\n");
    }
}

static void fish_valued(struct buf *out, const char *command, const struct command_option *options)
{
    for (; options && options->name; options++)
        if (options->metavar) buf_printf(out, " '%s --%s'", command, options->name);
}

static void fish_command(struct buf *out, const struct command *c)
{
    buf_printf(out, "complete -c hearback -n '__hearback_in \"\"' -a %s -d '", c->name);
    fish_text(out, c->summary);
    buf_put(out, "'\n");
    fish_options(out, c->name, c->options);
    int place = 1;
    for (const struct command_positional *p = c->positionals; p && p->name; p++, place++) {
        if (p->value != VALUE_FILE && p->value != VALUE_COMMAND && !p->words && !command_value_kinds(p->value)[0])
            continue;
        buf_printf(
            out, "complete -c hearback -n '__hearback_place %s %d%s'", c->name, place, p->repeats ? " more" : "");
        fish_value(out, p->value, p->words);
        buf_char(out, '\n');
    }
}

static void fish_script(struct buf *out)
{
    buf_put(
        out, "# Completion of hearback for fish, made by \"hearback completion fish\".\n\nset -g __hearback_valued");
    fish_valued(out, "", command_globals);
    for (size_t i = 0; command_table[i]; i++)
        if (listed(command_table[i])) fish_valued(out, command_table[i]->name, command_table[i]->options);
    buf_put(out, "\nset -g __hearback_outer");
    for (size_t i = 0; command_table[i]; i++)
        if (command_table[i]->rest) buf_printf(out, " %s", command_table[i]->name);
    buf_char(out, '\n');
    buf_put(out, fish_driver);
    fish_options(out, NULL, command_globals);
    for (size_t i = 0; command_table[i]; i++)
        if (listed(command_table[i])) fish_command(out, command_table[i]);
}

enum err cmd_completion_run(struct cli *cli, const struct args *args, struct err_info *info)
{
    (void)info; /* the parser took only a shell we know */
    AUTO(buf) script = {0};
    struct str shell = args_positional(args, 0);
    if (str_is(shell, "bash")) bash_script(&script);
    if (str_is(shell, "zsh")) zsh_script(&script);
    if (str_is(shell, "fish")) fish_script(&script);
    help_deliver(cli, &script);
    return OK;
}
