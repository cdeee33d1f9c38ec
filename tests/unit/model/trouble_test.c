// SPDX-License-Identifier: MIT
#include "model/trouble.h"

#include "model/retry.h"
#include "support.h"

static enum trouble_kind of(int status, const char *body)
{
    struct complaint c;
    complaint_read(&c, body, strlen(body), NULL);
    return trouble_of_status(status, &c, "llama-9");
}

static void a_status_says_what_is_wrong(void **state)
{
    (void)state;
    assert_int_equal(of(401, ""), TROUBLE_KEY);
    assert_int_equal(of(402, ""), TROUBLE_CREDIT);
    assert_int_equal(of(403, ""), TROUBLE_DENIED);
    assert_int_equal(of(405, ""), TROUBLE_PATH);
    assert_int_equal(of(400, ""), TROUBLE_REQUEST);
    assert_int_equal(of(422, ""), TROUBLE_REQUEST);
    assert_int_equal(of(429, ""), TROUBLE_BUSY);
    assert_int_equal(of(500, ""), TROUBLE_SERVER);
    assert_int_equal(of(503, ""), TROUBLE_UNREADY);
    assert_int_equal(of(529, ""), TROUBLE_SERVER);
    assert_int_equal(of(408, ""), TROUBLE_SERVER);
    assert_int_equal(of(302, ""), TROUBLE_REDIRECT);
    assert_int_equal(of(204, ""), TROUBLE_ANSWER);
}

static void an_unknown_model_is_no_wrong_address(void **state)
{
    (void)state;
    assert_int_equal(of(404, "404 page not found"), TROUBLE_PATH);
    assert_int_equal(of(404, "{\"detail\":\"Not Found\"}"), TROUBLE_PATH);
    assert_int_equal(of(404, "{\"error\":{\"message\":\"model \\\"llama-9\\\" not "
                             "found, try pulling it first\"}}"),
                     TROUBLE_MODEL);
    assert_int_equal(
        of(404, "{\"message\":\"The model `llama-9` does not exist.\",\"code\":404}"),
        TROUBLE_MODEL);
    assert_int_equal(
        of(404, "{\"error\":{\"message\":\"no\",\"code\":\"model_not_found\"}}"),
        TROUBLE_MODEL);
}

static void too_much_to_do_is_no_empty_purse(void **state)
{
    (void)state;
    assert_int_equal(
        of(429, "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}"),
        TROUBLE_BUSY);
    assert_int_equal(
        of(429, "{\"error\":{\"message\":\"pay\",\"code\":\"insufficient_quota\"}}"),
        TROUBLE_CREDIT);
}

static void the_connection_says_what_is_wrong(void **state)
{
    (void)state;
    assert_int_equal(trouble_of_curl(CURLE_OK, false), TROUBLE_NONE);
    assert_int_equal(trouble_of_curl(CURLE_COULDNT_CONNECT, false), TROUBLE_CONNECT);
    assert_int_equal(trouble_of_curl(CURLE_COULDNT_RESOLVE_HOST, false), TROUBLE_HOST);
    assert_int_equal(trouble_of_curl(CURLE_PEER_FAILED_VERIFICATION, false),
                     TROUBLE_TLS);
    assert_int_equal(trouble_of_curl(CURLE_GOT_NOTHING, false), TROUBLE_NETWORK);
    assert_int_equal(trouble_of_curl(CURLE_RECV_ERROR, false), TROUBLE_NETWORK);
    assert_int_equal(trouble_of_curl(CURLE_RECV_ERROR, true), TROUBLE_CUT);
    assert_int_equal(trouble_of_curl(CURLE_PARTIAL_FILE, false), TROUBLE_CUT);
}

