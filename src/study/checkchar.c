// SPDX-License-Identifier: MIT
#include "study/checkchar.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static int value_of(char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

char checkchar(const char *id)
{
    int product = 36;
    for (; *id; id++) {
        int value = value_of(*id);
        if (value < 0)
            continue;
        int sum = (product + value) % 36;
        product = (sum ? sum : 36) * 2 % 37;
    }
    return alphabet[(37 - product) % 36];
}
