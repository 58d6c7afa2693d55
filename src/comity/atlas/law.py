"""Everything under `data/treaties`, `data/laws` and `data/decisions`, with the offence vocabulary: the law that questions are answered by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..kernel.instruments import Decision, Offence, Provision, Treaty
from .check import Checker
from .forms import ID
from .lawbook import check_decision, read_offences
from .read import Place, read_toml
from .treaties import check_links, check_provisions, check_treaty


@dataclass(slots=True)
class Law:
    """Treaties, provisions of treaties and of states' own laws, offences and decisions, read and checked."""

    treaties: dict[str, Treaty] = field(default_factory=dict)
    provisions: list[Provision] = field(default_factory=list)
    laws: list[Provision] = field(default_factory=list)
    offences: dict[str, Offence] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)

    def number(self, first: int) -> None:
        """Give every provision an id behind those of the claims: it is a leaf of proofs like them."""
        self.provisions = [p._replace(id=first + n) for n, p in enumerate(self.provisions)]
        self.laws = [p._replace(id=first + len(self.provisions) + n) for n, p in enumerate(self.laws)]


def read_law(data: Path, checker: Checker) -> Law:
    """Read and check the files; problems are noted, and what cannot be used left out."""
    law = Law(offences=read_offences(data, checker))
    places: dict[str, Place] = {}
    for id_, raw, place in _files(data, "treaties", checker):
        places[id_] = place
        if id_ in checker.polities or id_ in checker.vocabulary.organisations:
            checker.problems.add(place.here, f'"{id_}" is the id of a polity or organisation already; give the treaty another file name')
        treaty = check_treaty(id_, raw, place, checker)
        if treaty is not None:
            law.treaties[id_] = treaty
        law.provisions += check_provisions(id_, raw, place, checker, law.offences)
    check_links(law.treaties, places, checker)
    for id_, raw, place in _files(data, "laws", checker):
        checker.entity(id_, place.here, "the polity of the file")
        for name in sorted(set(raw) - {"provisions"}):
            checker.problems.add(place.at(name), f'unknown field "{name}"; a law file has [[provisions]]')
        law.laws += check_provisions(id_, raw, place, checker, law.offences, law=True)
    decisions = frozenset(p.stem for p in (data / "decisions").glob("*.toml"))
    for id_, raw, place in _files(data, "decisions", checker):
        decision = check_decision(id_, raw, place, checker, law.offences, decisions)
        if decision is not None:
            law.decisions[id_] = decision
    return law


def _files(data: Path, folder: str, checker: Checker) -> Iterator[tuple[str, dict[str, Any], Place]]:
    for path in sorted((data / folder).glob("*.toml")):
        found = read_toml(path, checker.problems, data.parent)
        if found is None:
            continue
        if not ID.fullmatch(path.stem):
            checker.problems.add(found[1].here, f'"{path.stem}" is no id; name the file with letters, digits and hyphens')
        yield path.stem, *found
