// SPDX-License-Identifier: MIT
#include "packet/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "packet/hand.h"
#include "packet/page.h"
#include "packet/paper.h"
#include "packet/readers.h"
#include "packet/words.h"
#include "packet/worked.h"
#include "study/video.h"

#define MB 1000000
#define PAPER_MOST ((size_t)1 << 30)
#define SIZE_WARN (10 * (size_t)MB)
#define SIZE_MOST (18 * (size_t)MB)

struct building {
    const struct study *study;
    const struct build_options *options;
    struct build_result *result;
    struct plan plan;
    struct pages pages;
    json_t *words; // for paper
    struct hand hand;
    struct diag *diag;
    size_t total;
    bool
        *videos; // of each of the study's, whether a packet of the round at hand has it
    bool dry;    // make the packets, write nothing
};

static bool is_wanted(const char *wanted, const char *id)
{
    return !wanted || strcmp(wanted, id) == 0;
}

static int check_size(const struct building *b, const char *path, size_t size)
{
    struct place where = {path, 0, ""};
    if (size > SIZE_MOST)
        return diag_add(b->diag, where, E_PACKET_LARGE, size / MB);
    if (size > SIZE_WARN)
        diag_add(b->diag, where, W_PACKET_LARGE, size / MB);
    return 0;
}

static bool round_codes(const struct round *round)
{
    for (size_t i = 0; i < round->step_count; i++)
        if (strcmp(round->steps[i].kind, "code") == 0)
            return true;
    return false;
}

static void count_packet(struct building *b, bool board, size_t size, bool written)
{
    struct build_result *r = b->result;
    board ? r->boards++ : r->packets++;
    r->bytes += size;
    written ? r->written++ : r->unchanged++;
    if (b->options->progress)
        b->options->progress(r->packets + r->boards, b->total, b->options->context);
}

static int write_packet(struct building *b, const struct assignment *a,
                        const struct page *page, const char *folder)
{
    struct buf path;
    bool written = false;
    buf_init(&path, 10000);
    buf_fmt(&path, "%s/%s.html", folder, a->participant->id);
    int result = check_size(b, path.data, page->size);
    if (result == 0 && !b->dry)
        result =
            file_write_parts(path.data, page->parts, page->count, &written, b->diag);
    if (result == 0)
        count_packet(b, a->board != NULL, page->size, written);
    b->result->old_hands += written && !b->options->hand && !b->options->entry &&
                            hand_is_there(b->study, a->round->id, a->participant->id);
    buf_release(&path);
    return result;
}

// A board is for a screen: its cards and map are printed from there.
static int write_paper(struct building *b, const struct assignment *a, struct buf *pdf)
{
    struct buf folder;
    int result = 0;
    buf_init(&folder, 10000);
    buf_fmt(&folder, "%s/out/paper/%s", b->study->folder, a->round->id);
    result = folder_make(folder.data, b->diag);
    if (result == 0)
        result = paper_make(a, b->words, b->options->size, pdf, b->diag);
    buf_fmt(&folder, "/%s.pdf", a->participant->id);
    if (result == 0)
        result = file_write_parts(folder.data, &(struct iovec){pdf->data, pdf->len}, 1,
                                  NULL, b->diag);
    b->result->papers += result == 0;
    buf_release(&folder);
    return result;
}

// The packet's files, each from the same page.
static int write_all(struct building *b, const struct assignment *a, const char *folder)
{
    struct page page;
    struct buf pdf;
    bool printed = b->words && !a->board;
    buf_init(&pdf, PAPER_MOST);
    page_make(&page, &b->pages, a);
    int result = write_packet(b, a, &page, folder);
    if (result == 0 && printed)
        result = write_paper(b, a, &pdf);
    if (result == 0 && b->options->hand) {
        result = hand_write(&b->hand, a, &page, printed ? &pdf : NULL, b->diag);
        b->result->hands += result == 0;
    }
    page_release(&page);
    buf_release(&pdf);
    return result;
}

static bool has_conversation(const struct assignment *a)
{
    for (size_t i = 0; i < a->conversation_count; i++)
        if (!a->conversations[i].transcript->practice)
            return true;
    return false;
}

// --- films, which lie beside packets

static void note_videos(struct building *b, const struct assignment *a)
{
    for (size_t i = 0; i < a->video_count && !b->options->entry; i++)
        for (size_t k = 0; k < b->study->video_count; k++)
            if (a->videos[i] == b->study->videos[k])
                b->videos[k] = true;
}

static int copy_video(struct building *b, const struct video *video, const char *folder)
{
    char *from = path_join(b->study->folder, video->file),
         *to = path_join(folder, video->name);
    int result = file_copy(from, to, NULL, b->diag);
    free(from);
    free(to);
    return result;
}

// Into the round's folder of packets, and what is too large for the zip files beside those.
static int copy_videos(struct building *b, const struct round *round,
                       const char *folder)
{
    int result = 0;
    struct buf hand;
    buf_init(&hand, 10000);
    buf_fmt(&hand, "%s/out/hand/%s", b->study->folder, round->id);
    for (size_t i = 0; i < b->study->video_count && result == 0 && !b->dry; i++) {
        const struct video *video = b->study->videos[i];
        if (!b->videos[i])
            continue;
        result = copy_video(b, video, folder);
        if (result == 0 && b->options->hand && !video_is_small(video))
            result = copy_video(b, video, hand.data);
        b->result->videos++;
        b->result->video_bytes += video->size;
        b->result->large_videos += b->options->hand && !video_is_small(video);
    }
    buf_release(&hand);
    return result;
}

