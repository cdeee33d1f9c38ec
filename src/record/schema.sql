-- SPDX-License-Identifier: MIT
-- The record: what a study is, what came back, and views of it. Everything in it can be made again from the study's
-- folder and returned/. Only `arrival` depends on when and in which order files came; nothing is derived from it.

PRAGMA application_id = 1667329133; -- "calm"
PRAGMA user_version = 1;

-- From the study. `fingerprint` stands for all that the record is made from besides returned/: when it is another, the
-- record is made again. `options` is the JSON of the study's `report`; `terms`, `risks` and
-- `changes` are texts; `pay` is the JSON of what an hour is paid, NULL where nothing is.
CREATE TABLE study (id TEXT PRIMARY KEY, title TEXT, language TEXT, direction TEXT, sha256 TEXT, community TEXT,
  use_case TEXT, ethics TEXT, options TEXT, fingerprint TEXT, terms TEXT DEFAULT '', contact TEXT DEFAULT '',
  risks TEXT DEFAULT '', changes TEXT DEFAULT '', pay TEXT) WITHOUT ROWID;
-- `roles` is the JSON list of the roles that the group was to have.
CREATE TABLE study_group (id TEXT PRIMARY KEY, title TEXT, position INTEGER, roles TEXT DEFAULT '[]') WITHOUT ROWID;
CREATE TABLE participant (id TEXT PRIMARY KEY, group_id TEXT, name TEXT, language TEXT, role TEXT, check_character TEXT,
  position INTEGER) WITHOUT ROWID;
-- A board is no participant: the facilitator's own packet, one for each group, and one for each session of its own
-- (`session` is '' for the group's). Its members are the people who discuss there.
CREATE TABLE board (id TEXT PRIMARY KEY, group_id TEXT, session TEXT, title TEXT, position INTEGER,
  check_character TEXT) WITHOUT ROWID;
CREATE TABLE board_member (board TEXT, participant TEXT, PRIMARY KEY (board, participant)) WITHOUT ROWID;
CREATE TABLE round (id TEXT PRIMARY KEY, title TEXT, position INTEGER) WITHOUT ROWID;
-- `options` is the JSON of what study.lua says of the step.
CREATE TABLE step (round TEXT, id TEXT, kind TEXT, title TEXT, position INTEGER, options TEXT DEFAULT '{}',
  PRIMARY KEY (round, id)) WITHOUT ROWID;
-- `asked_of` is the id of the model in study.lua whose answer it is, and `outcome` what came of asking (answered, refused,
-- empty, truncated): both are '' for what calma run did not bring. `follows` is what it goes on from, or ''; `question`
-- the JSON that names the question that it answers, or ''. What is sensitive has no title: titles are in many lists.
CREATE TABLE transcript (id TEXT PRIMARY KEY, title TEXT, topic TEXT, language TEXT, model TEXT, system TEXT, owner TEXT,
  position INTEGER, asked_of TEXT DEFAULT '', outcome TEXT DEFAULT '', created TEXT DEFAULT '', parameters TEXT DEFAULT '',
  follows TEXT DEFAULT '', question TEXT DEFAULT '') WITHOUT ROWID;
CREATE TABLE turn (id TEXT PRIMARY KEY, transcript TEXT, n INTEGER, role TEXT, sha256 TEXT, length INTEGER, text TEXT,
  html TEXT) WITHOUT ROWID;
CREATE TABLE packet (id TEXT PRIMARY KEY, participant TEXT, group_id TEXT, round TEXT, UNIQUE (participant, round)) WITHOUT ROWID;
CREATE TABLE assigned (participant TEXT, round TEXT, step TEXT, turn TEXT, position INTEGER,
  PRIMARY KEY (participant, round, step, turn)) WITHOUT ROWID;                 -- codable turns only
CREATE TABLE item_kind (kind TEXT, item TEXT, PRIMARY KEY (kind, item)) WITHOUT ROWID;

-- What came back. A file is accepted or quarantined; either way its bytes are returned/<sha256>.
CREATE TABLE file (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('accepted', 'quarantined')),
  reason TEXT, explanation TEXT,                                               -- a diagnostic's name and text
  participant TEXT, round TEXT, response TEXT, session TEXT, revision INTEGER, parent TEXT, sum TEXT, saved TEXT,
  study_sha256 TEXT, app TEXT, device TEXT) WITHOUT ROWID;
