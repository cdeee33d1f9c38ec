-- SPDX-License-Identifier: MIT
return study {
  id = "history-tutor",
  title = "A history tutor for high schools",
  language = "en",
  context = text "context.md",
  community = "Pupils, teachers, parents and neighbours of two sets of schools (invented)",
  use_case = "A program that answers pupils' questions about history, at home and in class",
  ethics = "Example protocol 2026-14 (invented)",
  contact = "The two schools (invented); history-tutor@schools.example",
  terms = text "terms.md",
  risks = text "risks.md",
  seed = 7,
  model = { name = "written by hand for this example", system = text "system.md" },
  groups = {
    group {
      id = "lowland",
      title = "Lowland schools",
      participants = roster "lowland.csv",
      roles = { "teacher", "pupil", "parent" },
      baseline = { transcripts "shared.jsonl", transcripts "lowland.jsonl" },
      own = transcripts "own-lowland.jsonl",
    },
    group {
      id = "highland",
      title = "Highland schools",
      participants = roster "highland.csv",
      roles = { "teacher", "pupil", "parent" },
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
    round "discuss" {
      title = "Before the discussion",
      review { text "orientation.md" },
      rank { top = 3, define = true },
      map {},
      board {
        text "board.md",
        minutes = { orientation = 10, segment1 = 15, segment2 = 15, segment3 = 30, segment4 = 60, segment5 = 15 },
        sessions = { { id = "young", group = "highland", title = "The young ones first", participants = { "h02", "h04" } } },
      },
    },
    round "rate" {
      title = "After the discussion",
      rate { points = 5, position = true },
      rank {},
      survey {},
    },
  },
  report = {
    cloud = {
      by = "word",
      least = 1,
      stop_words = {
        "a", "about", "all", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does",
        "for", "from", "had", "has", "have", "her", "his", "how", "i", "if", "in", "into", "is", "it",
        "its", "me", "my", "of", "on", "or", "our", "so", "than", "that", "the", "their", "them",
        "then", "there", "they", "this", "to", "was", "we", "were", "what", "when", "which", "who",
        "with", "you", "your",
        "और", "का", "की", "के", "को", "तो", "ने", "पर", "भी", "में", "से", "ही", "है", "हैं",
        "في", "من", "على", "عن", "ما", "هذا", "هذه",
      },
    },
  },
}
