"""From rows to claims: every cell checked against the vocabulary, every id against its file, every date read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from ..kernel.claims import Claim, Source, head
from ..kernel.dates import BEGIN, END, Date
from ..kernel.groups import ALIASING, ALONE, Group
from .read import UNDATED, Place, Problems, Row, read_date
from .vocabulary import Vocabulary

_EMPTY = Date(END, END, "")
_ORDINAL = re.compile(r"[1-9][0-9]{0,5}")
_SLACK = 1
"""A document may carry the day before the act's: a day is the actor's local one (S1)."""

POLITY, BODY, TREATY, GROUP, REGIME, SPEAKER = "polity", "polity or organisation", "treaty", "group", "regime", "holder"
SORTS = {
    "recognition": (POLITY, POLITY), "membership": (POLITY, BODY), "succession": (POLITY, POLITY), "control": (BODY, POLITY),
    "in-force": (BODY, BODY), "party": (BODY, TREATY), "lineage": (GROUP, GROUP), "affiliation": (GROUP, GROUP), "identity": (GROUP, GROUP),
    "listing": (REGIME, GROUP), "statement": (SPEAKER, GROUP), "presence": (GROUP, POLITY)}
"""What can be the actor and the object of each relation."""

ENDS_IN = {("succeeds", "actor"), ("becomes", "object"), ("merges-into", "object")}
"""Where a state's own force may stand in the descent of a group: as what came of it."""

SOURCE_FIELDS = {"title", "publisher", "published", "url", "accessed", "kind", "language", "licence", "derives_from", "note", "covers"}


def text_date(value: Any) -> str | None:
    """A TOML date, or an EDTF string, as text."""
    return value.isoformat() if isinstance(value, (datetime.date, datetime.datetime)) else value


def check_source(id_: str, raw: Mapping[str, Any], place: Place, vocabulary: Vocabulary, problems: Problems) -> Source | None:
    """One source; problems are noted and None returned if it cannot be used."""
    before = len(problems.lines)
    for name in ("title", "publisher", "kind", "licence"):
        if not isinstance(raw.get(name), str) or not raw[name].strip():
            problems.add(place.at(name), f"source has no {name}; say it (an unknown publisher is \"unknown\")")
    for name in sorted(set(raw) - SOURCE_FIELDS):
        problems.add(place.at(name), f'source has an unknown field "{name}"; it may have {", ".join(sorted(SOURCE_FIELDS))}')
    if isinstance(raw.get("kind"), str) and raw["kind"] not in vocabulary.kinds["source"]:
        problems.add(place.at("kind"), f'kind "{raw["kind"]}" is not one of {", ".join(vocabulary.kinds["source"])}')
    only_text(raw, set(raw) & SOURCE_FIELDS - {"derives_from", "title", "publisher", "kind", "licence"}, place, problems)
    parents = raw.get("derives_from", [])
    if not isinstance(parents, list) or not all(isinstance(p, str) for p in parents):
        problems.add(place.at("derives_from"), 'derives_from is not a list of source ids; write it as derives_from = ["one"]')
    published = text_date(raw.get("published"))
    date = read_date(str(published), place.at("published"), problems) if published else None
    if len(problems.lines) > before:
        return None
    known = date if date is not None and date.latest < END else None
    return Source(id_, raw["title"], raw["publisher"], published, known.earliest if known else None, known.latest if known else None,
                  raw.get("url"), text_date(raw.get("accessed")), raw["kind"], raw.get("language"), raw["licence"],
                  tuple(raw.get("derives_from", ())), raw.get("note"))


def only_text(raw: Mapping[str, Any], names: Iterable[str], place: Place, problems: Problems) -> None:
    """Note every field that is neither a text nor a date."""
    for name in sorted(names):
        if not isinstance(text_date(raw[name]), str):
            problems.add(place.at(name), f"{name} is not a text; write it in quotes")


