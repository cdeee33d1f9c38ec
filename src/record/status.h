// SPDX-License-Identifier: MIT
// Who has sent what, how far they are, and what is in quarantine.
#ifndef CALMA_RECORD_STATUS_H
#define CALMA_RECORD_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"

enum status_consent { CONSENT_NOT_ASKED, CONSENT_OPEN, CONSENT_GIVEN, CONSENT_REFUSED };

// One participant in one round, in the order of the study, or one board.
struct status_person {
    const char *round, *group, *participant; // of the study
    const struct board *board;               // NULL: a person
    size_t files;                            // accepted ones; 0: nothing has come yet
    long long revision;                      // the largest
    char saved[24];                          // when the latest was saved, as the participant's machine says; "" when none
    enum status_consent consent;
    size_t assigned;                         // turns to be coded, the sum of the next five
    size_t coded, nothing, later, seen, unseen;
    size_t codings, labels, clusters;        // codings; distinct labels in them; clusters
    size_t attributes;                       // written down with a name in a rank step
    bool fewer;                              // said to have fewer than were asked for
    size_t ratings, answers, remarks;        // of axes; to the survey; proposals and what was said to others' ones
    bool ranked;                             // put the axes in an order
    size_t tries;                            // of a quiz
    bool passed;                             // the quiz, in whichever try
    size_t questions;                        // of their own for the model
    size_t visited, picked;                  // conversations of the bank that they read, and that they chose
    size_t decisions, attending, minutes;    // of a board: in its log; people who were there; notes of what was said
    char *ineligible;                        // JSON list of the questions of a survey by which they are not; NULL: none
    size_t problems;                         // things in their items that do not fit
    char devices[200];                       // the kinds of machine that files came from, sorted; "" when not known
    bool forked;                             // worked on in two places; everything was joined
    bool away;   // declined in a round before: no packet is due
};

struct status_file {
    char *sha256, *names; // the names it came under, sorted, separated by ", "; "" when not known
    char *reason, *explanation;
    char *participant, *round; // "" when it is not known to be theirs
};

struct status {
    struct status_person *people;
    size_t people_count;
    struct status_file *quarantined; // by SHA-256
    size_t quarantined_count;
};

int status_read(struct status *status, struct record *record, struct diag *d);
void status_release(struct status *status);

#endif
