/* libcurl's settings, its errors as sentences, and its connection as a stream. */
#include "net/connect.h"

#include <curl/curl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

enum { CONNECT_SECONDS = 30 };

/* --- settings --- */

static bool is_local(const struct connect_server *s)
{
    return str_is(s->host, "localhost") || str_is(s->host, "::1") || str_starts(s->host, STR("127."));
}

static void take_said(struct connect *c, struct str line)
{
    line = str_clip(str_trim(line), CONNECT_SAID);
    if (!line.n || (c->secret && c->secret->n && str_contains(line, (struct str){c->secret->text, c->secret->n})))
        return;
    memcpy(c->said, line.p, line.n);
    c->said[line.n] = '\0';
}

static bool is_login(struct str line)
{
    struct str tag, rest;
    return str_starts(line, STR("AUTH ")) ||
           (str_cut(line, ' ', &tag, &rest) &&
               (str_starts(rest, STR("AUTHENTICATE ")) || str_starts(rest, STR("LOGIN "))));
}

/* What libcurl says and hears before it hands the connection over.  Nothing of it is kept but what c->said is for. */
static int watch(CURL *curl, curl_infotype what, char *data, size_t size, void *context)
{
    struct connect *c = context;
    (void)curl;
    if (what == CURLINFO_HEADER_IN && !c->leaving) take_said(c, (struct str){data, size});
    if (what == CURLINFO_HEADER_OUT && str_starts((struct str){data, size}, STR("QUIT"))) c->leaving = true;
    if (what == CURLINFO_HEADER_OUT && is_login((struct str){data, size})) c->asked = true;
    return 0;
}

static bool set_address(CURL *curl, const struct connect_server *s)
{
    char url[400];
    bool six = str_contains(s->host, STR(":")), imap = s->protocol == CONNECT_IMAP;
    const char *scheme = imap ? (s->tls == CONNECT_TLS ? "imaps" : "imap") : s->tls == CONNECT_TLS ? "smtps" : "smtp";
    const char *greeting = imap ? "" : "%5B127.0.0.1%5D"; /* not this machine's name, which is nobody's business */
    int n = snprintf(url, sizeof url, "%s://%s%.*s%s:%d/%s", scheme, six ? "[" : "", STR_ARG(s->host), six ? "]" : "",
        s->port, greeting);
    bool good = n > 0 && (size_t)n < sizeof url;
    good &= curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, imap ? "imap,imaps" : "smtp,smtps") == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_URL, url) == CURLE_OK;
    if (is_local(s)) good &= curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK;
    return good;
}

static bool set_tls(CURL *curl, const struct connect_server *s)
{
    long wanted = s->tls == CONNECT_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL;
    bool good = curl_easy_setopt(curl, CURLOPT_USE_SSL, wanted) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK;
    if (!s->ca_file.n) return good;
    good &= curl_easy_setopt(curl, CURLOPT_CAINFO, s->ca_file.p) == CURLE_OK;
    return good && curl_easy_setopt(curl, CURLOPT_CAPATH, NULL) == CURLE_OK; /* that and nothing else */
}

/* Of the ways to log in only those that prove nothing but the password or token, over TLS: others (NTLM, CRAM-MD5) are
 * chosen by libcurl where offered, and often enough do not work. */
static bool set_login(CURL *curl, const struct connect_server *s, const struct secret *secret)
{
    if (!s->user.n || !secret) return true;
    const char *ways = s->token ? "AUTH=OAUTHBEARER;AUTH=XOAUTH2" : "AUTH=PLAIN;AUTH=LOGIN";
    bool good = curl_easy_setopt(curl, CURLOPT_USERNAME, s->user.p) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, ways) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_SASL_IR, 1L) == CURLE_OK; /* where the server says that it can */
    return good &&
           curl_easy_setopt(curl, s->token ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD, secret->text) == CURLE_OK;
}

