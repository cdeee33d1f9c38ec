// SPDX-License-Identifier: MIT
#include "record/dump.h"

#include "cli/print.h"
#include "cli/records.h"
#include "cli/verbs.h"

static int write_line(void *context, const char *text, size_t len)
{
    return fwrite(text, 1, len, context) == len ? 0 : -1;
}

static void dump(struct cli *cli, struct cli_study *open, struct record *record)
{
    (void)open;
    record_dump(record, write_line, stdout, &cli->diag);
}

static int run(struct cli *cli)
{
    return records_use(cli, dump);
}

const struct verb verb_dump = {
    .name = "dump",
    .arguments = "",
    .summary = "writes the whole record as lines of JSON",
    .text = "Writes the record's contents as canonical JSON lines: the study, its "
            "people, packets and turns, every\n"
            "file that came back, every item. The same study and files give the same "
            "bytes, whatever the order.",
    .examples =
        "  calma dump >record.jsonl\n"
        "  calma dump | jq 'select(.row == \"item\" and .kind == \"coding\")'\n",
    .run = run,
};
