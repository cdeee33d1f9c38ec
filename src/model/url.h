// SPDX-License-Identifier: MIT
// Where a model is asked: what an endpoint's address may look like. Few forms are taken, so that no two readers can
// understand one differently: http or https, a name or a number, perhaps a port, perhaps a plain path.
#ifndef CALMA_MODEL_URL_H
#define CALMA_MODEL_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

#define URL_MAX 2000 // bytes

struct url {
    bool tls;
    char host[256];   // in small letters; a number of IPv6 stands in brackets
    int port;         // also where the address does not say it
    const char *path; // in what was read: "" or "/v1"
};

// Reads an address. NULL, or what is wrong with it, as the end of a sentence: "it needs a host".
const char *url_read(struct url *url, const char *text);

// This computer itself: localhost, 127.x.y.z, or [::1], and no other way to write them.
bool url_is_loopback(const struct url *url);

// The same scheme, host and port. False when either is no address.
bool url_same_origin(const char *a, const char *b);

// Whether questions and a key may be sent to `endpoint`: https, or http within this computer, or any http when
// `plain_http`. An error at the address otherwise, without a password that it may hold.
int url_check(const char *endpoint, bool plain_http, struct diag *d);

// "http://127.0.0.1:8080/v1" or the same with "/" at its end, and "chat/completions": the whole address, to free().
char *url_join(const char *endpoint, const char *name);

#endif
