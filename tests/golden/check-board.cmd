# study: none
# Boards: sessions that cannot be, ids that are boards' own, and what a study with a board should say and does not.
cat >study.lua <<'LUA'
return study {
  id = "bread", title = "Bread", context = "For bakers.", ethics = "none",
  groups = {
    group { id = "north", roles = { "baker", "eater" }, baseline = transcripts "talk.jsonl",
      participants = { participant { id = "n1", role = "baker" }, "board-north" } },
    group { id = "south", participants = { "s1" }, baseline = transcripts "talk.jsonl" },
  },
  rounds = {
    round "early" { rank {}, rate {} },
    round "meet" {
      board {
        minutes = { segment1 = "long" },
        sessions = {
          { id = "a", group = "east" },
          { id = "b", group = "north", participants = { "n1", "s1" } },
          { id = "B", group = "north" },
          { group = "south" },
        },
      },
    },
  },
}
LUA
echo '{"id": "t", "model": "m", "system": "s", "created": "c", "source": "o", "messages": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "So."}]}' >talk.jsonl
calma check
echo "-- $?"
