// SPDX-License-Identifier: MIT
// What people want to be done with their conversations may change after these were made: shared or not, sensitive or not. An
// answer's line is then written once more with what they want now, and the last line counts.
#ifndef CALMA_STUDY_WISHES_H
#define CALMA_STUDY_WISHES_H

#include "base/diag.h"
#include "study/requests.h"

// How many answers do not say what their authors want now; and how many of those would still be given to others.
struct wishes {
    size_t changed, withdrawn;
};
struct wishes wishes_count(const struct requests *requests);

// Writes them down. Nothing is sent for it. Answers how many; -1 after an error.
long wishes_keep(const struct requests *requests, struct diag *d);

#endif
