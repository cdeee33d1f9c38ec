-- SPDX-License-Identifier: MIT
return study {
  id = "minimal", title = "Bread and salt", language = "en", ethics = "none: a small example",
  context = "An assistant that answers everyday questions for anybody who asks.",
  groups = {
    group { id = "all", title = "Everybody", participants = { "a1", "a2", "a3" },
            baseline = transcripts "conversations.jsonl" },
  },
  rounds = { round "code" { consent { text "consent.md" }, code { baseline() }, cluster {} } },
}
