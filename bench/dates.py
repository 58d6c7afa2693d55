"""EDTF dates read per second, beside edtf and undate on the same list.

Kept between dates: for each month seen, its first day and length (some 2,700 entries here). No result is kept, and no date read from an earlier one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from comity.kernel import dates

from . import lists
from .measure import Rate, Report, Row, Target, installed, median, rate, times

ITEMS = 500_000
SECONDS = 10.0


def run(scale: float = 1.0) -> Report:
    """Time us on the whole list, and each peer on as much of its beginning as it manages in ten seconds."""
    texts = lists.dates(max(int(ITEMS * scale), 100))
    ours = times(partial(_ours, texts), 7)
    speed = len(texts) / median(ours)
    rows = [Row("comity", speed, "dates/s", f"median of {len(ours)} runs, fastest {len(texts) / min(ours):,.0f}; {len(texts):,} dates, "
                f"{len(set(texts)):,} of them distinct; all results held"),
            Row("comity, first run", len(texts) / ours[0], "dates/s", "the first of these"),
            Row("comity, results let go", len(texts) / median(times(partial(_let_go, texts), 5)), "dates/s", "no work for the garbage collector")]
    only_days = [t for t in texts if len(t) == 10]
    others = [t for t in texts if len(t) != 10]
    for what, part in (("comity, days only", only_days), ("comity, all but days", others)):
        rows.append(Row(what, len(part) / median(times(partial(_ours, part), 5)), "dates/s", f"{len(part):,} dates"))
    ratios = {}
    for name, make in PEERS.items():
        if installed(name) is None:
            rows.append(Row(name, 0, "dates/s", "not installed"))
            continue
        found = _peer(make(), texts, SECONDS * scale)
        rows.append(Row(name, found.per_second, "dates/s", f"the first {found.items:,} of the same list, {found.failures} of which it cannot read"))
        ratios[f"as fast as {name}"] = speed / found.per_second
    return Report("dates", "EDTF strings to first and last day", tuple(rows), ratios, (Target("dates", speed, 500_000, "dates/s"),),
                  peers=tuple(PEERS))


def _ours(texts: list[str]) -> list[dates.Date]:
    return list(dates.parse_many(texts))


def _let_go(texts: list[str]) -> None:
    deque(dates.parse_many(texts), maxlen=0)


def _peer(parse: Callable[[str], object], texts: Sequence[str], seconds: float) -> Rate:
    def work(part: Sequence[str]) -> list[object]:
        found: list[object] = []
        for text in part:
            value: object = None
            with suppress(Exception):  # what it cannot read is counted
                value = parse(text)
            found.append(value)
        return found
    return rate(work, texts, seconds)


def _edtf() -> Callable[[str], object]:
    from edtf import parse_edtf

    return parse_edtf


def _undate() -> Callable[[str], object]:
    from undate import Undate

    return lambda text: Undate.parse(text, "EDTF")


PEERS: dict[str, Callable[[], Callable[[str], object]]] = {"edtf": _edtf, "undate": _undate}
