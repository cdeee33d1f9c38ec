// SPDX-License-Identifier: MIT
#include "report/report.h"

#include <stdlib.h>

#include "base/file.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/verbs.h"
#include "record/oneround.h"
#include "report/check.h"

struct counting {
    struct progress progress;
    size_t files;
};

static void tick(void *context, size_t files)
{
    struct counting *counting = context;
    counting->files = files;
    progress_step(files, 0, &counting->progress);
}

// out/report, or out/report-ROUND.
static char *folder_of(const struct study *study, const char *round)
{
    struct buf path;
    buf_init(&path, 10000);
    buf_fmt(&path, "%s/out/report%s%s", study->folder, round ? "-" : "",
            round ? round : "");
    return buf_take(&path);
}

static void write_report(struct cli *cli, struct cli_study *open, struct record *record)
{
    struct counting counting = {.files = 0};
    const char *round = cli_value(cli, "round");
    sqlite3 *db = round ? record_one_round(record, round, &cli->diag) : record->db;
    char *folder = folder_of(&open->study, round);
    progress_start(&counting.progress, "files", cli->progress);
    int failed = !db || report_write(&open->study, db, folder, CALMA_VERSION, tick,
                                     &counting, &cli->diag);
    progress_end(&counting.progress);
    // What does not fit because other rounds are left out is no fault.
    if (!failed && !round)
        report_check(&open->study, db, DIAG_NOTE, &cli->diag);
    if (round)
        sqlite3_close(db);
    print_diag(cli);
    if (!failed && cli->json)
        printf("{\"files\":%zu}\n", counting.files);
    else if (!failed)
        printf("%s in %s. Open %s/index.html in a browser.\n",
               print_count(counting.files, "file", "files"), folder, folder);
    free(folder);
}

static int run(struct cli *cli)
{
    return records_use(cli, write_report);
}

static const struct cli_option options[] = {
    {"round", "ROUND",
     "only what was coded in this round, where people code in several; into "
     "out/report-ROUND/"},
    {NULL, NULL, NULL},
};

const struct verb verb_report = {
    .name = "report",
    .arguments = "",
    .summary = "writes the group's report: pages that open from a file",
    .text =
        "Writes out/report/: word clouds, topics, labels and their map, agreement, "
        "each "
        "person's record, each conversation\n"
        "with everybody's passages, candidate attributes, what people wrote before the "
        "discussion; and what came of it: the\n"
        "axes of all groups side by side, with samples and their log, ratings, "
        "rankings, "
        "the session, the survey. Every\n"
        "table also as CSV, JSON, Markdown and LaTeX.",
    .options = options,
    .examples = "  calma report\n"
                "  calma report --round code-2\n"
                "  calma -C studies/history-tutor report\n",
    .run = run,
};
