// SPDX-License-Identifier: MIT
#include "model/options.h"

#include <sodium.h>

struct chat_options chat_defaults(void)
{
    return (struct chat_options){
        .connections = 4,
        .attempts = 6,
        .connect_ms = 15000,
        .idle_ms = 300000,
        .whole_ms = 1800000,
        .answer_max = (size_t)16 << 20,
        .seed = randombytes_random(),
    };
}

void chat_allow(struct chat_options *options, long seconds)
{
    long times = options->whole_ms / options->idle_ms;
    if (!seconds)
        return;
    options->idle_ms = seconds * 1000;
    options->whole_ms = times * options->idle_ms;
}
