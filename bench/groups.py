"""Names of armed groups, each with a day, to groups: how many aliases are found, how many look-alikes are taken for one, and how fast.

Two names are called the same where both, each on its day, name one and the same group. That is asked twice: of the atlas as it is, which has read the
lists, and with the second spelling withheld from its group, which leaves the group's other names and the declared transliteration. The peers
are asked twice too: given the two names alone, and given the second name and all other names of the first one's group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

import comity
from comity.kernel.names import fold, transliterate
from comity.questions.groups.names import GroupNames

from . import lists, matchers, namesakes
from .measure import Report, Row, Table, Target, installed, median, rate, took
from .namesakes import Pair, Pairs

ITEMS = 1_000_000
RUNS = 9
SECONDS = 4.0

Score = Callable[[Pair], float]
"""How surely a pair is one group, from 0 to 1."""
Sheet = dict[str, list[float]]
"""The scores of one judge, by the kind of pair."""
OTHER, APART = "look-alikes", "apart"


def run(scale: float = 1.0) -> Report:
    """Ask everybody all pairs, as known and with one spelling withheld; then time three lists of dated names, and the peers on pairs."""
    atlas = comity.open()
    pairs = namesakes.draw(atlas, scale)
    peers = matchers.ready()
    held = _held(atlas)
    known = _sheet(pairs, partial(_known, atlas.group_names))
    unseen = _sheet(pairs, partial(_unseen, _fresh(atlas)))
    bare = {m.name: _sheet(pairs, lambda p, m=m: m.score([p.first], [p.second])) for m in peers}
    given = {m.name: _sheet(pairs, partial(_given, m, held)) for m in peers}
    speeds, rows, kinds = _speeds(atlas, scale)
    peer_rows, ratios = _peer_speeds(peers, pairs, speeds, SECONDS * scale)
    return Report(
        "groups", "names of armed groups, each with a day, to groups", (*_counts(pairs, known, unseen), *rows, *peer_rows), ratios,
        (*(Target(f"pairs of one group called the same, {kind}, shared names apart", 100 * _share(known[kind]), 98, "%")
           for kind in (namesakes.UN, namesakes.RENAMES)),
         Target("look-alikes called the same", 100 * _share(known[OTHER]), 0, "%", most=True),
         *(Target(f"resolve_many, {what}", speeds[what], 1_000_000, "names/s") for what in kinds)),
        (_table("Called the same, of pairs of one group and of look-alikes: two names, comity with all it has read, the peers with nothing else",
                known, bare),
         _table("The same pairs with the second spelling withheld: everybody has all other names of the group, and nobody this one", unseen, given),
         _wrong(pairs, unseen)), (matchers.PACKAGE,))


def _known(names: GroupNames, pair: Pair) -> float:
    """1 where both names mean one and the same group, each on its day."""
    one, other = names.resolve_many(zip((pair.first, pair.second), pair.days, strict=True))
    return float(isinstance(one, str) and one == other)


def _unseen(names: GroupNames, pair: Pair) -> float:
    """The same with the second name withheld from its group; of look-alikes, either of them in turn."""
    (first, second), (one, other) = pair.groups, pair.days
    found = _without(names, pair.second, second, other) == _meant(names, pair.first, one) == [first]
    if first != second:
        found = found or _without(names, pair.first, first, one) == _meant(names, pair.second, other) == [second]
    return float(found)


def _meant(names: GroupNames, text: str, on: int) -> list[str]:
    return [c.id for c in names.candidates(text, on)]


def _without(names: GroupNames, text: str, group: str, on: int) -> list[str]:
    """Whom a name means on a day if its group is not known by it, in any writing that folds to the same."""
    folded, known, spelt = fold(text), names._names, names._spelt
    assert spelt is not None
    held = known.pop(folded, [])
    rest = [c for c in held if c.id != group]
    if rest:
        known[folded] = rest
        found = _meant(names, text, on)
    else:
        alike = spelt[transliterate(held[0].name)] if held else [folded]
        alike.remove(folded)
        found = _meant(names, text, on)
        alike.append(folded)
    if held:
        known[folded] = held
    return found


def _held(atlas: comity.Atlas) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, group in namesakes.names_of(atlas):
        found[group].append(name)
    return found


def _given(matcher: matchers.Matcher, held: dict[str, list[str]], pair: Pair) -> float:
    """A peer's score of the second name beside a group with all its names but this one; of look-alikes, the greater of both ways round."""
    first, second = pair.groups
    score = matcher.score([pair.second], [n for n in held[first] if fold(n) != fold(pair.second)])
    return score if first == second else max(score, matcher.score([pair.first], [n for n in held[second] if fold(n) != fold(pair.first)]))


