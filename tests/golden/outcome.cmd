# study: history-tutor
# What the example's two groups came to, as tables: before and after, rankings, ratings, how the sessions went.
calma import responses >/dev/null
calma report >/dev/null 2>&1
cd out/report/tables
for name in mapping-lowland change-last-lowland kept-last-lowland alike-last-lowland rankings-lowland orders-lowland \
  ratings-lowland ratings-highland attrition roles sessions time-board-highland talks-board-lowland minutes; do
  echo "-- $name"
  tail -n +2 $name.csv | tr -d '\r'
done
