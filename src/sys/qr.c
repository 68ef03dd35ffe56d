/* libqrencode's C API (qrencode.h of 4.1), found at run time. */
#include "sys/qr.h"

#include <dlfcn.h>
#include <string.h>

enum { LEVEL_L, LEVEL_M }; /* QRecLevel */
enum { MODE_8 = 2 }; /* QRencodeMode: bytes */
enum { ECI_UTF8 = 26 };

struct input; /* QRinput */

struct code { /* QRcode */
    int version, width;
    unsigned char *data; /* of each module, the lowest bit: dark */
};

struct library {
    void *handle;
    struct input *(*new)(int version, int level);
    void (*free)(struct input *input);
    int (*append_eci)(struct input *input, unsigned eci);
    int (*append)(struct input *input, int mode, int size, const unsigned char *data);
    struct code *(*encode)(struct input *input);
    void (*free_code)(struct code *code);
};

static bool load(struct library *l)
{
    l->handle = dlopen("libqrencode.so.4", RTLD_LAZY | RTLD_LOCAL);
    if (!l->handle) return false;
    const struct {
        const char *name;
        void *function;
    } needed[] = {{"QRinput_new2", &l->new}, {"QRinput_free", &l->free}, {"QRinput_appendECIheader", &l->append_eci},
        {"QRinput_append", &l->append}, {"QRcode_encodeInput", &l->encode}, {"QRcode_free", &l->free_code}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        void *found = dlsym(l->handle, needed[i].name);
        if (!found) return false;
        memcpy(needed[i].function, &found, sizeof found); /* as POSIX has it: a pointer to data becomes one to code */
    }
    return true;
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

static struct qr as_modules(struct arena *a, const struct code *code)
{
    size_t width = (size_t)code->width;
    unsigned char *dark = ARENA_NEW(a, unsigned char, width *width);
    for (size_t i = 0; i < width * width; i++) dark[i] = code->data[i] & 1;
    return (struct qr){width, dark};
}

/* The smallest that holds the text. */
static struct qr encode(const struct library *l, struct arena *a, struct str text, int level)
{
    struct qr qr = {0};
    struct input *input = l->new (0, level);
    bool fits = input != NULL;
    if (fits && !is_ascii(text)) fits = l->append_eci(input, ECI_UTF8) == 0;
    if (fits) fits = l->append(input, MODE_8, (int)text.n, (const unsigned char *)text.p) == 0;
    struct code *code = fits ? l->encode(input) : NULL;
    if (code && code->version <= QR_VERSION_MAX) qr = as_modules(a, code);
    if (code) l->free_code(code);
    if (input) l->free(input);
    return qr;
}

enum err qr_make(struct arena *a, struct str text, struct qr *ret, struct err_info *info)
{
    enum { MOST = 2953 }; /* bytes of the largest code of all */
    struct library l = {0};
    struct qr qr = {0};
    bool loaded = load(&l);
    if (loaded && text.n && text.n <= MOST) {
        qr = encode(&l, a, text, LEVEL_M);
        if (!qr.width) qr = encode(&l, a, text, LEVEL_L);
    }
    if (l.handle) dlclose(l.handle);
    if (!loaded)
        return err_set(
            info, ERR_NOT_FOUND, "the library for QR codes is not here; it comes with the Debian package libqrencode4");
    *ret = qr;
    return OK;
}
