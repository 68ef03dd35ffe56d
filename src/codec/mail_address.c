/* Mail addresses. */
#include "codec/mail_address.h"

#include "sys/text.h"

#include <string.h>

enum { LABEL_MAX = 63 };

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

/* A dot-atom (RFC 5322, 3.2.3). */
static bool is_local(struct str s)
{
    char before = '.';
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' ? before == '.' : !is_letter_or_digit(c) && (!c || !strchr("!#$%&'*+-/=?^_`{|}~", c)))
            return false;
        before = c;
    }
    return s.n > 0 && s.n <= MAIL_ADDRESS_LOCAL_MAX && before != '.';
}

/* Letters, digits and inner hyphens; two labels at least, and the last one no number. */
static bool is_domain(struct str s)
{
    struct str label, rest = s;
    size_t labels = 0;
    bool more = true, numeric = true;
    while (more) {
        more = str_cut(rest, '.', &label, &rest);
        if (!label.n || label.n > LABEL_MAX || label.p[0] == '-' || label.p[label.n - 1] == '-') return false;
        numeric = true;
        for (size_t i = 0; i < label.n; i++) {
            if (!is_letter_or_digit(label.p[i]) && label.p[i] != '-') return false;
            numeric &= label.p[i] >= '0' && label.p[i] <= '9';
        }
        labels++;
    }
    return labels >= 2 && !numeric;
}

/* ß, final sigma and the joiners: of these the older rules (IDNA 2003) make another domain than the newer ones. */
static bool is_two_domains(struct str s)
{
    static const struct str those[] = {
        {"\xc3\x9f", 2}, {"\xe1\xba\x9e", 3}, {"\xcf\x82", 2}, {"\xe2\x80\x8c", 3}, {"\xe2\x80\x8d", 3}};
    for (size_t i = 0; i < sizeof those / sizeof *those; i++)
        if (str_contains(s, those[i])) return true;
    return false;
}

static enum err refuse(struct err_info *info, struct str mail, const char *why)
{
    struct str shown = str_utf8(mail, NULL) ? str_clip(mail, 100) : (struct str){0};
    return err_set(info, ERR_INPUT, "\"%.*s\" cannot be written to: %s", STR_ARG(shown), why);
}

enum err mail_address_check(struct str mail, struct arena *a, struct str *ret, struct err_info *info)
{
    struct str local, domain;
    mail = str_trim(mail);
    if (!mail.n) return err_set(info, ERR_INPUT, "there is no mail address");
    if (mail.n > 4 * MAIL_ADDRESS_MAX) return refuse(info, mail, "it is too long for an address");
    if (!str_utf8(mail, NULL)) return refuse(info, mail, "it is no UTF-8 text");
    if (!str_cut(mail, '@', &local, &domain) || !local.n || !domain.n)
        return refuse(info, mail, "a mail address looks like jane@example.com");
    if (!is_ascii(local))
        return refuse(
            info, mail, "letters other than a to z before the @ are taken by few servers: use another address");
    if (!is_local(local)) return refuse(info, mail, "what stands before the @ is no plain name of a mailbox");
    if (!is_ascii(domain)) {
        if (is_two_domains(domain))
            return refuse(info, mail,
                "its domain has letters that old and new rules read as two different domains; "
                "write the domain in its \"xn--\" form");
        if (!text_host(a, domain, &domain)) return refuse(info, mail, "what follows the @ is no domain");
    }
    if (!is_domain(domain)) return refuse(info, mail, "what follows the @ is no domain such as example.com");
    if (local.n + 1 + domain.n > MAIL_ADDRESS_MAX) return refuse(info, mail, "it is too long for an address");
    *ret = arena_format(a, "%.*s@%.*s", STR_ARG(local), STR_ARG(domain));
    return OK;
}

struct str mail_address_domain(struct str checked)
{
    struct str local, domain;
    str_cut(checked, '@', &local, &domain);
    return domain;
}
