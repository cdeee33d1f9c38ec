# study: minimal
# Who is to code what: everybody two of others, each of those as often as can be, nobody their own; the same each time,
# what packets and the record hold, and another with another seed.
study() {
  cat <<'LUA' | sed "s/SEED/$1/"
return study { id = "tea", title = "Tea", context = "c", ethics = "e", seed = SEED, common = transcripts "core.jsonl",
  groups = { group { id = "hill", participants = { "h1", "h2", "h3", "h4" }, baseline = transcripts "core.jsonl",
                     own = transcripts "own.jsonl" },
             group { id = "vale", participants = { "v1" } } },
  rounds = { round "code" { consent { text "consent.md" }, code { baseline(), own(), others(2) }, cluster {} },
             round "look" { review {} } } }
LUA
}
talk() {
  printf '{"id":"%s","owner":"%s","share":%s,"model":"m","system":"s","created":"c","source":"o","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}\n' "$@"
}
talk core "" false >core.jsonl
{ talk milk h1 true; talk salt h1 true; talk corn h2 true; talk rice h3 true; talk kept h4 false; talk lime h4 true; } >own.jsonl
study 7 >study.lua
calma build --explain
ls out 2>&1
calma build --explain --json >plan.json
calma build --explain --json | cmp plan.json && echo "the same"
calma build --explain --participant h2 --round code --json
calma build --explain --round look
calma build >/dev/null 2>&1
for one in h1 h2 h3 h4; do
  grep -o '"conversations":\[{.*}\],"documents"' out/packets/code/$one.html | grep -o '"id":"[a-z]*","owner":"[a-z]*"' | tr '\n' ' '
  echo
done
calma import out >/dev/null 2>&1
echo "-- to be coded, as the record has it"
sqlite3 record.sqlite "SELECT participant, group_concat(turn, ' ') FROM (SELECT * FROM assigned ORDER BY participant, position) GROUP BY participant"
study 8 >study.lua
calma build --explain --json 2>/dev/null | cmp -s plan.json || echo "another seed, another plan"
calma build --explain --round never
echo "-- $?"
