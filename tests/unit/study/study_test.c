// SPDX-License-Identifier: MIT
// Whole studies, sound and broken. A broken one says all that is wrong with it in one run, each with its place.
#include "study/study.h"

#include "base/text.h"
#include "support.h"

static struct diag d;
static struct study study;

static int setup(void **state)
{
    diag_init(&d);
    return folder_setup(state);
}

static void forget(void)
{
    study_clear(&study);
    diag_release(&d);
}

static int teardown(void **state)
{
    forget();
    return folder_teardown(state);
}

static const char talk[] = "{\"id\":\"t1\",\"model\":\"m\",\"system\":\"s\","
                           "\"created\":\"c\",\"source\":\"o\","
                           "\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},"
                           "{\"role\":\"assistant\",\"content\":\"A\"}]}\n";

// The lines of a sound study; %s stands for more fields of the study, of the group, and for more steps.
static const char sound[] =
    "return study {\n"
    "  id = \"s\", title = \"S\", context = text \"context.md\", ethics = \"none\",%s\n"
    "  groups = { group { id = \"g\", baseline = transcripts \"t.jsonl\",%s\n"
    "    participants = { participant { id = \"p1\" } } } },\n"
    "  rounds = { round \"code\" {\n"
    "    consent { text \"consent.md\" }, code { baseline() }, cluster {},%s\n"
    "  } },\n"
    "}\n";

static int load(const char *folder, const char *definition)
{
    forget();
    put_file(in(folder, "study.lua"), definition);
    put_file(in(folder, "context.md"), "Why.\n");
    put_file(in(folder, "consent.md"), "Yes?\n");
    put_file(in(folder, "t.jsonl"), talk);
    return study_load(&study, folder, &d);
}

static int load_with(const char *folder, const char *fields, const char *group,
                     const char *steps)
{
    char definition[4096];
    snprintf(definition, sizeof definition, sound, fields, group, steps);
    return load(folder, definition);
}

static void a_sound_study(void **state)
{
    assert_int_equal(load_with(*state, "", "", ""), 0);
    assert_int_equal(d.count, 0);
    assert_string_equal(study.id, "s");
    assert_string_equal(study.language, "en");
    assert_string_equal(study.direction, "ltr");
    assert_string_equal(study.context->data, "Why.\n");
    assert_int_equal(study.text_count, 2);
    assert_int_equal(study.transcript_count, 1);
    assert_string_equal(study_group(&study, "g")->title, "g");
    const struct group *group = NULL;
    const struct participant *p = study_participant(&study, "p1", &group);
    assert_ptr_equal(group, study_group(&study, "g"));
    assert_int_equal(p->line, 4);
    const struct round *round = study_round(&study, "code");
    assert_int_equal(round->step_count, 3);
    assert_string_equal(round_step(round, "cluster")->kind, "cluster");
    assert_null(study_participant(&study, "P1", NULL));
    assert_null(study_transcript(&study, "t2"));
    assert_null(study_text(&study, "absent.md"));
}

static void people_from_a_roster(void **state)
{
    put_file(in(*state, "people.csv"),
             "name,id,language,role\nAsha,p1,hi,teacher\n,P2,,\n");
    assert_int_equal(
        load(*state,
             "return study { id = \"s\", title = \"S\", context = \"Why.\",\n"
             "groups = { group { id = \"g\", participants = roster \"people.csv\","
             " baseline = { transcripts \"t.jsonl\" } } },\n"
             "rounds = { round \"r\" { code { id = \"first\", baseline() } } } }"),
        0);
    const struct participant *p = study_participant(&study, "p1", NULL);
    assert_string_equal(p->name, "Asha");
    assert_string_equal(p->language, "hi");
    assert_string_equal(p->role, "teacher");
    assert_string_equal(p->file, "people.csv");
    assert_int_equal(p->line, 2);
    assert_string_equal(study.context->data, "Why.");
    assert_said(&d, W_NO_CONSENT, "study.lua", 1, "");
    assert_said(&d, W_NO_ETHICS, "study.lua", 1, "");
}

// --- what several groups read, and what may be shared

static void put_one(const char *path, const char *id, const char *more)
{
    char line[1000];
    snprintf(line, sizeof line,
             "{\"id\":\"%s\",%s\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{"
             "\"role\":\"assistant\",\"content\":\"a\"}]}\n",
             id, more);
    put_file(path, line);
}

