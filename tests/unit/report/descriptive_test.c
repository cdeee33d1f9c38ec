// SPDX-License-Identifier: MIT
// lua/descriptive.lua: labels that only say which part of an answer a passage is, told as packets tell them.
#include "base/file.h"
#include "script/host.h"
#include "script/modules.h"
#include "support.h"

static void check(const char *document)
{
    struct diag d;
    struct buf chunk;
    struct script *script = script_new(SCRIPT_SHIPPED, "");
    diag_init(&d);
    buf_init(&chunk, 1 << 16);
    modules_open(script);
    buf_fmt(
        &chunk,
        "local sample = require('calma.json').decode([==[%s]==])\n"
        "local describes = require('descriptive').of(sample.language)\n"
        "for _, label in ipairs(sample.yes) do assert(describes(label), label) end\n"
        "for _, label in ipairs(sample.no) do assert(not describes(label), label) "
        "end\n"
        "assert(#sample.yes > 3 and #sample.no > 3)\n",
        document);
    script_run(script, chunk.data, chunk.len, "test.lua", 0, &d);
    assert_no_errors(&d);
    buf_release(&chunk);
    diag_release(&d);
    script_free(script);
}

static void labels_of_every_language(void **state)
{
    struct diag d;
    size_t count, read = 0;
    (void)state;
    diag_init(&d);
    char **names = folder_names("tests/contract/descriptive", &count, &d);
    for (size_t i = 0; i < count; i++) {
        struct buf document;
        if (!strstr(names[i], ".json"))
            continue;
        buf_init(&document, 1 << 16);
        assert_int_equal(
            file_read_in("tests/contract/descriptive", names[i], &document, &d), 0);
        check(document.data);
        buf_release(&document);
        read++;
    }
    assert_int_equal(read, 6);
    names_free(names, count);
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels_of_every_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
