// SPDX-License-Identifier: MIT
#include "base/csv.h"

#include <jansson.h>

#include "base/buf.h"
#include "support.h"

static struct diag d;
static struct csv csv;

static int setup(void **state)
{
    (void)state;
    diag_init(&d);
    csv = (struct csv){0};
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    diag_release(&d);
    csv_release(&csv);
    return 0;
}

static const char *cell(size_t row, int column)
{
    assert_in_range(row, 0, csv.count - 1);
    return csv_field(&csv.rows[row], column);
}

static void reads_rows_fields_and_lines(void **state)
{
    (void)state;
    const char *text =
        "\xEF\xBB\xBFid,name\r\n\r\np1,\"a \"\"b\"\"\nc\"\np2\n,,\n p3 ,\"x\r\ny\",z";
    assert_int_equal(csv_parse(&csv, text, "r.csv", &d), 0);
    assert_int_equal(csv.count, 4); // blank rows are left out
    assert_int_equal(csv_column(&csv, "id"), 0);
    assert_int_equal(csv_column(&csv, "name"), 1);
    assert_int_equal(csv_column(&csv, "Name"), -1);
    assert_string_equal(cell(1, 1), "a \"b\"\nc");
    assert_string_equal(cell(2, 1), ""); // shorter than the first row
    assert_string_equal(cell(2, -1), "");
    assert_string_equal(cell(3, 0), " p3 ");
    assert_string_equal(cell(3, 1), "x\r\ny");
    assert_int_equal(csv.rows[1].line, 3);
    assert_int_equal(csv.rows[2].line, 5); // the field before holds a line feed
}

static void says_where_a_quote_never_ends(void **state)
{
    (void)state;
    assert_int_equal(csv_parse(&csv, "a,b\n1,\"2\n3,4\n", "r.csv", &d), -1);
    assert_said(&d, E_CSV_QUOTE, "r.csv", 2, "");
    assert_string_equal(cell(0, 0), "a"); // what was read so far is there
}

static void says_where_text_follows_a_quote(void **state)
{
    (void)state;
    assert_int_equal(csv_parse(&csv, "a\n\"b\" c\n\"d\"e\n", "r.csv", &d), -1);
    assert_said(&d, E_CSV_AFTER_QUOTE, "r.csv", 2, "");
    assert_int_equal(d.count >= 1, 1);
}

static void nothing_is_no_row(void **state)
{
    (void)state;
    assert_int_equal(csv_parse(&csv, "", "r.csv", &d), 0);
    assert_int_equal(csv.count, 0);
    assert_int_equal(csv_column(&csv, "id"), -1);
}

static void a_long_field_stays_whole(void **state)
{
    (void)state;
    enum { LENGTH = 3 << 20 };
    char *text = malloc(LENGTH + 2);
    memset(text, 'x', LENGTH);
    memcpy(text, "a,", 2);
    memcpy(text + LENGTH, "\n", 2);
    assert_int_equal(csv_parse(&csv, text, "r.csv", &d), 0);
    assert_int_equal(strlen(cell(0, 1)), LENGTH - 2);
    free(text);
}

// --- corpora

// Rows of objects, as the corpus gives what its files mean.
static void same_as_json(const json_t *expected)
{
    assert_int_equal(csv.count, json_array_size(expected) + 1);
    for (size_t i = 0; i < json_array_size(expected); i++) {
        const char *key;
        json_t *value;
        json_object_foreach (json_array_get(expected, i), key, value) {
            int column = csv_column(&csv, key);
            assert_int_not_equal(column, -1);
            assert_string_equal(cell(i + 1, column), json_string_value(value));
        }
    }
}

static void agrees_with_csv_spectrum(void **state)
{
    (void)state;
    static const char *const names[] = {"comma_in_quotes",
                                        "empty",
                                        "empty_crlf",
                                        "escaped_quotes",
                                        "json",
                                        "newlines",
                                        "quotes_and_newlines",
                                        "simple",
                                        "simple_crlf",
                                        "utf8"}; // the others lost bytes in storage
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", corpus("nasty/csv_spectrum"));
    for (size_t i = 0; i < COUNT(names); i++) {
        char name[100];
        snprintf(name, sizeof name, "csvs/%s.csv", names[i]);
        char *text = get_file(in(folder, name), NULL);
        snprintf(name, sizeof name, "json/%s.json", names[i]);
        json_t *expected = json_load_file(in(folder, name), 0, NULL);
        assert_true(json_is_array(expected));
        assert_int_equal(csv_parse(&csv, text, names[i], &d), 0);
        same_as_json(expected);
        csv_release(&csv);
        json_decref(expected);
        free(text);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(reads_rows_fields_and_lines),     T(says_where_a_quote_never_ends),
        T(says_where_text_follows_a_quote), T(nothing_is_no_row),
        T(a_long_field_stays_whole),        T(agrees_with_csv_spectrum),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
