# study: history-tutor
# One participant's packet only; what does not exist is named.
calma build --round code --participant p01 >said
echo "-- $?"
sed "s, [0-9]* kB , N kB ," said
find out -type f | LC_ALL=C sort
calma build --round sleep
echo "-- $?"
calma build --participant nobody
