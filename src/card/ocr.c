/* The picture made even and upright, then read line by line.  A photograph has
 * shadows, a tilt and any of four sides up; a scan of a card has none of them
 * but may be small. */
#include "card/ocr.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

enum { CERTAIN = 60 }; /* of a word, in per cent: below it is as often noise */
enum { SIDE = 2000 }; /* pixels of the longer side: letters of a card are then 25 to 80 high */

struct reader {
    TessBaseAPI *api;
    struct arena *a;
    struct card_line *lines;
    size_t n, room;
    long score; /* of the lines: letters in words that are certain */
    long doubtful; /* letters in others */
};

static void reader_close(struct reader *r)
{
    if (r->api) TessBaseAPIDelete(r->api);
}

/* --- languages --- */

static bool has_language(struct reader *r, const char *name)
{
    bool found = false;
    char **all = TessBaseAPIGetAvailableLanguagesAsVector(r->api);
    for (size_t i = 0; all && all[i]; i++) found |= strcmp(all[i], name) == 0;
    if (all) TessDeleteTextArray(all);
    return found;
}

/* Those that are here of the languages that the words of card_text.c are in.  German stands first, as with English
 * first umlauts are lost. */
static enum err open_reader(struct reader *r, struct err_info *info)
{
    static const char *const wanted[] = {"deu", "eng", "fra"};
    char names[sizeof "deu+eng+fra"] = "";
    r->api = TessBaseAPICreate();
    TessBaseAPISetVariable(r->api, "debug_file", "/dev/null");
    bool opened = false;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted && !opened; i++)
        opened = TessBaseAPIInit2(r->api, NULL, wanted[i], OEM_LSTM_ONLY) == 0;
    if (!opened)
        return err_set(info, ERR_NOT_FOUND,
            "tesseract, which reads the picture, has no language here; English comes with the Debian package "
            "tesseract-ocr-eng, German with tesseract-ocr-deu, French with tesseract-ocr-fra");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (!has_language(r, wanted[i])) continue;
        if (*names) strcat(names, "+");
        strcat(names, wanted[i]);
    }
    if (strlen(names) > strlen(wanted[0]) && TessBaseAPIInit2(r->api, NULL, names, OEM_LSTM_ONLY) != 0)
        return err_set(info, ERR_SYSTEM, "tesseract cannot load its languages %s", names);
    TessBaseAPISetVariable(r->api, "debug_file", "/dev/null");
    TessBaseAPISetPageSegMode(r->api, PSM_SPARSE_TEXT);
    return OK;
}

/* --- the picture --- */

static bool is_picture(struct str s)
{
    static const struct str signs[] = {
        {"\x89PNG\r\n\x1A\n", 8}, {"\xFF\xD8\xFF", 3}, {"II*\0", 4}, {"MM\0*", 4}, {"RIFF", 4}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(s, signs[i])) return true;
    return false;
}

static enum err check_size(struct str s, struct err_info *info)
{
    l_int32 format, w = 0, h = 0, bits, samples, colours;
    if (!is_picture(s)) return err_set(info, ERR_INPUT, "this is no PNG, JPEG, TIFF or WebP picture");
    if (pixReadHeaderMem((const l_uint8 *)s.p, s.n, &format, &w, &h, &bits, &samples, &colours) != 0 || w < 1 || h < 1)
        return err_set(info, ERR_INPUT, "this picture is damaged: take or save it anew");
    if (w > OCR_SIDE_MAX || h > OCR_SIDE_MAX || (int64_t)w * h > OCR_PIXELS_MAX)
        return err_set(info, ERR_INPUT, "this picture has %d by %d pixels, which is too much: make it smaller", w, h);
    return OK;
}

static void replace(PIX **pix, PIX *by)
{
    if (!by) return; /* what cannot be bettered stays */
    pixDestroy(pix);
    *pix = by;
}

static bool is_dark(PIX *pix)
{
    enum { DARK = 100, STEP = 8 };
    l_float32 mean = 255;
    return pixGetAverageMasked(pix, NULL, 0, 0, STEP, L_MEAN_ABSVAL, &mean) == 0 && mean < DARK;
}

/* Grey, of a size that suits, dark on light, without shadows and tilt. */
static PIX *even(PIX *pix)
{
    replace(&pix, pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC));
    replace(&pix, pixConvertTo8(pix, 0));
    l_int32 longer = L_MAX(pixGetWidth(pix), pixGetHeight(pix));
    l_float32 scale = (l_float32)SIDE / (l_float32)longer;
    if (scale < 0.8f || scale > 1.25f) replace(&pix, pixScale(pix, L_MIN(scale, 3), L_MIN(scale, 3)));
    if (is_dark(pix)) replace(&pix, pixInvert(NULL, pix));
    replace(&pix, pixBackgroundNormSimple(pix, NULL, NULL));
    replace(&pix, pixDeskew(pix, 0));
    return pix;
}

/* --- reading --- */

struct word {
    char *text;
    int left, top, right, bottom, confidence;
};

