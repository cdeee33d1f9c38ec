# study: history-tutor
# A board is built and given back apart from people's packets: one is let in, one of another group's is not.
calma build --round discuss --participant board-highland-young --json 2>said | sed 's/"bytes":[0-9]*/"bytes":N/'
mkdir back
cp responses/*.calma.json back
sed 's,"group": "lowland","group": "highland",' responses/history-tutor-board-lowland-*.calma.json >back/other-group.json
calma import back 2>said
echo "-- $?"
grep other-group said
calma status 2>said | sed -n '/Boards/,/round rate/p' | sed '$d'
calma status --json 2>said | grep '"row":"board"' | tail -n 1
