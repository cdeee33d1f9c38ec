// SPDX-License-Identifier: MIT
#include "record_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "packet/assign.h"
#include "record/dump.h"
#include "support.h"

static const char study_lua[] =
    "return study { id = \"tiny\", title = \"Tiny\", language = \"en\", ethics = "
    "\"none\",\n"
    "  context = text \"consent.md\",\n"
    "  groups = {\n"
    "    group { id = \"ash\", title = \"Ash\", \n"
    "      baseline = { transcripts \"one.jsonl\", transcripts \"others.jsonl\" },\n"
    "      participants = { participant { id = \"a1\" }, participant { id = \"a2\" } } "
    "},\n"
    "    group { id = \"beech\", title = \"Beech\", baseline = transcripts "
    "\"one.jsonl\",\n"
    "      participants = { participant { id = \"b1\" } } },\n"
    "  },\n"
    "  rounds = { round \"code\" { consent { text \"consent.md\" }, code { baseline() "
    "}, cluster {} },\n"
    "    round \"talk\" { review {}, rank { top = 3, define = true } },\n"
    "    round \"meet\" { map {}, propose {}, board { sessions = { { id = \"young\", "
    "group = "
    "\"ash\", title = \"The young\", participants = { \"a1\" } } } } },\n"
    "    round \"after\" { rate { position = true }, rank {}, survey {} },\n"
    "    round \"open\" { ask { follow_up = true, sensitive = true, share = true }, "
    "browse { baseline() } },\n"
    "    round \"learn\" { practice {}, quiz { retries = 1 } },\n"
    "    round \"play\" { read { text \"consent.md\" }, guess {} } },\n"
    "  terms = \"Not for sale.\", contact = \"ash@example.org\", risks = \"None.\", "
    "changes = \"Longer talks.\" }\n";
static const char bread[] =
    "{\"id\":\"bread\",\"messages\":[{\"role\":\"user\",\"content\":\"Why bread?\"},"
    "{\"role\":\"assistant\",\"content\":\"Bread is old.\\n\\nIt made people settle "
    "down.\"}]}\n";
static const char others[] =
    "{\"id\":\"emoji\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"},"
    "{\"role\":\"assistant\",\"content\":\"A \\ud83d\\udc69\\u200d\\ud83c\\udf3e "
    "farmer "
    "\\ud83c\\udf3e sows.\"}]}\n"
    "{\"id\":\"hindi\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"},"
    "{\"role\":\"assistant\",\"content\":\"\\u0930\\u094b\\u091f\\u0940 "
    "\\u092a\\u0941\\u0930\\u093e\\u0928\\u0940 \\u0939\\u0948\\u0964\"}]}\n";

static void die(const struct fixture *f, const char *what)
{
    fprintf(stderr, "fixture: %s\n", what);
    for (size_t i = 0; i < f->diag.count; i++)
        fprintf(stderr, "  %s:%d:%s: %s\n", f->diag.entries[i].file,
                f->diag.entries[i].line, f->diag.entries[i].path,
                f->diag.entries[i].text);
    abort();
}

void fixture_write(const struct fixture *f, const char *name, const void *data,
                   size_t len)
{
    struct diag d;
    char *path = path_join(f->folder, name);
    diag_init(&d);
    if (file_write(path, data, len, &d) < 0)
        die(f, path);
    free(path);
}

void fixture_open(struct fixture *f)
{
    memset(f, 0, sizeof *f);
    diag_init(&f->diag);
    snprintf(f->folder, sizeof f->folder, "/tmp/calma-record-XXXXXX");
    if (!mkdtemp(f->folder))
        die(f, "no folder");
    fixture_write(f, "study.lua", study_lua, strlen(study_lua));
    fixture_write(f, "consent.md", "Yes?\n", 5);
    fixture_write(f, "others.jsonl", others, strlen(others));
    fixture_write(f, "one.jsonl", bread, strlen(bread));
    if (study_load(&f->study, f->folder, &f->diag) < 0)
        die(f, "the study");
    turns_render(&f->turns, &f->study);
    fixture_reopen(f);
}

void fixture_reopen(struct fixture *f)
{
    if (f->record.db)
        record_close(&f->record);
    if (record_open(&f->record, &f->study, &f->turns, &f->diag) < 0)
        die(f, "the record");
}

