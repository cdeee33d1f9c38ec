# study: none
# For programs: what was found, one JSON object a line; the summary is one too.
calma new bread >made
calma -C bread check --json | sed 's/[0-9a-f]\{64\}/HASH/'
echo "-- $?"
printf 'return study {\n  id = "a b", context = text "../secret",\n}\n' >study.lua
calma check --json
