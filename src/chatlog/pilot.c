// SPDX-License-Identifier: MIT
// One conversation as a table ID,TEXT: the first row its title, "[Prompt] " before a question, each further row a
// paragraph of the answer. Where no row is marked, the first one behind the title is the question. Lines may end with a
// comma.
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "chatlog/formats.h"
#include "chatlog/messages.h"
#include "chatlog/reading.h"

#define PROMPT "[Prompt]"

bool pilot_guess(const struct chatlog_head *head)
{
    size_t line = strcspn(head->text, "\r\n");
    bool id = false, text = false;
    for (size_t at = 0; at < line;) {
        size_t len = strcspn(head->text + at, ",\r\n");
        id |= len == 2 && memcmp(head->text + at, "ID", 2) == 0;
        text |= len == 4 && memcmp(head->text + at, "TEXT", 4) == 0;
        at += len + 1;
    }
    return id && text;
}

static bool is_prompt(const char *row)
{
    return strncmp(row, PROMPT, strlen(PROMPT)) == 0;
}

static bool any_prompt(const struct csv *csv, int column)
{
    for (size_t i = 1; i < csv->count; i++)
        if (is_prompt(csv_field(&csv->rows[i], column)))
            return true;
    return false;
}

static void take_row(struct reading *r, const struct csv_row *row, int column,
                     bool prompt, json_t *messages)
{
    const char *text = csv_field(row, column);
    if (is_prompt(text))
        text += strlen(PROMPT) + strspn(text + strlen(PROMPT), " ");
    if (!text[strspn(text, " \t\r\n")])
        diag_add(r->diag, (struct place){r->file, row->line, ""}, W_CHATLOG_ROW);
    else if (prompt)
        messages_add(messages, "user", text);
    else
        messages_join(messages, "assistant", text);
}

static void read_rows(struct reading *r, const struct csv *csv)
{
    int column = csv_column(csv, "TEXT");
    if (column < 0 || csv->count < 3) {
        diag_add(r->diag, reading_place(r, ""), E_TRANSCRIPT_COLUMNS);
        r->result->refused++;
        return;
    }
    const char *title = csv_field(&csv->rows[1], column);
    bool marked = any_prompt(csv, column);
    size_t first = is_prompt(title) ? 1 : 2;
    json_t *messages = json_array(), *document = json_object();
    for (size_t i = first; i < csv->count; i++) {
        bool prompt = is_prompt(csv_field(&csv->rows[i], column));
        take_row(r, &csv->rows[i], column, prompt || (!marked && i == first), messages);
    }
    if (first == 2)
        line_set(document, "title", title, 500);
    json_object_set_new(document, "messages", messages);
    r->line = csv->rows[1].line;
    r->number = (size_t)r->line;
    reading_found(r, document);
}

void pilot_whole(struct reading *r, const char *text)
{
    struct csv csv;
    if (csv_parse(&csv, text, r->file, r->diag) < 0)
        r->result->refused++;
    else
        read_rows(r, &csv);
    csv_release(&csv);
}
