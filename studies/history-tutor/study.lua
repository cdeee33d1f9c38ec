-- SPDX-License-Identifier: MIT
return study {
  id = "history-tutor",
  title = "A history tutor for high schools",
  language = "en",
  context = text "context.md",
  community = "Pupils, teachers, parents and neighbours of two sets of schools (invented)",
  use_case = "A program that answers pupils' questions about history, at home and in class",
  ethics = "Example protocol 2026-14 (invented)",
  seed = 7,
  model = { name = "written by hand for this example", system = text "system.md" },
  groups = {
    group {
      id = "lowland",
      title = "Lowland schools",
      participants = roster "lowland.csv",
      baseline = { transcripts "shared.jsonl", transcripts "lowland.jsonl" },
      own = transcripts "own-lowland.jsonl",
    },
    group {
      id = "highland",
      title = "Highland schools",
      participants = roster "highland.csv",
      baseline = { transcripts "shared.jsonl", transcripts "highland.jsonl" },
      own = transcripts "own-highland.jsonl",
    },
  },
  rounds = {
    round "code" {
      title = "Reading and coding",
      consent { text "consent.md" },
      read { text "context.md", text "coding.md" },
      code { baseline(), own() },
      cluster {},
    },
  },
  report = {
    cloud = {
      by = "word",
      least = 1,
      stop_words = {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "in", "is",
        "it", "its", "of", "on", "or", "so", "that", "the", "them", "they", "this", "to", "was",
        "were", "who", "with",
        "और", "का", "की", "के", "को", "में", "से", "है", "हैं",
        "في", "من", "على", "عن", "ما", "هذا", "هذه",
      },
    },
  },
}
