// SPDX-License-Identifier: MIT
// lua/few.lua: small cells are hidden, and no sum gives one away.
#include "script/host.h"
#include "script/modules.h"
#include "support.h"

// Holds few.grid(counts) against rows of "x" (hidden) and "." (shown), one word for each row.
static void assert_hidden(const char *counts, const char *wanted)
{
    struct diag d;
    struct buf chunk;
    struct script *script = script_new(SCRIPT_SHIPPED, "");
    diag_init(&d);
    buf_init(&chunk, 4096);
    modules_open(script);
    buf_fmt(&chunk,
            "local rows = require('few').grid(%s)\n"
            "for i, row in ipairs(rows) do\n"
            "  for k, cell in ipairs(row) do row[k] = cell and 'x' or '.' end\n"
            "  rows[i] = table.concat(row)\n"
            "end\n"
            "local got = table.concat(rows, ' ')\n"
            "assert(got == '%s', got)\n",
            counts, wanted);
    script_run(script, chunk.data, chunk.len, "test.lua", 0, &d);
    assert_no_errors(&d);
    buf_release(&chunk);
    diag_release(&d);
    script_free(script);
}

static void test_one_row(void **state)
{
    (void)state;
    assert_hidden("{{5, 9, 0}}", "...");
    assert_hidden("{{4, 1, 9}}", "xx.");
    // One alone would be the sum less the others: the smallest other one goes too, and nobody only as a last resort.
    assert_hidden("{{4, 9, 6, 0}}", "x.x.");
    assert_hidden("{{4, 0}}", "xx");
    assert_hidden("{{4}}", "x");
    assert_hidden("{}", "");
}

static void test_rows_and_columns(void **state)
{
    (void)state;
    // The 3 hides another in its row and one in its column, and those need one more so that neither stands alone.
    assert_hidden("{{3, 8, 9}, {7, 6, 9}, {9, 9, 9}}", "xx. xx. ...");
    assert_hidden("{{5, 0}, {0, 1}}", "xx xx");
    assert_hidden("{{5, 6}, {7, 8}}", ".. ..");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_row),
        cmocka_unit_test(test_rows_and_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