static void only_what_can_pass_is_tried_again(void **state)
{
    (void)state;
    static const enum trouble_kind again[] = {TROUBLE_CONNECT, TROUBLE_NETWORK,
                                              TROUBLE_CUT, TROUBLE_SERVER};
    static const enum trouble_kind once[] = {
        TROUBLE_TLS,      TROUBLE_REQUEST, TROUBLE_KEY,      TROUBLE_CREDIT,
        TROUBLE_MODEL,    TROUBLE_PATH,    TROUBLE_REDIRECT, TROUBLE_LARGE,
        TROUBLE_KEY_SAID, TROUBLE_DENIED};
    for (size_t i = 0; i < COUNT(again); i++)
        assert_int_equal(trouble_attempts(again[i], 6), 6);
    for (size_t i = 0; i < COUNT(once); i++)
        assert_int_equal(trouble_attempts(once[i], 6), 1);
    assert_int_equal(trouble_attempts(TROUBLE_SLOW, 6), 2);
    assert_int_equal(trouble_attempts(TROUBLE_BUSY, 6), 12);
    assert_int_equal(trouble_attempts(TROUBLE_UNREADY, 6), 12);
    assert_int_equal(trouble_attempts(TROUBLE_UNREADY, 1), 1);
    assert_int_equal(trouble_attempts(TROUBLE_SLOW, 1), 1);
}

static void a_model_is_given_up_when_nothing_could_help(void **state)
{
    (void)state;
    assert_true(trouble_gives_up(TROUBLE_CONNECT, false)); // was never there
    assert_false(
        trouble_gives_up(TROUBLE_CONNECT, true)); // is being started again, perhaps
    assert_true(trouble_gives_up(TROUBLE_KEY, true));
    assert_true(trouble_gives_up(TROUBLE_MODEL, true));
    assert_false(trouble_gives_up(TROUBLE_BUSY, false));
    assert_false(trouble_gives_up(TROUBLE_REQUEST, false));
}

static void says(enum trouble_kind kind, bool has_key, const char *word)
{
    struct diag d;
    struct trouble trouble = {
        .kind = kind, .status = 499, .wait_ms = -1, .detail = "in its words"};
    struct asked_with with = {"llama-9", "MY_KEY", has_key, 3};
    diag_init(&d);
    trouble_say(&trouble, &with, (struct place){"prompts.csv", 4, ""}, &d);
    assert_int_equal(d.count, 1);
    assert_string_equal(d.entries[0].file, "prompts.csv");
    assert_int_equal(d.entries[0].line, 4);
    if (!strstr(d.entries[0].text, word))
        fail_msg("no \"%s\" in: %s", word, d.entries[0].text);
    diag_release(&d);
}

static void every_trouble_says_what_to_do(void **state)
{
    (void)state;
    says(TROUBLE_CONNECT, false, "is it running");
    says(TROUBLE_HOST, false, "is the name right");
    says(TROUBLE_TLS, false, "SSL_CERT_FILE");
    says(TROUBLE_KEY, false, "put it into the environment variable MY_KEY");
    says(TROUBLE_KEY, true, "is the environment variable MY_KEY right");
    says(TROUBLE_MODEL, false, "no model \"llama-9\"");
    says(TROUBLE_PATH, false, "/v1");
    says(TROUBLE_REDIRECT, false, "in its words");
    for (int kind = TROUBLE_NONE + 1; kind < TROUBLE_KINDS; kind++)
        says(kind, true, " ");
}

static void a_server_that_is_busy_for_long_is_said_so(void **state)
{
    (void)state;
    struct diag d;
    struct trouble trouble = {.kind = TROUBLE_BUSY, .status = 429, .wait_ms = 3600000};
    struct asked_with with = {"m", "K", false, 1};
    diag_init(&d);
    trouble_say(&trouble, &with, NOWHERE, &d);
    assert_said(&d, E_MODEL_LATER, NULL, -1, NULL);
    assert_non_null(strstr(d.entries[0].text, "60 minutes"));
    diag_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_status_says_what_is_wrong),
        cmocka_unit_test(an_unknown_model_is_no_wrong_address),
        cmocka_unit_test(too_much_to_do_is_no_empty_purse),
        cmocka_unit_test(the_connection_says_what_is_wrong),
        cmocka_unit_test(only_what_can_pass_is_tried_again),
        cmocka_unit_test(a_model_is_given_up_when_nothing_could_help),
        cmocka_unit_test(every_trouble_says_what_to_do),
        cmocka_unit_test(a_server_that_is_busy_for_long_is_said_so),
    };
    return cmocka_run_group_tests_name("trouble", tests, NULL, NULL);
}
