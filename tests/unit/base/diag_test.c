// SPDX-License-Identifier: MIT
#include "base/diag.h"

#include "support.h"

static const struct place here = {"study.lua", 14, "/steps/0"};

static void keeps_order_place_and_words(void **state)
{
    (void)state;
    struct diag d;
    diag_init(&d);
    assert_int_equal(diag_add(&d, here, E_ID, "a b", "a group"), -1);
    assert_int_equal(diag_add(&d, NOWHERE, W_NO_ETHICS), -1);
    diag_add(&d, (struct place){NULL, 0, NULL}, N_SCRIPT, "100% said");
    assert_int_equal(d.count, 3);
    assert_int_equal(d.entries[0].code, E_ID);
    assert_string_equal(d.entries[0].file, "study.lua");
    assert_int_equal(d.entries[0].line, 14);
    assert_string_equal(d.entries[0].path, "/steps/0");
    assert_non_null(strstr(d.entries[0].text, "the id \"a b\" of a group must be"));
    assert_int_equal(d.entries[1].code, W_NO_ETHICS);
    assert_string_equal(d.entries[2].file, "");
    assert_string_equal(d.entries[2].text, "100% said");
    diag_release(&d);
}

static void counts_by_grade(void **state)
{
    (void)state;
    struct diag d;
    diag_init(&d);
    diag_add(&d, here, W_NO_CONSENT);
    assert_false(diag_has_errors(&d));
    diag_add(&d, here, E_STUDY_RESULT);
    diag_add(&d, here, E_STUDY_RESULT);
    assert_true(diag_has_errors(&d));
    assert_int_equal(d.grades[DIAG_NOTE], 0);
    assert_int_equal(d.grades[DIAG_WARNING], 1);
    assert_int_equal(d.grades[DIAG_ERROR], 2);
    diag_release(&d);
    assert_int_equal(d.count, 0);
    assert_false(diag_has_errors(&d));
}

static void beyond_the_bound_it_counts_and_keeps_the_first(void **state)
{
    (void)state;
    struct diag d;
    diag_init(&d);
    for (int i = 0; i < DIAG_MAX + 7; i++)
        diag_add(&d, (struct place){"f", i, ""},
                 i < DIAG_MAX ? W_NO_CONSENT : E_STUDY_RESULT);
    assert_int_equal(d.count, DIAG_MAX);
    assert_int_equal(d.dropped, 7);
    assert_int_equal(d.entries[DIAG_MAX - 1].line, DIAG_MAX - 1);
    assert_true(
        diag_has_errors(&d)); // an error that was not kept is an error all the same
    assert_int_equal(d.grades[DIAG_ERROR], 7);
    diag_release(&d);
}

static void append_moves_everything(void **state)
{
    (void)state;
    struct diag a, b;
    diag_init(&a);
    diag_init(&b);
    for (int i = 0; i < DIAG_MAX - 1; i++)
        diag_add(&a, here, W_NO_CONSENT);
    diag_add(&b, (struct place){"first", 1, ""}, E_STUDY_RESULT);
    diag_add(&b, (struct place){"second", 2, ""}, W_NO_CONSENT);
    diag_append(&a, &b);
    assert_int_equal(a.count, DIAG_MAX);
    assert_string_equal(a.entries[DIAG_MAX - 1].file, "first");
    assert_int_equal(a.dropped, 1);
    assert_int_equal(a.grades[DIAG_WARNING], DIAG_MAX);
    assert_int_equal(a.grades[DIAG_ERROR], 1);
    assert_int_equal(b.count, 0);
    assert_false(diag_has_errors(&b));
    diag_release(&a);
    diag_release(&b);
}

static void every_code_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const char *name = diag_code_name((enum diag_code)i);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                         strlen(name));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(name, diag_code_name((enum diag_code)k));
    }
    assert_string_equal(diag_grade_name(diag_code_grade(E_JSON)), "error");
    assert_string_equal(diag_grade_name(diag_code_grade(W_PROVENANCE)), "warning");
    assert_string_equal(diag_grade_name(diag_code_grade(N_SCRIPT)), "note");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_order_place_and_words),
        cmocka_unit_test(counts_by_grade),
        cmocka_unit_test(beyond_the_bound_it_counts_and_keeps_the_first),
        cmocka_unit_test(append_moves_everything),
        cmocka_unit_test(every_code_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
