// SPDX-License-Identifier: MIT
#include "record/import.h"

#include "base/json.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/verbs.h"
#include "report/check.h"

static void tick(void *context, size_t files, const char *name)
{
    (void)name;
    progress_step(files, 0, context);
}

static void print_line(const struct import_line *line)
{
    struct buf text;
    buf_init(&text, 1 << 20);
    json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:s}", "file", line->name, "state",
                               import_state_name(line->state), "reason", line->reason,
                               "participant", line->participant, "round", line->round);
    if (object)
        json_canonical(object, &text);
    puts(text.data);
    json_decref(object);
    buf_release(&text);
}

static void print_summary(const struct import_result *r)
{
    printf("%s read: %zu imported", print_count(r->count, "file", "files"),
           r->states[IMPORT_ACCEPTED]);
    if (r->states[IMPORT_KNOWN])
        printf(", %zu here already", r->states[IMPORT_KNOWN]);
    if (r->states[IMPORT_QUARANTINED])
        printf(", %zu in quarantine", r->states[IMPORT_QUARANTINED]);
    if (r->states[IMPORT_UNREAD])
        printf(", %zu not readable", r->states[IMPORT_UNREAD]);
    printf(".\n%s new, %zu changed", print_count(r->items_new, "item", "items"),
           r->items_changed);
    if (r->problems)
        printf("; %s",
               print_count(r->problems, "thing does not fit", "things do not fit"));
    puts(".");
    if (r->states[IMPORT_QUARANTINED])
        puts("What is in quarantine is kept under returned/ and listed, with its "
             "reason, by: calma status");
}

static void print_result(const struct cli *cli, const struct import_result *r)
{
    if (!cli->json) {
        print_summary(r);
        return;
    }
    for (size_t i = 0; i < r->count; i++)
        print_line(&r->lines[i]);
    printf("{\"accepted\":%zu,\"items_changed\":%zu,\"items_new\":%zu,\"known\":%zu,"
           "\"problems\":%zu,\"quarantined\":%zu,\"unread\":%zu}\n",
           r->states[IMPORT_ACCEPTED], r->items_changed, r->items_new,
           r->states[IMPORT_KNOWN], r->problems, r->states[IMPORT_QUARANTINED],
           r->states[IMPORT_UNREAD]);
}

static void import_into(struct cli *cli, struct cli_study *open, struct record *record)
{
    struct progress progress;
    struct import_result result;
    progress_start(&progress, "files", cli->progress);
    int failed =
        import_paths(record, cli->arguments, (size_t)cli->argument_count, &result,
                     (struct import_progress){tick, &progress}, &cli->diag);
    progress_end(&progress);
    if (!failed && result.items_new + result.items_changed)
        report_check(&open->study, record->db, DIAG_WARNING, &cli->diag);
    print_diag(cli);
    if (!failed)
        print_result(cli, &result);
    import_result_release(&result);
}

static int run(struct cli *cli)
{
    return records_use(cli, import_into);
}

const struct verb verb_import = {
    .name = "import",
    .arguments = "FILE|FOLDER|ZIP...",
    .summary = "takes in what came back, in any order and any number of times",
    .text = "Reads responses (also packets saved by the browser) from files, folders "
            "and zip files, and merges them\n"
            "into the record. Names do not matter. Every file is kept under returned/. "
            "What cannot be used goes to\n"
            "quarantine with its reason, and never stops the rest; the exit status is "
            "then 1.",
    .examples =
        "  calma import inbox/\n"
        "  calma -C studies/history-tutor import responses/*.json classroom.zip\n"
        "  calma import returned/        (makes the record again)\n",
    .least = 1,
    .most = 1000000,
    .run = run,
};
