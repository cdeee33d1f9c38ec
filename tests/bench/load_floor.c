// SPDX-License-Identifier: MIT
// The floor of reading a large file of JSON: jansson loads it whole, nothing more. Prints {"seconds": ..., "peak": bytes}.
// load_floor FILE
#include <jansson.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int count, char **words)
{
    json_error_t error;
    struct rusage used;
    if (count != 2)
        return 2;
    double start = now();
    json_t *value = json_load_file(words[1], 0, &error);
    if (!value) {
        fprintf(stderr, "%s: %s\n", words[1], error.text);
        return 1;
    }
    double seconds = now() - start;
    getrusage(RUSAGE_SELF, &used);
    printf("{\"seconds\": %.6f, \"peak\": %ld}\n", seconds, used.ru_maxrss * 1024);
    json_decref(value);
    return 0;
}
