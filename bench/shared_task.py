"""One task for everybody: 10,000 treaties with a life each, 100,000 claims that a party joins or leaves one; when is each bound within that life?

The same rows, drawn with a fixed seed, go to the kernel (its rules and operators with a proof node for every step, and `states.hold` as the questions
use it) and, as facts, to clingo and Nemo, which run one and the same logic program. All must give the same spans, or the bench fails.
"""

from __future__ import annotations

import gc
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from comity.kernel.acts import Context, Words, dated
from comity.kernel.claims import Bounds, Claim
from comity.kernel.compose import every, node
from comity.kernel.dates import END, iso, ordinal
from comity.kernel.lens import Lens
from comity.kernel.proofs import Node
from comity.kernel.standing import READ, Verdict
from comity.kernel.states import hold, state
from comity.kernel.timeline import Steps

from .measure import Report, Row, Target, installed, median

TREATIES, CLAIMS, PARTIES = 10_000, 100_000, 200
FIRST, LAST = ordinal(1794, 1, 1), ordinal(2026, 11, 1)
REPEATS = 5
COLLECTED = ", garbage collector on"

T = TypeVar("T")
Span = tuple[int, int, int, int]
"""Party, treaty, first day, the day after the last."""


class Task(NamedTuple):
    """Treaties: (first day, the day after the last) by number. claims: (party, treaty, whether it joins, day), in order of time for each pair."""

    lives: list[tuple[int, int]]
    claims: list[tuple[int, int, bool, int]]


def draw(treaties: int = TREATIES, claims: int = CLAIMS, seed: int = 11) -> Task:
    """The task: every party joins a treaty first, and leaves and joins by turns, one to four times in all."""
    choose = random.Random(seed)
    lives = []
    for _ in range(treaties):
        start = choose.randrange(FIRST, LAST - 400)
        lives.append((start, min(start + choose.randrange(300, 40_000), LAST)))
    rows: list[tuple[int, int, bool, int]] = []
    seen: set[tuple[int, int]] = set()
    while len(rows) < claims:
        pair = choose.randrange(PARTIES), choose.randrange(treaties)
        if pair not in seen:
            seen.add(pair)
            days = sorted(choose.sample(range(FIRST, LAST), choose.randint(1, 4)))[:claims - len(rows)]
            rows += [(*pair, n % 2 == 0, day) for n, day in enumerate(days)]
    choose.shuffle(rows)
    return Task(lives, rows)


def spans(party: int, treaty: int, line: Steps) -> Iterator[Span]:
    """Where a timeline says yes."""
    for n, (since, bits) in enumerate(line):
        if READ[bits] is Verdict.YES:
            yield party, treaty, since, line[n + 1][0] if n + 1 < len(line) else END


def by_pair(claims: Iterable[Claim]) -> dict[tuple[int, int], list[Claim]]:
    """Claims by who and about what, each in order of time."""
    found: dict[tuple[int, int], list[Claim]] = {}
    for c in claims:
        found.setdefault((int(c.actor), int(c.object)), []).append(c)
    for said in found.values():
        said.sort(key=lambda c: c.earliest)
    return found


def as_claims(task: Task) -> list[Claim]:
    """The rows as the kernel takes them: what an atlas would have read from its file."""
    turns: dict[tuple[int, int, bool], int] = {}
    found = []
    for n, (party, treaty, joins, day) in enumerate(sorted(task.claims, key=lambda c: c[3])):
        turn = turns[party, treaty, joins] = turns.get((party, treaty, joins), 0) + 1
        text = iso(day) or ""
        found.append(Claim(n, "party", "accedes" if joins else "denounces", str(party), str(treaty), turn, "", "", "", "", "", text, day, day, False,
                           "effective", "", None, None, str(party), "", "bench", None, "", "", "", "bench", n))
    return found


