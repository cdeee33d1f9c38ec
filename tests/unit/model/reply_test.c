// SPDX-License-Identifier: MIT
#include "model/reply.h"

#include "support.h"

#define KEY "sk-live-0123456789abcdef"
#define EVENTS "text/event-stream; charset=utf-8"
#define WHOLE                                                                          \
    "{\"model\":\"m-1\",\"choices\":[{\"message\":{\"content\":\"Yes.\"},"             \
    "\"finish_reason\":\"stop\"}]}"
#define HELLO                                                                          \
    "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\ndata: "                \
    "{\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}\r\n\r\n"
#define STOP "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define USAGE                                                                          \
    "data: "                                                                           \
    "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}\n\n"
#define DONE "data: [DONE]\n\n"

static struct reply r;
static struct trouble trouble;

static int setup(void **state)
{
    (void)state;
    reply_init(&r, 5000);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    reply_release(&r);
    return 0;
}

// Feeds all of it in pieces, and ends it as the connection ended.
static void read_so(int status, const char *type, const char *bytes, size_t step,
                    enum trouble_kind broken)
{
    size_t len = strlen(bytes);
    bool wanted = true;
    reply_clear(&r, KEY);
    trouble = (struct trouble){.wait_ms = -1};
    for (size_t at = 0; at < len && wanted; at += step)
        wanted =
            reply_feed(&r, status, type, bytes + at, len - at < step ? len - at : step);
    reply_end_chat(&r, wanted ? broken : TROUBLE_CUT, "llama-9", &trouble);
}

static void answers(int status, const char *type, const char *bytes, const char *text)
{
    for (size_t step = 1; step < strlen(bytes) + 2; step += step < 5 ? 1 : 17) {
        read_so(status, type, bytes, step, TROUBLE_NONE);
        if (trouble.kind != TROUBLE_NONE)
            fail_msg("trouble %d (%s) in pieces of %zu: %s", trouble.kind,
                     trouble.detail, step, bytes);
        assert_string_equal(r.assembly.text.data, text);
    }
}

static void troubles(int status, const char *type, const char *bytes,
                     enum trouble_kind kind, const char *detail)
{
    for (size_t step = 1; step < strlen(bytes) + 2; step += step < 5 ? 1 : 17) {
        read_so(status, type, bytes, step, TROUBLE_NONE);
        assert_int_equal(trouble.kind, kind);
        if (!strstr(trouble.detail, detail))
            fail_msg("no \"%s\" in: %s", detail, trouble.detail);
    }
}

static void reads_whole_answers_and_streams(void **state)
{
    (void)state;
    answers(200, "application/json", WHOLE, "Yes.");
    answers(200, NULL, WHOLE, "Yes.");
    answers(200, EVENTS, HELLO STOP DONE, "Hello");
    answers(200, EVENTS, ": ping\n\n" HELLO STOP USAGE DONE, "Hello");
    assert_int_equal(r.assembly.prompt_tokens, 9);
    answers(200, EVENTS, HELLO STOP, "Hello"); // some servers do not say [DONE]
    answers(200, EVENTS, HELLO DONE, "Hello"); // some give no reason for the end
    answers(200, EVENTS, HELLO STOP DONE "data: what comes behind is nothing\n\n",
            "Hello");
}

static void what_breaks_off_is_no_answer(void **state)
{
    (void)state;
    troubles(200, EVENTS, HELLO, TROUBLE_CUT, "");
    troubles(200, EVENTS,
             HELLO "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
             TROUBLE_CUT, "");
    troubles(200, EVENTS, "", TROUBLE_ANSWER,
             "nothing came"); // no byte: no stream has begun
    read_so(200, "application/json", "{\"choices\":[{\"message\":{\"con", 7,
            TROUBLE_CUT);
    assert_int_equal(trouble.kind, TROUBLE_CUT);
    read_so(200, EVENTS, HELLO, 7, TROUBLE_SLOW);
    assert_int_equal(trouble.kind, TROUBLE_SLOW);
    read_so(0, NULL, "", 7, TROUBLE_NETWORK);
    assert_int_equal(trouble.kind, TROUBLE_NETWORK);
}

static void what_is_complete_is_an_answer_however_the_connection_ends(void **state)
{
    (void)state;
    read_so(200, EVENTS, HELLO STOP, 7, TROUBLE_CUT);
    assert_int_equal(trouble.kind, TROUBLE_NONE);
    read_so(200, EVENTS, HELLO DONE, 7, TROUBLE_SLOW);
    assert_int_equal(trouble.kind, TROUBLE_NONE);
}

static void errors_come_in_streams_and_in_good_order(void **state)
{
    (void)state;
    troubles(200, EVENTS,
             HELLO "data: {\"error\":{\"message\":\"out of memory\"}}\n\n" STOP DONE,
             TROUBLE_SERVER, "out of memory");
    troubles(200, EVENTS, "error: {\"code\":500,\"message\":\"cold\"}\n\n",
             TROUBLE_SERVER, "cold");
    assert_int_equal(trouble.status, 500);
    troubles(200, EVENTS, "event: error\ndata: gone wrong\n\n", TROUBLE_SERVER,
             "gone wrong");
    troubles(200, EVENTS,
             "data: {\"error\":{\"message\":\"slow down\",\"code\":429}}\n\n",
             TROUBLE_BUSY, "slow down");
    troubles(
        200, EVENTS,
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n" DONE,
        TROUBLE_SERVER, "");
    troubles(200, "application/json", "{\"error\":\"no such method\"}", TROUBLE_ANSWER,
             "no such method");
    troubles(200, "application/json", "{\"error\":{\"code\":503,\"message\":\"busy\"}}",
             TROUBLE_UNREADY, "busy");
}

