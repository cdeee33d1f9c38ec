-- SPDX-License-Identifier: MIT
return study {
  id = "minimal", title = "Bread and salt", language = "en", context = text "context.md",
  ethics = "An example needs none",
  groups = {
    group { id = "all", title = "Everybody", baseline = transcripts "conversations.jsonl",
      participants = { participant { id = "a1" }, participant { id = "a2" },
                       participant { id = "a3" } } },
  },
  rounds = { round "code" { consent { text "consent.md" }, code { baseline() }, cluster {} } },
}
