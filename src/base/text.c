// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ucol.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/mem.h"

// --- code points

// Eight bytes of ASCII at once, none of them NUL: taking one from such a byte leaves its highest bit clear.
static bool eight_plain(const char *s)
{
    uint64_t eight;
    memcpy(&eight, s, sizeof eight);
    return (((eight - 0x0101010101010101) | eight) & 0x8080808080808080) == 0;
}

bool text_valid(const char *s, size_t bytes, size_t *bad)
{
    const uint8_t *u = (const uint8_t *)s;
    int64_t i = 0, len = (int64_t)bytes;
    while (i < len) {
        int64_t start = i;
        if (len - i >= 8 && eight_plain(s + i)) {
            i += 8;
            continue;
        }
        UChar32 c;
        U8_NEXT(u, i, len, c);
        if (c <= 0) { // malformed, or NUL
            if (bad)
                *bad = (size_t)start;
            return false;
        }
    }
    return true;
}

void text_add_code_point(struct buf *out, unsigned long c)
{
    char bytes[U8_MAX_LENGTH];
    int len = 0;
    U8_APPEND_UNSAFE(bytes, len, c);
    buf_add(out, bytes, (size_t)len);
}

size_t text_length(const char *s, size_t bytes)
{
    size_t n = 0, i = 0;
    for (; bytes - i >= 8 && eight_plain(s + i); i += 8)
        n += 8;
    for (; i < bytes; i++)
        n += !U8_IS_TRAIL((uint8_t)s[i]);
    return n;
}

size_t text_byte_offset(const char *s, size_t bytes, size_t n)
{
    size_t i = 0;
    for (; n >= 8 && bytes - i >= 8 && eight_plain(s + i); i += 8)
        n -= 8;
    for (; i < bytes; i++) {
        if (U8_IS_TRAIL((uint8_t)s[i]))
            continue;
        if (n-- == 0)
            return i;
    }
    return bytes;
}

// --- UTF-16 and back, for the parts of ICU that want it

struct utf16 {
    UChar *data;
    int32_t len;
};

static struct utf16 to_utf16(const char *s, size_t bytes)
{
    struct utf16 u = {mem_grow(NULL, bytes + 1, sizeof(UChar)), 0};
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8WithSub(u.data, (int32_t)bytes + 1, &u.len, s, (int32_t)bytes, 0xFFFD,
                         NULL, &error);
    if (U_FAILURE(error))
        u.len = 0;
    return u;
}

static void add_utf16(struct buf *out, const UChar *u, int32_t len)
{
    char *utf8 = mem_alloc((size_t)len * 3 + 1);
    int32_t bytes = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strToUTF8WithSub(utf8, len * 3 + 1, &bytes, u, len, 0xFFFD, NULL, &error);
    if (U_SUCCESS(error))
        buf_add(out, utf8, (size_t)bytes);
    free(utf8);
}

// --- normal forms

static bool is_ascii(const char *s, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)s[i] >= 0x80)
            return false;
    return true;
}

static void normalize(struct buf *out, const UNormalizer2 *form, const char *s,
                      size_t bytes)
{
    struct utf16 in = to_utf16(s, bytes);
    int32_t room = in.len * 2 + 16;
    UChar *result = mem_grow(NULL, (size_t)room, sizeof *result);
    UErrorCode error = U_ZERO_ERROR;
    int32_t len = unorm2_normalize(form, in.data, in.len, result, room, &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        result = mem_grow(result, (size_t)len + 1, sizeof *result);
        len = unorm2_normalize(form, in.data, in.len, result, len + 1, &error);
    }
    if (U_SUCCESS(error))
        add_utf16(out, result, len);
    free(result);
    free(in.data);
}

void text_nfc(struct buf *out, const char *s, size_t bytes)
{
    UErrorCode error = U_ZERO_ERROR;
    if (is_ascii(s, bytes))
        buf_add(out, s, bytes);
    else
        normalize(out, unorm2_getNFCInstance(&error), s, bytes);
}

void text_fold(struct buf *out, const char *s, size_t bytes)
{
    UErrorCode error = U_ZERO_ERROR;
    if (!is_ascii(s, bytes)) {
        normalize(out, unorm2_getNFKCCasefoldInstance(&error), s, bytes);
        return;
    }
    for (size_t i = 0; i < bytes; i++)
        buf_char(out, s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i]);
}

// Accents of Latin, Greek and Cyrillic letters, points of Hebrew, vowel marks of Arabic, the nukta of Devanagari.
static bool is_accent(UChar32 c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x591 && c <= 0x5c7) ||
           (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670 ||
           c == 0x93c;
}

