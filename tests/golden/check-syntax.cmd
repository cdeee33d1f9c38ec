# study: none
# A study that Lua cannot read, and one that tries what a study may not.
printf 'return study {\n  id = "x",,\n}\n' >study.lua
calma check
echo "-- $?"
printf 'os.execute("id")\nreturn study { id = "x" }\n' >study.lua
calma check
echo "-- $?"
printf 'while true do end\n' >study.lua
calma check
echo "-- $?"
printf 'local s = "x" while true do s = s .. s end\n' >study.lua
calma check
