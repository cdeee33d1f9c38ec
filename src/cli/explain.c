// SPDX-License-Identifier: MIT
#include "cli/explain.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cli/print.h"

// One line: "    others    tea, rice"; none where nothing comes from there.
static void print_source(const json_t *conversations, const char *source)
{
    size_t printed = 0;
    for (size_t i = 0; i < json_array_size(conversations); i++) {
        const json_t *one = json_array_get(conversations, i);
        if (strcmp(json_text(one, "source"), source) != 0)
            continue;
        if (printed++ == 0)
            printf("    %-9s ", source);
        else
            fputs(", ", stdout);
        fputs(json_text(one, "id"), stdout);
    }
    if (printed)
        putchar('\n');
}

static void print_person(const json_t *person)
{
    const json_t *list = json_object_get(person, "conversations");
    printf("  %s: %s%s\n", json_text(person, "participant"),
           print_count(json_array_size(list), "conversation", "conversations"),
           json_flag(person, "away") ? "; declined, and gets none" : "");
    print_source(list, "baseline");
    print_source(list, "own");
    print_source(list, "others");
}

static void print_conversation(const json_t *one)
{
    bool own = strcmp(json_text(one, "source"), "own") == 0;
    printf("    %4lld  %s", json_number(one, "readers"), json_text(one, "id"));
    if (own)
        printf(" (of %s%s)", json_text(one, "owner"),
               json_flag(one, "share") ? ", may be shared" : "");
    if (json_number(one, "away"))
        printf("; %lld of them declined", json_number(one, "away"));
    putchar('\n');
}

static void print_group(const json_t *round, const json_t *group)
{
    const json_t *people = json_object_get(group, "people");
    const json_t *conversations = json_object_get(group, "conversations");
    printf("Round %s, group %s\n", json_text(round, "round"),
           json_text(group, "group"));
    for (size_t i = 0; i < json_array_size(people); i++)
        print_person(json_array_get(people, i));
    puts("  How many people read each conversation:");
    for (size_t i = 0; i < json_array_size(conversations); i++)
        print_conversation(json_array_get(conversations, i));
    putchar('\n');
}

void print_readers(const json_t *readers)
{
    const json_t *rounds = json_object_get(readers, "rounds");
    for (size_t r = 0; r < json_array_size(rounds); r++) {
        const json_t *round = json_array_get(rounds, r);
        const json_t *groups = json_object_get(round, "groups");
        for (size_t g = 0; g < json_array_size(groups); g++)
            print_group(round, json_array_get(groups, g));
    }
    if (!json_array_size(rounds))
        puts("Nobody codes anything in the rounds that were asked for.");
    printf("The seed is %lld. Nothing was written.\n", json_number(readers, "seed"));
}
