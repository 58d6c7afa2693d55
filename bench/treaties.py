"""Extradition answers under all doctrines, and the full matrix: how every state of today stands towards whoever requests, on every day since 1794.

No peer answers these questions. The shared task with rule engines is in `bench/shared_task.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import comity
from comity.kernel.dates import iso, ordinal
from comity.kernel.instruments import Treaty
from comity.kernel.lens import DOCTRINES
from comity.kernel.proofs import Node
from comity.kernel.standing import POSSIBLE_FOR, READ, Verdict, disj
from comity.kernel.timeline import at
from comity.questions.extradition.answer import Extradition
from comity.questions.extradition.treaties import about_extradition, lists
from comity.questions.treaties.relations import Relations, relations

from .measure import Report, Row, Table, Target, median, percentile, took

SINCE = ordinal(1794, 1, 1)
REQUESTING, ON, OFFENCE = "US", "2020-01-01", "murder"
REPEATS = 5

View = comity.View


class Line(NamedTuple):
    """One treaty between two, over all time: its proof, and the first day on which something speaks for it (None: never)."""

    treaty: Treaty
    node: Node
    held: int | None


def states_of_today(atlas: comity.Atlas) -> list[str]:
    """Every polity of kind state that exists on the atlas's own day."""
    return sorted(id_ for id_, (_, kind, _, bounds) in atlas.polities.items() if kind == "state" and bounds.start <= atlas.date < bounds.end)


def listed_for(atlas: comity.Atlas) -> list[str]:
    """Everybody of whom a source lists all extradition treaties."""
    return sorted({c.actor for c in atlas.coverage if c.relation == "extradition" and c.actor in atlas.polities})


def between(view: View, doctrine: str, a: str, b: str) -> list[Line]:
    """The instruments on extradition between two under a doctrine, each with its whole timeline."""
    known, found = relations(view, doctrine), []
    for treaty in about_extradition(view, a, b):
        proof = known.between(treaty, a, b).node
        if proof is not None:
            found.append(Line(treaty, proof, next((day for day, bits in proof.steps if bits & POSSIBLE_FOR), None)))
    return found


def stands(known: Relations, lines: Sequence[Line], day: int, gaps: Sequence[Node]) -> Verdict:
    """Whether an instrument binds the two on a day, as an extradition answer has it: in force, not, or unrecorded where nothing and no list says."""
    said = []
    for treaty, proof, held in lines:
        verdict = READ[at(proof.steps, day)]
        if verdict is not Verdict.NO or (held is not None and held <= day) or (treaty.bilateral and known.begun(treaty, day)):
            said.append(verdict)
    found = disj(said) if said else Verdict.UNRECORDED
    return Verdict.NO if found is Verdict.UNRECORDED and any(n.verdict(day) is Verdict.NO for n in gaps) else found


def changes(known: Relations, lines: Sequence[Line], gaps: Sequence[Node], since: int, until: int) -> Iterator[tuple[int, int, Verdict]]:
    """The timeline of two between two days: (first day, the day after the last, verdict)."""
    cuts = {since} | {day for node in (*(line.node for line in lines), *gaps) for day, _ in node.steps}
    cuts |= {c.earliest for line in lines for a, b in known.view.atlas.claimed_between.get(line.treaty.id, ()) if line.treaty.bilateral
             for c in known.recorded(line.treaty, a, b)}
    days = [*sorted(day for day in cuts if since <= day < until), until]
    for first, after in pairwise(days):
        yield first, after, stands(known, lines, first, gaps)


class Matrix(NamedTuple):
    """What a matrix found: pairs asked, instruments with a proof, spans, and by doctrine how many pair-days stand at each verdict."""

    pairs: int
    treaties: int
    spans: int
    days: dict[str, Counter[Verdict]]


def matrix(pairs: Sequence[tuple[str, str]], doctrines: Sequence[str] = DOCTRINES) -> Matrix:
    """Every pair under every doctrine over all days since 1794 on which both exist, from the file on: nothing is kept from before."""
    view = comity.open().view()
    until = view.atlas.date + 1
    proofs, spans, days = set[int](), 0, {d: Counter[Verdict]() for d in doctrines}
    for a, b in pairs:
        first, second = view.bounds(a), view.bounds(b)
        since, gaps = max(first.start, second.start, SINCE), lists(view, a, b)
        for doctrine in doctrines:
            lines = between(view, doctrine, a, b)
            proofs |= {id(line.node) for line in lines}
            for start, after, verdict in changes(relations(view, doctrine), lines, gaps, since, until):
                days[doctrine][verdict] += after - start
                spans += 1
    return Matrix(len(pairs), len(proofs), spans, days)


