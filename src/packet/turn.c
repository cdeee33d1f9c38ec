// SPDX-License-Identifier: MIT
#include "packet/turn.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"

static size_t hash_id(const char *id)
{
    uint64_t h =
        1469598103934665603u; // FNV-1a: ids come from the study, not from strangers
    for (; *id; id++)
        h = (h ^ (unsigned char)*id) * 1099511628211u;
    return (size_t)h;
}

static void add_turn(struct turns *turns, const struct transcript *transcript, int n,
                     const json_t *message)
{
    const json_t *content = json_object_get(message, "content");
    struct turn *turn = &turns->items[turns->count++];
    struct buf id;
    buf_init(&id, 300);
    buf_fmt(&id, "%s/%d", transcript->id, n);
    *turn = (struct turn){
        .transcript = transcript, .n = n, .role = json_text(message, "role")};
    turn->id = buf_take(&id);
    anchor_render(&turn->anchor, json_string_value(content),
                  json_string_length(content), transcript->language);
}

static size_t count_messages(const struct study *study)
{
    size_t count = 0;
    for (size_t i = 0; i < study->transcript_count; i++)
        count += json_array_size(
            json_object_get(study->transcripts[i]->document, "messages"));
    return count;
}

static void index_turns(struct turns *turns)
{
    turns->slot_count = turns->count * 2 + 1;
    turns->slots = mem_alloc(turns->slot_count * sizeof *turns->slots);
    for (size_t i = 0; i < turns->count; i++) {
        size_t slot = hash_id(turns->items[i].id) % turns->slot_count;
        while (turns->slots[slot])
            slot = (slot + 1) % turns->slot_count;
        turns->slots[slot] = i + 1; // 0 is an empty slot
    }
}

void turns_render(struct turns *turns, const struct study *study)
{
    *turns = (struct turns){0};
    turns->items = mem_alloc(count_messages(study) * sizeof *turns->items);
    for (size_t i = 0; i < study->transcript_count; i++) {
        const json_t *messages =
            json_object_get(study->transcripts[i]->document, "messages");
        int n = 0;
        for (size_t k = 0; k < json_array_size(messages); k++) {
            const json_t *message = json_array_get(messages, k);
            if (strcmp(json_text(message, "role"), "system") != 0)
                add_turn(turns, study->transcripts[i], ++n, message);
        }
    }
    index_turns(turns);
}

void turns_release(struct turns *turns)
{
    for (size_t i = 0; i < turns->count; i++) {
        free(turns->items[i].id);
        anchor_release(&turns->items[i].anchor);
    }
    free(turns->items);
    free(turns->slots);
    *turns = (struct turns){0};
}

const struct turn *turns_find(const struct turns *turns, const char *id)
{
    if (!turns->slot_count)
        return NULL;
    size_t slot = hash_id(id) % turns->slot_count;
    for (; turns->slots[slot]; slot = (slot + 1) % turns->slot_count) {
        const struct turn *turn = &turns->items[turns->slots[slot] - 1];
        if (strcmp(turn->id, id) == 0)
            return turn;
    }
    return NULL;
}
