// SPDX-License-Identifier: MIT
#include "packet/hand.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/zipfile.h"
#include "packet/guide.h"
#include "packet/words.h"
#include "script/asset.h"
#include "study/video.h"

#define STYLE_MOST ((size_t)1 << 20)
#define GUIDE_MOST ((size_t)1 << 20)
#define HAND_MOST ((size_t)1 << 30)
#define NAME_MOST 500

static int read_films(struct hand *hand, struct diag *d)
{
    const struct study *study = hand->study;
    int result = 0;
    hand->films = mem_grow(NULL, study->video_count, sizeof *hand->films);
    for (size_t i = 0; i < study->video_count; i++) {
        const struct video *video = study->videos[i];
        buf_init(&hand->films[i], HAND_MOST);
        if (video->is_there && video_is_small(video) &&
            file_read_in(study->folder, video->file, &hand->films[i], d) < 0)
            result = -1;
    }
    return result;
}

int hand_init(struct hand *hand, const struct study *study, struct diag *d)
{
    static const char *const files[] = {"themes/default/tokens.css",
                                        "themes/base/style/page.css",
                                        "themes/base/style/guide.css"};
    int result = 0;
    *hand = (struct hand){.study = study};
    buf_init(&hand->style, STYLE_MOST);
    buf_init(&hand->spoken, NAME_MOST);
    for (size_t i = 0; i < 3 && result == 0; i++)
        result = asset_read(study->folder, files[i], &hand->style, NULL, d);
    hand->words =
        words_load(study->folder, study->language, WORDS_HAND, &hand->spoken, d);
    if (read_films(hand, d) < 0)
        result = -1;
    return hand->words ? result : -1;
}

void hand_release(struct hand *hand)
{
    for (size_t i = 0; hand->films && i < hand->study->video_count; i++)
        buf_release(&hand->films[i]);
    free(hand->films);
    json_decref(hand->words);
    buf_release(&hand->style);
    buf_release(&hand->spoken);
}

// --- where it lies: ids are of letters that every file system takes, and differ by more than case

static void put_path(struct buf *out, const struct study *study, const char *round,
                     const char *id, const char *ending)
{
    buf_fmt(out, "%s/out/hand/%s/%s-%s%s", study->folder, round, id, round, ending);
}

bool hand_is_there(const struct study *study, const char *round, const char *id)
{
    struct buf path;
    buf_init(&path, 10000);
    put_path(&path, study, round, id, ".zip");
    bool found = file_exists(path.data);
    buf_release(&path);
    return found;
}

void hand_remove(const struct study *study, const char *round, const char *id)
{
    static const char *const endings[] = {".zip", ".txt"};
    for (int i = 0; i < 2; i++) {
        struct buf path;
        buf_init(&path, 10000);
        put_path(&path, study, round, id, endings[i]);
        remove(path.data);
        buf_release(&path);
    }
}

static int write_file(const struct hand *hand, const struct assignment *a,
                      const char *ending, const struct buf *bytes, struct diag *d)
{
    struct buf path;
    buf_init(&path, 10000);
    put_path(&path, hand->study, a->round->id, a->participant->id, ending);
    int result = file_write_parts(path.data, &(struct iovec){bytes->data, bytes->len},
                                  1, NULL, d);
    buf_release(&path);
    return result;
}

// --- what is in it

struct names {
    char page[NAME_MOST], html[NAME_MOST], text[NAME_MOST], pdf[NAME_MOST],
        zip[NAME_MOST];
};

static void make_names(struct names *names, const struct assignment *a)
{
    const char *id = a->participant->id, *round = a->round->id;
    snprintf(names->page, NAME_MOST, "%s-%s.html", id, round);
    snprintf(names->html, NAME_MOST, "%s-%s-README.html", id, round);
    snprintf(names->text, NAME_MOST, "%s-%s-README.txt", id, round);
    snprintf(names->pdf, NAME_MOST, "%s-%s.pdf", id, round);
    snprintf(names->zip, NAME_MOST, "%s-%s.zip", id, round);
}

static void join(const struct page *page, struct buf *out)
{
    buf_reserve(out, page->size);
    for (int i = 0; i < page->count; i++)
        buf_add(out, page->parts[i].iov_base, page->parts[i].iov_len);
}

// Entries for the films that go by mail; answers how many.
static size_t add_films(const struct hand *hand, const struct assignment *a,
                        struct zip_entry *entries)
{
    size_t count = 0;
    for (size_t i = 0; i < a->video_count; i++)
        for (size_t k = 0; k < hand->study->video_count; k++)
            if (a->videos[i] == hand->study->videos[k] && hand->films[k].len)
                entries[count++] = (struct zip_entry){
                    a->videos[i]->name, hand->films[k].data, hand->films[k].len};
    return count;
}

static int write_zip(const struct hand *hand, const struct guide *guide,
                     const struct names *names, const struct page *page,
                     const struct buf *pdf, struct diag *d)
{
    struct buf whole, html, text, zip;
    buf_init(&whole, HAND_MOST);
    buf_init(&html, GUIDE_MOST);
    buf_init(&text, GUIDE_MOST);
    buf_init(&zip, HAND_MOST);
    join(page, &whole);
    guide_html(guide, &html);
    guide_text(guide, &text);
    struct zip_entry *entries =
        mem_grow(NULL, guide->a->video_count + 4, sizeof *entries);
    size_t count = add_films(hand, guide->a, entries);
    entries[count++] = (struct zip_entry){names->page, whole.data, whole.len};
    entries[count++] = (struct zip_entry){names->html, html.data, html.len};
    entries[count++] = (struct zip_entry){names->text, text.data, text.len};
    if (pdf)
        entries[count++] = (struct zip_entry){names->pdf, pdf->data, pdf->len};
    const char *why = zip_make(entries, count, &zip);
    int result = why ? diag_add(d, (struct place){names->zip, 0, ""}, E_HAND, why)
                     : write_file(hand, guide->a, ".zip", &zip, d);
    free(entries);
    buf_release(&whole);
    buf_release(&html);
    buf_release(&text);
    buf_release(&zip);
    return result;
}

// A board goes to whoever leads the discussion, and to nobody by mail.
static int write_mail(const struct hand *hand, const struct guide *guide,
                      struct diag *d)
{
    struct buf mail;
    if (guide->a->board)
        return 0;
    buf_init(&mail, GUIDE_MOST);
    guide_mail(guide, &mail);
    int result = write_file(hand, guide->a, ".txt", &mail, d);
    buf_release(&mail);
    return result;
}

int hand_write(const struct hand *hand, const struct assignment *a,
               const struct page *page, const struct buf *pdf, struct diag *d)
{
    struct buf folder;
    struct names names;
    make_names(&names, a);
    const struct guide guide = {.words = hand->words,
                                .language = hand->spoken.data,
                                .a = a,
                                .page = names.page,
                                .paper = pdf ? names.pdf : NULL,
                                .zip = names.zip,
                                .readme = names.html,
                                .style = &hand->style};
    buf_init(&folder, 10000);
    buf_fmt(&folder, "%s/out/hand/%s", hand->study->folder, a->round->id);
    int result = folder_make(folder.data, d);
    buf_release(&folder);
    if (result == 0)
        result = write_zip(hand, &guide, &names, page, pdf, d);
    return result == 0 ? write_mail(hand, &guide, d) : result;
}
