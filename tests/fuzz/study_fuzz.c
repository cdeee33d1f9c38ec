// SPDX-License-Identifier: MIT
// A study from a stranger: up to the first NUL its study.lua, behind it a file of data under several names (conversations,
// texts, prompts, what a model answered). Whatever
// it is, it is used or refused with an error, and a sound one gives packets.
#include "fuzz.h"

#include <sys/stat.h>

#include "packet/build.h"
#include "study/requests.h"
#include "study/study.h"

static char folder[] = "/tmp/calma-fuzz.XXXXXX";

static bool make_folder(const char *name)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return mkdir(path, 0777) == 0;
}

static void put(const char *name, const void *data, size_t size)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    MUST(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static void check_packets(const struct study *study, struct diag *d)
{
    struct turns turns;
    turns_render(&turns, study);
    MUST(build_check(study, &turns, "0", d) == 0 || diag_has_errors(d));
    turns_release(&turns);
}

// What is to be asked follows from it, and each of it can be put to a model.
static void check_requests(const struct study *study, struct diag *d)
{
    struct requests requests;
    requests_make(&requests, study, NULL, 0, d);
    for (size_t i = 0; i < requests.count; i++) {
        const struct request *r = &requests.items[i];
        json_t *messages = request_messages(r, study);
        MUST(json_array_size(messages) > 0 && *r->text);
        MUST(!r->answer || !r->before || r->before->answer);
        json_decref(messages);
    }
    requests_release(&requests);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"data.jsonl", "data.json",
                                        "data.csv",   "data.md",
                                        "data.txt",   "answers/model.jsonl"};
    static bool made;
    MUST(made || (mkdtemp(folder) && make_folder("answers")));
    made = true;
    const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
    size_t lua = nul ? (size_t)(nul - data) : size, rest = nul ? size - lua - 1 : 0;
    put("study.lua", data, lua);
    for (int i = 0; i < 6; i++)
        put(names[i], data + size - rest, rest);
    struct diag d;
    struct study study;
    diag_init(&d);
    if (study_load(&study, folder, &d) == 0)
        check_packets(&study, &d), check_requests(&study, &d);
    else
        MUST(diag_has_errors(&d));
    study_clear(&study);
    diag_release(&d);
    return 0;
}
