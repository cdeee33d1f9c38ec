// SPDX-License-Identifier: MIT
#include "model/curl.h"

#include <dlfcn.h>
#include <string.h>

// The first is what most programs use; the second is the same with another TLS library, and comes with git.
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

static void *library_open(void)
{
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

// ISO C gives no way from an object's address to a function's; POSIX says that their bytes are the same.
static bool find(void *library, const char *name, void *call)
{
    void *address = dlsym(library, name);
    memcpy(call, &address, sizeof address);
    return address;
}

static const char *fill(struct curl *curl, void *library)
{
#define X(name)                                                                        \
    if (!find(library, "curl_" #name, &curl->name))                                    \
        return "curl_" #name;
    CURL_CALLS(X)
#undef X
    return NULL;
}

const struct curl *curl_load(struct diag *d)
{
    static struct curl curl;
    static bool ready;
    if (ready)
        return &curl;
    void *library = library_open();
    if (!library) {
        diag_add(d, NOWHERE, E_CURL_MISSING, names[0]);
        return NULL;
    }
    const char *lacks = fill(&curl, library);
    if (lacks || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        diag_add(d, NOWHERE, E_CURL_OLD, lacks ? lacks : "curl_global_init");
        return NULL;
    }
    ready = true;
    return &curl;
}
