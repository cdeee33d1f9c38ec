# What is handed out: a zip for each packet and a mail beside it, the same bytes each time; who is told what is old.
calma build --hand >said
sed "s, [0-9]* kB , N kB ," said
find out/hand -type f | LC_ALL=C sort
for zip in out/hand/*/*.zip; do unzip -Z1 "$zip"; done | head -3
cp -R out before
calma build --hand >/dev/null
diff -r before out && echo same
unzip -p "$(ls out/hand/*/*.zip | head -1)" '*README.txt' | tr -d '\r'
cat "$(ls out/hand/*/*.txt | head -1)" | tr -d '\r'
sed -i 's/title = "[^"]*"/title = "Another title"/' study.lua
calma build | grep older
calma build --hand --json | sed 's/"bytes":[0-9]*/"bytes":N/'
