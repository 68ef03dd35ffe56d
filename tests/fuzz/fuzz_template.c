/* Templates of letters.  One that is refused gives a sentence with a line; one that is taken makes the same draft of the
 * same facts twice, within its limits where it can. */
#include "letter/draft.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct letter_facts facts(const struct letter_person *people, const struct letter_topic *topics)
{
    static const struct str strengths[] = {{"optics", 6}, {"French", 6}};
    return (struct letter_facts){.own_name = STR("Robin Hale"),
        .sign = STR("Robin"),
        .language = STR("en-US"),
        .organisation = STR("Kestrel"),
        .position = STR("Engineer"),
        .strengths = strengths,
        .n_strengths = 2,
        .to = people[1],
        .today = 20734,
        .applied = 20700,
        .met = 20733,
        .met_to = true,
        .promised = 20730,
        .inquired = DAY_NONE,
        .word = DAY_NONE,
        .refused = DAY_NONE,
        .topics = topics,
        .n_topics = 2,
        .colleagues = people,
        .n_colleagues = 2};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct letter_person people[] = {
        {.id = 1, .name = {"Jane Moss", 9}}, {.id = 2, .name = {"Tom", 3}, .title = {"Dr", 2}}};
    static const struct letter_topic topics[] = {{{"the clean room", 14}, 1}, {{"How it works", 12}, 2}};
    AUTO(arena) a = {0};
    struct templates t = {0};
    struct err_info info = {0};
    struct str text = arena_str(&a, (struct str){(const char *)data, size});
    if (templates_load(&t, STR("form"), "f.txt", text, &a, &info)) {
        assert(info.code == ERR_INPUT && strstr(info.text, "f.txt:"));
        return 0;
    }
    for (int channel = CHANNEL_EMAIL; channel <= CHANNEL_IN_PERSON; channel++) {
        struct letter_facts f = facts(people, topics);
        struct draft d, again;
        f.channel = (enum channel)channel;
        assert(draft_make(&t, &f, STR("form"), &a, &d) && draft_make(&t, &f, STR("form"), &a, &again));
        assert(str_eq(d.body, again.body) && str_utf8(d.body, NULL));
    }
    return 0;
}
