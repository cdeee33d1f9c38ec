// SPDX-License-Identifier: MIT
// Zip files from strangers: entries are read or refused, within the budget, and their names can be shown.
#define _GNU_SOURCE
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "record/inbox.h"
#include "record/inbox_zip.h"

#define BUDGET (1 << 20)

static size_t unpacked;

static int take(void *context, const char *name, const struct buf *bytes,
                struct diag *d)
{
    (void)context, (void)d;
    MUST(text_valid(name, strlen(name), NULL) && !strpbrk(name, "\r\n"));
    unpacked += bytes->len;
    return 0;
}

static int pass(void *context, const char *name, enum diag_code reason, struct diag *d)
{
    (void)context, (void)reason;
    MUST(text_valid(name, strlen(name), NULL) && d->count > 0);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    int file = memfd_create("zip", 0);
    MUST(file >= 0 && write(file, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    struct inbox_reader reader = {take, pass, NULL};
    struct zip_budget budget = {BUDGET, 0};
    struct buf bytes;
    struct diag d;
    bool complete = true;
    buf_init(&bytes, 1 << 25);
    diag_init(&d);
    unpacked = 0;
    MUST(inbox_zip(path, &reader, &budget, &bytes, &complete, &d) == 0);
    MUST(unpacked <= BUDGET);
    diag_release(&d);
    buf_release(&bytes);
    close(file);
    return 0;
}
