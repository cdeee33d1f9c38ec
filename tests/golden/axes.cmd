# study: history-tutor
# The tables of a study's end: axes of both groups side by side, what they share, each with its samples, labels by type.
calma import responses >/dev/null 2>&1
calma report >/dev/null 2>&1
for table in axes-side-by-side shared axes-lowland axes-highland support standard labels; do
  echo "-- $table"
  cat "out/report/tables/$table.md"
done
