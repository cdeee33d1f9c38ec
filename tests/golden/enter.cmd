# study: history-tutor
# Packets to type paper into: where they are, which round, and who has none.
calma enter p01 h02 --round code
echo "-- $?"
find out -type f | LC_ALL=C sort
cp -R out before
calma enter p01 --json --round code
diff -r before out && echo same
calma enter p01
echo "-- $?"
calma enter p01 nobody --round code
echo "-- $?"
calma enter board-lowland --round discuss
echo "-- $?"
calma enter p01 --round sleep
echo "-- $?"
PATH=/nowhere "$(command -v calma)" enter p01 --round code --open
echo "-- $?"
calma import responses >/dev/null
calma enter p05 --round discuss
echo "-- $?"
