// SPDX-License-Identifier: MIT
// calma.stats as Lua calls it: the same numbers, nothing for what cannot be computed, and an error for what is no list.
#include "report/modules.h"

#include "support.h"

// Runs Lua that raises when something is wrong.
static void run(const char *chunk)
{
    struct diag d;
    struct script *script = script_new(SCRIPT_SHIPPED, "");
    diag_init(&d);
    script_module(script, "calma.stats", module_stats);
    script_run(script, chunk, strlen(chunk), "test.lua", 0, &d);
    assert_no_errors(&d);
    diag_release(&d);
    script_free(script);
}

#define HEAD                                                                           \
    "local stats = require('calma.stats')\n"                                           \
    "local function near(a, b) assert(a and math.abs(a - b) < 1e-3, tostring(a)) "     \
    "end\n"

static void test_agreement(void **state)
{
    (void)state;
    run(HEAD
        "local a = stats.agreement({{{2, 10}, {14, 20}}, {{4, 8}, {15, 17}}}, 24)\n"
        "near(a.alpha, 0.329) near(a.mean, 0.6)\n"
        "assert(#a.dice == 1 and a.dice[1].a == 1 and a.dice[1].b == 2)\n"
        "assert(#a.runs == 9 and a.runs[3].start == 4 and a.runs[3].stop == 8)\n"
        "assert(a.runs[3].people == 2)\n"
        "local none = stats.agreement({{}, {}}, 5)\n"
        "assert(not none.alpha and not none.mean and not none.dice[1].value)\n"
        "assert(#none.runs == 1 and none.runs[1].people == 0)\n"
        "local beyond = stats.agreement({{{3, 99}}}, 5)\n"
        "assert(beyond.runs[2].stop == 5)\n"
        "local u = stats.unitizing({{{75, 145}, {220, 250}},"
        " {{70, 150}, {205, 225}, {250, 270}}}, 300)\n"
        "near(u.alpha, 0.7286) near(u.expected, 0.0532)\n"
        "assert(not stats.unitizing({{}}, 9).alpha)\n"
        "near(stats.alpha({{1, 2, false}, {2, 1, 3}}), -0.5)\n"
        "assert(stats.alpha({{1}, {1}}) == nil)\n");
}

static void test_codes(void **state)
{
    (void)state;
    run(HEAD
        "local d = stats.diversity({0, 1, 1, 4, 2, 5, 2, 4, 1, 2})\n"
        "near(d.chao1, 9.75) near(d.chao1_plain, 10.5) near(d.coverage, 19 / 22)\n"
        "near(stats.diversity({1, 2, 3, 4}).effective, 3.596)\n"
        "assert(not stats.diversity({0}).shannon and not stats.diversity({0}).chao1)\n"
        "local s = stats.saturation({{1, 2}, {2}, {3}}, 3)\n"
        "assert(s.mean[3] == 3 and s.least[1] == 1 and s.most[1] == 2)\n"
        "near(stats.run({17, 9, 6, 5, 3, 1}, 4, 4, 2), 4 / 37)\n"
        "assert(stats.run({0, 1}, 1, 1, 1) == nil)\n"
        "assert(s.orders == 200 and stats.saturation({}, 0) == nil)\n");
}

