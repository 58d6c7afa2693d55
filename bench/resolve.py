"""A million dated names to polities, beside what turns country names into codes without a date, on the same lists.

Kept between runs: what a spelling means over all time, and the number of a day. So the first run over each list is given apart, and a list in
which every spelling stands once, where nothing kept is of use.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import comity
from comity.questions.names import Names

from . import lists
from .measure import Report, Row, Table, Target, installed, median, percentile, rate, took
from .peers import PEERS, Convert, Peer
from .tricky import JUDGEMENTS, tally, tricky

ITEMS = 1_000_000
RUNS = 9
SECONDS = 8.0

Dated = list[tuple[str, str]]


def run(scale: float = 1.0) -> Report:
    """Time three lists, then every peer on the beginning of two of them, then ask everybody the tricky names."""
    atlas = comity.open()
    names = Names(atlas)
    count = max(int(ITEMS * scale), 200)
    kinds = lists.spellings(atlas)
    many = lists.spellings(atlas, misspelt=max(int(60_000 * scale), 100))
    mixed, even, once = (lists.dated(found) for found in (lists.zipf(kinds, count), lists.evenly(kinds, count), lists.once(many)))
    rows, speeds = [], {}
    for what, asked in (("comity, repeated as in data", mixed), ("comity, every spelling alike", even)):
        speeds[what], more = _ours(atlas, what, asked)
        rows += more
    speed_once = median([len(once) / took(partial(Names(atlas).resolve_many, once)) for _ in range(5)])
    rows.append(Row("comity, every spelling once", speed_once, "names/s", f"{len(once):,} spellings, nothing kept, median of 5"))
    singles = [took(partial(names.candidates, t)) for t, _ in once[:max(int(20_000 * scale), 50)]]
    rows.append(Row("comity, candidates() of one name", 1e6 * median(singles), "µs", f"median; p95 {1e6 * percentile(singles, 0.95):.0f}"))
    ready = [(peer, peer.make()) for peer in PEERS if installed(peer.package)]
    mixed_speed = speeds["comity, repeated as in data"]
    peer_rows, ratios, agreement = _peers(names, ready, mixed, once, SECONDS * scale, mixed_speed, speed_once)
    return Report("resolve", "names and codes, each with a day, to polities", tuple(rows + peer_rows), ratios,
                  tuple(Target(f"resolve_many, {what.partition(', ')[2]}", speed, 1_000_000, "names/s") for what, speed in speeds.items()),
                  (agreement, tricky(names, ready)), tuple(peer.package for peer in PEERS))


def _ours(atlas: comity.Atlas, what: str, asked: Dated) -> tuple[float, list[Row]]:
    names = Names(atlas)
    seconds = [took(lambda: names.resolve_many(asked)) for _ in range(RUNS)]
    answers = names.resolve_many(asked)
    one, several = sum(isinstance(a, str) for a in answers), sum(isinstance(a, tuple) for a in answers)
    speed = len(asked) / median(seconds)
    note = (f"median of {RUNS} runs, fastest {len(asked) / min(seconds):,.0f}; {len(asked):,} names, {len({t for t, _ in asked}):,} spellings, "
            f"{len({d for _, d in asked}):,} days; {one / len(asked):.0%} one polity, {several / len(asked):.1%} several, the rest none")
    return speed, [Row(what, speed, "names/s", note), Row("  first run, nothing kept", len(asked) / seconds[0], "names/s")]


def _peers(names: Names, ready: Sequence[tuple[Peer, Convert]], mixed: Dated, once: Dated, seconds: float, speed: float,
           speed_once: float) -> tuple[list[Row], dict[str, float], Table]:
    rows, ratios, agreement = [], {}, []
    for peer, convert in ready:
        for what, asked, ours in (("repeated", mixed, speed), ("each once", once, speed_once)):
            found = rate(convert, [text for text, _ in asked], seconds)
            rows.append(Row(f"{peer.name}, {what}", found.per_second, "names/s",
                            f"the first {found.items:,} of the same list; no answer to {found.failures / found.items:.0%}"))
            ratios[f"as fast as {peer.name}, {what}"] = ours / found.per_second
            if asked is mixed:
                counts = tally(names, names.resolve_many(asked[:found.items]), found.results)
                agreement.append((peer.name, f"{found.items:,}", *(f"{counts[j] / found.items:.1%}" for j in JUDGEMENTS)))
    return rows, ratios, Table("Whom the peers mean, against the polity of the atlas on the day, on their part of the mixed list",
                               ("peer", "names", *JUDGEMENTS), tuple(agreement))
