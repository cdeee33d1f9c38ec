// SPDX-License-Identifier: MIT
// Runs a program, and says on standard error how long it took, and what of the processor and of memory it had.
//   measure PROGRAM ARGUMENT...
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct timespec from, to;
    struct rusage used;
    int status;
    if (argc < 2)
        return 2;
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 1;
    clock_gettime(CLOCK_MONOTONIC, &to);
    fprintf(stderr, "{\"status\":%d,\"seconds\":%.6f,\"cpu\":%.6f,\"kb\":%ld}\n",
            WIFEXITED(status) ? WEXITSTATUS(status) : 255,
            (double)(to.tv_sec - from.tv_sec) +
                (double)(to.tv_nsec - from.tv_nsec) / 1e9,
            seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss);
    return 0;
}
