// SPDX-License-Identifier: MIT
#include "model/trouble.h"

#include <string.h>
#include <strings.h>

#include "model/retry.h"

#define LONGER (-1)

enum give_up { NEVER, UNLESS_ANSWERED, ALWAYS };

static const struct {
    int attempts; // at most; 0: as many as are given, LONGER: twice as many
    enum give_up give_up;
} kinds[TROUBLE_KINDS] = {
    [TROUBLE_NONE] = {1, NEVER},
    [TROUBLE_CONNECT] = {0, UNLESS_ANSWERED},
    [TROUBLE_HOST] = {0, UNLESS_ANSWERED},
    [TROUBLE_HANDSHAKE] = {0, UNLESS_ANSWERED},
    [TROUBLE_TLS] = {1, ALWAYS},
    [TROUBLE_NETWORK] = {0, NEVER},
    [TROUBLE_CUT] = {0, NEVER},
    [TROUBLE_SLOW] = {2, NEVER},
    [TROUBLE_BUSY] = {LONGER, NEVER},
    [TROUBLE_UNREADY] = {LONGER, NEVER},
    [TROUBLE_SERVER] = {0, NEVER},
    [TROUBLE_ANSWER] = {2, NEVER},
    [TROUBLE_LARGE] = {1, NEVER},
    [TROUBLE_REQUEST] = {1, NEVER},
    [TROUBLE_KEY_SAID] = {1, NEVER},
    [TROUBLE_KEY] = {1, ALWAYS},
    [TROUBLE_DENIED] = {1, UNLESS_ANSWERED},
    [TROUBLE_CREDIT] = {1, ALWAYS},
    [TROUBLE_MODEL] = {1, ALWAYS},
    [TROUBLE_PATH] = {1, UNLESS_ANSWERED},
    [TROUBLE_REDIRECT] = {1, ALWAYS},
};

int trouble_attempts(enum trouble_kind kind, int attempts)
{
    int most = kinds[kind].attempts;
    if (most == LONGER)
        return attempts > 1 ? 2 * attempts : attempts;
    return most && most < attempts ? most : attempts;
}

bool trouble_gives_up(enum trouble_kind kind, bool answered)
{
    return kinds[kind].give_up == ALWAYS ||
           (kinds[kind].give_up == UNLESS_ANSWERED && !answered);
}

enum trouble_kind trouble_of_curl(CURLcode code, bool answering)
{
    switch (code) {
    case CURLE_OK: return TROUBLE_NONE;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_PROXY: return TROUBLE_CONNECT;
    case CURLE_COULDNT_RESOLVE_HOST: return TROUBLE_HOST;
    case CURLE_SSL_CONNECT_ERROR: return TROUBLE_HANDSHAKE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return TROUBLE_TLS;
    case CURLE_OPERATION_TIMEDOUT: return TROUBLE_SLOW;
    case CURLE_PARTIAL_FILE: return TROUBLE_CUT;
    default: return answering ? TROUBLE_CUT : TROUBLE_NETWORK;
    }
}

static bool has_word(const struct complaint *c, const char *word)
{
    return strstr(c->code, word) || strcasestr(c->message, word);
}

static enum trouble_kind missing(const struct complaint *c, const char *model)
{
    bool named = *model && strstr(c->message, model);
    return named || has_word(c, "model_not_found") ? TROUBLE_MODEL : TROUBLE_PATH;
}

enum trouble_kind trouble_of_status(int status, const struct complaint *c,
                                    const char *model)
{
    switch (status) {
    case 401:
    case 407: return TROUBLE_KEY;
    case 402: return TROUBLE_CREDIT;
    case 403: return TROUBLE_DENIED;
    case 404: return missing(c, model);
    case 405: return TROUBLE_PATH;
    case 408:
    case 409:
    case 425: return TROUBLE_SERVER;
    case 413: return TROUBLE_REQUEST;
    case 429: return has_word(c, "insufficient_quota") ? TROUBLE_CREDIT : TROUBLE_BUSY;
    default: break;
    }
    if (status >= 300 && status < 400)
        return TROUBLE_REDIRECT;
    if (status >= 500)
        return status == 501   ? TROUBLE_REQUEST
               : status == 503 ? TROUBLE_UNREADY
                               : TROUBLE_SERVER;
    return status >= 400 ? TROUBLE_REQUEST : TROUBLE_ANSWER;
}

// ---- messages

static void say_key(const struct trouble *t, const struct asked_with *with,
                    struct place where, struct diag *d)
{
    enum diag_code code = with->has_key ? E_MODEL_KEY_WRONG : E_MODEL_KEY_MISSING;
    diag_add(d, where, code, t->status, with->key_name, t->detail);
}

static const char *first_of(const char *detail, const char *otherwise)
{
    return *detail ? detail : otherwise;
}

void trouble_say(const struct trouble *t, const struct asked_with *with,
                 struct place where, struct diag *d)
{
    const char *detail = first_of(t->detail, "it says no more");
    switch (t->kind) {
    case TROUBLE_NONE:
    case TROUBLE_KINDS: break;
    case TROUBLE_CONNECT: diag_add(d, where, E_MODEL_CONNECT, detail); break;
    case TROUBLE_HOST: diag_add(d, where, E_MODEL_HOST, detail); break;
    case TROUBLE_HANDSHAKE: diag_add(d, where, E_MODEL_HANDSHAKE, detail); break;
    case TROUBLE_TLS: diag_add(d, where, E_MODEL_TLS, detail); break;
    case TROUBLE_NETWORK:
        diag_add(d, where, E_MODEL_NETWORK, detail, with->attempts);
        break;
    case TROUBLE_CUT: diag_add(d, where, E_MODEL_CUT, with->attempts); break;
    case TROUBLE_SLOW: diag_add(d, where, E_MODEL_SLOW, detail, with->attempts); break;
    case TROUBLE_BUSY:
        if (t->wait_ms > RETRY_PATIENCE_MS)
            diag_add(d, where, E_MODEL_LATER, t->wait_ms / 60000);
        else
            diag_add(d, where, E_MODEL_BUSY, t->status, with->attempts, detail);
        break;
    case TROUBLE_UNREADY:
    case TROUBLE_SERVER:
        if (t->status < 300)
            diag_add(d, where, E_MODEL_BROKE, with->attempts, detail);
        else
            diag_add(d, where, E_MODEL_SERVER, t->status, with->attempts, detail);
        break;
    case TROUBLE_ANSWER: diag_add(d, where, E_MODEL_ANSWER, detail); break;
    case TROUBLE_LARGE: diag_add(d, where, E_MODEL_LARGE, detail); break;
    case TROUBLE_REQUEST: diag_add(d, where, E_MODEL_REQUEST, t->status, detail); break;
    case TROUBLE_KEY_SAID: diag_add(d, where, E_MODEL_KEY_SAID); break;
    case TROUBLE_KEY: say_key(t, with, where, d); break;
    case TROUBLE_DENIED: diag_add(d, where, E_MODEL_DENIED, t->status, detail); break;
    case TROUBLE_CREDIT: diag_add(d, where, E_MODEL_CREDIT, t->status, detail); break;
    case TROUBLE_MODEL: diag_add(d, where, E_MODEL_UNKNOWN, with->model, detail); break;
    case TROUBLE_PATH: diag_add(d, where, E_MODEL_PATH, t->status); break;
    case TROUBLE_REDIRECT: diag_add(d, where, E_MODEL_REDIRECT, detail); break;
    }
}