void fixture_forget(struct fixture *f, int returned_too)
{
    record_close(&f->record);
    char *record = path_join(f->folder, "record.sqlite");
    char *returned = path_join(f->folder, "returned");
    unlink(record);
    if (returned_too)
        folder_remove(returned, &f->diag);
    free(record);
    free(returned);
}

void fixture_close(struct fixture *f)
{
    record_close(&f->record);
    turns_release(&f->turns);
    study_clear(&f->study);
    folder_remove(f->folder, &f->diag);
    diag_release(&f->diag);
}

json_t *fixture_response(const struct fixture *f, const char *participant,
                         const char *session, int revision)
{
    return fixture_response_in(f, "code", participant, session, revision);
}

json_t *fixture_response_in(const struct fixture *f, const char *round, const char *id,
                            const char *session, int revision)
{
    struct recipient who;
    char packet[65];
    if (!study_recipient(&f->study, id, &who))
        die(f, id);
    packet_id(&f->study, who.group->id, id, round, packet);
    return json_pack("{ss ss ss ss ss ss ss ss ss ss ss si ss ss s{}}", "format",
                     "calma/response@1", "study", "tiny", "study_sha256",
                     f->study.sha256, "packet", packet, "participant", id, "check",
                     who.participant->check, "group", who.group->id, "round", round,
                     "app", "0.1.0", "response", "R", "session", session, "revision",
                     revision, "parent", "", "saved", "2026-03-01T10:42:00Z", "steps");
}

void fixture_put(json_t *response, const char *step, json_t *item)
{
    json_t *steps = json_object_get(response, "steps");
    if (!json_object_get(steps, step))
        json_object_set_new(steps, step, json_pack("{s[]}", "items"));
    json_array_append_new(json_object_get(json_object_get(steps, step), "items"), item);
}

json_t *fixture_coding(const struct fixture *f, const char *id, int clock,
                       const char *session, const char *turn, int start, int end,
                       const char *label)
{
    const struct turn *t = turns_find(&f->turns, turn);
    const struct buf *text = &t->anchor.text;
    size_t from = text_byte_offset(text->data, text->len, (size_t)start);
    size_t to = text_byte_offset(text->data, text->len, (size_t)end);
    return json_pack("{ss si ss ss ss ss si si ss% ss ss s[{ss}] ss}", "id", id,
                     "clock", clock, "session", session, "kind", "coding", "turn", turn,
                     "turn_sha256", t->anchor.sha256, "start", start, "end", end,
                     "quote", text->data + from, to - from, "prefix", "", "suffix", "",
                     "codes", "label", label, "at", "2026-03-01T10:40:00Z");
}

void fixture_sum(json_t *response, struct buf *out)
{
    char sum[65];
    json_object_del(response, "sum");
    canonical_sum(response, sum);
    json_object_set_new(response, "sum", json_string(sum));
    json_canonical(response, out);
}

void fixture_sum_file(const struct fixture *f, json_t *response, const char *name)
{
    struct buf out;
    buf_init(&out, (size_t)64 << 20);
    fixture_sum(response, &out);
    fixture_write(f, name, out.data, out.len);
    buf_release(&out);
}

struct import_result fixture_import(struct fixture *f, const char *name)
{
    struct import_result result;
    char *path = path_join(f->folder, name);
    diag_release(&f->diag);
    diag_init(&f->diag);
    if (import_paths(&f->record, &path, 1, &result, (struct import_progress){0},
                     &f->diag) < 0)
        die(f, "import");
    free(path);
    return result;
}

static int add_line(void *context, const char *text, size_t len)
{
    buf_add(context, text, len);
    return 0;
}

char *fixture_dump(struct fixture *f)
{
    struct buf out;
    buf_init(&out, (size_t)64 << 20);
    if (record_dump(&f->record, add_line, &out, &f->diag) < 0)
        die(f, "dump");
    return buf_take(&out);
}

int fixture_count(const struct fixture *f, const char *code)
{
    int count = 0;
    for (size_t i = 0; i < f->diag.count; i++)
        count += strcmp(diag_code_name(f->diag.entries[i].code), code) == 0;
    return count;
}
