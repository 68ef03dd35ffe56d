/* ics_list FILE: what libical reads in a calendar, a line for each event:
 * UID, DTSTART, SEQUENCE, SUMMARY, with tabs between them.  Exit status 1 where
 * it finds any fault. */
#include <libical/ical.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static char *get_line(char *out, size_t size, void *file)
{
    return fgets(out, (int)size, file);
}

/* RFC 5546 wants an organizer in what is published, and no feed has one: programs would show a meeting that somebody
 * called. */
static bool is_wanted(const char *fault)
{
    return !strstr(fault, "restrictions for ORGANIZER property");
}

/* Says and counts them, those of the components within as well. */
static int count_faults(icalcomponent *c)
{
    int faults = 0;
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_XLICERROR_PROPERTY); p;
         p = icalcomponent_get_next_property(c, ICAL_XLICERROR_PROPERTY)) {
        if (!is_wanted(icalproperty_get_xlicerror(p))) continue;
        fprintf(stderr, "%s\n", icalproperty_get_xlicerror(p));
        faults++;
    }
    for (icalcomponent *k = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); k;
         k = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT))
        faults += count_faults(k);
    return faults;
}

static void list(icalcomponent *c)
{
    for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
        const char *summary = icalcomponent_get_summary(e);
        printf("%s\t%s\t%d\t", icalcomponent_get_uid(e), icaltime_as_ical_string(icalcomponent_get_dtstart(e)),
            icalcomponent_get_sequence(e));
        for (; summary && *summary; summary++) fputs(*summary == '\n' ? "\\n" : (char[]){*summary, '\0'}, stdout);
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!file) {
        fprintf(stderr, "usage: ics_list FILE\n");
        return 2;
    }
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, file);
    icalcomponent *c = icalparser_parse(parser, get_line);
    int faults = !c || icalcomponent_isa(c) != ICAL_VCALENDAR_COMPONENT;
    if (!faults) {
        icalrestriction_check(c);
        faults = count_faults(c);
    }
    if (c) list(c);
    if (c) icalcomponent_free(c);
    icalparser_free(parser);
    fclose(file);
    return faults > 0;
}
