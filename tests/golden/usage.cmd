# study: none
# What was typed wrongly is named, and the status is 2.
calma
echo "-- $?"
calma frobnicate
echo "-- $?"
calma check --verbose
echo "-- $?"
calma check too many
echo "-- $?"
calma build --round
echo "-- $?"
calma -C
echo "-- $?"
