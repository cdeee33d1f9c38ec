// SPDX-License-Identifier: MIT
// What is said of transcripts that go on from others, and where.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "study/study.h"

static char folder[64];
static struct diag d;

static void put(const char *name, const char *text)
{
    char *path = path_join(folder, name);
    assert_int_equal(file_write(path, text, strlen(text), &d), 0);
    free(path);
}

static int set_up(void **state)
{
    (void)state;
    diag_init(&d);
    snprintf(folder, sizeof folder, "/tmp/calma-follows-XXXXXX");
    assert_non_null(mkdtemp(folder));
    put("study.lua",
        "return study { id = \"s\", title = \"S\", ethics = \"e\", context = \"c\",\n"
        "  groups = { group { id = \"g\", participants = { \"p\" }, bank = "
        "transcripts \"bank.jsonl\" } },\n"
        "  rounds = { round \"look\" { browse { bank(), transcripts \"more.jsonl\" } "
        "} } }\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_remove(folder, &d);
    diag_release(&d);
    return 0;
}

#define SAID                                                                           \
    ",\"messages\":[{\"role\":\"user\",\"content\":\"?\"},{\"role\":\"assistant\","    \
    "\"content\":\".\"}]}\n"

// Every error of the study as "file:line name", separated by ", ".
static void says(const char *bank, const char *more, const char *expected)
{
    struct study study;
    struct buf found;
    put("bank.jsonl", bank);
    put("more.jsonl", more);
    diag_release(&d);
    diag_init(&d);
    study_load(&study, folder, &d);
    buf_init(&found, 10000);
    for (size_t i = 0; i < d.count; i++)
        if (strncmp(diag_code_name(d.entries[i].code), "follows", 7) == 0)
            buf_fmt(&found, "%s%s:%d %s", found.len ? ", " : "", d.entries[i].file,
                    d.entries[i].line, diag_code_name(d.entries[i].code));
    assert_string_equal(found.data, expected);
    buf_release(&found);
    study_clear(&study);
}

static void one_that_goes_on(void **state)
{
    (void)state;
    says("{\"id\":\"a\"" SAID "{\"id\":\"b\",\"follows\":\"a\"" SAID,
         "{\"id\":\"c\",\"follows\":\"b\",\"follows_turn\":2" SAID, "");
}

static void what_is_not_there(void **state)
{
    (void)state;
    says("{\"id\":\"a\",\"follows\":\"z\"" SAID,
         "{\"id\":\"c\",\"follows\":\"a\",\"follows_turn\":3" SAID,
         "bank.jsonl:1 follows, more.jsonl:1 follows-turn");
}

static void in_a_circle(void **state)
{
    (void)state;
    says("{\"id\":\"a\",\"follows\":\"a\"" SAID, "{\"id\":\"b\"" SAID,
         "bank.jsonl:1 follows-circle");
    says("{\"id\":\"t\",\"follows\":\"r\"" SAID "{\"id\":\"q\",\"follows\":\"r\"" SAID
         "{\"id\":\"r\",\"follows\":\"s\"" SAID,
         "{\"id\":\"s\",\"follows\":\"q\"" SAID, "bank.jsonl:2 follows-circle");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_that_goes_on),
        cmocka_unit_test(what_is_not_there),
        cmocka_unit_test(in_a_circle),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
