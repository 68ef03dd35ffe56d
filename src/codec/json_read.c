/* The only file that knows jansson. */
#include "codec/json_read.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct json_read {
    json_t *object;
    void *at; /* the member json_read_next gives next */
};

/* jansson's words, without the piece of the input it puts behind "near". */
static enum err refuse(const json_error_t *error, struct err_info *info)
{
    const char *near = strstr(error->text, " near ");
    int n = near ? (int)(near - error->text) : (int)strlen(error->text);
    return err_set(info, ERR_INPUT, "this is not valid JSON: %.*s", n, error->text);
}

enum err json_read_object(struct str *text, struct json_read **ret, struct err_info *info)
{
    json_error_t error;
    size_t n = text->n < JSON_READ_MAX ? text->n : JSON_READ_MAX;
    if (n == 0 || text->p[0] != '{') return err_set(info, ERR_INPUT, "an object { } is expected here");
    json_t *object = json_loadb(text->p, n, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);
    if (!object && n < text->n && json_error_code(&error) == json_error_premature_end_of_input)
        return err_set(info, ERR_INPUT, "an object of more than %d MiB", JSON_READ_MAX >> 20);
    if (!object) return refuse(&error, info);
    struct json_read *o = calloc(1, sizeof *o);
    if (!o) abort();
    o->object = object;
    json_read_rewind(o);
    text->p += error.position, text->n -= (size_t)error.position;
    *ret = o;
    return OK;
}

void json_read_close(struct json_read *o)
{
    if (!o) return;
    json_decref(o->object);
    free(o);
}

void json_read_rewind(struct json_read *o)
{
    o->at = json_object_iter(o->object);
}

bool json_read_next(struct json_read *o, struct json_read_member *ret)
{
    if (!o->at) return false;
    const json_t *value = json_object_iter_value(o->at);
    *ret = (struct json_read_member){.key = str_from(json_object_iter_key(o->at)), .type = JSON_READ_OTHER};
    if (json_is_string(value)) {
        ret->type = JSON_READ_TEXT;
        ret->text = (struct str){json_string_value(value), json_string_length(value)};
    } else if (json_is_integer(value)) {
        ret->type = JSON_READ_NUMBER;
        ret->number = json_integer_value(value);
    } else if (json_is_boolean(value)) {
        ret->type = JSON_READ_YES_NO;
        ret->number = json_is_true(value);
    }
    o->at = json_object_iter_next(o->object, o->at);
    return true;
}

bool json_read_text_member(struct str text, const char *key, struct arena *a, struct str *ret)
{
    struct json_read *o = NULL;
    struct json_read_member m;
    bool found = false;
    if (json_read_object(&text, &o, NULL) != OK) return false;
    while (!found && json_read_next(o, &m)) found = str_is(m.key, key) && m.type == JSON_READ_TEXT;
    found = found && str_trim(text).n == 0;
    if (found) *ret = arena_str(a, m.text);
    json_read_close(o);
    return found;
}
