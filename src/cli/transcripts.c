// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/json.h"
#include "chatlog/chatlog.h"
#include "chatlog/document.h"
#include "chatlog/ids.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "study/people.h"

#define FILE_MOST ((size_t)2 << 30)
#define SAID_AT_ONCE                                                                   \
    500 // diagnostics are printed before there are more than can be kept

struct gathering {
    struct cli *cli;
    const char *owner, *source, *output; // NULL: not given
    struct chatlog_ids ids;
    struct progress progress;
    struct buf out; // with --output all, else one conversation
    size_t written, refused, same;
    size_t written_before, refused_before; // by the files before this one
};

// --- one conversation

static void say(struct gathering *g, size_t most)
{
    if (g->cli->diag.count <= most)
        return;
    progress_end(&g->progress);
    fflush(stdout);
    print_diag(g->cli);
}

static void put(struct gathering *g, const struct chatlog_found *found, const char *id)
{
    json_t *document = found->document;
    const char *source = json_text(document, "source");
    bool unsourced = !*source || (found->format->sourced &&
                                  strcmp(source, found->format->kind) == 0);
    if (g->owner)
        json_object_set_new(document, "owner", json_string(g->owner));
    if (g->source && unsourced)
        json_object_set_new(document, "source", json_string(g->source));
    json_object_set_new(document, "id", json_string(id));
    document_complete(document, id);
    document_write(document, &g->out);
    g->written++;
    if (g->output)
        return;
    fwrite(g->out.data, 1, g->out.len, stdout);
    buf_clear(&g->out);
}

static void take(const struct chatlog_found *found, void *context)
{
    struct gathering *g = context;
    struct diag *d = &g->cli->diag;
    struct place where = {found->file, found->line, ""};
    size_t errors = d->grades[DIAG_ERROR];
    char *given = document_id(found), *id = NULL;
    if (document_usable(found->document, given, where, d) == 0)
        id = chatlog_ids_take(&g->ids, found, given, d);
    if (id)
        put(g, found, id);
    else if (d->grades[DIAG_ERROR] > errors)
        g->refused++;
    else
        g->same++;
    free(id);
    free(given);
    json_decref(found->document);
    say(g, SAID_AT_ONCE);
}

static void tick(size_t done, size_t total, void *context)
{
    struct gathering *g = context;
    progress_step(done >> 20, total >> 20, &g->progress);
}

// --- one file

static void print_object(const struct gathering *g, const char *file,
                         const struct chatlog_format *format)
{
    struct buf line;
    buf_init(&line, 1 << 20);
    json_t *object = json_pack("{s:s, s:s, s:I, s:I}", "file", file, "format",
                               format ? format->name : "", "refused",
                               (json_int_t)(g->refused - g->refused_before), "written",
                               (json_int_t)(g->written - g->written_before));
    if (object)
        json_canonical(object, &line);
    fprintf(g->output ? stdout : stderr, "%s\n", line.data);
    json_decref(object);
    buf_release(&line);
}

static void read_text(struct gathering *g, const char *file, const struct buf *text,
                      const struct chatlog_format *as)
{
    struct diag *d = &g->cli->diag;
    struct place where = {file, 0, ""};
    struct chatlog_sink sink = {take, tick, g};
    struct chatlog_result result;
    const struct chatlog_format *format =
        as ? as : chatlog_guess(text->data, text->len, file);
    if (format && !as)
        diag_add(d, where, N_CHATLOG_GUESSED, format->name, format->kind);
    chatlog_read(text->data, text->len, file, format, sink, &result, d);
    g->refused += result.refused;
    if (format && !result.found && !result.refused)
        diag_add(d, where, E_TRANSCRIPT_NONE);
    say(g, 0);
    if (g->cli->json)
        print_object(g, file, format);
}

static void read_file(struct gathering *g, const char *file,
                      const struct chatlog_format *as)
{
    struct buf text;
    buf_init(&text, FILE_MOST);
    g->written_before = g->written;
    g->refused_before = g->refused;
    if (file_read(file, &text, &g->cli->diag) == 0)
        read_text(g, file, &text, as);
    buf_release(&text);
    say(g, 0);
}

// --- all of them

static void write_output(struct gathering *g)
{
    struct diag *d = &g->cli->diag;
    if (g->out.full)
        diag_add(d, (struct place){g->output, 0, ""}, E_FILE_LARGE, FILE_MOST);
    else if (g->written)
        file_write(g->output, g->out.data, g->out.len, d);
    say(g, 0);
}

