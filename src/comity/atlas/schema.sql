-- The built atlas: one SQLite file. Days are proleptic Gregorian ordinals (1 = 0001-01-01); texts beside them are as written (EDTF).
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT, published_earliest INTEGER, published_latest INTEGER,
  url TEXT, accessed TEXT, kind TEXT NOT NULL, language TEXT, licence TEXT NOT NULL, derives_from TEXT NOT NULL, note TEXT) WITHOUT ROWID;
CREATE TABLE polity (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, start_day INTEGER NOT NULL, end_day INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE name (
  folded TEXT NOT NULL, name TEXT NOT NULL, polity TEXT NOT NULL REFERENCES polity, style TEXT, language TEXT, since TEXT, until TEXT,
  since_day INTEGER NOT NULL, until_day INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source);
CREATE TABLE code (
  scheme TEXT NOT NULL, code TEXT NOT NULL, polity TEXT NOT NULL REFERENCES polity, since TEXT, until TEXT,
  since_day INTEGER NOT NULL, until_day INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source);
CREATE TABLE existence (
  polity TEXT NOT NULL REFERENCES polity, holder TEXT NOT NULL, since TEXT, until TEXT, since_earliest INTEGER NOT NULL,
  since_latest INTEGER NOT NULL, until_earliest INTEGER NOT NULL, until_latest INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source, note TEXT);
CREATE TABLE claim (
  id INTEGER PRIMARY KEY, relation TEXT NOT NULL, act TEXT NOT NULL, actor TEXT NOT NULL, object TEXT NOT NULL, ordinal INTEGER NOT NULL,
  of TEXT NOT NULL, mode TEXT NOT NULL, kind TEXT NOT NULL, strength TEXT NOT NULL, ground TEXT NOT NULL,
  date TEXT NOT NULL, earliest INTEGER NOT NULL, latest INTEGER NOT NULL, possible INTEGER NOT NULL, date_kind TEXT NOT NULL,
  until TEXT NOT NULL, until_earliest INTEGER, until_latest INTEGER, holder TEXT NOT NULL, relayed_by TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source, published INTEGER, locator TEXT NOT NULL, read TEXT NOT NULL, note TEXT NOT NULL,
  file TEXT NOT NULL, line INTEGER NOT NULL, name TEXT NOT NULL, entry TEXT NOT NULL, pair TEXT NOT NULL);
-- Armed groups, and what they are called by whom (`called_by`); `folded` as names are compared, `spelt` as transliterations are.
CREATE TABLE armed_group (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, organ_of TEXT NOT NULL, source TEXT NOT NULL REFERENCES source,
  locator TEXT NOT NULL, read TEXT NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE group_name (
  armed_group TEXT NOT NULL REFERENCES armed_group, name TEXT NOT NULL, style TEXT NOT NULL, language TEXT NOT NULL, script TEXT NOT NULL,
  called_by TEXT NOT NULL, how TEXT NOT NULL, instead_of TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, since_day INTEGER NOT NULL,
  since_latest INTEGER NOT NULL, until_day INTEGER NOT NULL, date_kind TEXT NOT NULL, source TEXT NOT NULL REFERENCES source, published INTEGER,
  locator TEXT NOT NULL, read TEXT NOT NULL, note TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL);
CREATE TABLE coverage (
  source TEXT NOT NULL REFERENCES source, relation TEXT NOT NULL, act TEXT NOT NULL, actor TEXT NOT NULL, object TEXT NOT NULL,
  since TEXT NOT NULL, until TEXT NOT NULL, since_day INTEGER NOT NULL, until_day INTEGER NOT NULL, published INTEGER, holder TEXT NOT NULL,
  read TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE count (
  holder TEXT NOT NULL, object TEXT NOT NULL, of TEXT NOT NULL, as_of TEXT NOT NULL, earliest INTEGER NOT NULL, latest INTEGER NOT NULL, low INTEGER,
  high INTEGER, scope TEXT NOT NULL, source TEXT NOT NULL REFERENCES source, published INTEGER, read TEXT NOT NULL, note TEXT NOT NULL);
-- How many, of whom, between which bounds (an empty one is open); populations by year and vintage (their source); rates and ranks as printed.
CREATE TABLE figure (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source, holder TEXT NOT NULL, place TEXT NOT NULL, theatre TEXT NOT NULL,
  groups TEXT NOT NULL, counted TEXT NOT NULL, kind TEXT NOT NULL, unit TEXT NOT NULL, since TEXT NOT NULL, as_of TEXT NOT NULL,
  as_of_earliest INTEGER NOT NULL, as_of_latest INTEGER NOT NULL, low INTEGER, high INTEGER, basis TEXT NOT NULL, part_of TEXT NOT NULL,
  copies TEXT NOT NULL, published INTEGER, locator TEXT NOT NULL, read TEXT NOT NULL, note TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL);
CREATE TABLE population (
  source TEXT NOT NULL REFERENCES source, place TEXT NOT NULL, base TEXT NOT NULL, year INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL,
  published INTEGER, read TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE printed_rate (
  source TEXT NOT NULL REFERENCES source, holder TEXT NOT NULL, place TEXT NOT NULL, theatre TEXT NOT NULL, groups TEXT NOT NULL, per INTEGER NOT NULL,
  base TEXT NOT NULL, rate_low TEXT NOT NULL, rate_high TEXT NOT NULL, rank INTEGER, of INTEGER, as_of TEXT NOT NULL, superlative TEXT NOT NULL,
  published INTEGER, locator TEXT NOT NULL, read TEXT NOT NULL, note TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL);
CREATE TABLE rights (object TEXT NOT NULL, holder TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (object, holder)) WITHOUT ROWID;
CREATE TABLE treaty (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, parties TEXT NOT NULL, cites TEXT NOT NULL,
  depositary TEXT NOT NULL, source TEXT NOT NULL REFERENCES source, note TEXT NOT NULL, supplementary INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE treaty_life (
  treaty TEXT NOT NULL REFERENCES treaty, act TEXT NOT NULL, date TEXT NOT NULL, earliest INTEGER NOT NULL, latest INTEGER NOT NULL,
  printed TEXT NOT NULL, place TEXT NOT NULL, source TEXT NOT NULL REFERENCES source, read TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE treaty_link (
  treaty TEXT NOT NULL REFERENCES treaty, act TEXT NOT NULL, other TEXT NOT NULL REFERENCES treaty, article TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES source, read TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE treaty_clause (
  treaty TEXT NOT NULL REFERENCES treaty, clause TEXT NOT NULL, article TEXT NOT NULL, days INTEGER NOT NULL, months INTEGER NOT NULL,
  source TEXT NOT NULL REFERENCES source, read TEXT NOT NULL);
-- What an article of a treaty (kind treaty, of its id) or of a state's own law (kind law, of the polity) settles.
CREATE TABLE provision (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, of TEXT NOT NULL, law TEXT NOT NULL, article TEXT NOT NULL, provision TEXT NOT NULL, value TEXT NOT NULL,
  offences TEXT NOT NULL, details TEXT NOT NULL, party TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, since_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL, source TEXT NOT NULL REFERENCES source, published INTEGER, read TEXT NOT NULL, locator TEXT NOT NULL,
  note TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL);
CREATE TABLE offence (id TEXT PRIMARY KEY, label TEXT NOT NULL, words TEXT NOT NULL, within TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE decision (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, court TEXT NOT NULL, court_name TEXT NOT NULL, decided TEXT NOT NULL, day INTEGER NOT NULL,
  requesting TEXT NOT NULL, requested TEXT NOT NULL, treaty TEXT NOT NULL, held TEXT NOT NULL, result TEXT NOT NULL, ground TEXT NOT NULL,
  grounds TEXT NOT NULL, offence TEXT NOT NULL, offence_words TEXT NOT NULL, nationality TEXT NOT NULL, committed TEXT NOT NULL,
  facts TEXT NOT NULL, matter TEXT NOT NULL, reversed_by TEXT NOT NULL, source TEXT NOT NULL REFERENCES source, read TEXT NOT NULL,
  locator TEXT NOT NULL, note TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE conflict (kind TEXT NOT NULL, relation TEXT NOT NULL, actor TEXT NOT NULL, object TEXT NOT NULL, says TEXT NOT NULL, rows TEXT NOT NULL);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_polity ON name (polity);
CREATE INDEX code_code ON code (scheme, code);
CREATE INDEX code_polity ON code (polity);
CREATE INDEX existence_polity ON existence (polity);
CREATE INDEX claim_pair ON claim (relation, pair);
CREATE INDEX claim_actor ON claim (relation, actor);
CREATE INDEX claim_object ON claim (relation, object);
CREATE INDEX figure_place ON figure (place);
CREATE INDEX population_place ON population (place, base, year);
CREATE INDEX group_name_group ON group_name (armed_group);
CREATE INDEX claim_treaty ON claim (of) WHERE relation = 'in-force';
CREATE INDEX provision_of ON provision (of);
CREATE INDEX claim_source ON claim (source);
CREATE INDEX count_object ON count (object);
CREATE VIEW recognition AS
  SELECT act, actor, object, ordinal, of, mode, strength, ground, date, date_kind, holder, relayed_by, source, locator, read, note
  FROM claim WHERE relation = 'recognition';
CREATE VIEW membership AS
  SELECT act, actor, object, ordinal, date, date_kind, holder, relayed_by, source, locator, read, note FROM claim WHERE relation = 'membership';
CREATE VIEW succession AS
  SELECT act, actor, object, ordinal, kind, date, date_kind, holder, relayed_by, source, locator, read, note FROM claim WHERE relation = 'succession';
CREATE VIEW control AS
  SELECT actor, object, kind, date AS since, until, holder, source, locator, read, note FROM claim WHERE relation = 'control';
CREATE VIEW in_force AS
  SELECT act, actor, object, of AS treaty, ordinal, ground, date, date_kind, holder, relayed_by, source, locator, read, note
  FROM claim WHERE relation = 'in-force';
CREATE VIEW party AS
  SELECT act, actor, object AS treaty, ordinal, ground, date, date_kind, holder, relayed_by, source, locator, read, note
  FROM claim WHERE relation = 'party';
CREATE VIEW lineage AS
  SELECT act, actor, object, ordinal, date, date_kind, holder, relayed_by, source, locator, read, note FROM claim WHERE relation = 'lineage';
CREATE VIEW affiliation AS
  SELECT act, actor, object, ordinal, of, date, date_kind, holder, relayed_by, source, locator, read, note FROM claim WHERE relation = 'affiliation';
CREATE VIEW identity AS
  SELECT act, actor, object, ordinal, kind, date, date_kind, holder, relayed_by, source, locator, read, note FROM claim WHERE relation = 'identity';
CREATE VIEW listing AS
  SELECT act, actor AS regime, object AS armed_group, name, entry, ordinal, date, date_kind, holder, relayed_by, source, locator, read, note
  FROM claim WHERE relation = 'listing';
CREATE VIEW statement AS
  SELECT act, actor, object AS armed_group, ordinal, date, date_kind, holder, relayed_by, source, locator, read, note
  FROM claim WHERE relation = 'statement';
CREATE VIEW presence AS
  SELECT act, actor AS armed_group, object AS polity, ordinal, date AS since, until, holder, relayed_by, source, locator, read, note
  FROM claim WHERE relation = 'presence';
