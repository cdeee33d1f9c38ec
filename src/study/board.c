// SPDX-License-Identifier: MIT
#include "study/board.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "study/checkchar.h"
#include "study/definition.h"
#include "study/people.h"

#define PREFIX "board-"

bool board_id_is(const char *id)
{
    return strncasecmp(id, PREFIX, strlen(PREFIX)) == 0;
}

// One entry of `sessions`, and where it stands.
struct entry {
    const json_t *value;
    const char *session;
    const struct step *step;
    size_t index;
};

static int fault(const struct entry *e, const char *member, struct diag *d,
                 enum diag_code code, const char *what, const char *more,
                 const char *group)
{
    struct buf path;
    buf_init(&path, 200);
    buf_fmt(&path, "/sessions/%zu/%s", e->index, member);
    struct place where = {STUDY_FILE, e->step->line, path.data};
    int result = diag_add(d, where, code, what, more, group);
    buf_release(&path);
    return result;
}

static struct board *add_board(struct round *round, const struct group *group,
                               const char *session, const char *title, int line)
{
    struct buf id;
    buf_init(&id, 200);
    buf_fmt(&id, PREFIX "%s%s%s", group->id, *session ? "-" : "", session);
    round->boards =
        mem_grow(round->boards, round->board_count + 1, sizeof *round->boards);
    struct board *board = &round->boards[round->board_count++];
    *board = (struct board){
        .self = {.check = {checkchar(id.data), '\0'},
                 .name = mem_strdup(title),
                 .language = mem_strdup(""),
                 .role = mem_strdup("facilitator"),
                 .file = mem_strdup(STUDY_FILE),
                 .line = line},
        .group = group,
        .session = mem_strdup(session),
    };
    board->self.id = buf_take(&id);
    return board;
}

static const struct participant *member_of(const struct group *group, const char *id)
{
    for (size_t i = 0; i < group->participant_count; i++)
        if (strcmp(group->participants[i].id, id) == 0)
            return &group->participants[i];
    return NULL;
}

static bool has_member(const struct board *board, const struct participant *person)
{
    for (size_t i = 0; i < board->people_count; i++)
        if (board->people[i] == person)
            return true;
    return false;
}

static void read_people(struct board *board, const struct entry *e, struct diag *d)
{
    const json_t *list = json_object_get(e->value, "participants");
    if (!json_is_array(list))
        return;
    board->people = mem_alloc((json_array_size(list) + 1) * sizeof *board->people);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *id = json_string_value(json_array_get(list, i));
        const struct participant *person = member_of(board->group, id ? id : "");
        if (!person)
            fault(e, "participants", d, E_SESSION_PERSON, e->session, id ? id : "?",
                  board->group->id);
        else if (!has_member(board, person))
            board->people[board->people_count++] = person;
    }
}

static bool is_twin(const struct board *board, const struct group *group,
                    const char *session)
{
    return board->group == group && strcasecmp(board->session, session) == 0;
}

static void read_session(const struct study *study, struct round *round,
                         const struct entry *e, struct diag *d)
{
    const char *group_id = json_text(e->value, "group");
    const char *title = json_text(e->value, "title");
    const struct group *group = study_group(study, group_id);
    if (!id_is_good(e->session))
        return; // the step's shape has said so
    if (!group) {
        fault(e, "group", d, E_SESSION_GROUP, e->session, group_id, "");
        return;
    }
    for (size_t i = 0; i < round->board_count; i++)
        if (is_twin(&round->boards[i], group, e->session)) {
            fault(e, "id", d, E_ID_TWICE, e->session, "a session", "");
            return;
        }
    read_people(
        add_board(round, group, e->session, *title ? title : e->session, e->step->line),
        e, d);
}

void boards_read(const struct study *study, struct round *round, struct diag *d)
{
    if (!round_has(round, true))
        return;
    for (size_t g = 0; g < study->group_count; g++)
        add_board(round, &study->groups[g], "", study->groups[g].title, round->line);
    for (size_t i = 0; i < round->step_count; i++) {
        const struct step *step = &round->steps[i];
        const json_t *list = json_object_get(step->options, "sessions");
        for (size_t n = 0; step->definition->facilitator && n < json_array_size(list);
             n++) {
            const json_t *value = json_array_get(list, n);
            read_session(study, round,
                         &(struct entry){value, json_text(value, "id"), step, n}, d);
        }
    }
}

static void check_one(const struct study *study, size_t round, size_t index,
                      struct diag *d)
{
    const struct board *board = &study->rounds[round].boards[index];
    struct place where = {STUDY_FILE, board->self.line, ""};
    for (size_t r = 0; r <= round; r++) {
        const struct round *other = &study->rounds[r];
        size_t count = r == round ? index : other->board_count;
        for (size_t i = 0; i < count; i++)
            if (strcasecmp(other->boards[i].self.id, board->self.id) == 0 &&
                !is_twin(&other->boards[i], board->group, board->session)) {
                diag_add(d, where, E_ID_TWICE, board->self.id, "a board");
                return;
            }
    }
}

static void check_ids(const struct study *study, struct diag *d)
{
    for (size_t r = 0; r < study->round_count; r++)
        for (size_t i = 0; i < study->rounds[r].board_count; i++)
            check_one(study, r, i, d);
}

// --- what a study with boards should have

// Whether the step works on the axes that a board has made.
static bool needs_axes(const struct step *step)
{
    bool ranks = strcmp(step->kind, "rank") == 0 && !json_flag(step->options, "define");
    return ranks || strcmp(step->kind, "rate") == 0 ||
           strcmp(step->kind, "propose") == 0;
}

// Says which steps come before any board; answers whether there is one.
static bool check_order(const struct study *study, struct diag *d)
{
    bool any = false;
    for (size_t r = 0; r < study->round_count; r++) {
        const struct round *round = &study->rounds[r];
        for (size_t i = 0; i < round->step_count && !any; i++) {
            const struct step *step = &round->steps[i];
            if (needs_axes(step))
                diag_add(d, (struct place){STUDY_FILE, step->line, ""}, W_NO_BOARD,
                         step->id);
        }
        any = any || round->board_count > 0;
    }
    return any;
}

static const char *what_lacks(const struct study *s)
{
    if (*s->risks)
        return "what the axes may and may not be used for: terms = text \"terms.md\"";
    if (*s->terms)
        return "what could go wrong when they are used: risks = text \"risks.md\"";
    return "what the axes may and may not be used for, nor what could go wrong: terms "
           "= "
           "text \"terms.md\", risks = text \"risks.md\"";
}

void boards_check(const struct study *study, struct place where, struct diag *d)
{
    check_ids(study, d);
    if (check_order(study, d) && (!*study->terms || !*study->risks))
        diag_add(d, where, W_NO_TERMS, what_lacks(study));
}
