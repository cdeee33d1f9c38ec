// SPDX-License-Identifier: MIT
#include "study/private.h"

#include "support.h"

static void addresses_are_found(void **state)
{
    (void)state;
    static const char *const some[] = {"write to asha@school.example",
                                       "a.b+c@x-y.co.in.", "<me@mail.example>",
                                       "@@ x@y.org"};
    static const char *const none[] = {"",      "@",        "@asha",  "asha@",
                                       "a@b",   "a@b.",     "a@.org", "meet @ noon.ok",
                                       "a@b.c", "a @b.org", "50@1.5"};
    for (size_t i = 0; i < COUNT(some); i++)
        assert_true(private_mail(some[i]));
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(private_mail(none[i]));
}

static void phone_numbers_are_found(void **state)
{
    (void)state;
    static const char *const some[] = {"call 98765 43210", "+91 98765-43210",
                                       "(0231) 456 7890",  "987654321",
                                       "+4712345678",      "in 1914: 030/12345678"};
    static const char *const none[] = {"",
                                       "+",
                                       "1914-1918",
                                       "from 1914 to 1918 and 1939",
                                       "1939-1945, 1914-1918",
                                       "12345678",
                                       "3.14159",
                                       "+ 5",
                                       "12,500,000 people"};
    for (size_t i = 0; i < COUNT(some); i++)
        assert_true(private_phone(some[i]));
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(private_phone(none[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_found),
        cmocka_unit_test(phone_numbers_are_found),
    };
    return cmocka_run_group_tests_name("private", tests, NULL, NULL);
}
