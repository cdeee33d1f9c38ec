// SPDX-License-Identifier: MIT
// Pictures in a packet: SVG of a small kind (docs/formats.md, packet@1), made by lua/.
#ifndef CALMA_PACKET_PICTURE_H
#define CALMA_PACKET_PICTURE_H

#include <stdbool.h>

struct picture {
    char *svg;
    char sha256[65];
};

// True when the text is one svg element that holds only elements and attributes that packets know. It must be UTF-8
// text that ends in NUL.
bool picture_valid(const char *svg);

#endif
