/* A photographed business card into the record, once a person has seen it. */
#include "app/import.h"
#include "app/photo.h"

#include <string.h>

static const struct import_photo *photo_of(const struct import *i, const char *path)
{
    for (size_t k = 0; k < i->options.n_photos; k++)
        if (strcmp(i->options.photos[k].path, path) == 0) return &i->options.photos[k];
    return NULL;
}

enum err import_photo(struct import *i, struct import_result *r, struct err_info *info)
{
    const struct import_photo *p = photo_of(i, r->path);
    if (!p) return err_set(info, ERR_INPUT, "this is a picture: name its file, so that you can be shown what it says");
    if (p->seen) return import_cards_one(i, &p->card, r, info);
    r->kind = IMPORT_CARDS;
    r->read = r->suggested = 1;
    return OK;
}
