// SPDX-License-Identifier: MIT
// Files that claim to be responses: each is read or refused with a reason. To reach what lies behind the sum, a
// document whose sum does not fit is given one that does and read again.
#include "fuzz.h"

#include "base/hash.h"
#include "base/json.h"
#include "record/response.h"

static struct study study;

static void read_one(struct response *r, const char *data, size_t size)
{
    struct diag d;
    diag_init(&d);
    if (response_read(r, &study, data, size, "input.json", &d) < 0)
        MUST(diag_has_errors(&d));
    else
        MUST(r->participant && r->round);
    diag_release(&d);
}

static void read_summed(struct response *r, const char *data, size_t size)
{
    struct diag d;
    diag_init(&d);
    json_t *value = json_parse(data, size, "input.json", 1, &d);
    if (json_is_object(value)) {
        struct buf out;
        char sum[65];
        buf_init(&out, 1 << 24);
        json_object_del(value, "sum");
        json_canonical(value, &out);
        hash_hex(out.data, out.len, sum);
        buf_clear(&out);
        json_object_set_new(value, "sum", json_string(sum));
        json_canonical(value, &out);
        read_one(r, out.data, out.len);
        buf_release(&out);
    }
    json_decref(value);
    diag_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct response r;
    if (!study.folder) {
        struct diag d;
        diag_init(&d);
        MUST(study_load(&study, "studies/history-tutor", &d) == 0);
        diag_release(&d);
        response_init(&r);
    }
    read_one(&r, (const char *)data, size);
    read_summed(&r, (const char *)data, size);
    return 0;
}
