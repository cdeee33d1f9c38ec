// SPDX-License-Identifier: MIT
#include "report/report.h"

#include <stdlib.h>

#include "base/file.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/verbs.h"
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

static void write_report(struct cli *cli, struct cli_study *open, struct record *record)
{
    struct counting counting = {.files = 0};
    char *folder = path_join(open->study.folder, "out/report");
    progress_start(&counting.progress, "files", cli->progress);
    int failed = report_write(&open->study, record->db, folder, CALMA_VERSION, tick,
                              &counting, &cli->diag);
    progress_end(&counting.progress);
    if (!failed)
        report_check(&open->study, record->db, DIAG_NOTE, &cli->diag);
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
    .examples = "  calma report\n"
                "  calma -C studies/history-tutor report\n",
    .run = run,
};
