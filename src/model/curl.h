// SPDX-License-Identifier: MIT
// libcurl, loaded when a model is first asked and not when the program starts: it brings two dozen libraries, which would
// add half again to the start of every verb. The functions are called through a table: curl->easy_init().
#ifndef CALMA_MODEL_CURL_H
#define CALMA_MODEL_CURL_H

#define CURL_DISABLE_TYPECHECK // its macros would stand in the way of the table's names
#include <curl/curl.h>

#include "base/diag.h"

#define CURL_CALLS(X)                                                                  \
    X(global_init)                                                                     \
    X(easy_init)                                                                       \
    X(easy_setopt)                                                                     \
    X(easy_getinfo)                                                                    \
    X(easy_header)                                                                     \
    X(easy_strerror)                                                                   \
    X(easy_cleanup)                                                                    \
    X(multi_init)                                                                      \
    X(multi_setopt)                                                                    \
    X(multi_add_handle)                                                                \
    X(multi_remove_handle)                                                             \
    X(multi_perform)                                                                   \
    X(multi_poll)                                                                      \
    X(multi_info_read)                                                                 \
    X(multi_strerror)                                                                  \
    X(multi_cleanup)                                                                   \
    X(slist_append)                                                                    \
    X(slist_free_all)

struct curl {
#define X(name) __typeof__(curl_##name) *name;
    CURL_CALLS(X)
#undef X
};

// The table, filled at the first call; it stays loaded. NULL, with an error that names what to install, when it is not
// there or lacks a function.
const struct curl *curl_load(struct diag *d);

#endif
