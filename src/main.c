// SPDX-License-Identifier: MIT
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>

#include "cli/cli.h"

int main(int argc, char **argv)
{
    // Character types only: numbers are written the same everywhere.
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_DFL);
    if (sodium_init() < 0) {
        fputs("calma: the system gives no random numbers\n", stderr);
        return STATUS_SYSTEM;
    }
    return cli_main(argc, argv);
}
