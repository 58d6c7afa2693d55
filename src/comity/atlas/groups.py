"""Armed groups under `data/groups` and what they are called under `data/claims/called`, checked; and whether the claims about them fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..kernel.claims import Claim
from ..kernel.dates import BEGIN, END, Date
from ..kernel.groups import ALIASING, Called, Group
from ..kernel.names import fold
from .check import Checker
from .forms import ID
from .read import Problems, Row, read_date, read_rows

if TYPE_CHECKING:
    from .gather import Gathered

ORGAN = "state-organ"
DESCENT = ("becomes", "merges-into", "succeeds", "splits-from")
"""The acts by which one group comes of another: `becomes` and `merges-into` lead on, the others back."""


class Groups(NamedTuple):
    """Everything about groups that is no claim of the kernel's."""

    groups: Mapping[str, Group]
    called: Sequence[Called]


def read_groups(data: Path, checker: Checker) -> dict[str, Group]:
    """Every group, by id; problems are noted."""
    groups: dict[str, Group] = {}
    for row in read_rows(data, "groups", checker.problems):
        group = _group(row, checker)
        if group is None:
            continue
        if group.id in groups:
            checker.problems.add(row.where, f"{group.id} is there already; take one of the two rows out")
        groups[group.id] = group
    return dict(sorted(groups.items()))


def _group(row: Row, checker: Checker) -> Group | None:
    cells, problems, before = row.cells, checker.problems, len(checker.problems.lines)
    id_ = cells["id"]
    if not ID.fullmatch(id_):
        problems.add(row.where, f'"{id_}" is no id for a group; make it of letters, digits and hyphens')
    if id_ in checker.polities:
        problems.add(row.where, f"{id_} is a polity; a state and its army are no armed group, give the group an id of its own")
    elif id_ in checker.vocabulary.holders or id_ in checker.vocabulary.organisations:
        problems.add(row.where, f"{id_} is a holder or organisation of the vocabulary; give the group an id of its own")
    if not cells["label"]:
        problems.add(row.where, "a group without a label; say what it is called")
    kinds = checker.vocabulary.kinds["group"]
    if cells["kind"] not in kinds:
        problems.add(row.where, f'kind "{cells["kind"]}" is not one of {", ".join(kinds)}')
    elif (cells["kind"] == ORGAN) != bool(cells["organ_of"]):
        problems.add(row.where, f"{id_} is a {ORGAN} and does not say whose; fill in organ_of" if cells["kind"] == ORGAN
                     else f"{id_} is an organ of {cells['organ_of']}, a state's own force; write its kind as {ORGAN}")
    if cells["organ_of"]:
        checker.entity(cells["organ_of"], row.where, "organ_of")
    checker.read(cells["read"], row.where)
    source = checker.source(row)
    if len(problems.lines) > before or source is None:
        return None
    return Group(id_, cells["label"], cells["kind"], cells["about"], cells["organ_of"], source.id, cells["locator"], cells["read"], cells["note"])


def read_called(data: Path, checker: Checker) -> list[Called]:
    """Every name that somebody gives a group; problems are noted."""
    called = [c for row in read_rows(data, "called", checker.problems) if (c := _called(row, checker))]
    _twice(((c[:-2], c.file, c.line) for c in called), checker.problems)
    _loops(called, checker.problems)
    return called


def _twice(rows: Iterable[tuple[tuple[Any, ...], str, int]], problems: Problems) -> None:
    """Note every row that says nothing but what another says."""
    seen: dict[tuple[Any, ...], str] = {}
    for says, file, line in rows:
        if says in seen:
            problems.add(f"{file}:{line}", f"the same row as {seen[says]}; take one of the two out")
        seen.setdefault(says, f"{file}:{line}")


def _called(row: Row, checker: Checker) -> Called | None:
    cells, problems, kinds = row.cells, checker.problems, checker.vocabulary.kinds
    before = len(problems.lines)
    group = cells["group"]
    if group not in checker.groups:
        problems.add(row.where, f'group "{group}" is no armed group; add it to a file under data/groups, or correct the id')
    if not fold(cells["name"]):
        problems.add(row.where, f"{group} has a name without a letter; write the name out")
    if not cells["by"]:
        problems.add(row.where, f'the name "{cells["name"]}" of {group} is held by nobody; say under by who calls it so')
    else:
        checker.holder(cells["by"], row.where)
    for column, kind in (("style", "called"), ("how", "how"), ("date_kind", "date_kind")):
        if cells[column] and cells[column] not in kinds[kind]:
            problems.add(row.where, f'{column} "{cells[column]}" is not one of {", ".join(kinds[kind])}')
    checker.read(cells["read"], row.where)
    source = checker.source(row)
    since = read_date(cells["from"], row.where, problems) if cells["from"] else Date(BEGIN, BEGIN, "")
    until = read_date(cells["until"], row.where, problems) if cells["until"] else Date(END, END, "")
    if since is not None and until is not None and since.earliest >= until.latest:
        problems.add(row.where, f'until "{until.text}" is not after from "{since.text}"; until is the first day it was no longer used')
    if len(problems.lines) > before or source is None or since is None or until is None:
        return None
    return Called(group, cells["name"], cells["style"], cells["lang"], cells["script"], cells["by"], cells["how"], cells["instead_of"],
                  since.text, until.text, since.earliest, since.latest, until.latest, cells["date_kind"], source.id, source.published_latest,
                  cells["locator"], cells["read"], cells["note"], row.file, row.line)


