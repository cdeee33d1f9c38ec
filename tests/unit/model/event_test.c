// SPDX-License-Identifier: MIT
#include "model/event.h"

#include "support.h"

static struct buf said; // each event: "data:" or "error:", its data, "|"

static bool take(void *context, enum event_kind kind, const char *data, size_t len)
{
    (void)context;
    buf_str(&said, kind == EVENT_ERROR ? "error:" : "data:");
    buf_add(&said, data, len);
    buf_char(&said, '|');
    return !(len == 6 && memcmp(data, "[DONE]", 6) == 0);
}

static int feed(const char *bytes, size_t len, size_t step, size_t max)
{
    struct events e;
    int result = 0;
    buf_release(&said);
    buf_init(&said, 1 << 20);
    events_init(&e, max, take, NULL);
    for (size_t at = 0; at < len && result == 0; at += step)
        result = events_feed(&e, bytes + at, len - at < step ? len - at : step);
    events_release(&e);
    return result;
}

// Whatever pieces the bytes come in, the events are the same.
static void gives(const char *bytes, int result, const char *expected)
{
    size_t len = strlen(bytes);
    for (size_t step = 1; step <= len + 1; step++) {
        assert_int_equal(feed(bytes, len, step, 1000), result);
        assert_string_equal(said.data, expected);
    }
}

static void reads_events_in_any_pieces(void **state)
{
    (void)state;
    gives("data: one\n\ndata: two\n\n", 0, "data:one|data:two|");
    gives("data: one\r\n\r\ndata: two\r\n\r\n", 0, "data:one|data:two|");
    gives("data: one\r\rdata: two\r\r", 0, "data:one|data:two|");
    gives("\xEF\xBB\xBF"
          "data: one\n\n",
          0, "data:one|");
    gives("data:one\n\ndata:  two\n\ndata\n\n", 0, "data:one|data: two|data:|");
    gives("data: a\ndata: b\n\n", 0, "data:a\nb|");
}

static void passes_over_comments_and_other_fields(void **state)
{
    (void)state;
    gives(": OPENROUTER PROCESSING\n\n: ping\n\ndata: one\n\n", 0, "data:one|");
    gives("id: 7\nevent: message\nretry: 10\ndata: one\n\n", 0, "data:one|");
    gives("event: ping\n\n\n\ndata: one\n\n", 0, "data:one|");
    gives("database: none\n\ndata: one\n\n", 0, "data:one|");
}

static void errors_have_a_field_or_a_type(void **state)
{
    (void)state;
    gives("error: {\"code\":500}\n\n", 0, "error:{\"code\":500}|");
    gives("event: error\ndata: {}\n\ndata: one\n\n", 0, "error:{}|data:one|");
}

static void an_event_that_has_not_ended_is_none(void **state)
{
    (void)state;
    gives("data: one\n\ndata: tw", 0, "data:one|");
    gives("data: one\n\ndata: two\n", 0, "data:one|");
}

static void stops_when_no_more_is_wanted(void **state)
{
    (void)state;
    gives("data: one\n\ndata: [DONE]\n\ndata: two\n\n", -1, "data:one|data:[DONE]|");
}

static void a_nul_is_a_byte_like_others(void **state)
{
    (void)state;
    static const char bytes[] = "data: a\0b\n\n";
    assert_int_equal(feed(bytes, sizeof bytes - 1, 1, 1000), 0);
    assert_int_equal(said.len, strlen("data:") + 3 + 1);
}

static void an_event_has_a_maximum(void **state)
{
    (void)state;
    char long_line[300];
    memset(long_line, 'x', sizeof long_line);
    assert_int_equal(feed(long_line, sizeof long_line, 7, 100), -1);
    const char *many = "data: 0123456789012345678901234567890123456789\n"
                       "data: 0123456789012345678901234567890123456789\n"
                       "data: 0123456789012345678901234567890123456789\n\n";
    assert_int_equal(feed(many, strlen(many), 7, 100), -1);
    assert_string_equal(said.data, "");
}

static int release(void **state)
{
    (void)state;
    buf_release(&said);
    return 0;
}

int main(void)
{
    buf_init(&said, 1 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_events_in_any_pieces),
        cmocka_unit_test(passes_over_comments_and_other_fields),
        cmocka_unit_test(errors_have_a_field_or_a_type),
        cmocka_unit_test(an_event_that_has_not_ended_is_none),
        cmocka_unit_test(stops_when_no_more_is_wanted),
        cmocka_unit_test(a_nul_is_a_byte_like_others),
        cmocka_unit_test(an_event_has_a_maximum),
    };
    return cmocka_run_group_tests_name("event", tests, NULL, release);
}
