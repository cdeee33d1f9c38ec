# study: none
# What a definition must not reach, and names that would move a terminal's cursor or leave the folder.
for line in 'load("return 1")' 'require "lua/steps/code"' '("x"):rep(9)' 'pcall(study)' \
  'local t = {1} for i = 1, 29 do t = {t, t} end return study { t = t }'; do
  printf '%s\n' "$line" >study.lua
  calma check 2>&1 | cut -c 1-110
done
printf 'return study { id = "\\27[2J", title = "x", context = text "../../etc/passwd" }\n' >study.lua
calma check
echo "-- $?"
printf 'return study { id = "a\342\200\256b", title = "\302\233x" }\n' >study.lua
calma check 2>&1 | head -1
calma -C '' check
echo "-- $?"
calma new ''
