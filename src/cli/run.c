// SPDX-License-Identifier: MIT
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/asked.h"
#include "cli/meanings.h"
#include "cli/outlook.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/asking.h"
#include "study/ledger.h"
#include "study/wishes.h"

#define JOBS_MOST 1000
#define LIMIT_MOST 10000000
#define TIMEOUT_MOST 86400
#define QUIET_SECONDS 10 // between two lines of progress where there is no terminal

struct running {
    struct cli *cli;
    struct progress progress;
    double said; // when the last plain line of progress was printed
};

// --- stopping: one Ctrl-C ends in good order, a second one at once

static volatile sig_atomic_t stops;

static void stop(int signal_number)
{
    static const char text[] =
        "\ncalma: ending in good order; once more ends at once\n";
    (void)signal_number;
    stops++;
    if (stops == 1 && write(STDERR_FILENO, text, sizeof text - 1) < 0)
        stops = 1;
}

// A server that hangs up while something is sent to it, or a reader of our output that has gone, must not end us amidst it.
static void listen_for_stops(struct sigaction old[3])
{
    struct sigaction action = {.sa_handler = stop}, ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGINT, &action, &old[0]);
    sigaction(SIGTERM, &action, &old[1]);
    sigaction(SIGPIPE, &ignore, &old[2]);
}

static void listen_no_more(const struct sigaction old[3])
{
    sigaction(SIGINT, &old[0], NULL);
    sigaction(SIGTERM, &old[1], NULL);
    sigaction(SIGPIPE, &old[2], NULL);
}

// --- while it runs

static void say_plainly(struct running *r, size_t done, size_t total, size_t waiting)
{
    double now = clock_seconds(), rate = 0;
    if (now - r->said < QUIET_SECONDS)
        return;
    r->said = now;
    if (now > r->progress.start)
        rate = (double)done / (now - r->progress.start);
    fprintf(stderr, "%zu of %zu answers, ", done, total);
    progress_rate(rate, stderr);
    if (rate > 0)
        progress_left((double)(total - done) / rate, stderr);
    if (waiting)
        fprintf(stderr, "; %zu to be tried again", waiting);
    fputc('\n', stderr);
}

static void tick(void *context, size_t done, size_t total, size_t under_way,
                 size_t waiting)
{
    struct running *r = context;
    (void)under_way;
    if (r->progress.on)
        progress_step(done, total, &r->progress);
    else
        say_plainly(r, done, total, waiting);
}

static void each(void *context, const struct request *ask,
                 const struct chat_answer *answer)
{
    struct running *r = context;
    struct buf line;
    if (r->cli->json) {
        buf_init(&line, 10000);
        json_t *object =
            json_pack("{s:s, s:s, s:s}", "id", ask->id, "model", ask->model->id,
                      "outcome", answer ? outcome_name(answer->outcome) : "failed");
        json_canonical(object, &line);
        if ((puts(line.data) == EOF || fflush(stdout) == EOF) && !stops)
            stops = 1; // nobody reads what comes any more
        json_decref(object);
        buf_release(&line);
    }
}

// --- what is said at the end

static void print_object(const struct asking_result *r)
{
    printf("{\"answered\":%zu,\"behind\":%zu,\"completion_tokens\":%lld,\"empty\":%zu,"
           "\"failed\":%zu,\"left\":%zu,\"prompt_tokens\":%lld,\"refused\":%zu,"
           "\"truncated\":%zu}\n",
           r->answers[OUTCOME_ANSWERED], r->behind, r->completion_tokens,
           r->answers[OUTCOME_EMPTY], r->failed, r->left, r->prompt_tokens,
           r->answers[OUTCOME_REFUSED], r->answers[OUTCOME_TRUNCATED]);
}

static size_t answers_of(const struct asking_result *r)
{
    size_t count = 0;
    for (int i = 0; i < OUTCOMES; i++)
        count += r->answers[i];
    return count;
}

static void print_outcomes(const struct cli *cli, const struct asking_result *r)
{
    static const char *const words[] = {NULL, "refused", "empty", "cut off at a limit"};
    size_t count = answers_of(r);
    printf("%s in %s/answers", print_count(count, "new answer", "new answers"),
           cli->folder);
    bool any = false;
    for (int i = 1; i < OUTCOMES; i++)
        if (r->answers[i]) {
            printf("%s%zu %s", any ? ", " : "; of them ", r->answers[i], words[i]);
            any = true;
        }
    puts(".");
    if (r->prompt_tokens || r->completion_tokens)
        printf("%lld tokens read and %lld written, as the models count them.\n",
               r->prompt_tokens, r->completion_tokens);
}

