// SPDX-License-Identifier: MIT
// A file of prompts from a stranger: its first byte says of which kind it is. It gives prompts that have words, and chains
// that end, or errors.
#include "fuzz.h"

#include "study/prompts.h"

static void check(const struct prompt_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct prompt *p = &file->prompts[i];
        size_t length = 0;
        MUST(*p->text && *p->id && !strpbrk(p->id, " \t\r\n"));
        for (const struct prompt *before = p->before; before; before = before->before)
            MUST(++length <= file->count);
        for (const struct prompt *next = p->next; next; next = next->beside)
            MUST(next->before == p);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"p.txt", "p.csv", "p.jsonl"};
    struct prompt_file file;
    struct buf text;
    struct diag d;
    if (!size)
        return 0;
    diag_init(&d);
    buf_init(&text, size);
    buf_add(&text, data + 1, size - 1);
    int result = prompts_parse(&file, &text, names[data[0] % 3], &d);
    MUST((result < 0) == diag_has_errors(&d));
    check(&file);
    prompts_release(&file);
    buf_release(&text);
    diag_release(&d);
    return 0;
}
