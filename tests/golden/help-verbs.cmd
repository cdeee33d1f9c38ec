# Each verb explains itself, with examples.
for verb in new check transcripts build enter import run status report dump; do
  calma $verb --help
  echo "-- $?"
done
