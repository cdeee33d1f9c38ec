# Each verb explains itself, with examples.
for verb in new check build enter import status report dump; do
  calma $verb --help
  echo "-- $?"
done
