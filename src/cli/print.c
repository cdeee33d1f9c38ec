// SPDX-License-Identifier: MIT
#include "cli/print.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"

// --- terminals

static bool is_terminal(int fd)
{
    const char *term = getenv("TERM");
    return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

bool print_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");
    return is_terminal(STDERR_FILENO) && !(no_colour && *no_colour);
}

bool print_progress(void)
{
    return is_terminal(STDERR_FILENO);
}

// --- diagnostics

// A control of the second set (U+0080 to U+009F), or one that turns the direction of what follows (U+202A to U+202E,
// U+2066 to U+2069), written as UTF-8: its code point, or 0.
static unsigned hidden_control(const unsigned char *s)
{
    if (s[0] == 0xc2 && s[1] >= 0x80 && s[1] <= 0x9f)
        return s[1];
    if (s[0] != 0xe2 || (s[1] != 0x80 && s[1] != 0x81))
        return 0;
    unsigned c = 0x2000 + ((s[1] & 0x3fu) << 6) + (s[2] & 0x3fu);
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ? c : 0;
}

// Text from files may hold anything: control characters would reach the terminal as commands, and others could make a
// line read as another.
void print_safe(FILE *out, const char *text)
{
    for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
        unsigned hidden = hidden_control(s);
        if (*s < 0x20 || *s == 0x7f)
            fprintf(out, "\\x%02x", *s);
        else if (hidden)
            fprintf(out, "\\u%04x", hidden);
        else
            fputc(*s, out);
        s += !hidden ? 0 : hidden < 0x100 ? 1 : 2;
    }
}

static void print_place(const struct diag_entry *e)
{
    if (!*e->file && !*e->path)
        return;
    print_safe(stderr, e->file);
    if (e->line)
        fprintf(stderr, ":%d", e->line);
    if (*e->path) {
        fputc(':', stderr);
        print_safe(stderr, e->path);
    }
    fputs(": ", stderr);
}

static void print_text(const struct diag_entry *e, bool colour)
{
    static const char *const colours[] = {"\033[36m", "\033[33m", "\033[31m"};
    enum diag_grade grade = diag_code_grade(e->code);
    print_place(e);
    fprintf(stderr, "%s%s:%s ", colour ? colours[grade] : "", diag_grade_name(grade),
            colour ? "\033[0m" : "");
    print_safe(stderr, e->text);
    fputc('\n', stderr);
}

// A file's name may be anything but UTF-8, and must not cost the message.
static json_t *text_of(const char *text)
{
    struct buf mended;
    json_t *string = json_string(text);
    if (string)
        return string;
    buf_init(&mended, 1 << 20);
    text_nfc(&mended, text, strlen(text));
    string = json_string(mended.data);
    buf_release(&mended);
    return string;
}

static void print_json(const struct diag_entry *e)
{
    struct buf line;
    buf_init(&line, 1 << 20);
    json_t *object =
        json_pack("{s:s, s:s, s:o, s:i, s:o, s:o}", "grade",
                  diag_grade_name(diag_code_grade(e->code)), "code",
                  diag_code_name(e->code), "file", text_of(e->file), "line", e->line,
                  "path", text_of(e->path), "text", text_of(e->text));
    if (object)
        json_canonical(object, &line);
    fprintf(stderr, "%s\n", line.data);
    json_decref(object);
    buf_release(&line);
}

void print_diag(struct cli *cli)
{
    struct diag *d = &cli->diag;
    cli->worst = cli_status(cli);
    for (size_t i = 0; i < d->count; i++) {
        if (cli->json)
            print_json(&d->entries[i]);
        else
            print_text(&d->entries[i], cli->colour);
    }
    if (d->dropped && !cli->json)
        fprintf(stderr, "and %zu more\n", d->dropped);
    size_t grades[3];
    memcpy(grades, d->grades, sizeof grades);
    diag_release(d);
    memcpy(d->grades, grades, sizeof grades);
}

int print_usage_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("calma: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return STATUS_USAGE;
}

// --- words and numbers

static char *next_line(void)
{
    static char lines[4][64];
    static int at;
    at = (at + 1) % 4;
    return lines[at];
}

const char *print_size(unsigned long long bytes)
{
    char *line = next_line();
    if (bytes < 1000)
        snprintf(line, 64, "%llu bytes", bytes);
    else if (bytes < 1000000)
        snprintf(line, 64, "%.0f kB", (double)bytes / 1e3);
    else
        snprintf(line, 64, "%.1f MB", (double)bytes / 1e6);
    return line;
}

const char *print_count(size_t n, const char *one, const char *many)
{
    char *line = next_line();
    snprintf(line, 64, "%zu %s", n, n == 1 ? one : many);
    return line;
}

// --- help

static void print_options(const struct cli_option *options)
{
    for (; options && options->name; options++) {
        char left[40];
        snprintf(left, sizeof left, "--%s%s%s", options->name,
                 options->value ? " " : "", options->value ? options->value : "");
        printf("  %-22s %s\n", left, options->help);
    }
    printf("  %-22s %s\n", "-C FOLDER", "the study's folder (default: this one)");
    printf("  %-22s %s\n", "--json",
           "results and messages as JSON lines, for programs");
    printf("  %-22s %s\n", "--help", "this text");
}

void print_help(const struct verb *verb)
{
    printf("calma [-C STUDY] %s%s%s%s\n\n%s\n\nOptions:\n", verb->name,
           verb->options ? " [options]" : "", *verb->arguments ? " " : "",
           verb->arguments, verb->text);
    print_options(verb->options);
    printf("\nExamples:\n%s", verb->examples);
}

void print_overview(void)
{
    puts("calma runs a participatory study of a language model without a server.\n\n"
         "calma [-C STUDY] VERB [options]\n\nVerbs:");
    for (const struct verb *const *v = verbs; *v; v++)
        printf("  %-12s %s\n", (*v)->name, (*v)->summary);
    puts("\nSTUDY is a folder with a study.lua; without -C it is the current folder.\n"
         "calma VERB --help says more of a verb, with examples. calma --version says "
         "the version.\n"
         "Exit status: 0 fine, 1 something in the data is wrong, 2 usage, 3 the system "
         "failed.");
}
