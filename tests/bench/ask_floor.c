// SPDX-License-Identifier: MIT
// The floor of asking a model: posts the same question again and again with libcurl, many at once, and reads nothing of what
// comes back; or writes it to a file and has it on the disk before the next question ("keep").
//   ask_floor URL REQUESTS CONNECTIONS FILE|-
#include <curl/curl.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char body[] = "{\"messages\":[{\"content\":\"What happened in the "
                           "harbour, and who was asked about it? 12345\","
                           "\"role\":\"user\"}],\"model\":\"bench\",\"stream\":true,"
                           "\"stream_options\":{\"include_usage\":true}}";
static int file = -1;
static long left, done;

static size_t take(char *bytes, size_t one, size_t len, void *context)
{
    (void)one;
    (void)context;
    if (file >= 0 && write(file, bytes, len) != (ssize_t)len)
        exit(1);
    return len;
}

static CURL *make(const char *url, struct curl_slist *headers)
{
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    return easy;
}

static void turn(CURLM *multi)
{
    CURLMsg *message;
    int running, queued, ended = 0;
    curl_multi_perform(multi, &running);
    CURL *again[1000];
    while ((message = curl_multi_info_read(multi, &queued)) != NULL && ended < 1000) {
        if (message->msg != CURLMSG_DONE || message->data.result != CURLE_OK)
            exit(1);
        again[ended++] = message->easy_handle;
        curl_multi_remove_handle(multi, message->easy_handle);
        done++;
    }
    if (ended && file >= 0)
        fdatasync(file);
    for (int i = 0; i < ended && left > 0; i++, left--)
        curl_multi_add_handle(multi, again[i]);
    curl_multi_poll(multi, NULL, 0, 100, NULL);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    long total = strtol(argv[2], NULL, 10), connections = strtol(argv[3], NULL, 10);
    struct curl_slist *headers =
        curl_slist_append(NULL, "Content-Type: application/json");
    headers = curl_slist_append(headers, "Expect:");
    if (strcmp(argv[4], "-") != 0)
        file = open(argv[4], O_WRONLY | O_CREAT | O_APPEND, 0666);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
    left = total;
    for (long i = 0; i < connections && left > 0; i++, left--)
        curl_multi_add_handle(multi, make(argv[1], headers));
    while (done < total)
        turn(multi);
    return 0;
}
