# study: history-tutor
# The report is written again byte for byte; before anything came back there is none to be made of nothing.
calma report
echo "-- $?"
calma import responses >/dev/null
calma report
echo "-- $?"
cp -R out/report before
calma report >again
diff -r before out/report && echo same
ls out/report
