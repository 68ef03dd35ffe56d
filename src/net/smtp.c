/* Sending by libcurl. */
#include "net/smtp.h"

#include <curl/curl.h>
#include <string.h>

/* A server may need long to take a message in, and whether it did should not be left open for impatience: RFC 5321,
 * 4.5.3.2.6, has ten minutes where a command has some; waiting as many times longer. */
enum { LAST_WAIT = 10 };

struct sending {
    struct connect *c;
    const struct smtp_letter *letter;
    smtp_word *word;
    void *context;
    size_t given;
    bool begun, denied, no_login;
};

static bool may_begin(struct sending *s)
{
    if (s->begun) return true;
    /* libcurl goes on without a login where the server offers none. */
    s->no_login = s->c->server->user.n && !s->c->asked;
    s->denied = s->no_login || !s->word(s->context);
    s->begun = !s->denied;
    return s->begun;
}

static size_t give(char *to, size_t size, size_t count, void *context)
{
    struct sending *s = context;
    struct str all = s->letter->bytes;
    if (!may_begin(s)) return CURL_READFUNC_ABORT;
    size_t room = size * count, n = all.n - s->given < room ? all.n - s->given : room;
    memcpy(to, all.p + s->given, n);
    s->given += n;
    if (s->given == all.n)
        curl_easy_setopt(s->c->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)s->c->server->wait * LAST_WAIT);
    return n;
}

/* libcurl would ask for the message a second time only to send it a second time. */
static int never_again(void *context, curl_off_t offset, int origin)
{
    (void)context, (void)offset, (void)origin;
    return CURL_SEEKFUNC_FAIL;
}

static bool prepare(struct sending *s, struct curl_slist *to)
{
    CURL *curl = s->c->curl;
    bool good = curl_easy_setopt(curl, CURLOPT_MAIL_FROM, s->letter->from.p) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->letter->bytes.n) == CURLE_OK; /* SIZE */
    good &= curl_easy_setopt(curl, CURLOPT_READFUNCTION, give) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_READDATA, s) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, never_again) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L) == CURLE_OK;
    return good && curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)s->c->server->wait * LAST_WAIT) == CURLE_OK;
}

static enum smtp_stage stage_of(const struct sending *s, int code)
{
    if (!s->begun) return SMTP_BEFORE;
    if (s->given < s->letter->bytes.n) return SMTP_PARTLY;
    bool answered = (code >= 200 && code < 300) || (code >= 400 && code < 600); /* 354 asked for the message */
    return answered ? SMTP_ANSWERED : SMTP_WHOLE;
}

/* The sentence for what did not go well. */
static enum err fault(const struct sending *s, enum smtp_stage stage, CURLcode curl, int code, struct err_info *info)
{
    struct str host = s->c->server->host, said = str_from(s->c->said);
    if (s->no_login)
        return err_set(info, ERR_INPUT,
            "%.*s offers no way to log in here, so nothing was sent: mail.ini may need another port, or no user",
            STR_ARG(host));
    if (s->denied) return err_set(info, ERR_NOT_FOUND, "it was taken back before anything was sent");
    if (code) return err_set(info, ERR_INPUT, "%.*s did not take it; it said: %.*s", STR_ARG(host), STR_ARG(said));
    if (curl == CURLE_OPERATION_TIMEDOUT && stage == SMTP_WHOLE)
        return err_set(info, ERR_SYSTEM, "%.*s has not said whether it took it", STR_ARG(host));
    if (curl == CURLE_OK)
        return err_set(
            info, ERR_INPUT, "%.*s answered what nobody understands; it said: %.*s", STR_ARG(host), STR_ARG(said));
    return connect_fault(s->c, (int)curl, info);
}

void smtp_send(
    struct connect *c, const struct smtp_letter *letter, smtp_word *word, void *context, struct smtp_outcome *ret)
{
    struct sending s = {.c = c, .letter = letter, .word = word, .context = context};
    struct curl_slist *to = curl_slist_append(NULL, letter->to.p);
    *ret = (struct smtp_outcome){0};
    CURLcode curl = to && letter->bytes.n && prepare(&s, to) ? curl_easy_perform(c->curl) : CURLE_FAILED_INIT;
    long code = 0;
    if (curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &code) != CURLE_OK || code < 0 || code > 999) code = 0;
    curl_slist_free_all(to);
    ret->stage = stage_of(&s, (int)code);
    bool answered = ret->stage == SMTP_ANSWERED || (curl == CURLE_SEND_ERROR && code >= 400 && code < 600);
    ret->code = answered && !s.denied ? (int)code : 0;
    bool taken = ret->stage == SMTP_ANSWERED && code < 300;
    ret->err = taken ? OK : fault(&s, ret->stage, curl, ret->code, &ret->info);
}