static int build_one(struct building *b, const struct round *round, struct recipient to,
                     const char *folder)
{
    struct assignment a;
    int result = assignment_make(&a, &b->plan, to, round, b->options->source, b->diag);
    if (result == 0 && !to.board && !has_conversation(&a) && round_codes(round))
        diag_add(b->diag, NOWHERE, W_NO_CONVERSATION, to.participant->id, round->id);
    if (result == 0)
        result = write_all(b, &a, folder);
    note_videos(b, &a);
    assignment_release(&a);
    return result;
}

// Whoever declined gets no later packet, and one that was written before they did is taken away.
static bool is_away(struct building *b, const struct round *round, struct recipient to,
                    const char *folder)
{
    const struct packet_source *source = b->options->source;
    if (!source || to.board || round == b->study->rounds ||
        !source->is_away(source->context, to.participant->id, round->id, b->diag))
        return false;
    struct buf path;
    buf_init(&path, 10000);
    buf_fmt(&path, "%s/%s.html", folder, to.participant->id);
    remove(path.data);
    buf_clear(&path);
    buf_fmt(&path, "%s/out/paper/%s/%s.pdf", b->study->folder, round->id,
            to.participant->id);
    if (!b->options->entry) {
        remove(path.data);
        hand_remove(b->study, round->id, to.participant->id);
    }
    buf_release(&path);
    b->result->away++;
    return true;
}

static int build_round(struct building *b, const struct round *round)
{
    struct buf folder;
    int result = 0;
    buf_init(&folder, 10000);
    buf_fmt(&folder, "%s/out/%s/%s", b->study->folder,
            b->options->entry ? "enter" : "packets", round->id);
    if (!b->dry && folder_make(folder.data, b->diag) < 0)
        result = -1;
    size_t count = round_packet_count(b->study, round);
    memset(b->videos, 0, b->study->video_count * sizeof *b->videos);
    for (size_t i = 0; i < count && result == 0; i++) {
        struct recipient to = round_packet(b->study, round, i);
        if (is_wanted(b->options->participant, to.participant->id) &&
            !is_away(b, round, to, folder.data))
            result = build_one(b, round, to, folder.data);
    }
    if (result == 0)
        result = copy_videos(b, round, folder.data);
    buf_release(&folder);
    return result;
}

static int check_wanted(const struct study *study, const struct build_options *options,
                        struct diag *d)
{
    int result = 0;
    struct recipient ignored;
    if (options->round && !study_round(study, options->round)) {
        struct buf names;
        buf_init(&names, 1000);
        for (size_t i = 0; i < study->round_count; i++)
            buf_fmt(&names, "%s%s", i ? ", " : "", study->rounds[i].id);
        result = diag_add(d, NOWHERE, E_ROUND_UNKNOWN, options->round, names.data);
        buf_release(&names);
    }
    if (options->participant && !study_recipient(study, options->participant, &ignored))
        result = diag_add(d, NOWHERE, E_PARTICIPANT_UNKNOWN, options->participant);
    return result;
}

static size_t count_packets(const struct study *study,
                            const struct build_options *options)
{
    size_t count = 0;
    for (size_t r = 0; r < study->round_count; r++) {
        const struct round *round = &study->rounds[r];
        size_t all =
            is_wanted(options->round, round->id) ? round_packet_count(study, round) : 0;
        for (size_t i = 0; i < all; i++)
            count += is_wanted(options->participant,
                               round_packet(study, round, i).participant->id);
    }
    return count;
}

static int build_all(struct building *b, const struct turns *turns)
{
    const struct study *study = b->study;
    b->total = count_packets(study, b->options);
    b->videos = mem_alloc((study->video_count + 1) * sizeof *b->videos);
    plan_make(&b->plan, study, b->diag);
    int failed = pages_init(&b->pages, study, turns, b->options->version,
                            b->options->entry, b->diag);
    if (worked_check(study, turns, b->diag) < 0)
        failed = -1;
    if (b->options->paper && !failed)
        b->words =
            words_load(study->folder, study->language, WORDS_PAPER, NULL, b->diag);
    if (b->options->hand && !failed)
        failed = hand_init(&b->hand, study, b->diag);
    for (size_t r = 0; r < study->round_count && !failed; r++)
        if (is_wanted(b->options->round, study->rounds[r].id))
            failed = build_round(b, &study->rounds[r]);
    pages_release(&b->pages);
    plan_release(&b->plan);
    hand_release(&b->hand);
    json_decref(b->words);
    free(b->videos);
    return failed;
}

int build_packets(const struct study *study, const struct turns *turns,
                  const struct build_options *options, struct build_result *result,
                  struct diag *d)
{
    struct building b = {
        .study = study, .options = options, .result = result, .diag = d};
    *result = (struct build_result){0};
    return check_wanted(study, options, d) < 0 ? -1 : build_all(&b, turns);
}

json_t *build_explain(const struct study *study, const struct build_options *options,
                      struct diag *d)
{
    struct plan plan;
    if (check_wanted(study, options, d) < 0)
        return NULL;
    plan_make(&plan, study, d);
    json_t *list =
        readers_list(&plan, options->round, options->participant, options->source, d);
    plan_release(&plan);
    return list;
}

int build_check(const struct study *study, const struct turns *turns,
                const char *version, struct diag *d)
{
    struct build_result ignored = {0};
    const struct build_options options = {.version = version};
    struct building b = {.study = study,
                         .options = &options,
                         .result = &ignored,
                         .diag = d,
                         .dry = true};
    return build_all(&b, turns);
}
