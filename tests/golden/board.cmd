# study: history-tutor
# A board is built and given back apart from people's packets: one is let in, one of another group's is not.
calma build --round discuss --participant board-highland-young --json | sed 's/"bytes":[0-9]*/"bytes":N/'
mkdir back
cp responses/history-tutor-board-*.calma.json back
sed 's,"group": "lowland","group": "highland",' responses/history-tutor-board-lowland-*.calma.json >back/other-group.json
calma import back
echo "-- $?"
calma status | sed -n '/Boards/,/round rate/p' | sed '$d'
calma status --json | grep '"row":"board"' | tail -n 1
