// SPDX-License-Identifier: MIT
#include "model/url.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/mem.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define PATH_BYTES LETTERS DIGITS "/-._~!$&'()*+,;=:%"

static const char *skip_scheme(struct url *url, const char *text)
{
    url->tls = strncasecmp(text, "https://", 8) == 0;
    if (url->tls)
        return text + 8;
    return strncasecmp(text, "http://", 7) == 0 ? text + 7 : NULL;
}

static const char *read_host(struct url *url, const char **at)
{
    bool number = **at == '[';
    size_t len = number ? strspn(*at + 1, DIGITS "abcdefABCDEF:.") + 2
                        : strspn(*at, LETTERS DIGITS ".-_");
    if (number && (*at)[len - 1] != ']')
        return "its host in brackets must be a number of IPv6";
    if (len == 0)
        return "it needs a host";
    if (len >= sizeof url->host)
        return "its host is too long";
    for (size_t i = 0; i < len; i++)
        url->host[i] = (char)tolower((unsigned char)(*at)[i]);
    url->host[len] = '\0';
    *at += len;
    return NULL;
}

static const char *read_port(struct url *url, const char **at)
{
    url->port = url->tls ? 443 : 80;
    if (**at != ':')
        return NULL;
    size_t len = strspn(++*at, DIGITS);
    long port = strtol(*at, NULL, 10);
    if (len == 0 || len > 5 || port < 1 || port > 65535)
        return "its port must be a number from 1 to 65535";
    url->port = (int)port;
    *at += len;
    return NULL;
}

static const char *read_path(struct url *url, const char *at)
{
    static const char odd[] = "it holds a character that does not belong there";
    url->path = at;
    if (*at && *at != '/')
        return odd;
    size_t len = strspn(at, PATH_BYTES);
    if (at[len] == '?' || at[len] == '#')
        return "it must end behind the path, without \"?\" and \"#\"";
    if (at[len])
        return odd;
    return strstr(at, "/../") || strstr(at, "//") ? "its path must be plain" : NULL;
}

const char *url_read(struct url *url, const char *text)
{
    *url = (struct url){.path = ""};
    if (strlen(text) > URL_MAX)
        return "it is too long";
    const char *at = skip_scheme(url, text);
    if (!at)
        return "it must begin with https:// or http://";
    if (memchr(at, '@', strcspn(at, "/?#\\")))
        return "it holds a name or a password; leave them out, and put the key in an "
               "environment variable";
    const char *why = read_host(url, &at);
    why = why ? why : read_port(url, &at);
    return why ? why : read_path(url, at);
}

// Four numbers from 0 to 255 without anything in front of them, the first of which is 127.
static bool is_loopback_number(const char *host)
{
    const char *at = host;
    for (int part = 0; part < 4; part++) {
        char *end;
        long number = strtol(at, &end, 10);
        bool plain = isdigit((unsigned char)*at) && (*at != '0' || end == at + 1);
        if (!plain || number > 255 || *end != (part < 3 ? '.' : '\0'))
            return false;
        at = end + 1;
    }
    return strncmp(host, "127.", 4) == 0;
}

bool url_is_loopback(const struct url *url)
{
    return strcmp(url->host, "localhost") == 0 || strcmp(url->host, "[::1]") == 0 ||
           is_loopback_number(url->host);
}

bool url_same_origin(const char *a, const char *b)
{
    struct url one, other;
    return !url_read(&one, a) && !url_read(&other, b) && one.tls == other.tls &&
           one.port == other.port && strcmp(one.host, other.host) == 0;
}

// An address as it may be shown: what stands before "@" may be a password.
static const char *shown(const char *endpoint)
{
    return strchr(endpoint, '@') ? "endpoint" : endpoint;
}

int url_check(const char *endpoint, bool plain_http, struct diag *d)
{
    struct url url;
    struct place where = {shown(endpoint), 0, ""};
    const char *why = url_read(&url, endpoint);
    if (why)
        return diag_add(d, where, E_ENDPOINT, why);
    if (!url.tls && !plain_http && !url_is_loopback(&url))
        return diag_add(d, where, E_ENDPOINT_PLAIN);
    return 0;
}

char *url_join(const char *endpoint, const char *name)
{
    size_t len = strlen(endpoint);
    while (len && endpoint[len - 1] == '/')
        len--;
    struct buf url;
    buf_init(&url, URL_MAX + 100);
    buf_add(&url, endpoint, len);
    buf_char(&url, '/');
    buf_str(&url, name);
    return buf_take(&url);
}
