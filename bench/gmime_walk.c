/* gmime_walk FILE: the yardstick for reading mail: GMime parses every message of
 * an mbox and each part is visited; nothing is decoded or kept. */
#include <gmime/gmime.h>
#include <stdio.h>

static void visit(GMimeObject *parent, GMimeObject *part, gpointer parts)
{
    (void)parent, (void)part;
    ++*(int *)parts;
}

int main(int argc, char **argv)
{
    int messages = 0, parts = 0;
    if (argc < 2) return 2;
    g_mime_init();
    GMimeStream *stream = g_mime_stream_file_open(argv[1], "r", NULL);
    if (!stream) return 1;
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MBOX);
    while (!g_mime_parser_eos(parser)) {
        GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
        if (!message) continue;
        g_mime_message_foreach(message, visit, &parts);
        messages++;
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_mime_shutdown();
    printf("%d messages, %d parts\n", messages, parts);
    return 0;
}
