# study: history-tutor
# Before anything came back, and after.
calma status
echo "-- $?"
calma import responses >/dev/null
calma status
