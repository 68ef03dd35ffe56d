/* Gives each file of a fuzz target's corpus to the target, without a fuzzer:
 * what was once found must not come back.  Arguments, if any, are files to try
 * instead. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int passed, failed;

static void replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    /* Exactly as large as the input, so that a sanitizer sees the first byte read past its end. */
    uint8_t *data = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    if (size >= 0) data = malloc(size ? (size_t)size : 1);
    if (!data || fseek(file, 0, SEEK_SET) != 0 || fread(data, 1, (size_t)size, file) != (size_t)size) {
        fprintf(stderr, "%s: cannot be read\n", path);
        failed++;
    } else {
        fprintf(stderr, "%s\n", path);
        LLVMFuzzerTestOneInput(data, (size_t)size);
        passed++;
    }
    free(data);
    if (file) fclose(file);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) replay(argv[i]);
    DIR *folder = argc > 1 ? NULL : opendir(CORPUS);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[4096];
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", CORPUS, entry->d_name);
        replay(path);
    }
    if (folder) closedir(folder);
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
