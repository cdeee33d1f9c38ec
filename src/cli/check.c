// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/json.h"
#include "cli/asked.h"
#include "cli/print.h"
#include "cli/verbs.h"
#include "packet/build.h"
#include "study/definition.h"

static size_t count_people(const struct study *study)
{
    size_t count = 0;
    for (size_t i = 0; i < study->group_count; i++)
        count += study->groups[i].participant_count;
    return count;
}

static void print_summary(const struct study *s, size_t turns, size_t awaiting)
{
    printf("%s  %s\n", s->id, s->title);
    for (size_t i = 0; i < s->group_count; i++) {
        const struct group *g = &s->groups[i];
        printf("  group %-12s %s, %s to read by all, %s of their own\n", g->id,
               print_count(g->participant_count, "participant", "participants"),
               print_count(g->baseline.count, "conversation", "conversations"),
               print_count(g->own.count, "conversation", "conversations"));
    }
    for (size_t i = 0; i < s->round_count; i++) {
        printf("  round %-12s", s->rounds[i].id);
        for (size_t k = 0; k < s->rounds[i].step_count; k++)
            printf("%s%s", k ? ", " : " ", s->rounds[i].steps[k].id);
        putchar('\n');
    }
    printf("  %s with %s\n",
           print_count(s->transcript_count, "transcript", "transcripts"),
           print_count(turns, "turn", "turns"));
    if (awaiting)
        printf("  %s an answer of a model\n",
               print_count(awaiting, "prompt or question awaits",
                           "prompts and questions await"));
}

static void print_object(const struct study *s, size_t turns, size_t awaiting)
{
    struct buf line;
    buf_init(&line, 10000);
    json_t *object = json_pack(
        "{s:I, s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "awaiting", (json_int_t)awaiting,
        "study", s->id, "sha256", s->sha256, "groups", (json_int_t)s->group_count,
        "participants", (json_int_t)count_people(s), "rounds",
        (json_int_t)s->round_count, "transcripts", (json_int_t)s->transcript_count,
        "turns", (json_int_t)turns);
    json_canonical(object, &line);
    puts(line.data);
    json_decref(object);
    buf_release(&line);
}

// Whom the group still lacks: no fault of the study, and good to know before the packets go out.
static void note_empty_roles(const struct group *group, struct diag *d)
{
    for (size_t i = 0; i < json_array_size(group->roles); i++) {
        const char *role = json_string_value(json_array_get(group->roles, i));
        bool found = false;
        for (size_t p = 0; p < group->participant_count && !found; p++)
            found = strcmp(group->participants[p].role, role) == 0;
        if (!found)
            diag_add(d, (struct place){STUDY_FILE, group->line, ""}, N_ROLE_EMPTY,
                     group->id, role);
    }
}

static void print_verdict(const struct cli *cli)
{
    const size_t *grades = cli->diag.grades;
    if (grades[DIAG_ERROR])
        fprintf(stderr, "%s; nothing was written\n",
                print_count(grades[DIAG_ERROR], "error", "errors"));
    else
        printf("The study is in order%s%s.\n", grades[DIAG_WARNING] ? ", with " : "",
               grades[DIAG_WARNING]
                   ? print_count(grades[DIAG_WARNING], "warning", "warnings")
                   : "");
}

// Has every packet made once without writing it: what a step's Lua gives is part of the study.
static int run(struct cli *cli)
{
    struct cli_study open;
    size_t awaiting = 0;
    int status = cli_open(cli, &open);
    if (status == STATUS_FINE) {
        awaiting = cli_asks_warn(&open, &cli->diag);
        for (size_t i = 0; i < open.study.group_count; i++)
            note_empty_roles(&open.study.groups[i], &cli->diag);
        build_check(&open.study, &open.turns, CALMA_VERSION, &cli->diag);
        status = cli_status(cli);
    }
    print_diag(cli);
    if (!cli->json) {
        if (status == STATUS_FINE)
            print_summary(&open.study, open.turns.count, awaiting);
        print_verdict(cli);
    } else if (status == STATUS_FINE) {
        print_object(&open.study, open.turns.count, awaiting);
    }
    cli_close(&open);
    return status;
}

const struct verb verb_check = {
    .name = "check",
    .arguments = "",
    .summary = "says everything that is wrong with a study",
    .text =
        "Reads the study, its texts, rosters and transcripts, makes every packet "
        "without writing it, and\n"
        "prints every problem with its file and line, and how much awaits an answer of "
        "a model. Writes nothing, but the\nrecord where questions came back.",
    .examples = "  calma check\n"
                "  calma -C studies/history-tutor check\n"
                "  calma check --json 2>problems.jsonl\n",
    .warns = true,
    .run = run,
};
