// SPDX-License-Identifier: MIT
// Texts and conversations that the program brings along for studies that have none of their own: named "calma:<file>",
// they are themes/base/training/<language>/<file>, in the study's language where it is there, or else in English.
#ifndef CALMA_STUDY_SHIPPED_H
#define CALMA_STUDY_SHIPPED_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

bool shipped_is(const char *file);
// Appends the file's bytes. A study's own file of that path wins.
int shipped_read(const char *study_folder, const char *language, const char *file,
                 struct buf *out, struct diag *d);

#endif
