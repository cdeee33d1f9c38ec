# study: history-tutor
# Eight runs give one set of packets and one set of messages: nothing follows memory addresses or the time.
printf '%s\n' 'colour = "red", shape = "round", size = "large",' >extra
sed -i '/^return study {/r extra' study.lua
for run in 1 2 3 4 5 6 7 8; do
  rm -rf out
  { calma check; calma build; cat out/packets/*/*.html; } 2>&1 | sha256sum
done | sort -u | wc -l
