// SPDX-License-Identifier: MIT
#include <errno.h>
#include <spawn.h>
#include <string.h>

#include "base/json.h"
#include "cli/print.h"
#include "cli/source.h"
#include "cli/verbs.h"
#include "packet/build.h"

// --- which round

static const char *name_rounds(const struct study *study, struct buf *names)
{
    for (size_t i = 0; i < study->round_count; i++)
        if (round_has(&study->rounds[i], false))
            buf_fmt(names, "%s%s", names->len ? ", " : "", study->rounds[i].id);
    return names->data;
}

// The one that was named, or the only one that there is; NULL when somebody must say, which was said.
static const char *find_round(const struct cli *cli, const struct study *study)
{
    const char *named = cli_value(cli, "round"), *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < study->round_count; i++)
        if (round_has(&study->rounds[i], false)) {
            only = study->rounds[i].id;
            count++;
        }
    if (named || count == 1)
        return named ? named : only;
    struct buf names;
    buf_init(&names, 10000);
    print_usage_error("which round are the sheets of? Name it with --round: %s",
                      name_rounds(study, &names));
    buf_release(&names);
    return NULL;
}

// --- one packet

static void print_path(const struct cli *cli, const char *participant,
                       const char *round, const char *path)
{
    struct buf line;
    if (!cli->json) {
        puts(path);
        return;
    }
    json_t *object = json_pack("{s:s, s:s, s:s}", "participant", participant, "path",
                               path, "round", round);
    buf_init(&line, 1 << 20);
    json_canonical(object, &line);
    puts(line.data);
    json_decref(object);
    buf_release(&line);
}

static int open_page(const char *path, struct diag *d)
{
    char *const words[] = {"xdg-open", (char *)(size_t)path, NULL};
    pid_t pid;
    int error = posix_spawnp(&pid, words[0], NULL, NULL, words, environ);
    return error ? diag_add(d, (struct place){path, 0, ""}, E_OPEN, strerror(error))
                 : 0;
}

static int check_result(const char *participant, const char *round,
                        const struct build_result *r, struct diag *d)
{
    if (r->away)
        return diag_add(d, NOWHERE, E_ENTER_AWAY, participant, round);
    return r->packets ? 0 : diag_add(d, NOWHERE, E_ENTER_NONE, round);
}

static int write_one(struct cli *cli, struct cli_study *open, struct source *records,
                     const char *participant, const char *round)
{
    struct build_result result;
    struct recipient who;
    struct buf path;
    const struct build_options options = {.round = round,
                                          .participant = participant,
                                          .version = CALMA_VERSION,
                                          .source = &records->packets,
                                          .entry = true};
    if (study_recipient(&open->study, participant, &who) && who.board)
        return diag_add(&cli->diag, NOWHERE, E_ENTER_BOARD, participant, participant);
    if (build_packets(&open->study, &open->turns, &options, &result, &cli->diag) < 0 ||
        check_result(participant, round, &result, &cli->diag) < 0)
        return -1;
    buf_init(&path, 10000);
    buf_fmt(&path, "%s/out/enter/%s/%s.html", cli->folder, round, participant);
    print_path(cli, participant, round, path.data);
    int opened = cli_value(cli, "open") ? open_page(path.data, &cli->diag) : 0;
    buf_release(&path);
    return opened;
}

static int run(struct cli *cli)
{
    struct cli_study open;
    struct source records;
    int status = cli_open(cli, &open);
    if (status != STATUS_FINE)
        return status;
    const char *round = find_round(cli, &open.study);
    source_init(&records, &open);
    int written = 0;
    for (int i = 0; round && i < cli->argument_count; i++)
        written += write_one(cli, &open, &records, cli->arguments[i], round) == 0;
    source_close(&records);
    status = cli_status(cli);
    print_diag(cli);
    if (written && !cli->json)
        puts("Open it in a browser and type in what is on the sheets. Save there, and "
             "then: calma import FILE");
    cli_close(&open);
    return round ? status : STATUS_USAGE;
}

static const struct cli_option options[] = {
    {"round", "ROUND", "the round of the sheets; needed where there are several"},
    {"open", NULL, "also open it in this computer's browser (xdg-open)"},
    {NULL, NULL, NULL},
};

const struct verb verb_enter = {
    .name = "enter",
    .arguments = "PARTICIPANT...",
    .summary = "makes the packet in which somebody's sheets of paper are typed in",
    .text =
        "Writes out/enter/ROUND/PARTICIPANT.html and prints its path: the "
        "participant's "
        "packet, in which you type\n"
        "what they wrote on the sheets that calma build --paper printed. A row of a "
        "coding sheet is typed as it\n"
        "stands there (A 12-14), and the words of these lines are shown at once. Asked "
        "first are who types and the\n"
        "code at the foot of the sheets: sheets that were printed from something else "
        "are refused. What it saves is\n"
        "the participant's response, imported like any other.",
    .examples = "  calma enter p07\n"
                "  calma enter p07 --round code --open\n"
                "  calma -C studies/history-tutor enter p01 p02 p03 --round code\n",
    .options = options,
    .least = 1,
    .most = 10000,
    .run = run,
};