def by_operators(task: Task, claims: list[Claim]) -> tuple[list[Span], list[Node]]:
    """By the kernel's rules and operators: a node for every claim, for each party's acts in order, for the treaty's life, and for both together."""
    lives = [_in_order([("start", _dated("signed", since, iso(since))), ("end", _dated("terminated", until, iso(until)))], str(n), "is in force")
             for n, (since, until) in enumerate(task.lives)]
    found: list[Span] = []
    proofs: list[Node] = []
    for (party, treaty), said in by_pair(claims).items():
        acts = [("start" if c.act == "accedes" else "end", _dated(c.holder, c.earliest, c.date, (c,))) for c in said]
        parts = (_in_order(acts, str(party), "is a party to"), lives[treaty])
        proofs.append(node("vclt-24", "and", every([p.steps for p in parts]), parts, treaty=str(treaty), parties=str(party)))
        found += spans(party, treaty, proofs[-1].steps)
    return found, proofs


def _dated(holder: str, day: int, date: str | None, claims: tuple[Claim, ...] = ()) -> Node:
    return Node("S9-dated", dated(day, day, False), {"holder": holder, "date": date}, (), claims)


def _in_order(acts: list[tuple[str, Node]], actor: str, holds: str) -> Node:
    roles, nodes = [r for r, _ in acts], tuple(n for _, n in acts)
    return Node("S7-state", state([n.steps for n in nodes], roles), {"actor": actor, "holds": holds, "roles": roles}, nodes)


def by_hold(task: Task, claims: list[Claim]) -> tuple[list[Span], list[Node]]:
    """As questions ask it: acts pooled, denials, refusals and observations looked for, conflicts listed, bounds and sentences filled in."""
    effects = {"accedes": "starts", "denounces": "ends"}
    words = Words(effects, {"accedes": "acceded to", "denounces": "denounced"}, 0, frozenset())
    lens, found, proofs = Lens(), list[Span](), list[Node]()
    for (party, treaty), said in by_pair(claims).items():
        ends = str(party), str(treaty)
        context = Context(*ends, Bounds(*task.lives[treaty]), frozenset(ends), words, str, lens)
        proofs.append(hold(said, (), context, "is a party to").node)
        found += spans(party, treaty, proofs[-1].steps)
    return found, proofs


# One logic program, in the words of both engines: {0} is "not". A party is bound from a day on which it joins until the next on which it leaves.
PROGRAM = """
ended(P,T,D,E) :- joins(P,T,D), leaves(P,T,E), D < E.
later(P,T,D,E) :- ended(P,T,D,E), ended(P,T,D,F), F < E.
some(P,T,D) :- ended(P,T,D,E).
held(P,T,D,E) :- ended(P,T,D,E), {0} later(P,T,D,E).
held(P,T,D,F) :- joins(P,T,D), {0} some(P,T,D), life(T,S,F).
bound(P,T,D,E) :- held(P,T,D,E), life(T,S,F), S <= D, E <= F, D < E.
bound(P,T,D,F) :- held(P,T,D,E), life(T,S,F), S <= D, F < E, D < F.
bound(P,T,S,E) :- held(P,T,D,E), life(T,S,F), D < S, E <= F, S < E.
bound(P,T,S,F) :- held(P,T,D,E), life(T,S,F), D < S, F < E, S < F.
"""


def by_clingo(task: Task, folder: Path) -> list[Span]:
    """By clingo, from facts in a file, which it reads itself."""
    import clingo

    control = clingo.Control(["--warn=none"])
    control.load(str(folder / "facts.lp"))
    control.add("base", [], PROGRAM.format("not") + "#show bound/4.")
    control.ground([("base", [])])
    with control.solve(yield_=True) as models:
        return [_span(a.number for a in atom.arguments) for model in models for atom in model.symbols(shown=True)]


def by_nemo(task: Task, folder: Path) -> list[Span]:
    """By Nemo, from facts in tables, which it reads itself."""
    from nmo_python import NemoEngine, load_string

    rules = re.sub(r"\b([A-Z])\b", r"?\1", PROGRAM.format("~"))
    imports = "".join(f'@import {name} :- csv{{resource="{folder / name}.csv", format=({", ".join(["int"] * arity)})}} .\n'
                      for name, arity in (("joins", 3), ("leaves", 3), ("life", 3)))
    engine = NemoEngine(load_string(imports + rules + "@output bound .\n"))
    engine.reason()
    return [_span(row) for row in engine.result("bound")]


