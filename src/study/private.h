// SPDX-License-Identifier: MIT
// What in somebody's words may tell who they are. It finds what is written plainly and misses the rest: a reason to
// look, never a reason to trust.
#ifndef CALMA_STUDY_PRIVATE_H
#define CALMA_STUDY_PRIVATE_H

#include <stdbool.h>

// An e-mail address: a name, "@", and a domain with a dot in it.
bool private_mail(const char *text);

// A phone number: nine digits or more, or eight behind a "+", with nothing but single spaces, "-", "/", "." and brackets
// between them. A span of years is none.
bool private_phone(const char *text);

#endif
