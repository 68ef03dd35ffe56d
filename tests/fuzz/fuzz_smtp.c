/* Any bytes as what an SMTP server says: whatever it is, the letter goes at
 * most once and only after the word, and is called sent only where the server
 * has taken it.  libcurl speaks as it always does; only its socket is ours.
 *
 * The first byte: 1 the word is not given, 2 there is a login, 4 each byte that
 * follows chooses a reply, so that more than the greeting is reached by chance. */
#include "base/arena.h"
#include "base/buf.h"
#include "net/smtp.h"

#include <assert.h>
#include <curl/curl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SERVER_MAX = 60000 }; /* what a socket holds before anybody reads */

#define MARK "Dear-Jane-only-once"
static const char letter_bytes[] = "Subject: x\r\n\r\n" MARK "\r\n=2E\r\n";

static curl_socket_t ours(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    int *fd = context, given = *fd;
    (void)purpose, (void)address;
    *fd = -1;
    return given < 0 ? CURL_SOCKET_BAD : given;
}

static int connected(void *context, curl_socket_t fd, curlsocktype purpose)
{
    (void)context, (void)fd, (void)purpose;
    return CURL_SOCKOPT_ALREADY_CONNECTED;
}

struct asked {
    bool may;
    int times;
};

static bool word(void *context)
{
    struct asked *a = context;
    a->times++;
    return a->may;
}

static size_t times(struct str s, struct str part)
{
    size_t n = 0;
    for (size_t i = 0; i + part.n <= s.n; i++) n += memcmp(s.p + i, part.p, part.n) == 0;
    return n;
}

static void said_by_us(int fd, struct buf *b)
{
    char piece[4096];
    ssize_t n;
    while ((n = recv(fd, piece, sizeof piece, MSG_DONTWAIT)) > 0) buf_add(b, (struct str){piece, (size_t)n});
}

/* Told apart from the server's own words, without libcurl: a 2yz line somewhere behind a 354. */
static bool may_have_taken_it(struct str s)
{
    struct str line;
    bool asked = false;
    while (s.n) {
        str_cut(s, '\n', &line, &s);
        if (asked && line.n >= 3 && line.p[0] == '2') return true;
        asked |= str_starts(line, STR("354"));
    }
    return false;
}

static void talk(struct str server, struct asked *asked, struct smtp_outcome *o, struct buf *sent, bool login)
{
    static const struct smtp_letter letter = {
        {"ada@example.com", 15}, {"jane@example.com", 16}, {letter_bytes, sizeof letter_bytes - 1}};
    struct connect_server to = {.protocol = CONNECT_SMTP,
        .tls = CONNECT_PLAIN,
        .account = STR("home"),
        .host = STR("127.0.0.1"),
        .port = 25,
        .user = login ? STR("ada") : (struct str){0},
        .wait = 1};
    struct secret secret = {.text = "word", .n = 4};
    struct connect c;
    int ends[2], given;
    assert(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    given = ends[0];
    assert(send(ends[1], server.p, server.n, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)server.n);
    shutdown(ends[1], SHUT_WR);
    assert(connect_init(&c, &to, &secret, NULL) == OK);
    curl_easy_setopt(c.curl, CURLOPT_OPENSOCKETFUNCTION, ours);
    curl_easy_setopt(c.curl, CURLOPT_OPENSOCKETDATA, &given);
    curl_easy_setopt(c.curl, CURLOPT_SOCKOPTFUNCTION, connected);
    smtp_send(&c, &letter, word, asked, o);
    connect_close(&c);
    if (given >= 0) close(given);
    said_by_us(ends[1], sent);
    close(ends[1]);
}

/* Replies as they should be, and in all the ways in which they should not. */
static const char *const replies[] = {"220 harbour\r\n", "250 OK\r\n", "354 go on\r\n",
    "250-harbour\r\n250-SIZE 9\r\n250 HELP\r\n", "250-AUTH PLAIN LOGIN\r\n250 OK\r\n", "250-STARTTLS\r\n250 OK\r\n",
    "250-SMTPUTF8\r\n250 8BITMIME\r\n", "334 \r\n", "334 VXNlcm5hbWU6\r\n", "235 yes\r\n", "535 no\r\n", "421 busy\r\n",
    "450 later\r\n", "451-later\r\n451 still\r\n", "500 what\r\n", "503 order\r\n", "550 nobody\r\n",
    "552 too much\r\n", "554-no\r\n554 spam\r\n", "221 bye\r\n", "250", "\r\n", "250-\r\n", "250\r\n", "25 0\r\n",
    "-250 OK\r\n", "250 OK\n", "354 a\r\n354 b\r\n", "999 x\r\n", "100 x\r\n", "\0250 x\r\n", "200 ok\r\n",
    "300 x\r\n"};

static struct str chosen(struct str bytes, struct buf *b)
{
    for (size_t i = 0; i < bytes.n && b->n < SERVER_MAX; i++)
        buf_put(b, replies[(unsigned char)bytes.p[i] % (sizeof replies / sizeof *replies)]);
    return str_clip(buf_str(b), SERVER_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > SERVER_MAX) return 0;
    struct str server = {(const char *)data + 1, size - 1};
    struct asked asked = {.may = !(data[0] & 1)};
    struct smtp_outcome o;
    AUTO(buf) sent = {0};
    AUTO(buf) made = {0};
    if (data[0] & 4) server = chosen(server, &made);
    talk(server, &asked, &o, &sent, data[0] & 2);
    struct str out = buf_str(&sent);
    size_t copies = times(out, STR(MARK)), ends = times(out, STR("\r\n.\r\n"));
    assert(asked.times <= 1 && copies <= 1 && ends <= 1 && copies <= (size_t)(asked.times && asked.may));
    assert((o.stage == SMTP_BEFORE) == !(asked.times && asked.may));
    assert(o.stage == SMTP_ANSWERED || o.code == 0 || o.stage == SMTP_BEFORE);
    assert(o.err == OK || o.info.text[0]);
    if (o.err == OK) assert(o.stage == SMTP_ANSWERED && o.code / 100 == 2 && ends == 1 && may_have_taken_it(server));
    if (o.stage <= SMTP_PARTLY) assert(!ends);
    assert(times(out, STR("RCPT TO:")) <= 1 && times(out, STR("MAIL FROM:")) <= 1);
    return 0;
}
