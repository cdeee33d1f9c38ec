// SPDX-License-Identifier: MIT
// How much is asked of servers at once, how long is waited, and what is allowed.
#ifndef CALMA_MODEL_OPTIONS_H
#define CALMA_MODEL_OPTIONS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct chat_options {
    int connections;      // requests under way at once; 1 to 1,000
    int attempts;         // for each request, from 1
    long connect_ms;      // for making a connection
    long idle_ms;         // without a byte: before the first, and between any two
    long whole_ms;        // for one attempt altogether
    size_t answer_max;    // bytes of a server's answer
    bool plain_http;      // http (without TLS) to other machines too; otherwise only within this one
    unsigned long long seed;            // of the spread of waiting times
    const volatile sig_atomic_t *stop;  // how often the user asked to stop (may be NULL). 1: nothing new is sent, and
                                        // what is under way has three seconds left; more: it is dropped at once
};

// 4 connections, 6 attempts, 15 s, 5 min, 30 min, 16 MB, no plain http, and a seed drawn by lot.
struct chat_options chat_defaults(void);

// Waits so many seconds for a byte, and longer for the whole in proportion; 0 changes nothing.
void chat_allow(struct chat_options *options, long seconds);

#endif
