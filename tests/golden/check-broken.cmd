# study: none
# Everything that is wrong is said in one run, each with its place; nothing is written.
cat >study.lua <<'LUA'
return study {
  id = "Bread and salt",
  title = "",
  language = "en",
  colour = "red",
  context = text "missing.md",
  groups = {
    group { id = "all", title = "All", participants = { "p01", "p01" }, baseline = transcripts "talk.jsonl" },
    group { id = "all", title = "Again", participants = roster "nobody.csv" },
  },
  rounds = {
    round "code" { consent { text "consent.md" }, code { baseline() } },
    round "code" { code { baseline(), baseline()  } },
  },
}
LUA
cat >talk.jsonl <<'JSON'
{"id": "one", "messages": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hello to you."}]}
{"id": "one", "messages": [{"role": "user", "content": "Again"}]}
{"messages": "none"}
{"messages": [{"role": "ghost", "content": 7}]}
not JSON
JSON
calma check
echo "-- $?"
calma build
echo "-- $?"
ls
