// SPDX-License-Identifier: MIT
// Rosters and tables from spreadsheets: rows come in the order of their lines, and no field is missing.
#include "fuzz.h"

#include "base/csv.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!text_valid((const char *)data, size, NULL))
        return 0;
    char *text = malloc(size + 1);
    memcpy(text, data, size);
    text[size] = '\0';
    struct csv csv = {NULL, 0};
    struct diag d;
    diag_init(&d);
    if (csv_parse(&csv, text, "input.csv", &d) < 0)
        MUST(diag_has_errors(&d));
    for (size_t i = 0; i < csv.count; i++) {
        MUST(i == 0 || csv.rows[i].line > csv.rows[i - 1].line);
        for (size_t k = 0; k < csv.rows[i].count; k++)
            MUST(csv_field(&csv.rows[i], (int)k) == csv.rows[i].fields[k]);
    }
    csv_release(&csv);
    diag_release(&d);
    free(text);
    return 0;
}