def _span(values: Iterable[int]) -> Span:
    party, treaty, since, until = values
    return party, treaty, since, until


def write_facts(task: Task, folder: Path) -> None:
    """The rows as each engine reads them: one file of facts for clingo, three tables for Nemo. Not timed."""
    rows = {"joins": [(p, t, d) for p, t, joins, d in task.claims if joins], "leaves": [(p, t, d) for p, t, joins, d in task.claims if not joins],
            "life": [(n, *life) for n, life in enumerate(task.lives)]}
    (folder / "facts.lp").write_text("\n".join(f"{name}({a},{b},{c})." for name, facts in rows.items() for a, b, c in facts), encoding="utf-8")
    for name, facts in rows.items():
        (folder / f"{name}.csv").write_text("".join(f"{a},{b},{c}\n" for a, b, c in facts), encoding="utf-8")


ENGINES: dict[str, tuple[str, Callable[[Task, Path], list[Span]]]] = {"clingo": ("clingo", by_clingo), "Nemo": ("nemo-python", by_nemo)}
"""The engines by name: the package, and how it is asked."""


class Disagreement(Exception):
    """Two that were asked the same gave different spans."""


def run(scale: float = 1.0) -> Report:
    """Give everybody the task in turn, `REPEATS` times, and take the median of each. Raises Disagreement unless all give the same spans."""
    task = draw(max(int(TREATIES * scale), 10), max(int(CLAIMS * scale), 100))
    claims = as_claims(task)
    ours = {"comity, operators": by_operators, f"comity, operators{COLLECTED}": by_operators, "comity, states.hold": by_hold}
    there = {name: ask for name, (package, ask) in ENGINES.items() if installed(package)}
    seconds: dict[str, list[float]] = {name: [] for name in (*ours, *there)}
    answers: dict[str, list[Span]] = {}
    steps: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_facts(task, folder)
        for _ in range(max(int(REPEATS * scale), 1)):
            for who, work in ours.items():
                spent, (found, proofs) = _timed(partial(work, task, claims), COLLECTED not in who)
                seconds[who].append(spent)
                answers[who], steps[who] = sorted(found), _count(proofs)
                del proofs
            for who, ask in there.items():
                spent, found = _timed(partial(ask, task, folder), True)
                seconds[who].append(spent)
                answers[who] = sorted(found)
    return _report(task, seconds, answers, steps)


def _timed(work: Callable[[], T], paused: bool) -> tuple[float, T]:
    """Seconds and result; the garbage collector rests meanwhile, as in timeit, where `paused`."""
    gc.collect()
    if paused:
        gc.disable()
    try:
        start = time.perf_counter()
        found = work()
        return time.perf_counter() - start, found
    finally:
        gc.enable()


def _count(proofs: list[Node]) -> int:
    return len({id(n) for p in proofs for n in p.walk()})


def _report(task: Task, seconds: dict[str, list[float]], answers: dict[str, list[Span]], steps: dict[str, int]) -> Report:
    first, *others = answers
    for other in others:
        if answers[other] != answers[first]:
            raise Disagreement(f"{first} found {len(answers[first]):,} spans, {other} {len(answers[other]):,}, and they are not the same")
    days = sum(until - since for *_, since, until in answers[first])
    rows = [Row(who, median(times), "s", f"median of {len(times)}, fastest {min(times):.3f}"
                + (f"; {steps[who]:,} proof nodes" if who in steps else "; no proof")) for who, times in seconds.items()]
    rows += [Row(name, 0, "s", "not installed") for name, (package, _) in ENGINES.items() if name not in seconds]
    rows.append(Row("bound, by each of them", days, "party-days", f"{len(answers[first]):,} spans, all the same"))
    ours = [who for who in seconds if who in steps and COLLECTED not in who]
    ratios = {f"as fast as {name} ({who.split(', ')[1]})": median(seconds[name]) / median(seconds[who])
              for name in seconds if name not in steps for who in ours}
    return Report("shared_task", f"{len(task.lives):,} treaties, {len(task.claims):,} party claims", tuple(rows), ratios,
                  (Target("spans on which any two of them differ", 0, 0, "spans", True),),
                  peers=tuple(package for package, _ in ENGINES.values()))