static void test_rankings(void **state)
{
    (void)state;
    run(HEAD
        "local c = stats.concordance({{1, 3, 2}, {1, 2, 3}, {2, 3, 1}, {3, 1, 2}})\n"
        "near(c.w, 1 / 16) near(c.chance, 1 / 4) assert(c.level > c.chance)\n"
        "assert(not stats.concordance({{1, 2}, {1, false}}).w)\n"
        "near(stats.correlation({1, 2, 3, 4, 5}, {5, 6, 7, 8, 7}).rho, 0.8208)\n"
        "assert(not stats.correlation({1, 1}, {1, 2}).tau)\n"
        "local o = stats.overlap({1, 2, 3}, {3, 4, 5}, 9)\n"
        "assert(o.common == 1 and o.chance == 1)\n"
        "assert(stats.overlap({}, {}, 3) == nil)\n"
        "local b = stats.ballots({{1, 2, 3, 4}, {4, 1, 2, 3}, {4, 3, 1, 2}, {4, 3, 2, "
        "1}},"
        " {42, 26, 15, 17})\n"
        "assert(b.borda[2] == 194 and b.firsts[1] == 42 and b.schulze[2] == 1)\n"
        "assert(b.kemeny.agreements == 393 and b.kemeny.count == 1)\n"
        "assert(b.kemeny.orders[1][1] == 2 and b.lower[1] == 4)\n"
        "assert(b.copeland[2] == 3 and b.among[1] == 42 and b.among[2] == 100)\n"
        "assert(b.stv.quota == 25 and b.stv.ways == 1 and b.stv.taken[2] == 1)\n"
        "assert(not stats.ballots({{1, 2, 3}}).stv)\n"
        "assert(stats.ballots({{1, 2, 3}}, nil, 1).stv.taken[1] == 1)\n"
        "local part = stats.ballots({{1, false}, {false, false}})\n"
        "assert(part.lower[2] == false and part.kemeny.count == 1)\n");
}

static void test_ratings_and_change(void **state)
{
    (void)state;
    run(HEAD
        "local r = stats.ratings({4, 4, 4, 5, 5, 5, false}, 5)\n"
        "assert(r.missing == 1 and r.counts[4] == 3 and r.median == 4.5)\n"
        "near(r.consensus, 0.8074)\n"
        "local none = stats.ratings({false}, 5)\n"
        "assert(not none.median and not none.consensus and none.missing == 1)\n"
        "local c = stats.change(3, {8, 5, 7}, {{1, 7}, {2, 8}, {2, 9}})\n"
        "assert(c.kept == 2 and c.new == 1 and c.dropped == 1 and c.unmapped == 1)\n"
        "assert(c.shifts[1] == 1 and c.shifts[2] == false and c.shifts[3] == -2)\n"
        "near(c.jaccard, 0.4)\n"
        "assert(not stats.change(0, {}, {}).jaccard)\n"
        "near(stats.likeness({{1, 2}, {2, 3}}, 3), 1 / 3)\n"
        "assert(stats.likeness({{1}}, 1) == nil)\n");
}

static void test_bad_arguments(void **state)
{
    (void)state;
    run(HEAD "local function bad(f, ...) assert(not pcall(f, ...)) end\n"
             "bad(stats.agreement, 1, 2)\n"
             "bad(stats.agreement, {{1}}, 2)\n"
             "bad(stats.agreement, {{{-1, 2}}}, 2)\n"
             "bad(stats.agreement, {{{0, 1.5}}}, 2)\n"
             "bad(stats.agreement, {}, -1)\n"
             "bad(stats.alpha, {{1, 2}, {1}})\n"
             "bad(stats.alpha, {{1}}, 'ratio')\n"
             "bad(stats.alpha, {{'x'}})\n"
             "bad(stats.diversity, {-1})\n"
             "bad(stats.diversity, {0 / 0})\n"
             "bad(stats.saturation, {{4}}, 3)\n"
             "bad(stats.saturation, {{0}}, 3)\n"
             "bad(stats.saturation, {{}}, 1 << 40)\n"
             "bad(stats.correlation, {1}, {1, 2})\n"
             "bad(stats.overlap, {4}, {1}, 3)\n"
             "bad(stats.ballots, {{1, 2}}, {1, 2})\n"
             "bad(stats.ratings, {1}, 0)\n"
             "bad(stats.ratings, {1}, 101)\n"
             "bad(stats.change, 1, {1}, {{2, 1}})\n"
             "bad(stats.change, 1, {1}, {{1, 0}})\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agreement),     cmocka_unit_test(test_codes),
        cmocka_unit_test(test_rankings),      cmocka_unit_test(test_ratings_and_change),
        cmocka_unit_test(test_bad_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