void text_bare(struct buf *out, const char *s, size_t bytes)
{
    UErrorCode error = U_ZERO_ERROR;
    struct buf folded, apart;
    if (is_ascii(s, bytes)) {
        text_fold(out, s, bytes);
        return;
    }
    buf_init(&folded, SIZE_MAX / 2);
    buf_init(&apart, SIZE_MAX / 2);
    text_fold(&folded, s, bytes);
    normalize(&apart, unorm2_getNFDInstance(&error), folded.data, folded.len);
    for (int32_t i = 0, start = 0; (size_t)i < apart.len; start = i) {
        UChar32 c;
        U8_NEXT((const uint8_t *)apart.data, i, (int32_t)apart.len, c);
        if (!is_accent(c))
            buf_add(out, apart.data + start, (size_t)(i - start));
    }
    buf_release(&folded);
    buf_release(&apart);
}

void text_label(struct buf *out, const char *s, size_t bytes)
{
    struct buf nfc;
    buf_init(&nfc, bytes * 4 + 16);
    text_nfc(&nfc, s, bytes);
    bool space = false, any = false;
    for (int32_t i = 0, start = 0; (size_t)i < nfc.len; start = i) {
        UChar32 c;
        U8_NEXT((const uint8_t *)nfc.data, i, (int32_t)nfc.len, c);
        if (u_isUWhiteSpace(c)) {
            space = any;
            continue;
        }
        if (space)
            buf_char(out, ' ');
        buf_add(out, nfc.data + start, (size_t)(i - start));
        space = false;
        any = true;
    }
    buf_release(&nfc);
}

// --- words and sentences

static UBreakIterator *break_iterator(enum text_unit unit, const char *language)
{
    // Opening one reads rules from ICU's data; each is kept for as long as the same language is asked for.
    static UBreakIterator *kept[2];
    static char kept_language[2][32];
    if (kept[unit] && strncmp(kept_language[unit], language, 31) == 0)
        return kept[unit];
    if (kept[unit])
        ubrk_close(kept[unit]);
    UErrorCode error = U_ZERO_ERROR;
    kept[unit] = ubrk_open(unit == TEXT_WORD ? UBRK_WORD : UBRK_SENTENCE, language,
                           NULL, 0, &error);
    if (U_FAILURE(error))
        kept[unit] = NULL;
    kept_language[unit][0] = '\0';
    strncat(kept_language[unit], language, 31);
    return kept[unit];
}

void text_split(const char *s, size_t bytes, const char *language, enum text_unit unit,
                bool (*each)(size_t start, size_t end, void *context), void *context)
{
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *breaks = break_iterator(unit, language);
    UText *text = utext_openUTF8(NULL, s, (int64_t)bytes, &error);
    if (breaks)
        ubrk_setUText(breaks, text, &error);
    if (breaks && U_SUCCESS(error)) {
        int32_t start = ubrk_first(breaks);
        for (int32_t end; (end = ubrk_next(breaks)) != UBRK_DONE; start = end) {
            if (unit == TEXT_WORD && ubrk_getRuleStatus(breaks) < UBRK_WORD_NONE_LIMIT)
                continue;
            if (!each((size_t)start, (size_t)end, context))
                break;
        }
    }
    utext_close(text);
}

// --- order and direction

static UCollator *collator(const char *language)
{
    static UCollator *kept;
    static char kept_language[32];
    if (kept && strncmp(kept_language, language, 31) == 0)
        return kept;
    if (kept)
        ucol_close(kept);
    UErrorCode error = U_ZERO_ERROR;
    kept = ucol_open(language, &error);
    if (U_FAILURE(error))
        kept = NULL;
    kept_language[0] = '\0';
    strncat(kept_language, language, 31);
    return kept;
}

int text_collate(const char *language, const char *a, const char *b)
{
    UErrorCode error = U_ZERO_ERROR;
    UCollator *order = collator(language);
    int result = order ? ucol_strcollUTF8(order, a, -1, b, -1, &error) : 0;
    return result && U_SUCCESS(error) ? result : strcmp(a, b);
}

const char *text_direction(const char *language)
{
    return uloc_isRightToLeft(language) ? "rtl" : "ltr";
}

int text_currency_digits(const char *letters)
{
    UChar name[4] = {0};
    UErrorCode status = U_ZERO_ERROR;
    if (strlen(letters) != 3 || strspn(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return -1;
    u_charsToUChars(letters, name, 3);
    if (!ucurr_isAvailable(name, U_DATE_MIN, U_DATE_MAX, &status) || U_FAILURE(status))
        return -1;
    int digits = ucurr_getDefaultFractionDigits(name, &status);
    return U_FAILURE(status) ? -1 : digits;
}
