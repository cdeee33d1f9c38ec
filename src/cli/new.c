// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/print.h"
#include "cli/verbs.h"
#include "script/asset.h"

#define SAMPLE "studies/minimal/"

static bool is_sample(const struct asset_file *file)
{
    return strncmp(file->path, SAMPLE, strlen(SAMPLE)) == 0;
}

static int write_sample(const char *folder, struct diag *d)
{
    int result = folder_make(folder, d);
    for (size_t i = 0; i < asset_files_count && result == 0; i++) {
        const struct asset_file *file = &asset_files[i];
        if (!is_sample(file))
            continue;
        char *path = path_join(folder, file->path + strlen(SAMPLE));
        result = file_write(path, file->data, file->size, d);
        free(path);
    }
    return result;
}

static int run(struct cli *cli)
{
    const char *folder = cli->arguments[0];
    char *definition = path_join(folder, "study.lua");
    bool taken = file_exists(definition);
    free(definition);
    if (taken) {
        diag_add(&cli->diag, (struct place){folder, 0, ""}, E_STUDY_EXISTS);
        return STATUS_DATA;
    }
    if (write_sample(folder, &cli->diag) < 0)
        return cli_status(cli);
    printf("A small study is in %s. Change study.lua and its texts, then:\n"
           "  calma -C %s check\n  calma -C %s build\n",
           folder, folder, folder);
    return STATUS_FINE;
}

const struct verb verb_new = {
    .name = "new",
    .arguments = "FOLDER",
    .summary = "starts a study in a new folder",
    .text = "Writes a small study that works: a study.lua of about ten lines, a "
            "consent form, and two short\n"
            "conversations. A folder that holds a study already is left alone.",
    .examples = "  calma new my-study\n",
    .least = 1,
    .most = 1,
    .run = run,
};
