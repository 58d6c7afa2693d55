"""Pairs of names of armed groups: of one group, by three kinds of source, and of two that look alike. Drawn from the atlas, the same every time."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process

import comity
from comity.kernel.dates import END
from comity.kernel.names import fold
from comity.questions.groups.names import GroupNames

UN, UCDP, RENAMES = "UN lists", "UCDP names", "renames"
LIKE = 60.0
"""From which likeness on (rapidfuzz's ratio of the sorted words, of 100) two names with fewer than half their words in common are look-alikes."""


class Pair(NamedTuple):
    """Two names, the group of each, and a day of each on which it was in use."""

    first: str
    second: str
    groups: tuple[str, str]
    days: tuple[int, int]


class Pairs(NamedTuple):
    """What is asked.

    same: pairs of one group by kind of source. shared: how many of each kind are left out, for another group has one of the names too that day.
    other: look-alikes. apart: names that a UN entry gives to the group of the entry, and the atlas to another group.
    """

    same: dict[str, list[Pair]]
    shared: dict[str, int]
    other: list[Pair]
    apart: list[Pair]


def draw(atlas: comity.Atlas, scale: float = 1.0) -> Pairs:
    """All of them, or as many of each kind as the scale says, in an order drawn with a fixed seed."""
    names = atlas.group_names
    un, apart = _un(atlas)
    same, shared = {}, {}
    for kind, found in ((UN, un), (UCDP, _ucdp(atlas)), (RENAMES, _renames(atlas))):
        unique = {(p.groups, fold(p.first), fold(p.second)): p for p in found if fold(p.first) != fold(p.second)}
        told = [p for p in unique.values() if not any(map(_ambiguous, [names] * 2, (p.first, p.second), p.days))]
        same[kind], shared[kind] = _some(told, scale), len(unique) - len(told)
    return Pairs(same, shared, _alike(atlas, {p.groups for p in apart}, scale), _some(apart, scale))


def _some(pairs: Iterable[Pair], scale: float) -> list[Pair]:
    found = sorted(pairs)
    random.Random(7).shuffle(found)
    return found[:max(int(len(found) * scale), 20)]


def _ambiguous(names: GroupNames, text: str, on: int) -> bool:
    return not names.transliterated(text) and len(names.candidates(text, on)) > 1


def _day(names: GroupNames, text: str, group: str, wanted: int) -> int:
    """The day nearest to the one wanted on which the group had the name."""
    held = [(since, until) for since, until, id_ in names.spans(text) if id_ == group]
    return min((min(max(wanted, since), until - 1) for since, until in held), key=lambda d: abs(d - wanted), default=wanted)


def _pair(names: GroupNames, first: str, second: str, groups: tuple[str, str], day: int) -> Pair:
    return Pair(first, second, groups, (_day(names, first, groups[0], day), _day(names, second, groups[1], day)))


def _un(atlas: comity.Atlas) -> tuple[list[Pair], list[Pair]]:
    """Each name of an entry with the entry's, or with the group's label where it names another group than the entry's: then those two apart."""
    names, labels = atlas.group_names, atlas.group_names.labels
    rows = atlas.rows("SELECT act, actor, object, name, entry, latest FROM claim WHERE relation = 'listing' AND actor LIKE 'UN/%' AND name != '' "
                      "AND act IN ('lists', 'adds-alias') ORDER BY id")
    own, entries = dict[tuple[str, str], str](), dict[tuple[str, str], str]()
    for act, actor, group, name, entry, _ in rows:
        if act == "lists":
            own.setdefault((actor, group), name)
            entries.setdefault((actor, entry), group)
    same, apart = [], []
    for act, actor, group, name, entry, day in rows:
        if act == "adds-alias":
            same.append(_pair(names, own.get((actor, group), labels[group]), name, (group, group), day))
            of = entries.get((actor, entry), group)
            if of != group:
                apart.append(_pair(names, own[actor, of], name, (of, group), day))
    return same, apart


def _ucdp(atlas: comity.Atlas) -> Iterator[Pair]:
    """Each name that UCDP prints for an actor with the actor's label: full names in the original and in English, and acronyms."""
    names, labels = atlas.group_names, atlas.group_names.labels
    for group, name in atlas.rows("SELECT DISTINCT armed_group, name FROM group_name WHERE called_by = 'ucdp' AND style != 'code' ORDER BY 1, 2"):
        yield _pair(names, labels[group], name, (group, group), atlas.date)


def _renames(atlas: comity.Atlas) -> Iterator[Pair]:
    """The former and the new name, each on a day of its use nearest to that of the change."""
    for group, old, new, since, latest in atlas.rows("SELECT DISTINCT armed_group, instead_of, name, since, since_latest FROM group_name "
                                                     "WHERE instead_of != '' ORDER BY 1, 2, 3, 5"):
        yield _pair(atlas.group_names, old, new, (group, group), latest if since and latest < END else atlas.date)


def _alike(atlas: comity.Atlas, excepted: set[tuple[str, str]], scale: float) -> list[Pair]:
    """For each label, and each name in a UN list, the name of another group that is most like it, if they are look-alikes.

    Left out: groups that anybody treats as one, groups that the UN has in one entry, and names that fold to the same.
    """
    names = atlas.group_names
    holders = _holders(atlas)
    joined = {frozenset(p) for p in excepted} | {frozenset(p) for p in atlas.rows(
        "SELECT DISTINCT actor, object FROM claim WHERE relation = 'identity' AND act = 'treats-as-same'")}
    written = sorted(holders)
    sorted_words = [" ".join(sorted(fold(n).split())) for n in written]
    asked = sorted({(n, g) for g, n in names.labels.items()} | set(atlas.rows(
        "SELECT DISTINCT name, object FROM claim WHERE relation = 'listing' AND actor LIKE 'UN/%' AND name != ''")))
    random.Random(8).shuffle(asked)
    found = {}
    for name, group in asked[:max(int(len(asked) * scale), 40)]:
        near = process.extract(" ".join(sorted(fold(name).split())), sorted_words, scorer=fuzz.ratio, limit=40, score_cutoff=LIKE / 2)
        for _, likeness, at in near:
            other, theirs = written[at], holders[written[at]]
            if len(theirs) > 1 or group in theirs or fold(other) == fold(name) or group in _same_name(holders, names, other):
                continue
            (second,) = theirs
            if frozenset((group, second)) in joined:
                continue
            if likeness >= LIKE or _half(name, other):
                found.setdefault(frozenset((fold(name), fold(other))), _pair(names, name, other, (group, second), atlas.date))
            break
    return sorted(p for p in found.values() if not any(map(_ambiguous, [names] * 2, (p.first, p.second), p.days)))


def _holders(atlas: comity.Atlas) -> dict[str, set[str]]:
    """Every name as written, with the groups that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, group in names_of(atlas):
        found[name].add(group)
    return found


def names_of(atlas: comity.Atlas) -> list[tuple[str, str]]:
    """Every name of every group, codes left out."""
    rows = atlas.rows("SELECT label, id FROM armed_group UNION SELECT name, armed_group FROM group_name WHERE style != 'code' "
                      "UNION SELECT name, object FROM claim WHERE relation = 'listing' AND name != '' ORDER BY 1, 2")
    return [(name, group) for name, group in rows]


def _same_name(holders: dict[str, set[str]], names: GroupNames, text: str) -> set[str]:
    return {c.id for c in names.candidates(text)} | holders[text]


def _half(first: str, second: str) -> bool:
    """Whether two names share at least half the words of the longer."""
    one, other = set(fold(first).split()), set(fold(second).split())
    return 2 * len(one & other) >= max(len(one), len(other))
