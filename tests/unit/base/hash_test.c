// SPDX-License-Identifier: MIT
// FIPS 180-4's own examples.
#include "base/hash.h"

#include "support.h"

static void hex(const char *data, const char *expected)
{
    char found[HASH_HEX_SIZE];
    hash_hex(data, strlen(data), found);
    assert_string_equal(found, expected);
}

static void published_vectors(void **state)
{
    (void)state;
    hex("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hex("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    char *million = malloc(1000001);
    memset(million, 'a', 1000000);
    million[1000000] = '\0';
    hex(million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(million);
}

static void base64_as_a_policy_wants_it(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 100);
    hash_base64("", 0, &out);
    assert_string_equal(out.data, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors),
        cmocka_unit_test(base64_as_a_policy_wants_it),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