CREATE TABLE arrival (sha256 TEXT, name TEXT, imported TEXT, PRIMARY KEY (sha256, name)) WITHOUT ROWID;

-- The join of all accepted files: for each key the item with the largest (clock, session, hash).
CREATE TABLE item (participant TEXT, round TEXT, step TEXT, id TEXT, clock INTEGER NOT NULL, session TEXT NOT NULL,
  hash TEXT NOT NULL, kind TEXT NOT NULL, deleted INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (participant, round, step, id)) WITHOUT ROWID;
-- Every view asks who takes part; without this each would read all items to know.
CREATE INDEX item_consent ON item (participant) WHERE kind = 'consent' AND NOT deleted;
-- Sessions in which somebody typed in what stood on paper: who, and the code of the sheets. Of what differs in two files
-- the larger counts.
CREATE TABLE entered (participant TEXT, round TEXT, session TEXT, by TEXT NOT NULL, sheet TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (participant, round, session)) WITHOUT ROWID;
-- What an accepted item does not satisfy: turn-unknown, turn-changed, turn-not-assigned, quote-differs, elision-outside;
-- of a study as it was before: step-gone, kind-gone.
CREATE TABLE item_problem (participant TEXT, round TEXT, step TEXT, id TEXT, code TEXT, explanation TEXT,
  PRIMARY KEY (participant, round, step, id, code)) WITHOUT ROWID;

-- Who takes part: the latest word on consent in any round; a round without a consent step asks for none.
CREATE VIEW consent AS
  SELECT item.participant, item.round, item.body ->> 'accepted' AS accepted, item.body ->> 'at' AS at, item.clock
  FROM item JOIN step ON step.round = item.round AND step.id = item.step AND step.kind = 'consent'
  WHERE NOT item.deleted AND item.kind = 'consent';
-- Rounds for which somebody has no packet any more: they declined in one before.
CREATE VIEW away AS
  SELECT DISTINCT consent.participant, later.id AS round
  FROM consent JOIN round AS asked ON asked.id = consent.round JOIN round AS later ON later.position > asked.position
  WHERE NOT consent.accepted;
CREATE VIEW speaker AS
  SELECT participant.* FROM participant
  WHERE NOT EXISTS (SELECT 1 FROM step WHERE kind = 'consent')
     OR id IN (SELECT participant FROM consent GROUP BY participant HAVING min(accepted));

-- Everything below counts speakers only.
CREATE VIEW live_item AS
  SELECT item.*, step.kind AS step_kind, speaker.group_id FROM item
  JOIN speaker ON speaker.id = item.participant
  JOIN step ON step.round = item.round AND step.id = item.step
  WHERE NOT item.deleted;
-- What was typed in from paper and is still as it was typed.
CREATE VIEW typed AS
  SELECT live_item.participant, live_item.group_id, live_item.round, live_item.step, live_item.id, live_item.kind,
    entered.by, entered.sheet, entered.at
  FROM live_item JOIN entered ON entered.participant = live_item.participant AND entered.round = live_item.round
    AND entered.session = live_item.session;
-- anchored: the passage fits its turn (whether the turn was assigned is another matter).
CREATE VIEW coding AS
  SELECT participant, group_id, round, step, id, body ->> 'turn' AS turn, body ->> 'turn_sha256' AS turn_sha256,
    body ->> 'start' AS "start", body ->> 'end' AS "end", body ->> 'quote' AS quote, body ->> 'memo' AS memo,
    body -> 'codes' AS codes, body ->> 'at' AS at,
    NOT EXISTS (SELECT 1 FROM item_problem p WHERE p.participant = live_item.participant AND p.round = live_item.round
      AND p.step = live_item.step AND p.id = live_item.id AND p.code <> 'turn-not-assigned') AS anchored
  FROM live_item WHERE step_kind = 'code' AND kind = 'coding';
