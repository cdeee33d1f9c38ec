// SPDX-License-Identifier: MIT
// JSON from strangers: what is accepted has a canonical form that reads back as itself, and what the quick reader
// accepts is what jansson makes of it.
#include "fuzz.h"

#include "base/json.h"
#include "base/json_read.h"

static void compare_readers(const char *text, size_t size)
{
    json_error_t error;
    json_t *quick = json_read(text, size);
    if (!quick)
        return;
    json_t *slow =
        json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    MUST(slow && json_equal(quick, slow));
    json_decref(quick);
    json_decref(slow);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diag d;
    struct buf once, twice;
    compare_readers((const char *)data, size);
    diag_init(&d);
    buf_init(&once, 1 << 24);
    buf_init(&twice, 1 << 24);
    json_t *value = json_parse((const char *)data, size, "input.json", 1, &d);
    MUST(value || diag_has_errors(&d));
    if (value) {
        json_canonical(value, &once);
        json_t *again = json_parse(once.data, once.len, "again.json", 1, &d);
        MUST(again);
        json_canonical(again, &twice);
        MUST(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
        json_decref(again);
    }
    json_decref(value);
    buf_release(&once);
    buf_release(&twice);
    diag_release(&d);
    return 0;
}
