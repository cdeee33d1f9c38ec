// SPDX-License-Identifier: MIT
// A model's server that is no bottleneck: every request gets the same answer, after the same time. It prints its port.
//   ask_server MILLISECONDS whole|stream
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS 4096
#define REQUEST_MAX 65536
#define EVENTS 50 // of a stream

static char *answer;
static size_t answer_len;
static double delay;
static char *request[CONNECTIONS]; // what has come of one, by descriptor
static size_t request_len[CONNECTIONS];

// Answers that are due, in the order in which they will be.
static struct {
    int fd;
    double due;
} due[1 << 16];
static unsigned due_first, due_last;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_whole(char *body, size_t room)
{
    snprintf(body, room,
             "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":"
             "\"bench-1\",\"choices\":[{\"index\":0,"
             "\"message\":{\"role\":\"assistant\",\"content\":\"%0*d\",\"refusal\":"
             "null},\"finish_reason\":\"stop\"}],"
             "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":100,\"total_"
             "tokens\":120}}",
             500, 7);
}

static void make_stream(char *body, size_t room)
{
    size_t len = 0;
    for (int i = 0; i < EVENTS; i++)
        len += (size_t)snprintf(body + len, room - len,
                                "data: "
                                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\","
                                "\"created\":1,\"model\":\"bench-1\","
                                "\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                                "\"word %d, \"},\"finish_reason\":%s}]}\n\n",
                                i, i == EVENTS - 1 ? "\"stop\"" : "null");
    snprintf(body + len, room - len, "data: [DONE]\n\n");
}

static void make_answer(int stream)
{
    static char body[20000];
    stream ? make_stream(body, sizeof body) : make_whole(body, sizeof body);
    answer = malloc(sizeof body + 300);
    answer_len = (size_t)sprintf(
        answer, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
        stream ? "text/event-stream" : "application/json", strlen(body), body);
}

static void send_answer(int fd)
{
    size_t sent = 0;
    while (sent < answer_len) {
        ssize_t n = write(fd, answer + sent, answer_len - sent);
        if (n <= 0)
            return;
        sent += (size_t)n;
    }
}

static void answer_later(int fd)
{
    unsigned at = due_last++ % (sizeof due / sizeof *due);
    due[at].fd = fd;
    due[at].due = now() + delay;
}

// True when a whole request is there; it is then forgotten.
static int take_request(int fd)
{
    char *text = request[fd], *end;
    text[request_len[fd]] = '\0';
    if ((end = strstr(text, "\r\n\r\n")) == NULL)
        return 0;
    const char *length = strcasestr(text, "\r\nContent-Length:");
    size_t whole =
        (size_t)(end + 4 - text) + (length ? strtoul(length + 17, NULL, 10) : 0);
    if (request_len[fd] < whole)
        return 0;
    request_len[fd] = 0;
    return 1;
}

static void receive(int fd)
{
    if (!request[fd])
        request[fd] = malloc(REQUEST_MAX + 1);
    ssize_t n = read(fd, request[fd] + request_len[fd], REQUEST_MAX - request_len[fd]);
    if (n <= 0) {
        request_len[fd] = 0;
        close(fd);
        return;
    }
    request_len[fd] += (size_t)n;
    if (take_request(fd))
        delay > 0 ? answer_later(fd) : send_answer(fd);
}

static void welcome(int epoll, int listener)
{
    int fd = accept(listener, NULL, NULL), one = 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (fd < 0 || fd >= CONNECTIONS)
        exit(1);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static int patience(void)
{
    if (due_first == due_last)
        return -1;
    double left = due[due_first % (sizeof due / sizeof *due)].due - now();
    return left > 0 ? (int)(left * 1000) + 1 : 0;
}

static void send_due(void)
{
    double time = now();
    for (; due_first != due_last; due_first++) {
        unsigned at = due_first % (sizeof due / sizeof *due);
        if (due[at].due > time)
            return;
        send_answer(due[at].fd);
    }
}

static int start(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&address, len) < 0 ||
        listen(listener, 4096) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &len) < 0)
        exit(1);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int argc, char **argv)
{
    struct rlimit files = {CONNECTIONS, CONNECTIONS};
    struct epoll_event events[256];
    if (argc != 3)
        return 2;
    delay = strtod(argv[1], NULL) / 1000;
    make_answer(strcmp(argv[2], "stream") == 0);
    setrlimit(RLIMIT_NOFILE, &files);
    int listener = start(), epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(epoll, events, 256, patience());
        for (int i = 0; i < count; i++)
            events[i].data.fd == listener ? welcome(epoll, listener)
                                          : receive(events[i].data.fd);
        send_due();
    }
}
