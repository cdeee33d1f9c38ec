// SPDX-License-Identifier: MIT
// Who codes whose conversations: everybody k, nobody their own, each conversation as often as any other, and the same
// for the same study.
#include "packet/plan.h"

#include "support.h"

#define TALK                                                                           \
    "\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\","     \
    "\"content\":\"a\"}]}\n"

static struct diag d;
static struct study study;
static struct plan plan;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static int teardown(void **state)
{
    plan_release(&plan);
    study_clear(&study);
    diag_release(&d);
    return folder_teardown(state);
}

// `owns[p]` conversations of person p, of which all but the first `kept` are to be shared.
static void put_study(const char *folder, const char *head, const char *code,
                      const int *owns, size_t people, int kept)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    buf_fmt(&text,
            "return study { id = \"s\", title = \"t\", context = \"c\", %s\n"
            "groups = { group { id = \"g\", own = transcripts \"own.jsonl\", "
            "participants = {",
            head);
    for (size_t p = 0; p < people; p++)
        buf_fmt(&text, "\"p%zu\", ", p);
    buf_fmt(&text, "} } }, rounds = { round \"r\" { code { %s } } } }", code);
    put_file(in(folder, "study.lua"), text.data);
    buf_clear(&text);
    for (size_t p = 0; p < people; p++)
        for (int c = 0; c < owns[p]; c++)
            buf_fmt(&text, "{\"id\":\"t%zu-%d\",\"owner\":\"p%zu\",\"share\":%s," TALK,
                    p, c, p, c < kept ? "false" : "true");
    put_file(in(folder, "own.jsonl"), text.data);
    buf_release(&text);
}

static void load(const char *folder)
{
    plan_release(&plan);
    study_clear(&study);
    diag_release(&d);
    assert_int_equal(study_load(&study, folder, &d), 0);
    plan_make(&plan, &study, &d);
}

static void make(const char *folder, const char *head, size_t k, const int *owns,
                 size_t people, int kept)
{
    char code[100];
    snprintf(code, sizeof code, "own(), others(%zu)", k);
    put_study(folder, head, code, owns, people, kept);
    load(folder);
    assert_int_equal(plan.count, 1);
}

static size_t given_to(const struct plan_share *share, size_t p)
{
    size_t n = 0;
    while (plan_given(share, &share->group->participants[p], n))
        n++;
    return n;
}

static size_t readers(const struct plan_share *share, const struct transcript *t)
{
    size_t count = 0;
    for (size_t p = 0; p < share->group->participant_count; p++)
        for (size_t n = 0; n < given_to(share, p); n++)
            count += plan_given(share, &share->group->participants[p], n) == t;
    return count;
}

// The difference between the most and the fewest readers of a conversation.
static size_t spread(const struct plan_share *share)
{
    size_t least = (size_t)-1, most = 0;
    for (size_t c = 0; c < share->pool_count; c++) {
        size_t n = readers(share, share->pool[c]);
        least = n < least ? n : least;
        most = n > most ? n : most;
    }
    return most - least;
}

// "p0: t1-0 t2-1\n..." to free().
static char *written(void)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    for (size_t p = 0; p < plan.shares->group->participant_count; p++) {
        buf_fmt(&text, "%s:", plan.shares->group->participants[p].id);
        for (size_t n = 0; n < given_to(plan.shares, p); n++)
            buf_fmt(
                &text, " %s",
                plan_given(plan.shares, &plan.shares->group->participants[p], n)->id);
        buf_str(&text, "\n");
    }
    return buf_take(&text);
}

static void everybody_gets_k_and_each_is_read_as_often(void **state)
{
    static const int owns[] = {3, 3, 3, 3, 3, 3, 3};
    for (size_t k = 1; k <= 12; k++) {
        make(*state, "seed = 5,", k, owns, COUNT(owns), 1);
        assert_int_equal(plan.shares->pool_count, 14);
        for (size_t p = 0; p < COUNT(owns); p++)
            assert_int_equal(given_to(plan.shares, p), k);
        assert_true(spread(plan.shares) <= 1);
        assert_int_equal(count_said(&d, W_OTHERS_FEW), 0);
    }
}

static void nobody_gets_their_own_nor_one_twice_nor_one_kept_back(void **state)
{
    static const int owns[] = {4, 0, 2, 5, 1};
    make(*state, "", 4, owns, COUNT(owns), 1);
    for (size_t p = 0; p < COUNT(owns); p++) {
        const struct participant *person = &plan.shares->group->participants[p];
        const struct transcript *t, *before = NULL;
        for (size_t n = 0; (t = plan_given(plan.shares, person, n)); n++, before = t) {
            assert_string_not_equal(t->owner, person->id);
            assert_true(t->share);
            assert_ptr_not_equal(t, before);
        }
    }
}

