// SPDX-License-Identifier: MIT
#include "packet/build.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "cli/asked.h"
#include "cli/explain.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/source.h"
#include "cli/verbs.h"

#define EXPLAIN_MOST ((size_t)256 << 20)

static void print_result(const struct cli *cli, const struct build_result *r)
{
    if (cli->json) {
        printf("{\"away\":%zu,\"boards\":%zu,\"bytes\":%llu,\"hands\":%zu,"
               "\"old_hands\":%zu,\"packets\":%zu,\"papers\":%zu,"
               "\"unchanged\":%zu,\"videos\":%zu,\"written\":%zu}\n",
               r->away, r->boards, r->bytes, r->hands, r->old_hands, r->packets,
               r->papers, r->unchanged, r->videos, r->written);
        return;
    }
    if (r->packets || !r->boards)
        printf("%s%s", print_count(r->packets, "packet", "packets"),
               r->boards ? " and " : "");
    if (r->boards)
        printf("%s", print_count(r->boards, "board", "boards"));
    printf(" in %s/out/packets, %s in all", cli->folder, print_size(r->bytes));
    if (r->unchanged)
        printf("; %zu unchanged", r->unchanged);
    puts(".");
    if (r->videos)
        printf("%s beside them, %s: give each participant the file with the packet. "
               "Nobody has to watch it.\n",
               print_count(r->videos, "film", "films"), print_size(r->video_bytes));
    if (r->away)
        printf("%s not made, for people who declined.\n",
               print_count(r->away, "packet", "packets"));
    if (r->papers)
        printf("%s to print in %s/out/paper.\n", print_count(r->papers, "PDF", "PDFs"),
               cli->folder);
    if (r->hands)
        printf("%s to hand out in %s/out/hand, with instructions inside and a mail "
               "beside each participant's.\n",
               print_count(r->hands, "zip file", "zip files"), cli->folder);
    if (r->large_videos)
        printf("%s too large for mail and %s beside the zip files: for a stick.\n",
               print_count(r->large_videos, "film is", "films are"),
               r->large_videos == 1 ? "lies" : "lie");
    if (r->old_hands)
        printf("In %s/out/hand %s older than what was written now: build again with "
               "--hand.\n",
               cli->folder, print_count(r->old_hands, "zip file is", "zip files are"));
    if (r->packets)
        puts("Give each participant their own file, by mail or on a USB stick. What "
             "comes back: calma import");
    if (r->boards)
        puts("A board is for whoever leads the discussion. It shows what the whole "
             "group "
             "wrote: give it to nobody else.");
}

// Says who is to code what, and writes nothing.
static int explain(struct cli *cli, struct cli_study *open)
{
    char *record = path_join(open->study.folder, "record.sqlite");
    struct source records;
    source_init(&records, open);
    const struct build_options options = {
        .round = cli_value(cli, "round"),
        .participant = cli_value(cli, "participant"),
        .source = file_exists(record) ? &records.packets : NULL};
    json_t *readers = build_explain(&open->study, &options, &cli->diag);
    source_close(&records);
    free(record);
    int status = cli_status(cli);
    print_diag(cli);
    if (readers && cli->json) {
        struct buf line;
        buf_init(&line, EXPLAIN_MOST);
        json_canonical(readers, &line);
        puts(line.data);
        buf_release(&line);
    } else if (readers) {
        print_readers(readers);
    }
    json_decref(readers);
    cli_close(open);
    return status;
}

static int run(struct cli *cli)
{
    struct cli_study open;
    int status = cli_open(cli, &open);
    if (status != STATUS_FINE)
        return status;
    if (cli_value(cli, "explain"))
        return explain(cli, &open);
    cli_asks_warn(&open, &cli->diag);
    if (diag_has_errors(&cli->diag)) {
        status = cli_status(cli);
        cli_close(&open);
        return status;
    }
    struct progress progress;
    struct build_result result;
    struct source records;
    source_init(&records, &open);
    progress_start(&progress, "packets", cli->progress);
    const struct build_options options = {
        .round = cli_value(cli, "round"),
        .participant = cli_value(cli, "participant"),
        .version = CALMA_VERSION,
        .source = &records.packets,
        .paper = cli_value(cli, "paper") || cli_value(cli, "letter"),
        .size = cli_value(cli, "letter") ? LEAF_LETTER : LEAF_A4,
        .hand = cli_value(cli, "hand"),
        .progress = progress_step,
        .context = &progress,
    };
    int failed = build_packets(&open.study, &open.turns, &options, &result, &cli->diag);
    progress_end(&progress);
    source_close(&records);
    status = cli_status(cli);
    print_diag(cli);
    if (!failed)
        print_result(cli, &result);
    cli_close(&open);
    return status;
}

static const struct cli_option options[] = {
    {"round", "ROUND", "only this round's packets"},
    {"participant", "ID", "only the packets of this participant or board"},
    {"hand", NULL, "also out/hand/ROUND/ID-ROUND.zip, to hand out, and mails"},
    {"explain", NULL, "say who is to code what, and write nothing"},
    {"paper", NULL, "also out/paper/ROUND/PARTICIPANT.pdf, A4, to print"},
    {"letter", NULL, "the same on Letter"},
    {NULL, NULL, NULL},
};

const struct verb verb_build = {
    .name = "build",
    .arguments = "",
    .summary = "writes the packets, one HTML file for each participant and round",
    .text =
        "Checks the study and writes out/packets/ROUND/PARTICIPANT.html, and "
        "board-GROUP.html for a group's\n"
        "discussion where a round has a board. A packet opens by double click in any "
        "browser, needs no network,\n"
        "and gives back one small file. Packets that would not change are left "
        "alone.",
    .examples = "  calma build\n"
                "  calma -C studies/history-tutor build --round code\n"
                "  calma build --participant p07\n"
                "  calma build --round discuss --participant board-lowland\n"
                "  calma build --round code --paper\n"
                "  calma build --round code --hand --paper\n"
                "  calma build --explain\n",
    .options = options,
    .warns = true,
    .run = run,
};
