# study: history-tutor
# What cannot be used is kept aside with its reason and stops nothing; status says what and why.
mkdir in
good=responses/history-tutor-h01-code.calma.json
cp "$good" in/good.json
head -c 500 "$good" >in/cut.json
sed 's/"label":"/"label":"not what was written, /' "$good" >in/altered.json
sed 's/"study": *"history-tutor"/"study": "another"/' "$good" >in/elsewhere.json
sed 's,calma/response@1,calma/response@9,' "$good" >in/newer.json
printf 'Dear all, please find my answers attached.\n' >in/letter.txt
: >in/empty.json
printf '[1, 2, 3]\n' >in/list.json
printf 'PK\003\004 not really' >in/broken.zip
calma import in
echo "-- $?"
calma status | sed -n "s,^  [0-9a-f]*  in/,  HASH  in/,p" | LC_ALL=C sort
echo "-- $?"
ls returned | wc -l
calma import nowhere.json