-- One row for every use of a label: the unit that every table counts.
CREATE VIEW label_use AS
  SELECT coding.*, c.key AS n, c.value ->> 'label' AS label, c.value ->> 'manner' AS manner,
    c.value ->> 'valence' AS valence, c.value ->> 'toward' AS toward
  FROM coding, json_each(coding.codes) AS c;
CREATE VIEW turn_state AS
  SELECT participant, group_id, round, step, body ->> 'turn' AS turn, body ->> 'state' AS state, body ->> 'memo' AS memo
  FROM live_item WHERE step_kind = 'code' AND kind = 'turn';
CREATE VIEW note AS
  SELECT participant, group_id, round, step, id, body ->> 'text' AS text, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'code' AND kind = 'note';
CREATE VIEW cluster AS
  SELECT participant, group_id, round, step, id, body ->> 'name' AS name, body ->> 'definition' AS definition,
    body ->> 'best' AS best, body -> 'poles' AS poles, body ->> 'order' AS position
  FROM live_item WHERE step_kind = 'cluster' AND kind = 'cluster';
CREATE VIEW member AS
  SELECT participant, group_id, round, step, id, body ->> 'cluster' AS cluster, body ->> 'code' AS code
  FROM live_item WHERE step_kind = 'cluster' AND kind = 'member';
-- What somebody wrote down before the discussion. `place` is from 1 without gaps, whatever came together.
CREATE VIEW attribute AS
  SELECT participant, group_id, round, step, id, body ->> 'name' AS name, body ->> 'definition' AS definition,
    body -> 'examples' AS examples,
    row_number() OVER (PARTITION BY participant, round, step ORDER BY body ->> 'rank', id) AS place
  FROM live_item WHERE step_kind = 'rank' AND kind = 'attribute';
CREATE VIEW attribute_example AS
  SELECT attribute.participant, attribute.group_id, attribute.round, attribute.step, attribute.id, e.key AS n,
    e.value AS coding
  FROM attribute, json_each(attribute.examples) AS e;
CREATE VIEW fewer AS
  SELECT participant, group_id, round, step, coalesce(body ->> 'reason', '') AS reason
  FROM live_item WHERE step_kind = 'rank' AND kind = 'fewer';
-- Whether somebody may be named beside what they wrote down.
CREATE VIEW named AS
  SELECT participant, group_id, round, step, body ->> 'agreed' AS agreed
  FROM live_item WHERE step_kind = 'rank' AND kind = 'named';
-- `places` is a list of lists of axes' ids, those of one list being tied.
CREATE VIEW ranking AS
  SELECT participant, group_id, round, step, body -> 'places' AS places, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'rank' AND kind = 'ranking';
-- `value` is NULL where somebody would rather not rate; who was never asked has no row.
CREATE VIEW rating AS
  SELECT participant, group_id, round, step, body ->> 'axis' AS axis, body ->> 'definition_sha256' AS definition_sha256,
    body ->> 'value' AS value, body ->> 'comment' AS comment, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'rate' AND kind = 'rating';
-- Where somebody stands between the poles of an axis: private, and no rating of it.
CREATE VIEW position AS
  SELECT participant, group_id, round, step, body ->> 'axis' AS axis, body ->> 'value' AS value, body ->> 'text' AS text,
    body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'rate' AND kind = 'position';
CREATE VIEW answer AS
  SELECT participant, group_id, round, step, id AS question, body -> 'choices' AS choices, body ->> 'value' AS value,
    body ->> 'text' AS text, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'survey' AND kind = 'answer';
