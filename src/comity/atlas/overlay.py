"""An overlay: one's own claims in one TOML file, laid over an atlas and never mixed into it (`--with`, S17).

    [sources.my-note]
    title = "Note to file"
    publisher = "My desk"
    published = 2026-11-20
    kind = "primary"
    licence = "private"

    [[claims]]
    relation = "recognition"          # the default
    act = "recognises"
    actor = "ES"
    object = "XK"
    date = "2026-11-19"
    date_kind = "decided"
    holder = "ES"
    source = "my-note"                # from this file or from the atlas
    read = "read"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DataError
from ..kernel.claims import Claim, Source
from .check import Checker, check_source, text_date
from .gather import CLAIM_RELATIONS, number_acts
from .read import CLAIM_COLUMNS, REQUIRED, Place, Problems, Row, parse_toml, read_text, tables
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .store import Store

_FIRST_ID = 10_000_000
_VERDICT = "the overlay was not used"


class Overlay:
    """The sources and claims of one overlay file, by pair."""

    def __init__(self, name: str, sources: dict[str, Source], claims: list[Claim], explicit: set[int], vocabulary: Vocabulary) -> None:
        self.name = name
        self.sources = sources
        self._explicit = explicit
        self._vocabulary = vocabulary
        self._pairs: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._pairs[claim.relation, claim.pair].append(claim)
        self._laid: dict[tuple[str, str], tuple[Claim, ...]] = {}

    @property
    def claims(self) -> list[Claim]:
        """All its claims."""
        return [c for _, claims in sorted(self._pairs.items()) for c in claims]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The (relation, pair) it says anything about."""
        return sorted(self._pairs)

    def about(self, id_: str) -> list[Claim]:
        """Its claims in which a polity has a part."""
        return [c for c in self.claims if id_ in (c.actor, c.object, *c.pair.split())]

    def over(self, relation: str, pair: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """The atlas's claims about a pair with the overlay's beside them, acts told apart as in a build (S8). Raises DataError."""
        mine = self._pairs.get((relation, pair))
        if mine is None:
            return claims
        if (relation, pair) not in self._laid:
            problems = Problems()
            written = self._explicit | {c.id for c in claims}
            self._laid[relation, pair] = tuple(number_acts([*claims, *mine], written, self._vocabulary, problems))
            problems.stop(_VERDICT)
        return self._laid[relation, pair]


def read_overlay(path: Path, atlas: Store, nth: int = 0) -> Overlay:
    """Read an overlay file, the nth, against an atlas. Raises DataError, with every problem, as `file:line` where a line can be told."""
    if not path.exists():
        raise DataError(f"no overlay at {path}; give a TOML file, see docs/adding-a-claim.md")
    problems = Problems()
    text = read_text(path, str(path), problems)
    found = parse_toml(text, str(path), problems) if text is not None else None
    problems.stop(_VERDICT)
    raw, place = found or ({}, Place(str(path), ""))
    for key in sorted(set(raw) - {"sources", "claims"}):
        problems.add(place.at(key), f'"{key}" is not part of an overlay; it has [sources.<id>] and [[claims]]')
    sources = _sources(raw, place, atlas, problems)
    checker = Checker(atlas.vocabulary, atlas.polities, {**atlas.sources, **sources}, problems, atlas.treaties, atlas.groups)
    claims, explicit = [], set()
    for n, row in enumerate(_rows(raw, place, problems)):
        claim = checker.claim(row, _FIRST_ID * (nth + 1) + n)
        if claim is not None:
            claims.append(claim)
            if row.cells.get("ordinal"):
                explicit.add(claim.id)
    problems.stop(_VERDICT)
    return Overlay(path.name, sources, claims, explicit, atlas.vocabulary)


def _sources(raw: dict[str, Any], place: Place, atlas: Store, problems: Problems) -> dict[str, Source]:
    entries = raw.get("sources", {})
    if not isinstance(entries, dict) or not all(isinstance(e, dict) for e in entries.values()):
        problems.add(place.at("sources"), "sources is not a table of tables; write each as [sources.<id>]")
        return {}
    sources = {}
    for id_, entry in entries.items():
        here = Place(place.name, place.text, int(place.at("[sources.", id_).rpartition(":")[2]))
        if id_ in atlas.sources:
            problems.add(here.at(), f'source "{id_}" is in the atlas already; give yours another id')
        source = check_source(id_, entry, here, atlas.vocabulary, problems)
        if source is not None:
            sources[id_] = source
            for parent in source.derives_from:
                if parent not in atlas.sources and parent not in entries:
                    problems.add(here.at("derives_from"), f'derives from "{parent}", which is not there; add [sources.{parent}] or correct the id')
    return sources


def _rows(raw: dict[str, Any], place: Place, problems: Problems) -> Iterator[Row]:
    entries = tables(raw.get("claims", []))
    if entries is None:
        problems.add(place.at("claims"), "claims is not a list of tables; write each under [[claims]]")
        return
    lines = [n for n, line in enumerate(place.text.split("\n"), 1) if line.strip().startswith("[[claims]]")]
    for n, entry in enumerate(entries):
        row = _row(entry, place.name, lines[n] if n < len(lines) else 1, problems)
        if row is not None:
            yield row


def _row(entry: dict[str, Any], file: str, line: int, problems: Problems) -> Row | None:
    relation = entry.get("relation", "recognition")
    if relation not in CLAIM_RELATIONS:
        problems.add(f"{file}:{line}", f'relation "{relation}" is not one of {", ".join(CLAIM_RELATIONS)}')
        return None
    allowed = CLAIM_COLUMNS[relation].split()
    odd = sorted(set(entry) - set(allowed) - {"relation"})
    missing = [c for c in REQUIRED[relation].split() if not entry.get(c)]
    if odd or missing:
        what = f"unknown {', '.join(odd)}" if odd else f"no {', '.join(missing)}"
        problems.add(f"{file}:{line}", f"claim has {what}; a {relation} claim has {', '.join(allowed)}")
        return None
    return Row(relation, {c: str(text_date(entry.get(c, "")) or "") for c in allowed}, file, line)
