# study: none
# A folder without a study, and a folder that is not there.
calma check
echo "-- $?"
calma -C nowhere check