-- Questions whose answers say who is eligible: `eligible` and `asked_if` are JSON as in study.lua, the second NULL for
-- a question that everybody is asked.
CREATE VIEW screen AS
  SELECT step.round, step.id AS step, step.options ->> (tree.path || '.id') AS question, tree.value AS eligible,
    step.options -> (tree.path || '.when') AS asked_if, tree.id AS position
  FROM step, json_tree(step.options) AS tree
  WHERE step.kind = 'survey' AND tree.key = 'eligible' AND tree.type = 'array';
-- What was answered to them. `fits` is 0 where no part of the answer is one of the eligible ones; what is no longer asked
-- is left out. Who has not answered has no row.
CREATE VIEW screening AS
  WITH said AS (
    SELECT participant, round, step, question, CAST(value AS TEXT) AS id FROM answer WHERE value IS NOT NULL
    UNION ALL SELECT participant, round, step, question, c.value FROM answer, json_each(answer.choices) AS c)
  SELECT answer.participant, answer.group_id, answer.round, answer.step, answer.question, answer.choices, answer.value,
    answer.text, screen.position,
    EXISTS (SELECT 1 FROM said, json_each(screen.eligible) AS e WHERE said.participant = answer.participant
      AND said.round = answer.round AND said.step = answer.step AND said.question = answer.question
      AND said.id = CAST(e.value AS TEXT)) AS fits
  FROM answer JOIN screen ON screen.round = answer.round AND screen.step = answer.step
    AND screen.question = answer.question
  WHERE screen.asked_if IS NULL OR EXISTS (SELECT 1 FROM said, json_each(screen.asked_if, '$.is') AS e
    WHERE said.participant = answer.participant AND said.round = answer.round AND said.step = answer.step
      AND said.question = screen.asked_if ->> 'question' AND said.id = CAST(e.value AS TEXT));
CREATE VIEW stance AS
  SELECT participant, group_id, round, step, id, body ->> 'axis' AS axis, body ->> 'stance' AS stance,
    body ->> 'reason' AS reason, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'propose' AND kind = 'stance';
CREATE VIEW amendment AS
  SELECT participant, group_id, round, step, id, body ->> 'axis' AS axis, body ->> 'name' AS name,
    body ->> 'definition' AS definition, body ->> 'reason' AS reason, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'propose' AND kind = 'amendment';
CREATE VIEW wish AS
  SELECT participant, group_id, round, step, id, body -> 'axes' AS axes, body ->> 'name' AS name,
    body ->> 'reason' AS reason, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'propose' AND kind = 'wish';
CREATE VIEW proposal AS
  SELECT participant, group_id, round, step, id, body ->> 'name' AS name, body ->> 'definition' AS definition,
    body ->> 'reason' AS reason, body -> 'examples' AS examples, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'propose' AND kind = 'proposal';
-- What somebody would ask the model, for whoever puts it to one (docs/formats.md, questions). `n` is from 1 without gaps,
-- whatever came together; `after` is the conversation that it goes on from, or NULL.
CREATE VIEW question AS
  SELECT participant, group_id, round, step, id,
    row_number() OVER (PARTITION BY participant, round, step ORDER BY body ->> 'n', id) AS n,
    body ->> 'text' AS text, coalesce(body ->> 'topic', '') AS topic, coalesce(body ->> 'role', '') AS role, body ->> 'sensitive' AS sensitive,
    (body ->> 'share') AND NOT (body ->> 'sensitive') AS share, body ->> 'after' AS after, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'ask' AND kind = 'question';
-- What somebody read of the bank, in the order `n`; `came_from` is what they read before it, '' for nothing.
CREATE VIEW visit AS
  SELECT participant, group_id, round, step, id,
    row_number() OVER (PARTITION BY participant, round, step ORDER BY body ->> 'n', body ->> 'at', id) AS n,
    body ->> 'transcript' AS transcript, body ->> 'from' AS came_from, body ->> 'by' AS by, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'browse' AND kind = 'visit';