static void print_text(const struct cli *cli, const struct asking_result *r)
{
    if (!r->total) {
        puts("Everything has been answered; nothing was sent.");
        return;
    }
    if (answers_of(r) || r->failed)
        print_outcomes(cli, r);
    else
        puts("Nothing was answered.");
    if (r->failed)
        printf("%s; why is said above. To ask again: calma run\n",
               print_count(r->failed, "request was not answered",
                           "requests were not answered"));
    if (r->behind)
        printf("%s until what they go on from is answered.\n",
               print_count(r->behind, "request waits", "requests wait"));
    if (r->left)
        printf("%s still to be asked%s: calma run\n",
               print_count(r->left, "request is", "requests are"),
               stops ? ", since the run was stopped" : "");
    if (answers_of(r))
        puts("They come with the next packets: calma build");
}

// --- options

static bool take_whole(const struct cli *cli, const char *name, long most, long *out)
{
    const char *text = cli_value(cli, name);
    char *end;
    errno = 0;
    long n = text ? strtol(text, &end, 10) : 0;
    if (!text)
        return true;
    if (errno || end == text || *end || n < 1 || n > most) {
        print_usage_error("--%s wants a whole number from 1 to %ld", name, most);
        return false;
    }
    *out = n;
    return true;
}

static bool take_options(const struct cli *cli, struct asking_options *options)
{
    long limit = 0, jobs = 0, timeout = 0;
    options->chat = chat_defaults();
    if (!take_whole(cli, "limit", LIMIT_MOST, &limit) ||
        !take_whole(cli, "jobs", JOBS_MOST, &jobs) ||
        !take_whole(cli, "timeout", TIMEOUT_MOST, &timeout))
        return false;
    options->limit = (size_t)limit;
    if (jobs)
        options->chat.connections = (int)jobs;
    chat_allow(&options->chat, timeout);
    options->chat.plain_http = cli_value(cli, "plain-http");
    options->chat.stop = &stops;
    options->endpoint = cli_value(cli, "endpoint");
    options->model = cli_value(cli, "model");
    options->questions_alone = cli_value(cli, "round") || cli_value(cli, "participant");
    return true;
}

static void check_model(const struct study *study, const char *id, struct diag *d)
{
    struct buf names;
    buf_init(&names, 10000);
    for (size_t i = 0; i < study->model_count; i++)
        buf_fmt(&names, "%s%s", i ? ", " : "", study->models[i].id);
    if (id && !model_find(study, id))
        diag_add(d, NOWHERE, E_MODEL_ID, id, names.data);
    buf_release(&names);
}

// What is named on the command line is in the study.
static bool check_names(struct cli *cli, const struct study *study)
{
    const char *round = cli_value(cli, "round"),
               *person = cli_value(cli, "participant");
    struct buf names;
    buf_init(&names, 10000);
    for (size_t i = 0; i < study->round_count; i++)
        buf_fmt(&names, "%s%s", i ? ", " : "", study->rounds[i].id);
    if (round && !study_round(study, round))
        diag_add(&cli->diag, NOWHERE, E_ROUND_UNKNOWN, round, names.data);
    if (person && !study_participant(study, person, NULL))
        diag_add(&cli->diag, NOWHERE, E_PARTICIPANT_UNKNOWN, person);
    check_model(study, cli_value(cli, "model"), &cli->diag);
    buf_release(&names);
    return !diag_has_errors(&cli->diag);
}

// --- the verb

static bool asks_anything(const struct study *study)
{
    bool asks = study->prompt_file_count > 0;
    for (size_t i = 0; i < study->group_count; i++)
        asks = asks || study->groups[i].asks;
    return asks;
}

static void ask_all(struct cli *cli, struct requests *asks,
                    const struct asking_options *given)
{
    struct asking_result result;
    struct sigaction old[3];
    struct running running = {.cli = cli, .said = clock_seconds()};
    struct asking_options options = *given;
    options.tick = tick;
    options.each = each;
    options.context = &running;
    print_diag(cli);
    progress_start(&running.progress, "answers", cli->progress && !cli->json);
    listen_for_stops(old);
    asking_run(asks, &options, &result, &cli->diag);
    listen_no_more(old);
    progress_end(&running.progress);
    print_diag(cli);
    cli->json ? print_object(&result) : print_text(cli, &result);
}

static void note_asks(struct cli *cli, const struct requests *asks)
{
    size_t others = requests_other_settings(asks);
    if (asks->stray)
        diag_add(&cli->diag, NOWHERE, W_QUESTION_STRAY, asks->stray);
    if (others)
        diag_add(&cli->diag, NOWHERE, N_OTHER_SETTINGS, others);
}