static bool set_habits(CURL *curl, struct connect *c)
{
    long wait = c->server->wait;
    bool good = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, wait < CONNECT_SECONDS ? wait : CONNECT_SECONDS) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, wait) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, c->error) == CURLE_OK;
    good &= curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK; /* for watch */
    good &= curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch) == CURLE_OK;
    return good && curl_easy_setopt(curl, CURLOPT_DEBUGDATA, c) == CURLE_OK;
}

_Static_assert(sizeof((struct connect){0}.error) >= CURL_ERROR_SIZE, "libcurl's buffer for errors");

enum err connect_init(
    struct connect *ret, const struct connect_server *server, const struct secret *secret, struct err_info *info)
{
    *ret = (struct connect){.server = server, .secret = secret};
    CURL *curl = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_easy_init() : NULL;
    bool good = curl && set_address(curl, server) && set_tls(curl, server) && set_login(curl, server, secret) &&
                set_habits(curl, ret);
    ret->curl = curl;
    if (good) return OK;
    connect_close(ret);
    return err_set(info, ERR_SYSTEM, "libcurl, which hearback connects with, cannot do what is needed of it");
}

void connect_close(struct connect *c)
{
    if (!c) return;
    curl_easy_cleanup(c->curl);
    *c = (struct connect){0};
}

/* --- errors --- */

/* What the server said last, without the tag that IMAP begins a line with. */
static struct str last_words(const struct connect *c)
{
    struct str said = str_from(c->said), tag, rest;
    if (c->server->protocol == CONNECT_IMAP && str_cut(said, ' ', &tag, &rest)) return rest;
    return said;
}

static enum err login_fault(const struct connect *c, struct err_info *info)
{
    const struct connect_server *s = c->server;
    struct str said = last_words(c);
    if (!c->asked)
        return err_set(info, ERR_INPUT,
            "%.*s does not let anybody log in with a %s here, and nothing was sent: mail.ini may need a %s for "
            "\"%.*s\", or another port",
            STR_ARG(s->host), s->token ? "token" : "password", s->token ? "password-command" : "token-command",
            STR_ARG(s->account));
    return err_set(info, ERR_INPUT, "%.*s did not accept the user %.*s with this %s; it said: %.*s", STR_ARG(s->host),
        STR_ARG(s->user), s->token ? "token" : "password", STR_ARG(said));
}

static enum err trust_fault(const struct connect *c, struct err_info *info)
{
    return err_set(info, ERR_INPUT,
        "%.*s cannot prove that it is the server meant (%s), so nothing was sent: check its name in mail.ini; a server "
        "with a certificate of its own needs ca-file",
        STR_ARG(c->server->host), c->error[0] ? c->error : "its certificate is not accepted");
}

