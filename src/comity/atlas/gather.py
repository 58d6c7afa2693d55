"""Everything under `data/`, read and checked: what the build writes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..kernel.claims import Bounds, Claim, Coverage, Source, claims_sovereignty
from ..kernel.dates import BEGIN, END, Date
from .check import Checker, check_source
from .foundation import read_about, read_vocabulary
from .identity import give_ordinals
from .polities import PolityRows, check_polity
from .read import CLAIM_COLUMNS, Problems, Row, read_date, read_rows, read_toml, strangers
from .vocabulary import Vocabulary

CLAIM_RELATIONS = ("recognition", "membership", "succession", "control")

Progress = Callable[[str], None]

_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_COUNT = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The whole of `data/`, ready to be written."""

    version: str
    date: str
    vocabulary: Vocabulary
    sources: dict[str, Source]
    polities: dict[str, PolityRows]
    claims: list[Claim]
    coverage: list[Coverage]
    counts: list[tuple[Any, ...]]
    rights: list[tuple[str, str, str]]

    def bounds(self, id_: str) -> Bounds:
        """How far an entity's acts can reach."""
        return self.polities[id_].bounds if id_ in self.polities else self.vocabulary.bounds(id_)


def gather(data: Path, problems: Problems, progress: Progress = lambda what: None) -> Gathered | None:
    """Read and check every file below `data`. Problems are noted; None if the vocabulary or atlas.toml cannot be read at all."""
    vocabulary, about = read_vocabulary(data, problems), read_about(data, problems)
    if vocabulary is None or about is None:
        return None
    strangers(data, problems)
    progress("sources")
    sources = _sources(data, vocabulary, problems)
    progress("polities")
    files = sorted((data / "polities").glob("*.toml"))
    checker = Checker(vocabulary, frozenset(p.stem for p in files), sources, problems)
    polities = _polities(files, data, checker)
    progress("claims")
    claims = _claims(data, checker)
    coverage = [c for row in read_rows(data, "coverage", problems) if (c := _coverage(row, checker))]
    counts = [n for row in read_rows(data, "counts", problems) if (n := _count(row, checker))]
    return Gathered(*about, vocabulary, sources, polities, claims, sorted(coverage, key=str), sorted(counts, key=str), _rights(claims))


def _sources(data: Path, vocabulary: Vocabulary, problems: Problems) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for path in sorted((data / "sources").glob("*.toml")):
        found = read_toml(path, problems, data.parent)
        source = check_source(path.stem, *found, vocabulary, problems) if found is not None else None
        if source is not None:
            sources[path.stem] = source
    for source in sources.values():
        for parent in source.derives_from:
            if parent not in sources:
                problems.add(f"{data.name}/sources/{source.id}.toml:1",
                             f'derives from "{parent}", which is not there; add data/sources/{parent}.toml')
    return sources


def _polities(files: Sequence[Path], data: Path, checker: Checker) -> dict[str, PolityRows]:
    polities: dict[str, PolityRows] = {}
    for path in files:
        found = read_toml(path, checker.problems, data.parent)
        if found is None:
            continue
        if not _ID.fullmatch(path.stem):
            checker.problems.add(found[1].at(), f'"{path.stem}" is no id for a polity; name the file with letters, digits and hyphens')
        rows = check_polity(path.stem, *found, checker)
        if rows is not None:
            polities[path.stem] = rows
    return polities


def _claims(data: Path, checker: Checker) -> list[Claim]:
    claims: list[Claim] = []
    explicit: set[int] = set()
    for relation in CLAIM_RELATIONS:
        for row in read_rows(data, relation, checker.problems):
            claim = checker.claim(row, len(claims) + 1)
            if claim is not None:
                claims.append(claim)
                if row.cells.get("ordinal"):
                    explicit.add(claim.id)
    return number_acts(claims, explicit, checker.vocabulary, checker.problems)


