# study: history-tutor
# A later round's packets before anything came back say that there is nothing yet; afterwards they carry it, the same
# bytes each time.
calma build --round discuss --participant p01 | sed "s, [0-9.]* [kM]B , N ,"
grep -c '"personal":{"clusters":\[\],"codings":\[\]}' out/packets/discuss/p01.html
calma import responses >/dev/null
calma build --round discuss | sed "s, [0-9.]* [kM]B , N ,"
grep -c '"personal":{"clusters":\[\],"codings":\[\]}' out/packets/discuss/p01.html
grep -o '<noscript class="[a-z]*" id="[a-z]*-0">' out/packets/discuss/p01.html
cp -R out/packets before
calma build --round discuss | sed "s, [0-9.]* [kM]B , N ,"
diff -r before out/packets && echo same
