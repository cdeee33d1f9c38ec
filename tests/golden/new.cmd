# study: none
# A new study checks and builds; a folder that is in use is left alone.
calma new bread
echo "-- $?"
ls bread
calma -C bread check
echo "-- $?"
calma new bread