def _sheet(pairs: Pairs, score: Score) -> Sheet:
    return {kind: [score(p) for p in found] for kind, found in (*pairs.same.items(), (OTHER, pairs.other), (APART, pairs.apart))}


def _share(scores: Sequence[float], threshold: float = matchers.THRESHOLD) -> float:
    """The share that reaches the threshold."""
    return sum(s >= threshold for s in scores) / max(len(scores), 1)


def _counts(pairs: Pairs, known: Sheet, unseen: Sheet) -> Iterator[Row]:
    for kind, found in pairs.same.items():
        missed, shared = sum(s < 1 for s in known[kind]), pairs.shared[kind]
        yield Row(f"comity, {kind}", 100 * _share(known[kind]), "%", f"{len(found):,} pairs, {missed} missed; apart from them {shared} with a name "
                  "that another group has too that day, where the answer is all of its groups")
        yield Row("  those counted as missed", 100 * (len(found) - missed) / max(len(found) + shared, 1), "%", "one group alone, of all pairs")
        yield Row("  that spelling withheld", 100 * _share(unseen[kind]), "%", "by the group's other names and the transliteration alone")
    yield Row("comity, look-alikes taken for one", 100 * _share(known[OTHER]), "%", f"of {len(pairs.other):,} pairs of two groups")
    yield Row("  either spelling withheld", 100 * _share(unseen[OTHER]), "%", f"{int(sum(unseen[OTHER]))} pairs, below")
    yield Row("a UN entry's name for another group", 100 * _share(known[APART]), "%",
              f"called the same by comity, of {len(pairs.apart)}: the entry is one, the atlas tells two groups apart and says who takes them for one")


def _table(title: str, ours: Sheet, theirs: dict[str, Sheet]) -> Table:
    """Who calls how many the same; and from which threshold on a peer takes no look-alikes for one, and how many names in UN lists it then knows."""
    kinds = [k for k in ours if k not in (OTHER, APART)]
    rows = [("comity", *_cells(ours, kinds, 1.0), "–", "–")]
    for algorithm in matchers.ALGORITHMS:
        name = f"{matchers.PACKAGE} {algorithm}"
        if name not in theirs:
            rows.append((name, *["not installed"] * (len(kinds) + 3)))
            continue
        sheet = theirs[name]
        strict = max(sheet[OTHER], default=0.0)
        least = min((s for s in chain(*(sheet[k] for k in kinds)) if s > strict), default=None)
        strictly = ("none", "–") if least is None else (f"{least:.3f}", f"{_share(sheet[namesakes.UN], least):.1%}")
        rows.append((name, *_cells(sheet, kinds, matchers.THRESHOLD), *strictly))
    return Table(title, ("", *kinds, OTHER, "threshold for no look-alike", "UN lists at that threshold"), tuple(rows))


def _cells(sheet: Sheet, kinds: Sequence[str], threshold: float) -> list[str]:
    return [f"{_share(sheet[k], threshold):.1%}" for k in (*kinds, OTHER)]


def _wrong(pairs: Pairs, unseen: Sheet) -> Table:
    """Look-alikes that the transliteration takes for one."""
    wrong = [p for p, s in zip(pairs.other, unseen[OTHER], strict=True) if s]
    return Table("Look-alikes that comity takes for one group while one of the two spellings is withheld", ("name", "group", "name", "group"),
                 tuple((p.first, p.groups[0], p.second, p.groups[1]) for p in wrong))


