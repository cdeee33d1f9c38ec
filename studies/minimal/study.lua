-- SPDX-License-Identifier: MIT
return study {
  id = "minimal", title = "Bread and salt", language = "en",
  groups = {
    group { id = "all", title = "Everybody",
            participants = { participant { id = "a1" }, participant { id = "a2" }, participant { id = "a3" } },
            baseline = transcripts "conversations.jsonl" },
  },
  rounds = { round "code" { consent { text "consent.md" }, code { baseline() }, cluster {} } },
}
