// SPDX-License-Identifier: MIT
// Keys of model services. A key comes from an environment variable alone, lies in memory that is not swapped out nor dumped,
// and is in nothing that the program says or writes.
#ifndef CALMA_MODEL_KEY_H
#define CALMA_MODEL_KEY_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

#define KEY_VARIABLE "CALMA_API_KEY" // where a study names none

// The value of an environment variable, to key_free(). NULL in `*key` when it is not set or empty. -1 with an error,
// which names the variable and not its value, when it cannot be sent: it must be 1 to 4,000 printing characters of ASCII.
int key_read(const char *variable, char **key, struct diag *d);
void key_free(char *key); // wiped; NULL is fine

// A study can come from somebody else, and names both the variable and the place that its value is sent to. So whoever has
// the key says where it belongs, in the variable "<variable>_FOR" of the same environment: "https://models.example.org".
bool key_has_place(const char *variable);
// Whether the key may go to `endpoint`: to this computer itself always, elsewhere when it was said to belong there.
bool key_is_for(const char *variable, const char *endpoint);

// Writes "[key]" over every stretch of `text` that is the key, or eight of its characters or more. NULL: no key. What
// has fewer than four characters ("x", for servers that want something there) is no secret.
void key_redact(const char *key, struct buf *text);

// Whether the whole key stands in the text; never for keys shorter than eight characters, which any text may hold.
bool key_is_in(const char *key, const char *text);

#endif
