# study: none
# The round after the discussion: scales, framings and questions that cannot be, each told where it stands.
cat >study.lua <<'LUA'
return study {
  id = "bread", title = "Bread", context = "For bakers.", ethics = "none", terms = "t", risks = "r",
  groups = { group { id = "north", participants = { "n1" }, baseline = transcripts "talk.jsonl" } },
  rounds = {
    round "meet" { consent { text "consent.md" }, board {} },
    round "after" {
      rate { id = "even", points = 4, words = { "no", "half", "yes" } },
      rate { id = "odd", points = 5, words = { "no", "half", "yes" } },
      rate { id = "many", points = 12 },
      rank { id = "own", define = true, framing = "From behind a veil." },
      rank { id = "veil", framing = 3 },
      rank { id = "text", framing = text "consent.md" },
      survey { id = "flat",
        { id = "role", ask = "Which is yours?", kind = "single", options = { "baker", "eater", "baker" } },
        { id = "often", ask = "How often?", kind = "scale", low = "never", high = "daily", options = { "a", "b" } },
        { id = "why", ask = "Why?", kind = "text", when = { question = "often", is = { 1, 2, 6 } }, points = 3 },
        { id = "role", ask = "Again?", kind = "multiple", options = { "one" }, other = true },
        { ask = "No name", kind = "choice" },
      },
      survey { id = "sections",
        { title = "First", questions = {
          { id = "later", ask = "Then?", kind = "text", when = { question = "role", is = { "baker" } } },
          { id = "role", ask = "Which?", kind = "single", optoins = { "a" }, options = { { id = "a", text = "A" }, 7 } },
        } },
        { title = "Second", question = {} },
      },
      survey {},
    },
  },
}
LUA
echo 'I agree.' >consent.md
echo '{"id": "t", "model": "m", "system": "s", "created": "c", "source": "o", "messages": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "So."}]}' >talk.jsonl
calma check
echo "-- $?"
