# Packets of the smallest study; built again they are the same bytes.
calma build >said
echo "-- $?"
sed "s, [0-9]* kB , N kB ," said
find out -type f | LC_ALL=C sort
cp -R out before
calma build >again.txt
diff -r before out && echo same
