# Each verb explains itself, with examples.
for verb in new check transcripts build enter import status report dump; do
  calma $verb --help
  echo "-- $?"
done