// Whoever comes last owns what the fewest have read: only giving up for another keeps the balance.
static void unequal_owners_are_evened_out(void **state)
{
    static const int lasts[][4] = {
        {0, 0, 0, 4}, {1, 1, 1, 6}, {6, 1, 1, 1}, {2, 0, 0, 2}};
    for (size_t i = 0; i < COUNT(lasts); i++)
        for (int seed = 0; seed < 20; seed++) {
            char head[30];
            snprintf(head, sizeof head, "seed = %d,", seed);
            make(*state, head, 1, lasts[i], 4, 0);
            for (size_t p = 0; p < 4; p++)
                assert_int_equal(given_to(plan.shares, p), i || p < 3);
            assert_true(spread(plan.shares) <= 1);
        }
}

static void the_same_study_gives_the_same_plan_and_another_seed_another(void **state)
{
    static const int owns[] = {2, 2, 2, 2, 2, 2};
    make(*state, "seed = 1,", 3, owns, COUNT(owns), 0);
    char *one = written();
    make(*state, "seed = 1,", 3, owns, COUNT(owns), 0);
    char *again = written();
    make(*state, "seed = 2,", 3, owns, COUNT(owns), 0);
    char *other = written();
    assert_string_equal(one, again);
    assert_string_not_equal(one, other);
    free(one);
    free(again);
    free(other);
}

static void who_is_added_at_the_end_changes_nobody_else(void **state)
{
    static const int owns[] = {2, 2, 2, 2, 2, 2, 0};
    make(*state, "seed = 3,", 2, owns, 6, 0);
    char *six = written();
    make(*state, "seed = 3,", 2, owns, 7, 0);
    char *seven = written();
    assert_memory_equal(six, seven, strlen(six));
    assert_true(strlen(seven) > strlen(six));
    free(six);
    free(seven);
}

static void where_there_are_fewer_everybody_gets_all_and_it_is_said(void **state)
{
    static const int owns[] = {1, 1, 1}, none[] = {1, 1};
    make(*state, "", 3, owns, COUNT(owns), 0);
    for (size_t p = 0; p < COUNT(owns); p++)
        assert_int_equal(given_to(plan.shares, p), 2);
    assert_said(&d, W_OTHERS_FEW, "study.lua", 2, "");
    make(*state, "", 1000, none, COUNT(none), 1);
    assert_int_equal(given_to(plan.shares, 0), 0);
    assert_said(&d, W_OTHERS_FEW, "study.lua", 2, "");
}

static void what_everybody_reads_is_no_other_s(void **state)
{
    static const int owns[] = {1, 1, 1};
    put_study(*state, "common = transcripts \"own.jsonl\",", "own(), others(1)", owns,
              COUNT(owns), 0);
    load(*state);
    assert_int_equal(plan.shares->pool_count, 0);
}

static void each_number_is_a_plan_of_its_own(void **state)
{
    static const int owns[] = {1, 1, 1};
    put_study(*state, "", "others(1), others(2), others(1)", owns, COUNT(owns), 0);
    load(*state);
    assert_int_equal(plan.count, 2);
    assert_int_equal(given_to(&plan.shares[0], 0), 1);
    assert_int_equal(given_to(&plan.shares[1], 0), 2);
}

static void a_number_that_is_none_is_refused(void **state)
{
    static const int owns[] = {1, 1};
    static const char *const wrong[] = {"others()",      "others(0)",   "others(1.5)",
                                        "others(\"2\")", "others(-1)",  "others(1001)",
                                        "others({})",    "others(1e99)"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        put_study(*state, "", wrong[i], owns, COUNT(owns), 0);
        study_clear(&study);
        diag_release(&d);
        assert_int_equal(study_load(&study, *state, &d), -1);
        assert_said(&d, E_CONSTRUCTOR, "study.lua", 2, "");
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(everybody_gets_k_and_each_is_read_as_often),
        T(nobody_gets_their_own_nor_one_twice_nor_one_kept_back),
        T(unequal_owners_are_evened_out),
        T(the_same_study_gives_the_same_plan_and_another_seed_another),
        T(who_is_added_at_the_end_changes_nobody_else),
        T(where_there_are_fewer_everybody_gets_all_and_it_is_said),
        T(what_everybody_reads_is_no_other_s),
        T(each_number_is_a_plan_of_its_own),
        T(a_number_that_is_none_is_refused),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