CREATE VIEW pick AS
  SELECT participant, group_id, round, step, body ->> 'transcript' AS transcript, body ->> 'at' AS at
  FROM live_item WHERE step_kind = 'browse' AND kind = 'pick';
-- Minutes in which somebody was active, by step, where the study pays for time: what every opening of the packet counted,
-- added up. `time_off`: who switched that off.
CREATE VIEW active_time AS
  SELECT participant, group_id, round, step, max(0, sum(body ->> 'minutes')) AS minutes
  FROM live_item WHERE kind = 'time' GROUP BY participant, group_id, round, step;
CREATE VIEW time_off AS
  SELECT participant, group_id, round FROM live_item WHERE kind = 'timelog' AND NOT (body ->> 'on');
-- What came from boards: `participant` is the board's id, `board_session` its session of its own.
CREATE VIEW board_item AS
  SELECT item.*, board.group_id, board.session AS board_session, step.kind AS step_kind FROM item
  JOIN board ON board.id = item.participant
  JOIN step ON step.round = item.round AND step.id = item.step
  WHERE NOT item.deleted;
-- A use belongs to the refined code that claims it, the larger (clock, session, id) winning, or else to its own label.
CREATE VIEW claim AS
  SELECT participant, round, step, 'code:' || live_item.id AS code, body ->> 'label' AS code_label,
    u.value ->> 'coding' AS coding, u.value ->> 'label' AS label,
    row_number() OVER (PARTITION BY participant, round, step, u.value ->> 'coding', u.value ->> 'label'
      ORDER BY clock DESC, session DESC, live_item.id DESC) AS rank
  FROM live_item, json_each(live_item.body, '$.uses') AS u WHERE step_kind = 'cluster' AND kind = 'code';
CREATE VIEW code_use AS
  SELECT label_use.participant, label_use.group_id, label_use.round, label_use.id AS coding, label_use.n, label_use.label,
    coalesce(claim.code, 'label:' || label_use.label) AS code, coalesce(claim.code_label, label_use.label) AS code_label
  FROM label_use LEFT JOIN claim ON claim.rank = 1 AND claim.participant = label_use.participant
    AND claim.round = label_use.round AND claim.coding = label_use.id AND claim.label = label_use.label;

-- How far everybody is, whether or not they consented: one row for every turn that somebody was given to code in earnest;
-- practice is nobody's work. `state`
-- is coded, nothing, later, seen or unseen.
CREATE VIEW turn_progress AS
  WITH said AS (
    SELECT participant, round, step, body ->> 'turn' AS turn, max(kind = 'coding') AS coded,
      max(CASE kind WHEN 'turn' THEN body ->> 'state' END) AS state
    FROM item WHERE NOT deleted AND kind IN ('coding', 'turn') GROUP BY 1, 2, 3, 4)
  SELECT assigned.participant, assigned.round, assigned.step, assigned.turn, assigned.position,
    CASE WHEN said.coded THEN 'coded' ELSE coalesce(said.state, 'unseen') END AS state
  FROM assigned JOIN step ON step.round = assigned.round AND step.id = assigned.step AND step.kind = 'code'
    LEFT JOIN said ON said.participant = assigned.participant AND said.round = assigned.round
    AND said.step = assigned.step AND said.turn = assigned.turn;

-- Two files of which neither continues the other: one packet was worked on in two places. All of it was joined.
CREATE VIEW fork AS
  SELECT a.participant, a.round, a.sha256 AS one, b.sha256 AS other FROM file a JOIN file b
    ON b.participant = a.participant AND b.round = a.round AND b.sha256 > a.sha256 AND b.sum <> a.sum
  WHERE a.state = 'accepted' AND b.state = 'accepted' AND (a.response <> b.response
    OR (a.session <> b.session AND (a.revision = b.revision OR (a.parent = b.parent AND a.parent <> ''))));