static bool take_word(TessResultIterator *it, struct word *ret)
{
    struct word w = {.text = TessResultIteratorGetUTF8Text(it, RIL_WORD)};
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(it);
    if (!w.text) return false;
    bool there = TessPageIteratorBoundingBox(place, RIL_WORD, &w.left, &w.top, &w.right, &w.bottom);
    float confidence = TessResultIteratorConfidence(it, RIL_WORD);
    w.confidence = confidence < 0 ? 0 : confidence > 100 ? 100 : (int)confidence;
    struct str text = str_from(w.text);
    if (!there || !text.n || !str_utf8(text, NULL) || w.right <= w.left) {
        TessDeleteText(w.text);
        return false;
    }
    *ret = w;
    return true;
}

static void add_word(struct reader *r, struct card_line *line, const struct word *w)
{
    size_t letters = str_characters(str_from(w->text));
    if (line->text.n + strlen(w->text) < CARD_LINE_MAX)
        line->text = arena_format(r->a, "%.*s%s%s", STR_ARG(line->text), line->text.n ? " " : "", w->text);
    if (w->confidence < line->confidence) line->confidence = w->confidence;
    if (w->bottom - w->top > line->height) line->height = w->bottom - w->top;
    if (w->confidence >= CERTAIN)
        r->score += (long)letters;
    else
        r->doubtful += (long)letters;
}

/* What stands far apart on one height are two things: columns. */
static bool is_apart(const struct word *before, const struct word *w)
{
    enum { APART = 2 };
    int height = L_MAX(before->bottom - before->top, w->bottom - w->top);
    return w->left - before->right > APART * height;
}

static void take_lines(struct reader *r)
{
    TessResultIterator *it = TessBaseAPIGetIterator(r->api);
    const struct card_line empty = {.confidence = 100};
    struct card_line line = empty;
    struct word before = {0}, w;
    if (!it) return;
    do {
        bool begins = TessPageIteratorIsAtBeginningOf(TessResultIteratorGetPageIteratorConst(it), RIL_TEXTLINE);
        if (!take_word(it, &w)) continue;
        bool cut = begins || (line.text.n && is_apart(&before, &w));
        if (cut && line.text.n && r->n < CARD_LINES_MAX) *ARENA_PUSH(r->a, r->lines, r->n, r->room) = line;
        if (cut) line = empty;
        add_word(r, &line, &w);
        TessDeleteText(w.text);
        before = w;
    } while (TessResultIteratorNext(it, RIL_WORD));
    if (line.text.n && r->n < CARD_LINES_MAX) *ARENA_PUSH(r->a, r->lines, r->n, r->room) = line;
    TessResultIteratorDelete(it);
}

static void read_upright(struct reader *r, PIX *pix, const char *method)
{
    enum { USUAL_PPI = 300 };
    r->lines = NULL;
    r->n = r->room = 0;
    r->score = r->doubtful = 0;
    TessBaseAPISetVariable(r->api, "thresholding_method", method);
    TessBaseAPISetImage2(r->api, pix);
    TessBaseAPISetSourceResolution(r->api, USUAL_PPI);
    if (TessBaseAPIRecognize(r->api, NULL) == 0) take_lines(r);
    TessBaseAPIClear(r->api);
}

static bool is_better(const struct reader *r, const struct reader *than)
{
    return r->score - r->doubtful > than->score - than->doubtful;
}

static bool is_readable(const struct reader *r)
{
    enum { FEW = 20, TIMES = 3 };
    return r->score >= FEW && r->score >= TIMES * r->doubtful;
}

/* With the side up that it has; where that makes no sense, with each other one.  Then with ink told from paper in
 * another way, as each loses what the other finds. */
static void read_turned(struct reader *r, PIX *pix)
{
    static const char otsu[] = "0", sauvola[] = "2"; /* the latter copes with noise and pale ink */
    static const l_int32 quarters[] = {0, 1, 3, 2};
    struct reader best = {0};
    PIX *upright = NULL;
    for (size_t i = 0; i < sizeof quarters / sizeof *quarters && !is_readable(&best); i++) {
        PIX *turned = pixRotateOrth(pix, quarters[i]);
        if (!turned) continue;
        read_upright(r, turned, sauvola);
        bool better = !upright || is_better(r, &best);
        if (better) best = *r;
        if (better) replace(&upright, pixClone(turned));
        pixDestroy(&turned);
    }
    if (upright) read_upright(r, upright, otsu);
    if (!is_better(r, &best)) *r = best;
    pixDestroy(&upright);
}

enum err ocr_read(struct str picture, struct arena *a, struct card_line **ret, size_t *ret_n, struct err_info *info)
{
    AUTO(reader) r = {.a = a};
    setMsgSeverity(L_SEVERITY_NONE);
    enum err err = check_size(picture, info);
    if (!err) err = open_reader(&r, info);
    if (err) return err;
    PIX *pix = pixReadMem((const l_uint8 *)picture.p, picture.n);
    if (!pix) return err_set(info, ERR_INPUT, "this picture is damaged: take or save it anew");
    pix = even(pix);
    read_turned(&r, pix);
    pixDestroy(&pix);
    *ret = r.lines;
    *ret_n = r.n;
    return OK;
}