def _speeds(atlas: comity.Atlas, scale: float) -> tuple[dict[str, float], list[Row], list[str]]:
    """Our rate over three lists, and which of them have a target."""
    count = max(int(ITEMS * scale), 200)
    known, many = spellings(atlas, max(int(2000 * scale), 50)), spellings(atlas, max(int(60_000 * scale), 100))
    speeds, rows = {}, []
    for what, asked in (("repeated as in data", lists.zipf(known, count)), ("every spelling alike", lists.evenly(known, count))):
        names, dated = GroupNames(atlas), lists.dated(asked)
        seconds = [took(partial(names.resolve_many, dated)) for _ in range(RUNS)]
        answers = names.resolve_many(dated)
        one, several = sum(isinstance(a, str) for a in answers), sum(isinstance(a, tuple) for a in answers)
        speeds[what] = len(dated) / median(seconds)
        rows += [Row(f"comity, {what}", speeds[what], "names/s",
                     f"median of {RUNS} runs, fastest {len(dated) / min(seconds):,.0f}; {len(dated):,} names, {len(set(asked)):,} spellings; "
                     f"{one / len(dated):.0%} one group, {several / len(dated):.1%} several, the rest none"),
                 Row("  first run, nothing kept", len(dated) / seconds[0], "names/s")]
    dated = lists.dated(lists.once(many))
    speeds["once"] = len(dated) / median([took(partial(_fresh(atlas).resolve_many, dated)) for _ in range(5)])
    rows.append(Row("comity, every spelling once", speeds["once"], "names/s", f"{len(dated):,} spellings, nothing kept, median of 5"))
    reading = median([took(partial(_fresh, atlas)) for _ in range(5)])
    rows.append(Row("comity, reading all names", 1000 * reading, "ms", "once a process; median of 5"))
    return speeds, rows, [what for what in speeds if what != "once"]


def _fresh(atlas: comity.Atlas) -> GroupNames:
    """All names read, and the index by transliteration made, which is done for the first name that nobody has."""
    names = GroupNames(atlas)
    names.candidates("no group is called this")
    return names


def spellings(atlas: comity.Atlas, misspelt: int) -> dict[str, list[str]]:
    """Every kind of spelling, as `lists.spellings` has them of polities: names, names in lists alone, codes, other dress, misspellings."""
    current = [n for (n,) in atlas.rows("SELECT label FROM armed_group UNION SELECT name FROM group_name WHERE style != 'code' ORDER BY 1")]
    listed = [n for (n,) in atlas.rows("SELECT DISTINCT name FROM claim WHERE relation = 'listing' AND name != '' ORDER BY name")]
    codes = [n for (n,) in atlas.rows("SELECT DISTINCT name FROM group_name WHERE style = 'code' ORDER BY name")]
    return {"current": current, "historical": sorted(set(listed) - set(current)), "codes": codes, **lists.disguised(current, 3, misspelt)}


def _peer_speeds(peers: Sequence[matchers.Matcher], pairs: Pairs, speeds: dict[str, float], seconds: float) -> tuple[list[Row], dict[str, float]]:
    """Their rate of comparing two names: a name that is looked up takes one comparison with each candidate."""
    rows, ratios = [], {}
    every = [p for found in (*pairs.same.values(), pairs.other) for p in found]
    for m in peers:
        ready = [(m.entity([p.first]), m.entity([p.second])) for p in every]
        found = rate(lambda part, m=m: [m.compare(a, b) for a, b in part], ready, seconds)
        rows.append(Row(f"{m.name}, comparing two names", found.per_second, "pairs/s",
                        f"version {installed(matchers.PACKAGE)}; {found.items:,} pairs, each once, the entities ready"))
        ratios[f"as fast as one comparison by {m.name}, every spelling once"] = speeds["once"] / found.per_second
    return rows, ratios
