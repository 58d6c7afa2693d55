"""Everything under `data/`, read and checked: what the build writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..kernel.claims import Bounds, Claim, Coverage, Source, claims_sovereignty
from ..kernel.dates import END
from . import binding, lists
from .check import Checker, check_source
from .figures import Figures, read_figures
from .forms import ID
from .foundation import read_about, read_vocabulary
from .groups import Groups, check_groups, read_called, read_groups
from .identity import give_ordinals
from .law import Law, read_law
from .polities import PolityRows, check_polity
from .read import Problems, read_rows, read_toml, strangers
from .vocabulary import Vocabulary

CLAIM_RELATIONS = ("recognition", "membership", "succession", "control", "in-force", "party",
                   "lineage", "affiliation", "identity", "listing", "statement", "presence")

Progress = Callable[[str], None]


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
    law: Law
    groups: Groups
    figures: Figures

    def bounds(self, id_: str) -> Bounds:
        """How far an entity's acts can reach."""
        if id_ in self.law.treaties:
            return self.law.treaties[id_].bounds
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
    treaties = frozenset(p.stem for p in (data / "treaties").glob("*.toml"))
    checker = Checker(vocabulary, frozenset(p.stem for p in files), sources, problems, treaties)
    groups = checker.groups = read_groups(data, checker)
    polities = _polities(files, data, checker)
    progress("treaties")
    law = read_law(data, checker)
    progress("claims")
    claims = _claims(data, checker)
    law.number(len(claims) + 1)
    coverage = [c for row in read_rows(data, "coverage", problems) if (c := lists.coverage(row, checker))]
    counts = [n for row in read_rows(data, "counts", problems) if (n := lists.count(row, checker))]
    progress("groups")
    gathered = Gathered(*about, vocabulary, sources, polities, claims, sorted(coverage, key=str), sorted(counts, key=str), _rights(claims), law,
                        Groups(groups, read_called(data, checker)), read_figures(data, checker, {k: p.bounds for k, p in polities.items()}))
    binding.check(gathered, problems, data.name)
    check_groups(gathered, problems)
    return gathered


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
        if not ID.fullmatch(path.stem):
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
        for claim in give_ordinals([m for m in members if not m.undated], effects, days, explicit, problems):
            numbered[claim.id] = claim
    return [numbered.get(c.id, c) for c in claims]


def _rights(claims: list[Claim]) -> list[tuple[str, str, str]]:
    """Who holds rights concerned (S11): whoever is said to claim sovereignty over a territory to this day, and is not it."""
    found = {(c.object, c.actor): c.source for c in claims if claims_sovereignty(c)}
    return sorted((o, a, s) for (o, a), s in found.items())
