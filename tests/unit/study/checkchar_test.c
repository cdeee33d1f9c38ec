// SPDX-License-Identifier: MIT
// ISO 7064 MOD 37,36, against examples that others have published: the release identifiers of the recording industry
// (GRid) and the identifiers of audiovisual works (ISAN) use the same system.
#include "study/checkchar.h"

#include "support.h"

static void published_examples(void **state)
{
    (void)state;
    assert_int_equal(checkchar("A12425GABC1234002"), 'M'); // GRid standard
    assert_int_equal(checkchar("00000000C36D002B"), 'K');  // ISAN 0000-0000-C36D-002B-K
    assert_int_equal(checkchar("00000000C36D002B00000000"), 'E');
    assert_int_equal(checkchar("1881-66C7-3420-6541"),
                     'Y'); // signs between do not count
}

static void case_and_signs_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(checkchar("p-07_a"), checkchar("P07A"));
    assert_int_equal(checkchar(""), checkchar("--"));
}

static void every_wrong_character_is_found(void **state)
{
    (void)state;
    static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    char id[] = "H07K3";
    char check = checkchar(id);
    for (size_t at = 0; id[at]; at++) {
        char right = id[at];
        for (const char *c = characters; *c; c++) {
            id[at] = *c;
            assert_true(*c == right || checkchar(id) != check);
        }
        id[at] = right;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples),
        cmocka_unit_test(case_and_signs_do_not_count),
        cmocka_unit_test(every_wrong_character_is_found),
    };
    return cmocka_run_group_tests_name("checkchar", tests, NULL, NULL);
}