static void what_is_no_answer_says_why(void **state)
{
    (void)state;
    troubles(200, "application/json", "", TROUBLE_ANSWER, "nothing came");
    troubles(200, "application/json", "{\"choices\":[", TROUBLE_ANSWER,
             "not valid JSON");
    troubles(200, "application/json", "{\"choices\":[]}", TROUBLE_ANSWER, "no answer");
    troubles(200, "application/json", "{\"models\":[]}", TROUBLE_ANSWER, "choices");
    troubles(200, "text/html", "<html><body>Log in</body></html>", TROUBLE_ANSWER,
             "web page");
    troubles(200, "application/json",
             "{\"choices\":[{\"message\":{\"content\":\"\xff\"}}]}", TROUBLE_ANSWER,
             "UTF-8");
    troubles(200, "application/json",
             "{\"choices\":[{\"message\":{\"content\":\"a\\u0000b\"}}]}",
             TROUBLE_ANSWER, "JSON");
    troubles(200, EVENTS, "data: {\"choices\":[\n\n", TROUBLE_ANSWER, "not valid JSON");
    troubles(200, EVENTS,
             "data: {\"choices\":[{\"delta\":{\"content\":\"\xff\"}}]}\n\n",
             TROUBLE_ANSWER, "UTF-8");
}

static void a_status_outweighs_what_comes_with_it(void **state)
{
    (void)state;
    troubles(500, "application/json", WHOLE, TROUBLE_SERVER, "");
    troubles(404, "application/json", "{\"error\":\"model 'llama-9' not found\"}",
             TROUBLE_MODEL, "llama-9");
    troubles(502, "text/html", "<html>Bad Gateway</html>", TROUBLE_SERVER, "web page");
    troubles(307, NULL, "moved", TROUBLE_REDIRECT, "");
    troubles(401, EVENTS, HELLO STOP DONE, TROUBLE_KEY, "");
    assert_int_equal(trouble.status, 401);
}

static void a_service_that_filters_questions_refuses_them(void **state)
{
    (void)state;
    answers(400, "application/json",
            "{\"error\":{\"code\":\"content_filter\",\"message\":\"Filtered.\"}}", "");
    assert_string_equal(r.assembly.refusal.data, "Filtered.");
    assert_string_equal(r.assembly.finish, "content_filter");
    troubles(400, "application/json",
             "{\"error\":{\"code\":\"bad\",\"message\":\"No.\"}}", TROUBLE_REQUEST,
             "No.");
}

static void an_answer_has_a_maximum(void **state)
{
    (void)state;
    char body[8000] = "", stream[8000] = "";
    memset(body, ' ', sizeof body - 1);
    while (strlen(stream) + 200 < sizeof stream)
        strcat(stream, "data: "
                       "{\"choices\":[{\"delta\":{\"content\":"
                       "\"0123456789012345678901234567890123456789"
                       "0123456789012345678901234567890123456789\"}}]}\n\n");
    troubles(200, "application/json", body, TROUBLE_LARGE, "1 MB");
    reply_release(&r);
    reply_init(&r, 3000);
    troubles(200, EVENTS, stream, TROUBLE_LARGE, "1 MB");
    troubles(200, EVENTS, body, TROUBLE_LARGE, "1 MB");
}

static void an_answer_with_the_key_in_it_is_not_kept(void **state)
{
    (void)state;
    troubles(
        200, EVENTS,
        "data: {\"choices\":[{\"delta\":{\"content\":\"Bearer sk-live-01234\"}}]}\n\n"
        "data: {\"choices\":[{\"delta\":{\"content\":\"56789abcdef!\"}}]}\n\n" STOP
            DONE,
        TROUBLE_KEY_SAID, "");
    troubles(200, NULL,
             "{\"model\":\"" KEY
             "\",\"choices\":[{\"message\":{\"content\":\"Yes.\"}}]}",
             TROUBLE_KEY_SAID, "");
    troubles(401, NULL, "{\"error\":{\"message\":\"wrong key: " KEY "\"}}", TROUBLE_KEY,
             "[key]");
    assert_null(strstr(trouble.detail, "0123456789"));
}

static void a_document_is_whole(void **state)
{
    (void)state;
    static const char list[] = "{\"data\":[]}";
    reply_clear(&r, NULL);
    assert_true(reply_feed(&r, 200, "application/json", list, strlen(list)));
    trouble = (struct trouble){0};
    json_t *document = reply_end_document(&r, TROUBLE_NONE, "e", &trouble);
    assert_int_equal(trouble.kind, TROUBLE_NONE);
    assert_true(json_is_array(json_object_get(document, "data")));
    json_decref(document);
    reply_clear(&r, NULL);
    assert_true(reply_feed(&r, 200, EVENTS, DONE, strlen(DONE)));
    assert_null(reply_end_document(&r, TROUBLE_NONE, "e", &trouble));
    assert_int_equal(trouble.kind, TROUBLE_ANSWER);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(reads_whole_answers_and_streams),
        T(what_breaks_off_is_no_answer),
        T(what_is_complete_is_an_answer_however_the_connection_ends),
        T(errors_come_in_streams_and_in_good_order),
        T(what_is_no_answer_says_why),
        T(a_status_outweighs_what_comes_with_it),
        T(a_service_that_filters_questions_refuses_them),
        T(an_answer_has_a_maximum),
        T(an_answer_with_the_key_in_it_is_not_kept),
        T(a_document_is_whole),
    };
    return cmocka_run_group_tests_name("reply", tests, NULL, NULL);
}
