// SPDX-License-Identifier: MIT
// A packet takes only pictures of elements and attributes that it knows.
#include "packet/picture.h"

#include "support.h"

static void pictures_that_packets_know(void **state)
{
    (void)state;
    assert_true(
        picture_valid("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cloud\" "
                      "viewBox=\"0 0 1 1\"><g transform=\"scale(0.1)\">\n"
                      "<title>a &lt; b</title><path d=\"m1 1z\"/></g></svg>\n"));
    assert_true(picture_valid("<svg role=\"img\" aria-label=\"x\"/>"));
}

static void anything_else_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "words",
        "<svg>",
        "<svg class=\"a\">",
        "<svg class=\"a\"></svg></noscript><p>",
        "<svg class=\"a\"></g></svg><svg>",
        "<svg class=\"a\"><script>alert(1)</script></svg>",
        "<svg class=\"a\"></noscript><img src=\"x\"/></svg>",
        "<svg onload=\"alert(1)\"></svg>",
        "<svg style=\"fill:red\"></svg>",
        "<svg class=a></svg>",
        "<svg class=\"a\"><use href=\"#x\"/></svg>",
        "<svg class=\"a\"><!-- x --></svg>",
        "<svg xmlns=\"http://example.org/\"></svg>",
        "<svg class=\"a\"class=\"b\"></svg>",
        "<svg class=\"a\"></svg>words",
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (picture_valid(wrong[i]))
            fail_msg("taken: %s", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_that_packets_know),
        cmocka_unit_test(anything_else_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
