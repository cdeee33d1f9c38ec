# study: minimal
# What a run would ask and cost, what it cannot ask, and a study that asks nothing.
calma run
echo "-- $?"
cat >study.lua <<'END'
return study {
  id = "asking", title = "Asking", ethics = "none", context = text "context.md", seed = 7,
  models = {
    { id = "a", name = "llama-3-70b", endpoint = "https://models.example/v1", key = "LLAMA_KEY", system = "Two paragraphs.",
      temperature = 0.7, max_tokens = 300, price = { prompt = 500, completion = 1500 } },
    { id = "b", name = "tiny" },
  },
  groups = { group { id = "g", participants = { "p01", "p02" },
    baseline = { prompts "prompts.csv", prompts "more.txt" }, own = asked() } },
  rounds = { round "ask" { consent { text "context.md" }, ask {} }, round "code" { code { baseline(), own() } } },
}
END
printf 'id,prompt,follows\nbread,Why bread?,\nrise,And why does it rise?,bread\n' >prompts.csv
printf 'Who was first?\n\nWho came last?\n' >more.txt
calma check
calma run --dry-run
echo "-- $?"
LLAMA_KEY=sk-secret calma run --dry-run --model a --limit 2
calma run --dry-run --endpoint http://127.0.0.1:8080/v1 --json
calma run
echo "-- $?"
LLAMA_KEY=sk-secret calma run --model a --endpoint http://models.example/v1
echo "-- $?"
calma run --model c
calma run --round third --participant p09
calma run --limit none
calma run --jobs 0
echo "-- $?"
sed -i 's/key = "LLAMA_KEY"/key = "sk-secret"/' study.lua
calma run
echo "-- $?"
printf 'id,prompt,follows\nbread,Why bread?,rise\nrise,And why does it rise?,bread\nrise,,\nsalt,Why salt?,pepper\n' >prompts.csv
calma check
ls