def run(scale: float = 1.0) -> Report:
    """Time single answers, then the matrix with whoever is listed, then all pairs as recorded."""
    states = states_of_today(comity.open())
    asked = [s for s in states if s != REQUESTING][:max(int(len(states) * scale), 5)]
    repeats = max(int(REPEATS * scale), 1)
    rows, cold, as_dict = _answers(asked, repeats)
    listed = [(a, b) for b in listed_for(comity.open()) for a in asked if a != b]
    found: list[Matrix] = []
    seconds = [took(lambda: found.append(matrix(listed))) for _ in range(repeats)]
    every = [(a, b) for n, a in enumerate(asked) for b in asked[n + 1:]]
    wide: list[Matrix] = []
    seconds_wide = took(lambda: wide.append(matrix(every, ("recorded",))))
    rows += [_row("full matrix, all doctrines, all days", seconds, found[0]), _row("every two states of today, as recorded", [seconds_wide], wide[0])]
    table = _days({**found[0].days, "recorded, every two states of today": wide[0].days["recorded"]})
    return Report("treaties", f"extradition from {len(asked):,} states of today to {REQUESTING} on {ON} for {OFFENCE}; the matrix since {iso(SINCE)}",
                  tuple(rows), {"as long with to_dict() as without (answer, everything kept)": as_dict / max(_value(rows, "answer, all kept"), 1e-9)},
                  (Target("extradition answer with proofs, pair never asked, median", cold, 2, "ms", True),
                   Target("extradition answer with proofs, all kept, median", _value(rows, "answer, all kept"), 2, "ms", True),
                   Target("full matrix, all doctrines, all days", median(seconds), 10, "s", True)), (table,))


def _value(rows: Sequence[Row], what: str) -> float:
    return next(r.value for r in rows if r.what == what)


def _answers(asked: Sequence[str], repeats: int) -> tuple[list[Row], float, float]:
    """Single answers: the first through a new lens, a second, every state once, every state again, and with its dictionary."""
    first: list[float] = []
    second: list[float] = []
    cold: list[float] = []
    new: list[float] = []
    for _ in range(repeats):
        view = comity.open().view()
        first.append(_each(asked[:1], partial(_ask, view))[0])
        second.append(_each(asked[1:2], partial(_ask, view))[0])
        cold += _each(asked[2:], partial(_ask, view))
        fresh = comity.open().view()
        _ask(fresh, asked[0]).to_dict()
        new += _each(asked[1:], lambda s, view=fresh: _ask(view, s).to_dict())
    warm = [t for _ in range(repeats) for t in _each(asked, partial(_ask, view))]
    as_dict = [t for _ in range(repeats) for t in _each(asked, lambda s: _ask(view, s).to_dict())]
    rows = [Row("first answer, the file opened for it", 1000 * median(first), "ms", f"median of {len(first)}; reads treaties and links too"),
            Row("second answer, another state", 1000 * median(second), "ms", f"median of {len(second)}"),
            _median("answer, this pair never asked", cold), _median("answer and to_dict(), this pair never asked", new),
            _median("answer, all kept", warm), _median("answer and to_dict(), all kept", as_dict)]
    return rows, 1000 * median(cold), 1000 * median(as_dict)


def _ask(view: View, requested: str) -> Extradition:
    return view.extradition(requested=requested, requesting=REQUESTING, on=ON, offence=OFFENCE)


def _each(asked: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    return [took(partial(ask, s)) for s in asked]


def _median(what: str, seconds: Sequence[float]) -> Row:
    return Row(what, 1000 * median(seconds), "ms", f"median of {len(seconds):,}; fastest {1000 * min(seconds):.2f}, "
               f"p95 {1000 * percentile(seconds, 0.95):.1f}, slowest {1000 * max(seconds):.1f}")


def _row(what: str, seconds: Sequence[float], found: Matrix) -> Row:
    days = sum(sum(c.values()) for c in found.days.values())
    return Row(what, median(seconds), "s", f"median of {len(seconds)}, fastest {min(seconds):.2f}; {found.pairs:,} pairs, {found.treaties:,} "
               f"proofs of a treaty, {found.spans:,} spans, {days:,} pair-days")


def _days(found: dict[str, Counter[Verdict]]) -> Table:
    verdicts = list(Verdict)
    return Table("Pair-days at each verdict: is an instrument on extradition in force between the two?", ("", *(v.value for v in verdicts)),
                 tuple((name, *(f"{days[v]:,}" for v in verdicts)) for name, days in found.items()))