def _loops(called: Sequence[Called], problems: Problems) -> None:
    """Note every rename that leads back to the name it began with, unless from some name on the days go on as the names do."""
    renamed: dict[tuple[str, str], dict[str, list[Called]]] = defaultdict(lambda: defaultdict(list))
    for row in called:
        if row.instead_of:
            renamed[row.group, row.by][fold(row.instead_of)].append(row)
    for (group, _), after in renamed.items():
        loops: dict[frozenset[tuple[str, int]], list[list[Called]]] = defaultdict(list)
        for first in list(after):
            for path in _paths(first, after):
                if fold(path[-1].name) == first:
                    loops[frozenset((r.file, r.line) for r in path)].append(path)
        for turns in loops.values():
            if len(turns[0]) > 1 and any(_goes_on([r.since_day for r in path]) for path in turns):
                continue
            path = max(turns, key=lambda path: (path[-1].file, path[-1].line))
            problems.add(f"{path[-1].file}:{path[-1].line}", f"a rename of {group} that loops: "
                         f"{' → '.join([path[0].instead_of, *(r.name for r in path)])}; date each change, or take one out")


def _goes_on(days: Sequence[int]) -> bool:
    """Whether every change is dated, each after the one before."""
    return BEGIN not in days and all(a < b for a, b in pairwise(days))


def _paths(first: str, after: Mapping[str, list[Called]]) -> list[list[Called]]:
    """Every chain of renames from a name on that repeats none."""
    found: list[list[Called]] = []
    queue: list[list[Called]] = [[row] for row in after.get(first, ())]
    while queue:
        path = queue.pop()
        found.append(path)
        here = fold(path[-1].name)
        if here != first and here not in {fold(r.instead_of) for r in path}:
            queue += [[*path, row] for row in after.get(here, ())]
    return found


def check_groups(gathered: Gathered, problems: Problems) -> None:
    """Note every row that is there twice, every listing that was removed before it was made, and every descent that leads back to its start."""
    told = ("lineage", "affiliation", "identity", "listing", "statement", "presence")
    _twice(((c._replace(id=0, file="", line=0), c.file, c.line) for c in gathered.claims if c.relation in told), problems)
    listed: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    after: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    effects = {r: gathered.vocabulary.words(r).effects for r in ("listing", "lineage")}
    for claim in gathered.claims:
        if claim.relation == "listing" and effects["listing"][claim.act] in ("starts", "ends"):
            listed[claim.actor, claim.object, claim.of].append(claim)
        elif claim.relation == "lineage" and claim.act in DESCENT:
            older, newer = (claim.actor, claim.object) if claim.act in DESCENT[:2] else (claim.object, claim.actor)
            after[older].append((newer, claim))
    for (regime, group, name), claims in listed.items():
        made = min((c.earliest for c in claims if effects["listing"][c.act] == "starts"), default=None)
        for claim in claims:
            if effects["listing"][claim.act] == "ends" and made is not None and claim.latest < made:
                what = f'"{name}", a name of {group},' if name else group
                problems.add(f"{claim.file}:{claim.line}", f"{regime} removed {what} on {claim.date}, before it was listed; correct one of the dates")
    _entries(gathered, problems)
    _circles(after, problems)


def _entries(gathered: Gathered, problems: Problems) -> None:
    """Note every name that stands in an entry of which nobody says whose it is."""
    listings = [c for c in gathered.claims if c.relation == "listing"]
    known = {(c.actor, c.entry) for c in listings if c.act == "lists"}
    for c in listings:
        if c.act in ALIASING and c.entry not in gathered.groups.groups and (c.actor, c.entry) not in known:
            problems.add(f"{c.file}:{c.line}", f'entry "{c.entry}" is of no group that {c.actor} lists; correct it, or add the row that lists it')


def _circles(after: Mapping[str, list[tuple[str, Claim]]], problems: Problems) -> None:
    """Of acts that turn one group wholly into another, none may lead back, whatever its day."""
    whole = {group: [(to, c) for to, c in found if c.act == "becomes"] for group, found in after.items()}
    for start, found in whole.items():
        for first, claim in found:
            seen, queue = {first}, [first]
            while queue:
                new = {to for to, _ in whole.get(queue.pop(), ())} - seen
                seen |= new
                queue += new
            if start in seen:
                problems.add(f"{claim.file}:{claim.line}", f"{start} becomes {first}, which leads back to {start}; take one of the rows out")
