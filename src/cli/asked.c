// SPDX-License-Identifier: MIT
#include "cli/asked.h"

#include <stdlib.h>

#include "base/file.h"
#include "study/wishes.h"

#define RETURNED "returned"

static bool wants_record(const struct study *study)
{
    bool asks = false;
    char *folder = path_join(study->folder, RETURNED);
    for (size_t i = 0; i < study->group_count; i++)
        asks = asks || study->groups[i].asks;
    asks = asks && folder_exists(folder);
    free(folder);
    return asks;
}

int cli_asks_open(struct cli_study *open, const char *round, const char *participant,
                  struct cli_asks *asks, struct diag *d)
{
    struct record record;
    int result = 0;
    *asks = (struct cli_asks){0};
    bool is_read = wants_record(&open->study);
    if (is_read) {
        result = record_open(&record, &open->study, &open->turns, d);
        if (result == 0) {
            result = questions_read(&asks->questions, &record, round, participant, d);
            record_close(&record);
        }
    }
    requests_make(&asks->asks, &open->study, asks->questions.items,
                  asks->questions.count, d);
    asks->asks.whole = is_read && !round && !participant;
    return result;
}

void cli_asks_close(struct cli_asks *asks)
{
    requests_release(&asks->asks);
    questions_release(&asks->questions);
}

size_t cli_asks_warn(struct cli_study *open, struct diag *d)
{
    struct cli_asks asks;
    size_t waiting = 0;
    if (cli_asks_open(open, NULL, NULL, &asks, d) == 0)
        waiting = requests_waiting(&asks.asks, REQUEST_KINDS);
    size_t withdrawn = wishes_count(&asks.asks).withdrawn;
    if (withdrawn)
        diag_add(d, NOWHERE, E_WISH_WITHDRAWN, withdrawn);
    if (waiting)
        diag_add(d, NOWHERE, W_AWAITING, waiting, asks.asks.count);
    cli_asks_close(&asks);
    return waiting;
}
