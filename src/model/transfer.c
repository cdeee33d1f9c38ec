// SPDX-License-Identifier: MIT
#include "model/transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "model/key.h"
#include "model/retry.h"

#define LEFT_OPEN_MS 1000 // behind the end of a stream
#define BUFFER_BYTES                                                                   \
    4096 // of each connection: an answer is small, and there may be a thousand

// ---- libcurl's options have one type each

static void set_number(struct transfer *t, CURLoption option, long value)
{
    t->curl->easy_setopt(t->easy, option, value);
}

static void set_text(struct transfer *t, CURLoption option, const char *value)
{
    t->curl->easy_setopt(t->easy, option, value);
}

static void set_data(struct transfer *t, CURLoption option, void *value)
{
    t->curl->easy_setopt(t->easy, option, value);
}

static long get_number(const struct transfer *t, CURLINFO info)
{
    long value = 0;
    t->curl->easy_getinfo(t->easy, info, &value);
    return value;
}

static const char *get_text(const struct transfer *t, CURLINFO info)
{
    const char *value = NULL;
    t->curl->easy_getinfo(t->easy, info, &value);
    return value;
}

static const char *get_header(const struct transfer *t, const char *name)
{
    struct curl_header *header;
    return t->curl->easy_header(t->easy, name, 0, CURLH_HEADER, -1, &header) ==
                   CURLHE_OK
               ? header->value
               : "";
}

// ---- a handle

static size_t take(char *bytes, size_t one, size_t len, void *context)
{
    struct transfer *t = context;
    (void)one;
    t->heard = clock_seconds();
    bool wanted = reply_feed(
        &t->reply,
        t->reply.begun ? t->reply.status : (int)get_number(t, CURLINFO_RESPONSE_CODE),
        t->reply.begun ? NULL : get_text(t, CURLINFO_CONTENT_TYPE), bytes, len);
    return wanted ? len : 0;
}

// Nothing but HTTP; certificates are checked; no password file is read; proxies are those of the environment.
static void set_up(struct transfer *t)
{
    const char *authorities = getenv("SSL_CERT_FILE");
    set_text(t, CURLOPT_PROTOCOLS_STR, "http,https");
    set_text(t, CURLOPT_USERAGENT, "calma/" CALMA_VERSION);
    set_number(t, CURLOPT_SSL_VERIFYPEER, 1);
    set_number(t, CURLOPT_SSL_VERIFYHOST, 2);
    set_number(t, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (authorities && *authorities)
        set_text(t, CURLOPT_CAINFO, authorities);
    set_number(t, CURLOPT_NETRC, CURL_NETRC_IGNORED);
    set_number(t, CURLOPT_FOLLOWLOCATION, 0);
    set_number(t, CURLOPT_NOSIGNAL, 1);
    set_number(t, CURLOPT_BUFFERSIZE, BUFFER_BYTES);
    set_number(t, CURLOPT_TCP_KEEPALIVE, 1);
    set_number(t, CURLOPT_CONNECTTIMEOUT_MS, t->limits->connect_ms);
    set_data(t, CURLOPT_ERRORBUFFER, t->error);
    set_data(t, CURLOPT_PRIVATE, t);
    set_data(t, CURLOPT_WRITEDATA, t);
    t->curl->easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take);
}

int transfer_init(struct transfer *t, const struct curl *curl,
                  const struct chat_options *limits)
{
    *t = (struct transfer){.curl = curl, .limits = limits, .easy = curl->easy_init()};
    reply_init(&t->reply, limits->answer_max);
    if (!t->easy)
        return -1;
    set_up(t);
    return 0;
}

void transfer_release(struct transfer *t)
{
    if (t->easy)
        t->curl->easy_cleanup(t->easy);
    reply_release(&t->reply);
}

void transfer_begin(struct transfer *t, const struct service *service, const char *body,
                    size_t len)
{
    reply_clear(&t->reply, service->key);
    t->error[0] = '\0';
    set_text(t, CURLOPT_URL, service->url);
    set_text(t, CURLOPT_PROXY, service->local ? "" : NULL);
    set_data(t, CURLOPT_HTTPHEADER, service->headers);
    set_text(t, CURLOPT_POSTFIELDS, body);
    t->curl->easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
    t->began = t->heard = clock_seconds();
}

// ---- its end

bool transfer_is_late(const struct transfer *t, double now)
{
    long idle = t->reply.ended && t->limits->idle_ms > LEFT_OPEN_MS
                    ? LEFT_OPEN_MS
                    : t->limits->idle_ms;
    return (now - t->heard) * 1000 > (double)idle ||
           (now - t->began) * 1000 > (double)t->limits->whole_ms;
}

enum trouble_kind transfer_broken(const struct transfer *t, CURLcode code, bool late)
{
    curl_off_t connected = 0;
    if (late)
        return TROUBLE_SLOW;
    t->curl->easy_getinfo(t->easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (code == CURLE_OPERATION_TIMEDOUT && !connected)
        return TROUBLE_CONNECT;
    return trouble_of_curl(code, t->reply.begun);
}

static void set_detail(struct trouble *trouble, const char *key, const char *text)
{
    struct buf line;
    buf_init(&line, 4 * COMPLAINT_MAX);
    buf_str(&line, text);
    key_redact(key, &line);
    snprintf(trouble->detail, sizeof trouble->detail, "%.*s", COMPLAINT_MAX, line.data);
    buf_release(&line);
}

static void explain_late(const struct transfer *t, struct trouble *trouble)
{
    bool idle = (t->heard - t->began) * 1000 + (double)t->limits->idle_ms <
                (double)t->limits->whole_ms;
    const char *what = !idle            ? "it was not complete"
                       : t->reply.begun ? "nothing more came"
                                        : "nothing came";
    snprintf(trouble->detail, sizeof trouble->detail, "%s within %g s", what,
             (double)(idle ? t->limits->idle_ms : t->limits->whole_ms) / 1000);
}

static long asked_to_wait(const struct transfer *t)
{
    const char *milliseconds = get_header(t, "Retry-After-Ms");
    size_t digits = strspn(milliseconds, "0123456789");
    if (digits && digits < 10 && !milliseconds[digits])
        return strtol(milliseconds, NULL, 10);
    return retry_after(get_header(t, "Retry-After"), time(NULL));
}

void transfer_explain(const struct transfer *t, const struct service *service,
                      bool late, struct trouble *trouble)
{
    const char *location = get_text(t, CURLINFO_REDIRECT_URL);
    trouble->wait_ms = asked_to_wait(t);
    if (trouble->kind == TROUBLE_SLOW && late)
        explain_late(t, trouble);
    else if (trouble->kind == TROUBLE_REDIRECT)
        set_detail(trouble, service->key,
                   location ? location : "it does not say where");
    else if (!trouble->detail[0] && t->error[0])
        set_detail(trouble, service->key, t->error);
}

const char *transfer_redirect(const struct transfer *t)
{
    long status = get_number(t, CURLINFO_RESPONSE_CODE);
    bool same_request =
        status == 301 || status == 302 || status == 307 || status == 308;
    return same_request ? get_text(t, CURLINFO_REDIRECT_URL) : NULL;
}

long transfer_milliseconds(const struct transfer *t)
{
    return (long)((t->heard - t->began) * 1000);
}
