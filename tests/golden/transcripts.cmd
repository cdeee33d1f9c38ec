# study: none
# Conversations in everybody's formats become one kind of lines; what is refused and what is left out is said.
cat >conversations.json <<'JSON'
[
 {"title": "Bread", "create_time": 1772355600.25, "conversation_id": "0d9f", "current_node": "c", "mapping": {
   "r": {"message": null, "parent": null, "children": ["h"]},
   "h": {"message": {"author": {"role": "system"}, "content": {"content_type": "text", "parts": ["secret"]},
         "metadata": {"is_visually_hidden_from_conversation": true}}, "parent": "r", "children": ["a"]},
   "a": {"message": {"author": {"role": "user"}, "content": {"content_type": "multimodal_text",
         "parts": [{"content_type": "image_asset_pointer"}, "Why does dough rise?"]}}, "parent": "h", "children": ["b", "c"]},
   "b": {"message": {"author": {"role": "assistant"}, "content": {"content_type": "text", "parts": ["Magic."]}},
         "parent": "a", "children": []},
   "c": {"message": {"author": {"role": "assistant"}, "metadata": {"model_slug": "m-4"},
         "content": {"content_type": "text", "parts": ["Yeast makes gas."]}}, "parent": "a", "children": []}}},
 {"title": "Only a picture", "conversation_id": "77aa", "mapping": {}},
 {"title": "No tree"}
]
JSON
cat >lines.jsonl <<'JSON'
{"model": "m", "user": "somebody@example.org", "messages": [{"role": "developer", "content": "Be short."}, {"role": "user", "content": [{"type": "text", "text": "Two and two?"}]}, {"role": "assistant", "content": null, "tool_calls": [{}]}, {"role": "tool", "content": "4"}, {"role": "assistant", "content": "Four."}]}
{"messages": [{"role": "user", "content": "Hello"}]}
{"messages": [{"role": "robot", "content": "Beep"}]}
broken
JSON
cat >sharegpt.json <<'JSON'
[{"id": "x_0", "conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello."}]},
 {"id": "x_1", "conversations": [{"from": "ghost", "value": "Boo"}]},
 {"id": "x_0", "conversations": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Hello again."}]}
JSON
cat >prism.jsonl <<'JSON'
{"conversation_id": "c1", "user_id": "user7", "generated_datetime": "2026-02-03 04:05:06.7+00:00", "conversation_history": [{"turn": 0, "role": "user", "content": "Is rain wet?"}, {"turn": 0, "role": "model", "content": "No.", "model_name": "a", "model_provider": "A", "if_chosen": false}, {"turn": 0, "role": "model", "content": "Yes.", "model_name": "b", "model_provider": "B", "if_chosen": true}]}
JSON
cat >chat.csv <<'CSV'
ID,TEXT,
0,A CHAT,
1,"[Prompt] One, or two?",
2,One.,
3,"Or ""two"".",
4,,
CSV
cat >chat.md <<'MD'
---
model: m-2
---
# Tea

## User
What is tea?

## Assistant:
A drink.

```
## User
```

---

## User
Thanks.
MD
echo 'nothing of the kind' >notes.txt
calma transcripts conversations.json lines.jsonl sharegpt.json prism.jsonl chat.csv chat.md notes.txt absent.json --output all.jsonl
echo "-- $?"
cat all.jsonl
calma transcripts all.jsonl --output again.jsonl && cmp all.jsonl again.jsonl
calma transcripts chat.md --as markdown --owner p07 --source 'a notebook'
calma --json transcripts chat.csv --output csv.jsonl
echo "-- $?"
calma transcripts chat.md --as word
echo "-- $?"
calma transcripts chat.md --owner 'p 7'
echo "-- $?"
calma transcripts all.jsonl --output ./all.jsonl
echo "-- $?"
calma transcripts notes.txt --output notes.jsonl
echo "-- $?"
ls