static void print_summary(const struct gathering *g)
{
    FILE *out = g->output ? stdout : stderr;
    bool whole = cli_status(g->cli) < STATUS_SYSTEM;
    fprintf(out, "%s read: %s",
            print_count((size_t)g->cli->argument_count, "file", "files"),
            print_count(g->written, "conversation", "conversations"));
    if (g->same)
        fprintf(out, ", %zu that came before", g->same);
    if (g->refused)
        fprintf(out, ", %zu refused", g->refused);
    if (g->output && g->written && whole)
        fprintf(out, "; written to %s", g->output);
    else if (g->output)
        fputs("; nothing was written", out);
    fputs("\n", out);
}

// --- what was asked for

static int unknown_format(const char *name)
{
    struct buf names;
    buf_init(&names, 1000);
    for (const struct chatlog_format *f = chatlog_formats; f->name; f++)
        buf_fmt(&names, "%s%s", names.len ? ", " : "", f->name);
    print_usage_error("there is no format \"%s\"; there are: %s", name, names.data);
    buf_release(&names);
    return STATUS_USAGE;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static int check_options(const struct cli *cli)
{
    const char *as = cli_value(cli, "as"), *owner = cli_value(cli, "owner");
    const char *output = cli_value(cli, "output");
    if (as && !chatlog_find(as))
        return unknown_format(as);
    if (owner && !id_is_good(owner))
        return print_usage_error("--owner wants the id of a participant: 1 to 40 "
                                 "letters, digits, \"-\" or \"_\"");
    for (int i = 0; output && i < cli->argument_count; i++)
        if (is_same_file(output, cli->arguments[i]))
            return print_usage_error("\"%s\" is read; name another file for --output",
                                     output);
    return STATUS_FINE;
}

static int run(struct cli *cli)
{
    const char *as = cli_value(cli, "as");
    struct gathering g = {.cli = cli,
                          .owner = cli_value(cli, "owner"),
                          .source = cli_value(cli, "source"),
                          .output = cli_value(cli, "output")};
    int status = check_options(cli);
    if (status != STATUS_FINE)
        return status;
    buf_init(&g.out, FILE_MOST);
    chatlog_ids_init(&g.ids);
    progress_start(&g.progress, "MB", cli->progress);
    for (int i = 0; i < cli->argument_count; i++)
        read_file(&g, cli->arguments[i], as ? chatlog_find(as) : NULL);
    progress_end(&g.progress);
    if (g.output)
        write_output(&g);
    if (!cli->json)
        print_summary(&g);
    chatlog_ids_release(&g.ids);
    buf_release(&g.out);
    return cli_status(cli);
}

static const struct cli_option options[] = {
    {"as", "FORMAT", "how the files are written (default: guessed for each)"},
    {"output", "FILE", "write there (default: standard output)"},
    {"owner", "ID", "whose conversations these are: a participant's own"},
    {"source", "TEXT", "where they come from, for those that do not say"},
    {.name = NULL},
};

const struct verb verb_transcripts = {
    .name = "transcripts",
    .arguments = "FILE...",
    .summary = "reads conversations that other programs kept",
    .text =
        "Reads conversations and writes them as transcript@1, one a line, for a "
        "study's transcripts. The formats:\n"
        "  transcript  transcript@1\n"
        "  chatgpt     conversations.json of a ChatGPT export: the current branches\n"
        "  prism       conversations.jsonl of PRISM: the chosen answers\n"
        "  sharegpt    {\"conversations\": [{\"from\", \"value\"}]}\n"
        "  openai      {\"messages\": [{\"role\", \"content\"}]}, also with tools and "
        "parts\n"
        "  pilot       one conversation in CSV, ID,TEXT, with \"[Prompt]\" rows\n"
        "  markdown    one conversation with speakers: \"## User\", \"**User:**\" or "
        "\"User:\"\n"
        "The JSON ones may be lines, one list, or one conversation. What cannot be "
        "read is named with its line, and\n"
        "the rest goes on; the exit status is then 1. What was left out is counted. "
        "Ids of accounts and people stay behind;\n"
        "names in the text do not: read what you hand out. A study reads all these "
        "formats by itself too.",
    .examples = "  calma transcripts conversations.json --output baseline.jsonl\n"
                "  calma transcripts chat.md --owner p07 --source \"written down in "
                "class\" >own-p07.jsonl\n"
                "  calma transcripts old/*.csv --as pilot --output pilot.jsonl\n",
    .options = options,
    .least = 1,
    .most = 1000000,
    .run = run,
};