static void what_groups_have_in_common_comes_first_and_once(void **state)
{
    put_one(in(*state, "core.jsonl"), "core", "");
    put_one(in(*state, "a.jsonl"), "a", "");
    assert_int_equal(
        load(*state,
             "return study { id = \"s\", title = \"S\", context = \"Why.\", "
             "seed = -3, common = transcripts \"core.jsonl\",\n"
             "groups = { group { id = \"g\", participants = { \"p1\" }, "
             "baseline = { transcripts \"a.jsonl\", transcripts \"core.jsonl\", "
             "transcripts \"a.jsonl\" } },\n"
             "group { id = \"h\", participants = { \"p2\" } } },\n"
             "rounds = { round \"r\" { code { baseline() } } } }"),
        0);
    const struct transcript_list *g = &study.groups[0].baseline,
                                 *h = &study.groups[1].baseline;
    assert_int_equal(study.seed, -3);
    assert_int_equal(g->count, 2);
    assert_string_equal(g->items[0]->id, "core");
    assert_string_equal(g->items[1]->id, "a");
    assert_int_equal(h->count, 1);
    assert_ptr_equal(h->items[0], g->items[0]);
}

static void a_shared_conversation_should_not_tell_whose_it_is(void **state)
{
    static const struct {
        const char *id, *more;
        size_t said;
    } cases[] = {
        {"talk-p1", "\"owner\":\"p1\",\"share\":true,", 1},
        {"talk", "\"owner\":\"p1\",\"share\":true,\"title\":\"About P1.\",", 1},
        {"talk-p12", "\"owner\":\"p1\",\"share\":true,", 0},
        {"talk-p1", "\"owner\":\"p1\",", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        put_one(in(*state, "mine.jsonl"), cases[i].id, cases[i].more);
        assert_int_equal(load_with(*state, "", "own = transcripts \"mine.jsonl\",", ""),
                         0);
        assert_int_equal(count_said(&d, W_SHARE_OWNER), cases[i].said);
        assert_int_equal(study.groups[0].own.items[0]->share, i < 3);
    }
    put_one(in(*state, "mine.jsonl"), "x",
            "\"owner\":\"p1\",\"share\":true,\"title\":\"I am a@b.org, 98765 43210\",");
    assert_int_equal(load_with(*state, "", "own = transcripts \"mine.jsonl\",", ""), 0);
    assert_int_equal(count_said(&d, W_SHARE_PRIVATE), 2);
    put_one(in(*state, "mine.jsonl"), "x",
            "\"owner\":\"p1\",\"title\":\"I am a@b.org\",");
    assert_int_equal(load_with(*state, "", "own = transcripts \"mine.jsonl\",", ""), 0);
    assert_int_equal(count_said(&d, W_SHARE_PRIVATE), 0);
    put_one(in(*state, "mine.jsonl"), "x", "\"owner\":\"p1\",\"share\":\"yes\",");
    assert_int_equal(load_with(*state, "", "own = transcripts \"mine.jsonl\",", ""),
                     -1);
    assert_said(&d, E_SHAPE, "mine.jsonl", 1, "/share");
}

// --- broken studies

struct expected {
    enum diag_code code;
    const char *file;
    int line;
    const char *path;
};

static void says_all(const struct expected *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_said(&d, list[i].code, list[i].file, list[i].line, list[i].path);
}

static const struct {
    const char *fields, *group, *steps;
    struct expected said;
} faults[] = {
    {"titel = \"x\",", "", "", {W_FIELD_UNKNOWN, "study.lua", 1, ""}},
    {"language = 7,", "", "", {E_FIELD_KIND, "study.lua", 1, ""}},
    {"seed = \"7\",", "", "", {E_FIELD_KIND, "study.lua", 1, ""}},
    {"seed = 1.5,", "", "", {E_FIELD_KIND, "study.lua", 1, ""}},
    {"common = 7,", "", "", {E_FIELD_KIND, "study.lua", 1, ""}},
    {"common = transcripts \"x.jsonl\",", "", "", {E_FILE_MISSING, "x.jsonl", 0, ""}},
    {"report = { text \"../x\" },", "", "", {E_PATH_OUTSIDE, "study.lua", 2, ""}},
    {"report = { text \"absent.md\" },", "", "", {E_FILE_MISSING, "absent.md", 0, ""}},
    {"report = text { \"x\" },", "", "", {E_CONSTRUCTOR, "study.lua", 2, ""}},
    {"report = print,", "", "", {E_SCRIPT, "study.lua", 2, ""}},
    {"report = { 1, x = 2 },", "", "", {E_STUDY_DATA, "study.lua", 0, ""}},
    {"id = \"a b\",", "", "", {E_ID, "study.lua", 1, ""}},
    {"", "own = transcripts \"../t.jsonl\",", "", {E_PATH_OUTSIDE, "study.lua", 3, ""}},
    {"", "own = { 7 },", "", {E_FIELD_KIND, "study.lua", 3, ""}},
    {"", "own = transcripts \"t.jsonl\",", "", {E_OWNER_MISSING, "t.jsonl", 1, ""}},
    {"", "colour = 1,", "", {W_FIELD_UNKNOWN, "study.lua", 3, ""}},
    {"", "", "code { baseline() }", {E_ID_TWICE, "study.lua", 6, ""}},
    {"", "", "code { id = \"CODE\", baseline() }", {E_ID_TWICE, "study.lua", 6, ""}},
    {"", "", "code { id = \"again\" }", {E_SHAPE, "study.lua", 6, "/sources"}},
    {"",
     "",
     "code { id = \"x\", baseline(), wild = 1 }",
     {W_FIELD_UNKNOWN, "study.lua", 6, ""}},
    {"",
     "",
     "cluster { id = \"x\", from = \"consent\" }",
     {E_CLUSTER_FROM, "study.lua", 6, ""}},
    {"",
     "",
     "cluster { id = \"x\", from = \"later\" }, code { id = \"later\", baseline() "
     "}",
     {E_CLUSTER_FROM, "study.lua", 6, ""}},
    {"",
     "",
     "board { sessions = { { id = \"x\", group = \"h\" } } }",
     {E_SESSION_GROUP, "study.lua", 6, "/sessions/0/group"}},
    {"",
     "",
     "board { sessions = { { id = \"x\", group = \"g\" }, { id = \"X\", group = \"g\" "
     "} } }",
     {E_ID_TWICE, "study.lua", 6, "/sessions/1/id"}},
    {"",
     "",
     "board { sessions = { { id = \"x\", group = \"g\", participants = { \"p1\", "
     "\"p9\" } } } }",
     {E_SESSION_PERSON, "study.lua", 6, "/sessions/0/participants"}},
    {"",
     "",
     "board { sessions = { { id = \"a b\", group = \"g\" } } }",
     {E_SHAPE, "study.lua", 6, "/sessions/0/id"}},
    {"",
     "",
     "board { minutes = { segment9 = 7, segment1 = -1 } }",
     {E_SHAPE, "study.lua", 6, "/minutes/segment1"}},
    {"", "", "board {}", {W_NO_TERMS, "study.lua", 1, ""}},
    {"terms = \"t\",", "", "board {}", {W_NO_TERMS, "study.lua", 1, ""}},
    {"terms = 7,", "", "", {E_FIELD_KIND, "study.lua", 1, ""}},
    {"risks = text \"absent.md\",", "", "", {E_FILE_MISSING, "absent.md", 0, ""}},
    {"", "", "rank {}", {W_NO_BOARD, "study.lua", 6, ""}},
    {"", "", "board {}, rank {}", {W_NO_BOARD, "study.lua", 6, ""}},
    {"", "roles = { 7 },", "", {E_FIELD_KIND, "study.lua", 3, ""}},
    {"", "", "dance {}", {E_SCRIPT, "study.lua", 6, ""}},
    {"", "", "\"code\"", {E_FIELD_KIND, "study.lua", -1, ""}},
    {"",
     "",
     "}, round \"CODE\" { code { baseline() }",
     {E_ID_TWICE, "study.lua", 6, ""}},
    {"",
     "",
     "}, round \"\" { code { baseline() }",
     {E_FIELD_MISSING, "study.lua", 6, ""}},
    {"", "", "}, round \"empty\" {", {E_FIELD_MISSING, "study.lua", 6, ""}},
};

static void one_fault_each(void **state)
{
    for (size_t i = 0; i < COUNT(faults); i++) {
        int result =
            load_with(*state, faults[i].fields, faults[i].group, faults[i].steps);
        bool error = diag_code_grade(faults[i].said.code) == DIAG_ERROR;
        if (result != (error ? -1 : 0))
            print_error("# case %zu\n", i);
        says_all(&faults[i].said, 1);
        assert_int_equal(result, error ? -1 : 0);
    }
}

// --- boards

static void boards_of_groups_and_sessions(void **state)
{
    assert_int_equal(
        load_with(
            *state, "terms = text \"context.md\", risks = \"None.\", contact = \"me\",",
            "roles = { \"\" },",
            "}, round \"meet\" { board { sessions = { { id = \"x\", group = \"g\","
            " title = \"X\", participants = { \"p1\", \"p1\" } } } } },"
            " round \"rank\" { rank {}"),
        0);
    assert_int_equal(d.count, 0);
    assert_string_equal(study.terms, "Why.\n");
    assert_string_equal(study.risks, "None.");
    assert_string_equal(study.contact, "me");
    const struct round *meet = study_round(&study, "meet");
    assert_int_equal(study_round(&study, "code")->board_count, 0);
    assert_int_equal(meet->board_count, 2);
    assert_string_equal(meet->boards[0].self.id, "board-g");
    assert_string_equal(meet->boards[0].session, "");
    assert_int_equal(board_member_count(&meet->boards[0]), 1);
    assert_string_equal(meet->boards[1].self.id, "board-g-x");
    assert_string_equal(meet->boards[1].self.name, "X");
    assert_int_equal(board_member_count(&meet->boards[1]), 1);
    assert_string_equal(board_member(&meet->boards[1], 0)->id, "p1");
}

static void who_gets_a_packet(void **state)
{
    struct recipient board, person;
    assert_int_equal(load_with(*state, "", "", "}, round \"meet\" { board {}"), 0);
    const struct round *code = study_round(&study, "code");
    const struct round *meet = study_round(&study, "meet");
    assert_true(study_recipient(&study, "board-g", &board));
    assert_non_null(board.board);
    assert_true(study_recipient(&study, "p1", &person));
    assert_null(person.board);
    assert_false(study_recipient(&study, "board-h", &board));
    assert_true(study_recipient(&study, "board-g", &board));
    assert_int_equal(round_packet_count(&study, code), 1);
    assert_int_equal(round_packet_count(&study, meet), 1); // nothing for people to do
    assert_string_equal(round_packet(&study, meet, 0).participant->id, "board-g");
    assert_true(round_recipient(meet, &board, NULL));
    assert_false(round_recipient(meet, &person, NULL));
    assert_false(round_recipient(code, &board, NULL));
    assert_true(round_recipient(code, &person, NULL));
    assert_null(study_participant(&study, "board-g", NULL));
}

static void ids_of_boards_are_for_boards(void **state)
{
    static const char groups[] = "return study { id = \"s\", title = \"S\", context = "
                                 "\"Why.\", ethics = \"none\",\n"
                                 "groups = { group { id = \"a\", participants = { "
                                 "\"%s\" }, baseline = transcripts "
                                 "\"t.jsonl\" },\n"
                                 "group { id = \"%s\", participants = { \"p2\" }, "
                                 "baseline = transcripts \"t.jsonl\" } },\n"
                                 "rounds = { round \"meet\" { board { sessions = { { "
                                 "id = \"b\", group = \"a\" } } } } } }";
    char definition[2048];
    snprintf(definition, sizeof definition, groups, "Board-a", "c");
    assert_int_equal(load(*state, definition), -1);
    assert_said(&d, E_ID_BOARD, "study.lua", 2, "");
    snprintf(definition, sizeof definition, groups, "p1", "A-B");
    assert_int_equal(load(*state, definition), -1);
    assert_said(&d, E_ID_TWICE, "study.lua", 4, "");
    snprintf(definition, sizeof definition, groups, "p1", "ab");
    assert_int_equal(load(*state, definition), 0);
}

static void definitions_that_are_none(void **state)
{
    static const struct {
        const char *definition;
        struct expected said;
    } cases[] = {
        {"", {E_STUDY_RESULT, "study.lua", 0, ""}},
        {"return 7", {E_STUDY_RESULT, "study.lua", 0, ""}},
        {"return group {}", {E_STUDY_RESULT, "study.lua", 0, ""}},
        {"return study(7)", {E_CONSTRUCTOR, "study.lua", 1, ""}},
        {"\n\nreturn study {", {E_SCRIPT, "study.lua", 3, ""}},
        {"\nwhile true do end", {E_SCRIPT_TIME, "study.lua", 2, ""}},
        {"local s = 'x'\nwhile true do s = s .. s end",
         {E_SCRIPT_MEMORY, "study.lua", 0, ""}},
        {"return study { a = function() end }", {E_STUDY_DATA, "study.lua", 0, ""}},
        {"local t = {} t.t = t return study(t)", {E_STUDY_DATA, "study.lua", 0, ""}},
        {"local t = { 1 } for i = 1, 29 do t = { t, t } end return study { t = t }",
         {E_STUDY_DATA, "study.lua", 0, ""}},
        {"-- \xFF", {E_UTF8, "study.lua", 0, ""}},
        {"\x1bLua", {E_SCRIPT, "study.lua", -1, ""}},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(load(*state, cases[i].definition), -1);
        says_all(&cases[i].said, 1);
    }
    forget();
    assert_int_equal(study_load(&study, in(*state, "absent"), &d), -1);
    assert_said(&d, E_NO_STUDY, "study.lua", 0, "");
}

static void all_of_it_in_one_run(void **state)
{
    static const char definition[] =
        "return study {\n"                                                    // 1
        "  language = 3, contxt = 1,\n"                                       // 2
        "  groups = {\n"                                                      // 3
        "    group { id = \"North\", participants = roster \"people.csv\",\n" // 4
        "            baseline = transcripts \"bad.jsonl\" },\n"               // 5
        "    group { id = \"north\",\n"                                       // 6
        "      participants = { participant { id = \"P1\" }, participant { id = \"a "
        "b\" } },\n" // 7
        "      own = transcripts \"own.jsonl\", baseline = transcripts \"latin.json\" "
        "},\n" // 8
        "    group { participants = roster \"noid.csv\", baseline = transcripts "
        "\"open.csv\" },\n"                                                   // 9
        "    7,\n"                                                            // 10
        "  },\n"                                                              // 11
        "  rounds = { round \"one\" { cluster {}, code { baseline() } } },\n" // 12
        "}\n";
    static const struct expected list[] = {
        {W_FIELD_UNKNOWN, "study.lua", 1, ""}, // contxt
        {E_FIELD_KIND, "study.lua", 1, ""},    // language
        {E_FIELD_MISSING, "study.lua", 1, ""}, // id, title, context
        {E_ID_TWICE, "study.lua", 6, ""},      // north
        {E_ID, "study.lua", 7, ""},            // a b
        {E_ID_TWICE, "study.lua", 7, ""},      // P1
        {E_FIELD_MISSING, "study.lua", 9, ""}, // the third group's id
        {E_FIELD_KIND, "study.lua", 1, ""},    // 7 is no group
        {E_CLUSTER_FROM, "study.lua", 12, ""},
        {E_ID_TWICE, "people.csv", 3, ""},
        {E_ROSTER_ID, "noid.csv", 1, ""},
        {E_JSON, "bad.jsonl", 2, ""},
        {E_TRANSCRIPT_TWICE, "bad.jsonl", 3, ""},
        {E_OWNER, "own.jsonl", 1, ""},
        {E_UTF8, "latin.json", 0, ""},
        {E_CSV_QUOTE, "open.csv", 2, ""},
        {E_NOTHING_TO_CODE, "study.lua", 9, ""},
        {W_NO_CONSENT, "study.lua", 1, ""},
        {W_NO_ETHICS, "study.lua", 1, ""},
    };
    char own[1000], doubled[2000];
    snprintf(own, sizeof own, "{\"owner\":\"nobody\",%s", talk + 11);
    snprintf(doubled, sizeof doubled, "%s{\"id\":\n%s", talk, talk);
    put_file(in(*state, "people.csv"), "id\np1\nP1\n");
    put_file(in(*state, "noid.csv"), "name\nAsha\n");
    put_file(in(*state, "bad.jsonl"), doubled);
    put_file(in(*state, "own.jsonl"), own);
    put_file(in(*state, "latin.json"), "{\"id\":\"\xE9\"}");
    put_file(in(*state, "open.csv"), "ID,TEXT\n0,\"x\n");
    assert_int_equal(load(*state, definition), -1);
    says_all(list, COUNT(list));
    assert_int_equal(count_said(&d, E_FIELD_MISSING), 4);
}

// --- the study's hash

static void hash_of(const char *folder, const char *definition, char hash[65])
{
    assert_int_equal(load(folder, definition), 0);
    memcpy(hash, study.sha256, 65);
}

static void hash_with(const char *folder, const char *fields, const char *people,
                      char hash[65])
{
    char definition[4096];
    snprintf(
        definition, sizeof definition,
        "%sreturn study { id = \"s\", title = \"S\", context = text \"context.md\",\n"
        "groups = { group { id = \"g\", baseline = transcripts \"t.jsonl\", "
        "participants = { %s } } },\n"
        "rounds = { round \"r\" { code { baseline() } } } }",
        fields, people);
    hash_of(folder, definition, hash);
}

static void the_hash_is_of_what_people_see(void **state)
{
    char first[65], other[65];
    hash_with(*state, "", "\"p1\"", first);
    assert_int_equal(strlen(first), 64);
    hash_with(*state, "-- a comment\n\n", "\"p1\"", other);
    assert_string_equal(first, other); // lines that move
    hash_with(*state, "", "\"p1\", participant { id = \"p2\" }", other);
    assert_string_equal(first, other); // somebody who joins later
    hash_with(*state, "local x = 1\n", "\"p1\"", other);
    assert_string_equal(first, other); // how it is written
    char definition[4096];
    snprintf(definition, sizeof definition, sound, "", "", "");
    hash_of(*state, definition, first);
    snprintf(definition, sizeof definition, sound, "language = \"hi\",", "", "");
    hash_of(*state, definition, other);
    assert_string_not_equal(first, other);
}

static void the_hash_changes_with_a_text_or_a_transcript(void **state)
{
    char first[65];
    assert_int_equal(load_with(*state, "", "", ""), 0);
    memcpy(first, study.sha256, 65);
    static const char *const files[] = {"context.md", "consent.md", "t.jsonl"};
    for (size_t i = 0; i < COUNT(files); i++) {
        size_t len;
        char *text = get_file(in(*state, files[i]), &len);
        text[len - 1] = ' '; // in the place of the last line feed
        put_file(in(*state, files[i]), text);
        forget();
        assert_int_equal(study_load(&study, *state, &d), 0);
        assert_string_not_equal(first, study.sha256);
        text[len - 1] = '\n';
        put_file(in(*state, files[i]), text);
        free(text);
    }
    forget();
    assert_int_equal(study_load(&study, *state, &d), 0);
    assert_string_equal(first, study.sha256);
}

// --- a study's own steps

static void a_step_of_the_study_s_own(void **state)
{
    put_file(in(*state, "lua/steps/dance.lua"),
             "return { needs = { type = 'object', fields = { tempo = { type = "
             "'integer' } } },\n"
             "packet = function(options) return { tempo = options.tempo } end,\n"
             "returns = { move = { type = 'object', fields = {} } } }");
    assert_int_equal(load_with(*state, "", "", "dance { tempo = 3 }"), 0);
    const struct step *step = round_step(study_round(&study, "code"), "dance");
    assert_non_null(step_kind_item(step->definition, "move"));
    assert_null(step_kind_item(step->definition, "rest"));
    assert_int_equal(load_with(*state, "", "", "dance {}"), -1);
    assert_said(&d, E_SHAPE, "study.lua", 6, "/tempo");
}

static void broken_steps_are_said(void **state)
{
    static const char *const steps[] = {
        "return 7",
        "return {}",
        "return { packet = pairs }",
        "return { packet = pairs, needs = {} }",
        "return { packet = pairs, needs = { type = 'object', fields = {} } }",
        "return { packet = pairs, needs = { type = 'object', fields = {} }, returns = "
        "{ x = 7 } }",
        "return { packet = pairs, needs = { type = 'object', fields = {} }, returns = "
        "{ {} } }",
        "return { who = 'everybody', packet = pairs, needs = { type = 'object', fields "
        "= {} }, returns = {} }",
        "return { who = 7, packet = pairs, needs = { type = 'object', fields = {} }, "
        "returns = {} }",
        "error({})",
        "while true do",
        "return io.open('/etc/passwd')"};
    for (size_t i = 0; i < COUNT(steps); i++) {
        put_file(in(*state, "lua/steps/dance.lua"), steps[i]);
        if (load_with(*state, "", "", "") == 0)
            fail_msg("this was taken as a step: %s", steps[i]);
        assert_string_equal(d.entries[0].file, "lua/steps/dance.lua");
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_sound_study),
        T(people_from_a_roster),
        T(what_groups_have_in_common_comes_first_and_once),
        T(a_shared_conversation_should_not_tell_whose_it_is),
        T(one_fault_each),
        T(boards_of_groups_and_sessions),
        T(who_gets_a_packet),
        T(ids_of_boards_are_for_boards),
        T(definitions_that_are_none),
        T(all_of_it_in_one_run),
        T(the_hash_is_of_what_people_see),
        T(the_hash_changes_with_a_text_or_a_transcript),
        T(a_step_of_the_study_s_own),
        T(broken_steps_are_said),
    };
    return cmocka_run_group_tests_name("study", tests, NULL, NULL);
}
