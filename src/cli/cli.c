// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/print.h"

const struct verb *verb_find(const char *name)
{
    for (const struct verb *const *v = verbs; *v; v++)
        if (strcmp((*v)->name, name) == 0)
            return *v;
    return NULL;
}

// --- arguments

static int option_index(const struct verb *verb, const char *name, size_t len)
{
    const struct cli_option *options = verb->options;
    for (int i = 0; options && options[i].name; i++)
        if (strlen(options[i].name) == len && memcmp(options[i].name, name, len) == 0)
            return i;
    return -1;
}

// Takes --name, --name VALUE or --name=VALUE; answers how many arguments that were, or -1.
static int take_option(struct cli *cli, char **argv, int left)
{
    const char *name = argv[0] + 2, *equals = strchr(name, '=');
    int at =
        option_index(cli->verb, name, equals ? (size_t)(equals - name) : strlen(name));
    if (at < 0) {
        print_usage_error("%s has no option %s; see: calma %s --help", cli->verb->name,
                          argv[0], cli->verb->name);
        return -1;
    }
    const struct cli_option *option = &cli->verb->options[at];
    if (!option->value) {
        cli->values[at] = "";
        return 1;
    }
    if (equals) {
        cli->values[at] = equals + 1;
        return 1;
    }
    if (left < 2) {
        print_usage_error("--%s wants a value: %s", option->name, option->value);
        return -1;
    }
    cli->values[at] = argv[1];
    return 2;
}

// Options that every verb has, and that may stand before it too. Answers how many arguments they were; 0 for none.
static int take_common(struct cli *cli, char **argv, int left)
{
    if (strcmp(argv[0], "--json") == 0) {
        cli->json = true;
        return 1;
    }
    if (strncmp(argv[0], "-C", 2) != 0)
        return 0;
    if (argv[0][2]) {
        cli->folder = argv[0] + 2;
        return 1;
    }
    if (left < 2) {
        print_usage_error("-C wants a folder");
        return -1;
    }
    cli->folder = argv[1];
    return 2;
}

static int parse_rest(struct cli *cli, int argc, char **argv)
{
    bool options = true;
    for (int i = 0; i < argc;) {
        int taken = options ? take_common(cli, argv + i, argc - i) : 0;
        if (options && !taken && strcmp(argv[i], "--") == 0) {
            options = false;
            taken = 1;
        } else if (options && !taken && strncmp(argv[i], "--", 2) == 0) {
            taken = take_option(cli, argv + i, argc - i);
        } else if (!taken) {
            cli->arguments[cli->argument_count++] = argv[i];
            taken = 1;
        }
        if (taken < 0)
            return STATUS_USAGE;
        i += taken;
    }
    if (cli->argument_count < cli->verb->least)
        return print_usage_error("%s wants %s; see: calma %s --help", cli->verb->name,
                                 cli->verb->arguments, cli->verb->name);
    if (cli->argument_count > cli->verb->most)
        return print_usage_error(
            "%s does not know what to do with \"%s\"; see: calma %s --help",
            cli->verb->name, cli->arguments[cli->verb->most], cli->verb->name);
    return STATUS_FINE;
}

static bool asks_for(int argc, char **argv, const char *long_name,
                     const char *short_name)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], long_name) == 0 || strcmp(argv[i], short_name) == 0)
            return true;
    return false;
}

// --- running

static int run_verb(struct cli *cli, int argc, char **argv)
{
    if (asks_for(argc, argv, "--help", "-h")) {
        print_help(cli->verb);
        return STATUS_FINE;
    }
    cli->arguments = mem_alloc(((size_t)argc + 1) * sizeof *cli->arguments);
    int status = parse_rest(cli, argc, argv);
    if (status == STATUS_FINE)
        status = cli->verb->run(cli);
    print_diag(cli);
    free(cli->arguments);
    diag_release(&cli->diag);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("calma: the output could not be written\n", stderr);
        return STATUS_SYSTEM;
    }
    return status;
}

static bool is_word(const char *word, const char *long_name, const char *short_name)
{
    return strcmp(word, long_name) == 0 || strcmp(word, short_name) == 0;
}

// The first word that is no common option: a verb, "help", --help or --version.
static int run_word(struct cli *cli, int argc, char **argv)
{
    if (!argc) {
        print_overview();
        return STATUS_USAGE;
    }
    if (is_word(argv[0], "--version", "-V")) {
        puts("calma " CALMA_VERSION);
        return STATUS_FINE;
    }
    bool help = strcmp(argv[0], "help") == 0;
    if (is_word(argv[0], "--help", "-h") || (help && argc == 1)) {
        print_overview();
        return STATUS_FINE;
    }
    cli->verb = verb_find(argv[help]);
    if (!cli->verb)
        return print_usage_error("there is no verb \"%s\"; see: calma --help",
                                 argv[help]);
    if (help) {
        print_help(cli->verb);
        return STATUS_FINE;
    }
    return run_verb(cli, argc - 1, argv + 1);
}

int cli_main(int argc, char **argv)
{
    struct cli cli = {
        .folder = ".", .colour = print_colour(), .progress = print_progress()};
    diag_init(&cli.diag);
    int at = 1;
    while (at < argc && argv[at][0] == '-') {
        int taken = take_common(&cli, argv + at, argc - at);
        if (taken < 0)
            return STATUS_USAGE;
        if (!taken)
            break;
        at += taken;
    }
    return run_word(&cli, argc - at, argv + at);
}

const char *cli_value(const struct cli *cli, const char *name)
{
    int at = option_index(cli->verb, name, strlen(name));
    return at < 0 ? NULL : cli->values[at];
}

int cli_status(const struct cli *cli)
{
    static const enum diag_code system_codes[] = {E_FILE_WRITE, E_FILE_READ, E_FOLDER};
    for (size_t i = 0; i < cli->diag.count; i++)
        for (size_t k = 0; k < sizeof system_codes / sizeof *system_codes; k++)
            if (cli->diag.entries[i].code == system_codes[k])
                return STATUS_SYSTEM;
    int now = diag_has_errors(&cli->diag) ? STATUS_DATA : STATUS_FINE;
    return now > cli->worst ? now : cli->worst;
}

// --- the study

int cli_open(struct cli *cli, struct cli_study *open)
{
    *open = (struct cli_study){0};
    if (study_load(&open->study, cli->folder, &cli->diag) == 0) {
        if (!cli->verb->warns)
            diag_release(&cli->diag);
        turns_render(&open->turns, &open->study);
        return STATUS_FINE;
    }
    int status = cli_status(cli);
    study_clear(&open->study);
    return status;
}

void cli_close(struct cli_study *open)
{
    turns_release(&open->turns);
    study_clear(&open->study);
}
