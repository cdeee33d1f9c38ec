// SPDX-License-Identifier: MIT
// The check character of an id: ISO 7064 MOD 37,36 over its letters and digits. It finds every wrong character and
// nearly every swap, when people copy an id by hand.
#ifndef CALMA_STUDY_CHECKCHAR_H
#define CALMA_STUDY_CHECKCHAR_H

char checkchar(const char *id);

#endif
