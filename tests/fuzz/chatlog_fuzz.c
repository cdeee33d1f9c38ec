// SPDX-License-Identifier: MIT
// Files of conversations, in every format: what is refused is said, what is taken fits transcript@1, and what is written
// of it is read as the same again.
#include "fuzz.h"

#include "base/buf.h"
#include "base/text.h"
#include "chatlog/chatlog.h"
#include "chatlog/document.h"

#define OUT_MOST ((size_t)1 << 24)

static struct buf written;
static size_t found_count;

static void take(const struct chatlog_found *found, void *context)
{
    (void)context;
    struct diag d;
    diag_init(&d);
    MUST(document_check(found->document, (struct place){"x", 1, ""}, &d) == 0);
    MUST(found->line >= 1 && found->number >= 1);
    char *id = document_id(found);
    document_complete(found->document, id);
    document_write(found->document, &written);
    found_count++;
    free(id);
    json_decref(found->document);
    diag_release(&d);
}

static size_t read_text(const char *text, size_t len, const char *file,
                        const struct chatlog_format *format)
{
    struct chatlog_sink sink = {.found = take};
    struct chatlog_result result;
    struct diag d;
    diag_init(&d);
    found_count = 0;
    int failed = chatlog_read(text, len, file, format, sink, &result, &d);
    MUST((failed < 0) == diag_has_errors(&d));
    MUST(result.found == found_count && (!result.refused || failed < 0));
    diag_release(&d);
    return result.refused;
}

static void round_trip(void)
{
    struct buf before = written;
    buf_init(&written, OUT_MOST);
    size_t count = found_count;
    MUST(read_text(before.data, before.len, "again.jsonl",
                   chatlog_find("transcript")) == 0);
    MUST(found_count == count && written.len == before.len);
    MUST(memcmp(written.data, before.data, before.len) == 0);
    buf_release(&before);
}

// The first byte chooses the format and the file's name.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"x.jsonl", "x.json", "x.csv", "x.md"};
    size_t formats = 0;
    while (chatlog_formats[formats].name)
        formats++;
    if (!size)
        return 0;
    size_t at = (data[0] >> 2) % (formats + 1), len = size - 1;
    char *text = malloc(size);
    memcpy(text, data + 1, len);
    text[len] = '\0';
    buf_init(&written, OUT_MOST);
    read_text(text, len, names[data[0] & 3],
              at < formats ? &chatlog_formats[at] : NULL);
    round_trip();
    buf_release(&written);
    free(text);
    return 0;
}