def number_acts(claims: list[Claim], explicit: set[int], vocabulary: Vocabulary, problems: Problems) -> list[Claim]:
    """Give every act claim its ordinal (S8), pair by pair."""
    pairs: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        pairs[claim.relation, claim.of, claim.pair].append(claim)
    numbered: dict[int, Claim] = {}
    for (relation, _, _), members in pairs.items():
        effects = {a: str(v["effect"]) for a, v in vocabulary.acts[relation].items()}
        days = vocabulary.same_act_days if relation == "recognition" else END
        for claim in give_ordinals(members, effects, days, explicit, problems):
            numbered[claim.id] = claim
    return [numbered[c.id] for c in claims]


def _coverage(row: Row, checker: Checker) -> Coverage | None:
    cells, problems = row.cells, checker.problems
    before = len(problems.lines)
    if cells["relation"] not in (*CLAIM_COLUMNS, "gap"):
        problems.add(row.where, f'relation "{cells["relation"]}" is not one of {", ".join(CLAIM_COLUMNS)} or gap')
    source = checker.source(row)
    acts = checker.vocabulary.acts.get(cells["relation"], {})
    if cells["act"] not in ("", "*", *acts) and cells["relation"] != "gap":
        problems.add(row.where, f'act "{cells["act"]}" is not in the vocabulary of {cells["relation"]}; correct it or write *')
    for column in ("actor", "object"):
        id_ = cells[column]
        if id_ not in ("", "*") and id_ not in checker.polities and id_ not in checker.vocabulary.organisations:
            problems.add(row.where, f'{column} "{id_}" is no polity; add its file or write *')
    if cells["holder"]:
        checker.holder(cells["holder"], row.where)
    checker.read(cells["read"], row.where)
    since = read_date(cells["from"], row.where, problems) if cells["from"] else Date(BEGIN, BEGIN, "")
    until = read_date(cells["until"], row.where, problems) if cells["until"] else Date(END, END, "")
    if since is not None and until is not None and since.earliest > until.latest:
        problems.add(row.where, f'until "{until.text}" is before from "{since.text}"; write the start first')
    if len(problems.lines) > before or source is None or since is None or until is None:
        return None
    end = until.earliest + 1 if since.text == until.text else until.earliest
    return Coverage(source.id, cells["relation"], cells["act"] or "*", cells["actor"] or "*", cells["object"] or "*", since.text, until.text,
            since.latest, end, source.published_latest, cells["holder"], cells["read"], cells["note"])


def _count(row: Row, checker: Checker) -> tuple[Any, ...] | None:
    cells, problems = row.cells, checker.problems
    before = len(problems.lines)
    source = checker.source(row)
    if cells["object"] not in checker.polities:
        problems.add(row.where, f'object "{cells["object"]}" is no polity; add data/polities/{cells["object"] or "<id>"}.toml or correct the id')
    checker.holder(cells["holder"], row.where)
    checker.read(cells["read"], row.where)
    if cells["of"] not in checker.vocabulary.kinds["counted"]:
        problems.add(row.where, f'of "{cells["of"]}" is not one of {", ".join(checker.vocabulary.kinds["counted"])}')
    as_of = read_date(cells["as_of"], row.where, problems)
    low, high = _number(cells["low"], row, problems), _number(cells["high"] or cells["low"], row, problems)
    if low is None and high is None:
        problems.add(row.where, "a count without low and high; give at least one")
    elif low is not None and high is not None and low > high:
        problems.add(row.where, f"low {low} is above high {high}; write the smaller number in low")
    if len(problems.lines) > before or source is None or as_of is None:
        return None
    return (cells["holder"], cells["object"], cells["of"], as_of.text, as_of.earliest, as_of.latest, low, high, cells["scope"], source.id,
            source.published_latest, cells["read"], cells["note"])


def _number(text: str, row: Row, problems: Problems) -> int | None:
    if text and not _COUNT.fullmatch(text):
        problems.add(row.where, f'count "{text}" is not a whole number; write digits only')
    return int(text) if _COUNT.fullmatch(text) else None


def _rights(claims: list[Claim]) -> list[tuple[str, str, str]]:
    """Who holds rights concerned (S11): whoever is said to claim sovereignty over a territory to this day, and is not it."""
    found = {(c.object, c.actor): c.source for c in claims if claims_sovereignty(c)}
    return sorted((o, a, s) for (o, a), s in found.items())
