// SPDX-License-Identifier: MIT
#include "model/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"

#define TOKENS_MOST 1000000000 // so that their sums stay sums, whatever a server says
#define WORD_MAX 200 // bytes of a model's name and of a finish reason that are kept

const char *outcome_name(enum outcome outcome)
{
    static const char *const names[] = {"answered", "refused", "empty", "truncated"};
    return names[outcome];
}

void assembly_init(struct assembly *a, size_t max)
{
    *a = (struct assembly){.prompt_tokens = -1, .completion_tokens = -1};
    buf_init(&a->text, max);
    buf_init(&a->refusal, max);
}

void assembly_release(struct assembly *a)
{
    buf_release(&a->text);
    buf_release(&a->refusal);
    free(a->model);
    free(a->finish);
    assembly_init(a, a->text.max);
}

static void add_string(struct buf *out, const json_t *string)
{
    if (json_is_string(string))
        buf_add(out, json_string_value(string), json_string_length(string));
}

// Content is a string, or a list of parts, of which those of type "text" are the answer and "refusal" is none.
static void add_content(struct assembly *a, const json_t *content)
{
    add_string(&a->text, content);
    for (size_t i = 0; i < json_array_size(content); i++) {
        const json_t *part = json_array_get(content, i);
        const char *type = json_text(part, "type");
        if (strcmp(type, "text") == 0 || strcmp(type, "output_text") == 0)
            add_string(&a->text, json_object_get(part, "text"));
        else if (strcmp(type, "refusal") == 0)
            add_string(&a->refusal, json_object_get(part, "refusal"));
    }
}

static void keep_word(char **word, const json_t *object, const char *key)
{
    const char *text = json_text(object, key);
    if (!*word && *text && strlen(text) <= WORD_MAX)
        *word = mem_strdup(text);
}

static void add_choice(struct assembly *a, const json_t *choice)
{
    const json_t *message = json_object_get(choice, "delta");
    message = json_is_object(message) ? message : json_object_get(choice, "message");
    if (json_number(choice, "index") != 0)
        return;
    a->choice = true;
    add_content(a, json_object_get(message, "content"));
    add_string(&a->refusal, json_object_get(message, "refusal"));
    keep_word(&a->finish, choice, "finish_reason");
}

static void keep_count(long long *count, const json_t *usage, const char *key)
{
    const json_t *number = json_object_get(usage, key);
    if (json_is_integer(number) && json_integer_value(number) >= 0 &&
        json_integer_value(number) <= TOKENS_MOST)
        *count = json_integer_value(number);
}

const char *assembly_add(struct assembly *a, const json_t *document)
{
    const json_t *choices = json_object_get(document, "choices");
    const json_t *usage = json_object_get(document, "usage");
    if (!json_is_array(choices) && !json_is_object(usage))
        return "it holds no \"choices\"";
    for (size_t i = 0; i < json_array_size(choices); i++)
        add_choice(a, json_array_get(choices, i));
    keep_word(&a->model, document, "model");
    keep_count(&a->prompt_tokens, usage, "prompt_tokens");
    keep_count(&a->completion_tokens, usage, "completion_tokens");
    return a->text.full || a->refusal.full ? "it is too long" : NULL;
}

bool assembly_finished(const struct assembly *a)
{
    return a->finish;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static enum outcome outcome_of(const struct assembly *a)
{
    const char *finish = a->finish ? a->finish : "";
    if (a->refusal.len || strcmp(finish, "content_filter") == 0 ||
        strcmp(finish, "refusal") == 0)
        return OUTCOME_REFUSED;
    if (strcmp(finish, "length") == 0 || strcmp(finish, "max_tokens") == 0)
        return OUTCOME_TRUNCATED;
    return is_blank(a->text.data) ? OUTCOME_EMPTY : OUTCOME_ANSWERED;
}

static char *taken(char **word)
{
    char *text = *word ? *word : mem_strdup("");
    *word = NULL;
    return text;
}

void assembly_take(struct assembly *a, struct chat_answer *answer)
{
    *answer = (struct chat_answer){
        .outcome = outcome_of(a),
        .prompt_tokens = a->prompt_tokens,
        .completion_tokens = a->completion_tokens,
    };
    struct buf *said =
        is_blank(a->text.data) && a->refusal.len ? &a->refusal : &a->text;
    answer->text = is_blank(said->data) ? mem_strdup("") : buf_take(said);
    answer->model = taken(&a->model);
    answer->finish = taken(&a->finish);
    answer->created = mem_strdup("");
    assembly_release(a);
}

void chat_answer_release(struct chat_answer *answer)
{
    free(answer->text);
    free(answer->model);
    free(answer->finish);
    free(answer->created);
    *answer = (struct chat_answer){0};
}