enum err connect_fault(const struct connect *c, int code, struct err_info *info)
{
    const struct connect_server *s = c->server;
    switch (code) {
    case CURLE_OK: return OK;
    case CURLE_COULDNT_RESOLVE_HOST:
        return err_set(info, ERR_SYSTEM, "%.*s was not found: check the name in mail.ini, and whether you are online",
            STR_ARG(s->host));
    case CURLE_COULDNT_CONNECT:
        return err_set(info, ERR_SYSTEM,
            "%.*s does not answer at port %d: check both in mail.ini, and whether you are "
            "online",
            STR_ARG(s->host), s->port);
    case CURLE_OPERATION_TIMEDOUT:
        return err_set(
            info, ERR_SYSTEM, "%.*s has not answered for %d seconds: try again later", STR_ARG(s->host), s->wait);
    case CURLE_PEER_FAILED_VERIFICATION: return trust_fault(c, info);
    case CURLE_SSL_CACERT_BADFILE:
        return err_set(info, ERR_INPUT, "%.*s holds no certificates that can be read: check ca-file in mail.ini",
            STR_ARG(s->ca_file));
    case CURLE_USE_SSL_FAILED:
        return err_set(info, ERR_INPUT,
            "%.*s offers no encryption at port %d (STARTTLS), so nothing was sent: write %ss:// in mail.ini, or ask "
            "whoever runs it",
            STR_ARG(s->host), s->port, s->protocol == CONNECT_IMAP ? "imap" : "smtp");
    case CURLE_SSL_CONNECT_ERROR:
        return err_set(info, ERR_INPUT, "%.*s at port %d does not speak TLS as it should (%s): check the port",
            STR_ARG(s->host), s->port, c->error);
    case CURLE_LOGIN_DENIED:
    case CURLE_AUTH_ERROR: return login_fault(c, info);
    case CURLE_WEIRD_SERVER_REPLY:
        return err_set(info, ERR_INPUT, "what answers at %.*s, port %d, is no such mail server; it said: %s",
            STR_ARG(s->host), s->port, c->said);
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
        return err_set(info, ERR_SYSTEM, "the connection to %.*s was lost: try again later", STR_ARG(s->host));
    default: /* libcurl has a hundred, and new ones come */
        return err_set(info, ERR_SYSTEM, "%.*s cannot be spoken with (%s)", STR_ARG(s->host),
            c->error[0] ? c->error : curl_easy_strerror((CURLcode)code));
    }
}

/* --- the stream --- */

enum err connect_open(struct connect *c, struct err_info *info)
{
    if (curl_easy_setopt(c->curl, CURLOPT_CONNECT_ONLY, 1L) != CURLE_OK ||
        curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 3L * c->server->wait) != CURLE_OK)
        return connect_fault(c, CURLE_FAILED_INIT, info);
    CURLcode code = curl_easy_perform(c->curl);
    /* Servers without either of these may have others, or the command LOGIN. */
    if (code == CURLE_LOGIN_DENIED && !c->asked && !c->server->token &&
        curl_easy_setopt(c->curl, CURLOPT_LOGIN_OPTIONS, "AUTH=*") == CURLE_OK)
        code = curl_easy_perform(c->curl);
    bool greeted = !c->said[0] || str_starts(str_from(c->said), STR("*")) || c->asked;
    if (code == CURLE_RECV_ERROR && !greeted) code = CURLE_WEIRD_SERVER_REPLY;
    return connect_fault(c, (int)code, info);
}

/* False: nothing has come, or could be sent, for the time that the server was given. */
static bool wait_for(const struct connect *c, short event)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(c->curl, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK || socket == CURL_SOCKET_BAD)
        return true; /* trying again tells what is wrong */
    struct pollfd one = {socket, event, 0};
    return poll(&one, 1, c->server->wait * 1000) != 0;
}

enum err connect_send(struct connect *c, struct str bytes, struct err_info *info)
{
    while (bytes.n) {
        size_t n = 0;
        CURLcode code = curl_easy_send(c->curl, bytes.p, bytes.n, &n);
        if (code == CURLE_AGAIN && !wait_for(c, POLLOUT)) code = CURLE_OPERATION_TIMEDOUT;
        if (code != CURLE_OK && code != CURLE_AGAIN) return connect_fault(c, (int)code, info);
        bytes = (struct str){bytes.p + n, bytes.n - n};
    }
    return OK;
}

enum err connect_receive(struct connect *c, char *bytes, size_t room, size_t *ret_n, struct err_info *info)
{
    size_t n = 0;
    for (;;) {
        CURLcode code = curl_easy_recv(c->curl, bytes, room, &n);
        if (code == CURLE_OK && n) return *ret_n = n, OK;
        if (code == CURLE_OK) code = CURLE_RECV_ERROR; /* closed */
        if (code == CURLE_AGAIN && wait_for(c, POLLIN)) continue;
        return connect_fault(c, (int)(code == CURLE_AGAIN ? CURLE_OPERATION_TIMEDOUT : code), info);
    }
}
