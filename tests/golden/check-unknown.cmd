# study: none
# A step that does not exist.
printf 'return study {\n  id = "x",\n  rounds = { round "code" { sing {} } },\n}\n' >study.lua
calma check