static bool keep_wishes(struct cli *cli, const struct requests *asks)
{
    long kept = wishes_keep(asks, &cli->diag);
    if (kept > 0)
        diag_add(&cli->diag, NOWHERE, N_WISH, kept);
    return kept >= 0;
}

static void use(struct cli *cli, struct cli_study *open,
                const struct asking_options *options)
{
    struct cli_asks asks;
    if (cli_asks_open(open, cli_value(cli, "round"), cli_value(cli, "participant"),
                      &asks, &cli->diag) == 0) {
        note_asks(cli, &asks.asks);
        if (cli_value(cli, "dry-run"))
            outlook_print(cli, &asks.asks, options);
        else if (keep_wishes(cli, &asks.asks))
            ask_all(cli, &asks.asks, options);
    }
    cli_asks_close(&asks);
}

static void use_meanings(struct cli *cli, struct cli_study *open,
                         const struct asking_options *options)
{
    struct sigaction old[3];
    listen_for_stops(old);
    meanings_run(cli, open, options);
    listen_no_more(old);
}

static int run_held(struct cli *cli, const struct asking_options *options)
{
    struct cli_study open;
    int status = cli_open(cli, &open);
    if (status != STATUS_FINE)
        return status;
    if (cli_value(cli, "embeddings"))
        use_meanings(cli, &open, options);
    else if (!asks_anything(&open.study))
        puts("This study puts nothing to a model: study.lua has neither prompts "
             "\"file\" nor asked().");
    else if (check_names(cli, &open.study))
        use(cli, &open, options);
    status = cli_status(cli);
    cli_close(&open);
    return status == STATUS_FINE && stops ? STATUS_DATA : status;
}

static int run(struct cli *cli)
{
    struct asking_options options = {0};
    if (!take_options(cli, &options))
        return STATUS_USAGE;
    if (cli_value(cli, "embeddings") && (options.model || options.questions_alone))
        return print_usage_error("--embeddings asks for everybody's labels; leave out "
                                 "--model, --round and --participant");
    // Before the study is read: what another run has just answered must not be asked again.
    bool alone = !cli_value(cli, "dry-run") && folder_exists(cli->folder);
    int hold = alone ? ledger_hold(cli->folder, &cli->diag) : -2;
    if (hold == -1)
        return cli_status(cli);
    int status = run_held(cli, &options);
    if (hold >= 0)
        close(hold);
    return status;
}

static const struct cli_option options[] = {
    {"dry-run", NULL, "say what would be asked and what it may cost; send nothing"},
    {"limit", "N", "ask no more than N, to look at the first answers"},
    {"jobs", "N", "as many requests at once; 4 when not said"},
    {"timeout", "SECONDS", "wait so long for a word of an answer; 300 when not said"},
    {"endpoint", "URL", "ask there, whatever study.lua says"},
    {"model", "ID", "ask this model of study.lua alone"},
    {"round", "ROUND", "only this round's questions"},
    {"participant", "ID", "only this participant's questions"},
    {"embeddings", NULL, "ask for the meaning of labels instead, for their map"},
    {"plain-http", NULL, "allow http, which others can read, to other machines"},
    {NULL, NULL, NULL},
};

const struct verb verb_run = {
    .name = "run",
    .arguments = "",
    .summary = "puts the study's prompts and people's questions to its models",
    .text =
        "Puts every prompt of prompts \"file\", and every question that came back "
        "for a group with asked(), to the\n"
        "models of study.lua, and appends each answer to answers/MODEL.jsonl as "
        "soon as it is there. What has been\n"
        "answered is not asked again: stop it, unplug it, start it again. The key "
        "of a service comes from a variable\n"
        "of the environment (key = \"LLAMA_KEY\" in study.lua, or CALMA_API_KEY), and "
        "leaves this computer only for the\n"
        "place that you name in LLAMA_KEY_FOR (or CALMA_API_KEY_FOR).\n"
        "With --embeddings it asks the model of embeddings = { name = ..., "
        "endpoint = ... } how near labels are in\n"
        "meaning, and keeps that in embeddings.jsonl. See docs/run.md.",
    .examples = "  calma run --dry-run\n"
                "  calma run --limit 3\n"
                "  calma run\n"
                "  calma run --endpoint http://127.0.0.1:8080/v1\n"
                "  calma run --model a --jobs 16\n"
                "  calma run --round ask --participant p07\n"
                "  calma run --embeddings\n",
    .options = options,
    .run = run,
};
