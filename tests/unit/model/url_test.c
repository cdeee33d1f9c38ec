// SPDX-License-Identifier: MIT
#include "model/url.h"

#include "support.h"

static void reads_addresses(void **state)
{
    (void)state;
    struct url url;
    assert_null(url_read(&url, "http://127.0.0.1:8080/v1"));
    assert_false(url.tls);
    assert_string_equal(url.host, "127.0.0.1");
    assert_int_equal(url.port, 8080);
    assert_string_equal(url.path, "/v1");
    assert_null(url_read(&url, "HTTPS://API.Example.ORG"));
    assert_true(url.tls);
    assert_string_equal(url.host, "api.example.org");
    assert_int_equal(url.port, 443);
    assert_string_equal(url.path, "");
    assert_null(url_read(&url, "http://[::1]:11434/v1/"));
    assert_string_equal(url.host, "[::1]");
    assert_int_equal(url.port, 11434);
}

static void refuses_what_could_be_read_in_two_ways(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "ftp://example.org/v1",
        "example.org/v1",
        "//example.org",
        "file:///etc/passwd",
        "http://",
        "http:///v1",
        "https://user@example.org/v1",
        "https://user:pass@example.org/v1",
        "https://example.org\\@evil.example/v1",
        "https://example.org:0/v1",
        "https://example.org:99999/v1",
        "https://example.org:12x/v1",
        "https://example.org:/v1",
        "https://example.org/v1?key=1",
        "https://example.org/v1#x",
        "https://example.org/a/../b",
        "https://example.org//v1",
        "https://example.org/v1 ",
        "https://exa mple.org/v1",
        "https://example.org/\nv1",
        "https://[::1/v1",
        "https://[evil.example]/v1",
        "https://ex\xC3\xA4mple.org/v1",
    };
    struct url url;
    for (size_t i = 0; i < COUNT(bad); i++)
        if (!url_read(&url, bad[i]))
            fail_msg("taken: %s", bad[i]);
}

static bool loopback(const char *text)
{
    struct url url;
    assert_null(url_read(&url, text));
    return url_is_loopback(&url);
}

static void knows_this_computer(void **state)
{
    (void)state;
    assert_true(loopback("http://localhost/v1"));
    assert_true(loopback("http://LOCALHOST:1/v1"));
    assert_true(loopback("http://127.0.0.1/v1"));
    assert_true(loopback("http://127.1.2.3/v1"));
    assert_true(loopback("http://[::1]:8080"));
    assert_false(loopback("http://localhost.example.org/v1"));
    assert_false(loopback("http://127.0.0.1.example.org/v1"));
    assert_false(loopback("http://127.1/v1"));
    assert_false(loopback("http://0177.0.0.1/v1"));
    assert_false(loopback("http://127.0.0.01/v1"));
    assert_false(loopback("http://127.0.0.999/v1"));
    assert_false(loopback("http://127.0.0.-1/v1"));
    assert_false(loopback("http://0.0.0.0/v1"));
    assert_false(loopback("http://192.168.1.2/v1"));
    assert_false(loopback("http://[::2]/v1"));
}

static void an_origin_is_scheme_host_and_port(void **state)
{
    (void)state;
    const char *here = "https://example.org/v1/chat";
    assert_true(url_same_origin(here, "https://EXAMPLE.org:443/elsewhere"));
    assert_false(url_same_origin(here, "http://example.org/v1/chat"));
    assert_false(url_same_origin(here, "https://example.org:444/v1/chat"));
    assert_false(url_same_origin(here, "https://www.example.org/v1/chat"));
    assert_false(url_same_origin(here, "https://user@example.org/v1/chat"));
    assert_false(url_same_origin(here, "/v1/chat"));
}

static int check(const char *endpoint, bool plain_http, struct diag *d)
{
    diag_init(d);
    return url_check(endpoint, plain_http, d);
}

static void plain_http_stays_within_this_computer(void **state)
{
    (void)state;
    struct diag d;
    assert_int_equal(check("http://127.0.0.1:8080/v1", false, &d), 0);
    assert_int_equal(check("https://example.org/v1", false, &d), 0);
    assert_int_equal(check("http://10.0.0.5/v1", true, &d), 0);
    assert_int_equal(check("http://10.0.0.5/v1", false, &d), -1);
    assert_said(&d, E_ENDPOINT_PLAIN, "http://10.0.0.5/v1", 0, "");
    diag_release(&d);
}

static void a_password_in_an_address_is_not_shown(void **state)
{
    (void)state;
    struct diag d;
    assert_int_equal(check("https://me:hunter22@example.org/v1", false, &d), -1);
    assert_said(&d, E_ENDPOINT, "endpoint", 0, "");
    assert_null(strstr(d.entries[0].text, "hunter22"));
    diag_release(&d);
}

static void joins_addresses(void **state)
{
    (void)state;
    static const char *const endpoints[] = {"http://a/v1", "http://a/v1/",
                                            "http://a/v1//"};
    for (size_t i = 0; i < COUNT(endpoints); i++) {
        char *url = url_join(endpoints[i], "chat/completions");
        assert_string_equal(url, "http://a/v1/chat/completions");
        free(url);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_addresses),
        cmocka_unit_test(refuses_what_could_be_read_in_two_ways),
        cmocka_unit_test(knows_this_computer),
        cmocka_unit_test(an_origin_is_scheme_host_and_port),
        cmocka_unit_test(plain_http_stays_within_this_computer),
        cmocka_unit_test(a_password_in_an_address_is_not_shown),
        cmocka_unit_test(joins_addresses),
    };
    return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
