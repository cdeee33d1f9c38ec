// SPDX-License-Identifier: MIT
// Text in every language, by ICU. All strings are UTF-8; all offsets and lengths that leave this file count Unicode
// code points unless their name says `bytes`. Text is checked once, at the door (text_valid), and trusted afterwards.
#ifndef CALMA_BASE_TEXT_H
#define CALMA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

// Well-formed UTF-8 without NUL. `bad` (may be NULL) receives the byte offset of the first fault.
bool text_valid(const char *s, size_t bytes, size_t *bad);

// Appends one code point, which is neither half of a pair.
void text_add_code_point(struct buf *out, unsigned long c);

// Number of code points in well-formed UTF-8.
size_t text_length(const char *s, size_t bytes);

// Byte offset of code point `n`, or `bytes` when there are fewer.
size_t text_byte_offset(const char *s, size_t bytes, size_t n);

// Appends the normalised (NFC) form, or the form for comparing: NFKC with full case folding.
void text_nfc(struct buf *out, const char *s, size_t bytes);
void text_fold(struct buf *out, const char *s, size_t bytes);
// The folded form, decomposed, without accents, points and vowel marks, as the app's searches compare (fold.ts). Vowel
// signs of other scripts are letters to their readers, and stay.
void text_bare(struct buf *out, const char *s, size_t bytes);

// Appends a label as it is kept: NFC, trimmed, inner white space runs made one space.
void text_label(struct buf *out, const char *s, size_t bytes);

enum text_unit { TEXT_WORD, TEXT_SENTENCE };

// Calls `each` for every word (of letters or digits; spaces and marks are left out) or every sentence of `s`, with
// the byte range in `s`. Stops when `each` answers false. `language` is a BCP 47 tag or "".
void text_split(const char *s, size_t bytes, const char *language, enum text_unit unit,
                bool (*each)(size_t start, size_t end, void *context), void *context);

// How many digits the minor unit of a currency has (2 for cents), by its capital letters in ISO 4217; -1 when there is none
// of that name. As CLDR lists them.
int text_currency_digits(const char *letters);

// Compares as people of that language sort; equal keys fall back to byte order, so the order is total.
int text_collate(const char *language, const char *a, const char *b);

// "rtl" when the language's script runs from right to left, else "ltr".
const char *text_direction(const char *language);

#endif
