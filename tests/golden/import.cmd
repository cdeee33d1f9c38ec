# study: history-tutor
# Any order, any number of times, in a folder or a zip file: the record holds the same.
calma import responses
echo "-- $?"
calma dump >once
calma import responses
echo "-- $?"
calma dump | cmp - once && echo 'twice: the same'
rm -rf record.sqlite* returned
for file in $(ls responses/*.json | LC_ALL=C sort -r); do
  calma import "$file" >/dev/null 2>&1 || echo "$file -- $?"
done
calma dump | cmp - once && echo 'backwards, one by one: the same'
rm -rf record.sqlite* returned
zip -q all.zip responses/*.json
calma import all.zip
echo "-- $?"
calma dump | cmp - once && echo 'from a zip file: the same'