class Checker:
    """Turns rows into claims, given everything a row may refer to."""

    def __init__(self, vocabulary: Vocabulary, polities: Container[str], sources: Mapping[str, Source], problems: Problems,
                 treaties: Container[str] = (), groups: Mapping[str, Group] | None = None) -> None:
        self.vocabulary = vocabulary
        self.polities = polities
        self.treaties = treaties
        self.groups = groups or {}
        self.sources = sources
        self.problems = problems

    def claim(self, row: Row, number: int) -> Claim | None:
        """One claim of any relation but coverage and counts; None if the row cannot be used."""
        before = len(self.problems.lines)
        cells, where = row.cells, row.where
        acts = self.vocabulary.acts[row.relation]
        if cells["act"] not in acts:
            self.problems.add(where, f'act "{cells["act"]}" is not in the vocabulary of {row.relation}: {", ".join(acts)}')
            return None
        self._known(row, acts[cells["act"]]["effect"])
        source = self.source(row)
        written = cells["from"] if row.relation == "control" else cells["date"]
        unwritten = Date(BEGIN, BEGIN, "") if row.relation == "control" else Date(BEGIN, END, "") if row.relation in UNDATED else None
        since = unwritten if unwritten is not None and not written else read_date(written, where, self.problems)
        until = read_date(cells["until"], where, self.problems) if cells.get("until") else _EMPTY
        ordinal = cells.get("ordinal") or "1"
        if not _ORDINAL.fullmatch(ordinal):
            self.problems.add(where, f'ordinal "{ordinal}" is not a number from 1 on; leave it empty for the first act')
        if len(self.problems.lines) > before or since is None or until is None or source is None:
            return None
        if since.earliest > until.latest:
            start = "date" if "date" in cells else "from"
            self.problems.add(where, f'until "{until.text}" is before {start} "{since.text}"; write the start first')
            return None
        self._not_before(row, since, source)
        return Claim(number, row.relation, cells["act"], cells["actor"], cells["object"], int(ordinal),
                     cells.get("of") or cells.get("treaty") or self._of(row), cells.get("mode", ""),
                     cells.get("kind", ""),
                     cells.get("strength", ""), cells.get("ground", ""), since.text, since.earliest, since.latest, since.possible,
                     cells.get("date_kind", ""), until.text, until.earliest if until.text else None, until.latest if until.text else None,
                     cells["holder"], cells.get("relayed_by", ""), source.id, source.published_latest, cells["locator"], cells["read"],
                     cells["note"], row.file, row.line, cells.get("name", ""), cells.get("entry", ""))

    @staticmethod
    def _of(row: Row) -> str:
        """What an act is of where no column says: a state is recognised; each name of a listing's entry comes and goes by itself."""
        if row.relation == "listing" and row.cells["act"] in ALIASING:
            return row.cells["name"]
        return "state" if row.relation == "recognition" else ""

    def _known(self, row: Row, effect: str) -> None:
        cells, where, kinds = row.cells, row.where, self.vocabulary.kinds
        if effect in ("denies", "annuls", "reverses"):
            self.holder(cells["actor"], where)
            self._key(row)
        else:
            self._ends(cells["actor"], cells["object"], row, cells["act"])
        self.holder(cells["holder"], where)
        self.read(cells["read"], where)
        for column in ("of", "mode", "strength", "ground", "date_kind"):
            value, known = cells.get(column, ""), kinds["affiliation" if (row.relation, column) == ("affiliation", "of") else column]
            if value and value not in known:
                self.problems.add(where, f'{column} "{value}" is not one of {", ".join(known)}')
        if cells.get("kind") and cells["kind"] not in kinds[row.relation]:
            self.problems.add(where, f'kind "{cells["kind"]}" is not one of {", ".join(kinds[row.relation])}')
        if effect == "refuses" and not cells.get("strength"):
            self.problems.add(where, f'a refusal needs a strength: {", ".join(kinds["strength"])}')
        if row.relation == "in-force":
            self.treaty(cells["treaty"], where, "treaty")
        if row.relation == "listing" and cells["act"] in ALIASING and not (cells["name"] and cells["entry"]):
            self.problems.add(where, f'{cells["act"]} without {"a name" if not cells["name"] else "an entry"}; say the name as printed and the entry '
                              "that it stands in")

    def _ends(self, actor: str, object_: str, row: Row, act: str) -> None:
        """Whether the two that a row is about, or that the act whose key it names is between, can stand in its relation."""
        for id_, column, sort in zip((actor, object_), ("actor", "object"), SORTS[row.relation], strict=True):
            if sort == TREATY:
                self.treaty(id_, row.where, column)
            elif sort == GROUP:
                self.group(id_, row, column, act)
            elif sort == REGIME:
                self._regime(id_, row.where)
            elif sort == SPEAKER:
                self.holder(id_, row.where)
            else:
                self.entity(id_, row.where, column, organisation=sort == BODY)
        if actor == object_ and row.relation in ("in-force", "identity", "affiliation"):
            two = "a treaty binds two" if row.relation == "in-force" else f"{row.relation} is between two"
            self.problems.add(row.where, f'{two}, and both are "{actor}"; name the other')
        if row.relation == "lineage" and (act in ALONE) != (actor == object_):
            self.problems.add(row.where, f'{act} is of one group alone, and names "{actor}" and "{object_}"; write the same id twice' if act in ALONE
                              else f'{act} is between two, and both are "{actor}"; name the other')
        if row.relation == "identity" and actor > object_:
            self.problems.add(row.where, f"write the two in the order of the alphabet: {object_}, {actor}")

    def group(self, id_: str, row: Row, column: str, act: str) -> None:
        """Check that an armed group is there. A state's own force is listed, named, spoken of, and what groups may end in; it acts as none."""
        group = self.groups.get(id_)
        if group is None:
            hint = "it is a polity; a state's army is no group" if id_ in self.polities else "add it to a file under data/groups, or correct the id"
            self.problems.add(row.where, f'{column} "{id_}" is no armed group; {hint}')
        elif group.organ_of and row.relation in ("lineage", "affiliation") and (act, column) not in ENDS_IN:
            self.problems.add(row.where, f"{id_} is the army or an organ of {group.organ_of}, and {act} is what a group does; "
                              "take the row out, or write it as a listing, a statement or a presence")

    def _regime(self, id_: str, where: str) -> None:
        if id_ not in self.vocabulary.regimes:
            self.problems.add(where, f'actor "{id_}" is no regime of listing; it may be {", ".join(self.vocabulary.regimes)}')

    def treaty(self, id_: str, where: str, column: str) -> None:
        """Check that a treaty is there."""
        if id_ not in self.treaties:
            self.problems.add(where, f'{column} "{id_}" is no treaty; add data/treaties/{id_ or "<id>"}.toml or correct the id')

    def _key(self, row: Row) -> None:
        act, *ends = row.cells["object"].split() or [""]
        if act not in self.vocabulary.acts[row.relation] or len(ends) not in (2, 3) or (len(ends) == 3 and not _ORDINAL.fullmatch(ends[2])):
            self.problems.add(row.where, f'object "{row.cells["object"]}" is no act key; write it as "withdraws SR XK 1"')
            return
        if GROUP in SORTS[row.relation] or TREATY in SORTS[row.relation]:
            self._ends(ends[0], ends[1], row, act)
            return
        for end, column in zip(ends, ("actor", "object"), strict=False):
            self.entity(end, row.where, column, organisation=True)

    def read(self, read: str, where: str) -> None:
        """Check that a row says how its source was read."""
        if read not in self.vocabulary.kinds["read"]:
            self.problems.add(where, f'read "{read}" does not say how the source was read; say {", ".join(self.vocabulary.kinds["read"])}')

    def entity(self, id_: str, where: str, column: str, organisation: bool = False) -> None:
        """Check that a polity, or where allowed an organisation, is there."""
        if id_ in self.polities or (organisation and id_ in self.vocabulary.organisations):
            return
        self.problems.add(where, f'{column} "{id_}" is no polity; add data/polities/{id_ or "<id>"}.toml or correct the id')

    def holder(self, holder: str, where: str) -> None:
        """Check that somebody is named as holding a claim."""
        known = (self.vocabulary.holders, self.vocabulary.organisations, self.groups)
        if head(holder) not in self.polities and head(holder) not in self.vocabulary.organisations and not any(holder in k for k in known):
            self.problems.add(where, f'holder "{holder}" is neither a polity, an organ of one (US/executive), a group, nor a holder of the '
                              "vocabulary; correct it or add it there")

    def source(self, row: Row) -> Source | None:
        """The source that a row names; None with a problem noted."""
        source = self.sources.get(row.cells["source"])
        if source is None:
            named = row.cells["source"]
            self.problems.add(row.where, f'source "{named}" is not there; add data/sources/{named}.toml' if named
                              else "a claim without a source; name one that was read")
        return source

    def _not_before(self, row: Row, date: Date, source: Source) -> None:
        effect, cells = self.vocabulary.acts[row.relation][row.cells["act"]]["effect"], row.cells
        if source.published_latest is None or effect == "none":
            return
        if row.relation in ("listing", "identity") and cells["date_kind"] == "effective":
            return  # whoever keeps a list may say beforehand on which day a change takes effect
        if date.earliest > BEGIN and date.earliest > source.published_latest + _SLACK:
            self.problems.add(row.where, f"source {source.id} was published on {source.published}, before the act it reports ({date.text}); "
                              "correct one of the dates, or use the act intends")
