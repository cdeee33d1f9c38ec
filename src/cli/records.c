// SPDX-License-Identifier: MIT
#include "cli/records.h"

int records_use(struct cli *cli, void (*use)(struct cli *cli, struct cli_study *open,
                                             struct record *record))
{
    struct cli_study open;
    struct record record;
    int status = cli_open(cli, &open);
    if (status != STATUS_FINE)
        return status;
    if (record_open(&record, &open.study, &open.turns, &cli->diag) == 0) {
        use(cli, &open, &record);
        record_close(&record);
    }
    status = cli_status(cli);
    cli_close(&open);
    return status;
}
