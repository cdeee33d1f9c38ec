// SPDX-License-Identifier: MIT
// What a study pays for an hour: pay = { rate = 17, currency = "USD" }. Kept in decimals, never in binary fractions.
#ifndef CALMA_STUDY_PAY_H
#define CALMA_STUDY_PAY_H

#include <jansson.h>

#include "base/diag.h"

struct pay {
    char rate[40];    // for an hour: up to 8 digits and, behind a point, up to 4; "" where the study does not pay
    char currency[4]; // its letters in ISO 4217
    int digits;       // of its minor unit: 2 for cents
};

// `value` is what study.lua says, or NULL. What is wrong with it is reported at `where`.
void pay_read(struct pay *pay, const json_t *value, struct place where, struct diag *d);

// {"currency", "digits", "rate"} as packets and the record have it; NULL where the study does not pay. A new reference.
json_t *pay_json(const struct pay *pay);

#endif
