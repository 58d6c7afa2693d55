"""The proof checker: re-derives every step of a proof from its premises, its args and its claims (docs/proofs.md).

It imports nothing of Comity and shares no code with the rules: dates, evidence and timelines are read here a second time, naively. A step's
conclusion is compared with what it ought to be on every day on which anything changes, and on the days before and after. What a lens left
out, and whether all claims were weighed, no proof can show; that every step follows from what it cites, this does.
"""

from __future__ import annotations

import datetime
import graphlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Claim = Mapping[str, Any]
Evidence = tuple[int, int]
"""How strongly something speaks for, and against: 0 not at all, 1 possibly, 2 certainly."""
Conclusion = Callable[[int], Evidence]
"""What a step ought to conclude for a day."""

_LETTERS: dict[str, Evidence] = {f + a: (m, n) for m, f in enumerate(("", "f", "F")) for n, a in enumerate(("", "a", "A"))}
_SPELT = {evidence: letters for letters, evidence in _LETTERS.items()}
_PLAIN: dict[str, Evidence] = {"yes": (2, 0), "no": (0, 2), "disputed": (2, 2), "undetermined": (1, 1), "unrecorded": (0, 0)}
_NOTHING: Evidence = (0, 0)

_EVER = 10**13
"""Beyond every day, on either side."""
_RUMOUR_DAYS = _APPROXIMATE_DAYS = 31


class Unsound(Exception):
    """Something about a step that does not follow, in words."""


class Window(NamedTuple):
    """The days a date may mean, both inclusive, and whether it is possible only."""
    earliest: int
    latest: int
    possible: bool


def _ordinal(year: int, month: int, day: int) -> int:
    cycles, rest = divmod(year - 1, 400)  # the calendar repeats every 400 years, and datetime knows none before 1
    return datetime.date(rest + 1, month, day).toordinal() + cycles * 146097


def _day(text: Any, default: int) -> int:
    """One exact day, or the default for null."""
    date = Window(default, default, False) if text is None else _one(str(text))
    if date.earliest != date.latest or date.possible:
        raise Unsound(f'"{text}" is no day')
    return date.earliest


def _iso(day: int) -> str:
    if abs(day) >= _EVER:
        return "ever"
    cycles, rest = divmod(day - 1, 146097)
    date = datetime.date.fromordinal(rest + 1)
    year = date.year + 400 * cycles
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{date:%m-%d}"


def _one(text: str) -> Window:
    """A single EDTF date of level 0 or 1."""
    match = re.fullmatch(r"(Y?-?[\dX]{4,})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T[\d:.+\-Z]+)?([?~%]?)", text)
    if match is None:
        raise Unsound(f'"{text}" is no date that this checker reads')
    year, month, day, mark = match.groups()
    low, high = sorted(int(year.removeprefix("Y").replace("X", digit)) for digit in "09")
    if day not in (None, "XX"):
        first = _ordinal(low, int(month), int(day))
        after = first + 1
    elif month in (None, "XX"):
        first, after = _ordinal(low, 1, 1), _ordinal(high + 1, 1, 1)
    else:  # a month, or a season: three of them, winter running into the next year
        start, end = (int(month), int(month)) if int(month) < 13 else (3 * int(month) - 60, 3 * int(month) - 58)
        first, after = _ordinal(low, start, 1), _ordinal(low + end // 12, end % 12 + 1, 1)
    widen = _APPROXIMATE_DAYS if mark in ("~", "%") else 0
    return Window(first - widen, after - 1 + widen, mark in ("?", "%"))


def read_date(text: str) -> Window:
    """A date as printed in a claim: EDTF levels 0 and 1, intervals, one-of sets."""
    text = text.strip()
    if text[:1] in ("[", "{"):
        parts = [read_date(part.replace("..", "/")) for part in text[1:-1].split(",")]
        return Window(min(p.earliest for p in parts), max(p.latest for p in parts), any(p.possible for p in parts))
    head, slash, tail = text.partition("/")
    ends = [None if end in ("", "..") else _one(end) for end in ((head, tail) if slash else (text, text))]
    return Window(ends[0].earliest if ends[0] else -_EVER, ends[1].latest if ends[1] else _EVER, any(e and e.possible for e in ends))


def _pool(parts: Iterable[Evidence]) -> Evidence:
    several = list(parts)
    return max(p[0] for p in several), max(p[1] for p in several)


def _verdict(e: Evidence) -> str:
    if 2 in e:
        return "disputed" if e == (2, 2) else "yes" if e[0] == 2 else "no"
    return "unrecorded" if e == _NOTHING else "undetermined"


def _or(x: Evidence, y: Evidence) -> Evidence:
    said = (_verdict(x), _verdict(y))
    return _PLAIN[next(v for v in ("yes", "disputed", "undetermined", "unrecorded", "no") if v in said)]


def _unless(x: Evidence, exception: Evidence) -> Evidence:
    end = _verdict(exception)
    if end in ("no", "unrecorded"):
        return x
    said = (_verdict(x), "no" if end == "yes" else end)
    return _PLAIN[next(v for v in ("no", "disputed", "undetermined", "unrecorded") if v in said)]


class Step:
    """A node, with its conclusion as a function of the day."""

    def __init__(self, id_: str, node: Mapping[str, Any]) -> None:
        self.id = id_
        self.rule: str = node["rule"]
        self.args: Mapping[str, Any] = node["args"]
        self.premises: list[str] = list(node["premises"])
        self.claims: list[str] = [str(c) for c in node["claims"]]
        self.line: list[tuple[int, Evidence]] = []
        for entry in node["timeline"]:
            if entry["bits"] not in _LETTERS:
                raise Unsound(f'"{entry["bits"]}" is no evidence')
            self.line.append((_day(entry["from"], -_EVER), _LETTERS[entry["bits"]]))
        days = [day for day, _ in self.line]
        if not days or days[0] != -_EVER or days != sorted(set(days)):
            raise Unsound("its timeline does not run from ever onwards, each day after the one before")

    def on(self, day: int) -> Evidence:
        """What it concludes for a day."""
        return [e for since, e in self.line if since <= day][-1]

    def day(self, name: str, default: int) -> int:
        """A day among its args; null is unbounded."""
        if name not in self.args:
            raise Unsound(f'its args lack "{name}"')
        return _day(self.args[name], default)


class Checker:
    """One proof under examination."""

    def __init__(self, proof: Mapping[str, Any]) -> None:
        self.root: str = proof.get("root", "")
        self.claims: Mapping[str, Claim] = proof.get("claims", {})
        self.problems: list[str] = []
        self.steps: dict[str, Step] = {}
        for id_, node in proof.get("nodes", {}).items():
            try:
                self.steps[id_] = Step(id_, node)
            except (Unsound, KeyError, TypeError, ValueError) as error:
                self.problems.append(f"{id_} {node.get('rule', '?')}: {error}")
        self.users: dict[str, list[Step]] = {}
        for step in self.steps.values():
            for p in step.premises:
                self.users.setdefault(p, []).append(step)

    def run(self) -> list[str]:
        """Every problem found, one line each."""
        if self.problems or not self._closed():
            return self.problems
        self.floor = _day(self.steps[self.root].args.get("since"), -_EVER)
        for step in self.steps.values():
            try:
                self._step(step)
            except (Unsound, KeyError, TypeError, ValueError, IndexError) as error:
                self.problems.append(f"{step.id} {step.rule}: {error or type(error).__name__}")
        return self.problems

    def _closed(self) -> bool:
        """Whether the graph is whole, without cycles, and all of it stands under the root."""
        self.problems += [f"{self.root or 'null'}: the root is not among the nodes"] if self.root not in self.steps else []
        for step in self.steps.values():
            self.problems += [f"{step.id} {step.rule}: premise {p} is not among the nodes" for p in step.premises if p not in self.steps]
            self.problems += [f"{step.id} {step.rule}: claim {c} is not among the claims" for c in step.claims if c not in self.claims]
        self.problems += [f"claim {c}: its id is {claim.get('id')}" for c, claim in self.claims.items() if str(claim.get("id")) != c]
        cited = {c for step in self.steps.values() for c in step.claims}
        self.problems += [f"claim {c}: no step cites it" for c in self.claims if c not in cited]
        if self.problems:
            return False
        try:
            graphlib.TopologicalSorter({s.id: s.premises for s in self.steps.values()}).prepare()
        except graphlib.CycleError as error:
            self.problems.append(f"{error.args[1][0]} {self.steps[error.args[1][0]].rule}: it stands on itself")
        self.problems += [f"{s.id} {s.rule}: nothing stands on it" for s in self.steps.values() if s.id != self.root and s.id not in self.users]
        return not self.problems

    def _step(self, step: Step) -> None:
        if step.rule not in _RULES:
            raise Unsound("this checker knows no such rule")
        premises = [self.steps[p] for p in step.premises]
        expected = _RULES[step.rule](self, step, premises)
        days = {-_EVER, _EVER}
        for line in (step.line, *(p.line for p in premises)):
            days |= {since for since, _ in line}
        for name in ("earliest", "latest", "first", "since", "until"):
            if isinstance(step.args.get(name), str):
                days.add(_day(step.args[name], 0))
        for day in sorted({min(max(-_EVER, d + n), _EVER - 1) for d in days for n in (-2, -1, 0, 1)}):
            ought, is_ = expected(day), step.on(day)
            if ought != is_:
                raise Unsound(f'on {_iso(day)} expected "{_SPELT[ought]}", found "{_SPELT[is_]}"')

    def _claim(self, step: Step) -> Claim:
        """The one claim that a step without premises stands on."""
        if step.premises or not step.claims:
            raise Unsound("it should stand on a claim and on no other step")
        return self.claims[step.claims[0]]

    def _combines(self, step: Step, premises: list[Step], rules: str = "") -> None:
        """A step that puts others together stands on some, of these rules, and on no claim."""
        if step.claims or not premises or (rules and any(p.rule not in rules.split() for p in premises)):
            raise Unsound(f"it should stand on other steps ({rules or 'any'}) and on no claim")

    def dated(self, step: Step, _: list[Step]) -> Conclusion:
        """S9-dated: its window is the claim's date, cut only as lesser dates may cut it."""
        claim = self._claim(step)
        earliest, latest = step.day("earliest", -_EVER), step.day("latest", _EVER)
        date = read_date(claim["date"])
        if claim["act"] == "annuls":  # works from the first day of what it annuls (S11)
            latest = earliest if earliest == -_EVER else latest
            firsts = {self._first(s) for s in self.steps.values() if s.rule == "S9-act" and s.args["key"] == _key(claim["object"])} - {-_EVER}
            if earliest != latest or (firsts and earliest not in firsts):
                raise Unsound(f"an annulment works from the first day of what it annuls, not from {_iso(earliest)}")
        elif (earliest, latest) != (found := self._window(step, claim, date)):
            raise Unsound(f'the date "{claim["date"]}" ({claim.get("date_kind", "unclear")}) gives {_iso(found[0])} to {_iso(found[1])}, '
                          f"found {_iso(earliest)} to {_iso(latest)}")

        def on(day: int) -> Evidence:
            f, a = (0, 2) if day < earliest else (1, 1) if day < latest or latest == _EVER else (2, 0)
            return (min(f, 1), min(a, 1)) if date.possible else (f, a)
        return on

    def _window(self, step: Step, claim: Claim, date: Window) -> tuple[int, int]:
        low, high, _ = date
        if low == -_EVER:
            low = high if self._ends(step) else min(self.floor, high)
        elif _rank(claim) == 4:
            low = max(low - _RUMOUR_DAYS, min(self.floor, low))
        for lesser in (self.claims[c] for c in step.claims[1:]):
            if any(claim.get(k, 1) != lesser.get(k, 1) for k in ("act", "actor", "object", "ordinal")) or _rank(lesser) <= _rank(claim):
                raise Unsound(f"claim {lesser['id']} gives no lesser date of the same act")
            first, last, _ = read_date(lesser["date"])
            if _rank(claim) == 0 and _rank(lesser) < 5:
                low = max(low, first) if _rank(lesser) == 1 else low
            else:
                high = min(high, last)
                low = max(low, first) if (_rank(claim), _rank(lesser)) == (2, 3) else low
            if low > high:
                raise Unsound(f"claim {lesser['id']} leaves no day, so it cuts nothing")
        return low, high

    def _ends(self, dated: Step) -> bool:
        """Whether the act of a dated step ends a state, by the step that folds it."""
        return any(state.args["roles"][state.premises.index(act.id)] == "end" for act in self.users.get(dated.id, ())
                   for state in self.users.get(act.id, ()) if state.rule == "S7-state")

    def _first(self, act: Step) -> int:
        """The first day of an act, from its dated steps; ever where nobody who counts dates it."""
        return min((s.day("earliest", -_EVER) for s in (self.steps[p] for p in act.premises) if s.rule == "S9-dated"), default=-_EVER)

    def act(self, step: Step, premises: list[Step]) -> Conclusion:
        """S9-act: dates of one act, and the denials of it from its first day on."""
        self._combines(step, premises, "S9-dated S11-denial S12-denial S15-denial")
        key, first = step.args["key"], self._first(step)
        for p in premises:
            claim = self.claims[p.claims[0]]
            own = f"{claim['act']} {claim['actor']} {claim['object']} {claim.get('ordinal', 1)}"
            about = _key(claim["object"]) if p.rule == "S11-denial" else own
            if about != key and claim["act"] != "annuls" and p.rule in ("S9-dated", "S11-denial"):
                raise Unsound(f"it is about {key}, claim {claim['id']} about {about}")
            if p.rule != "S9-dated" and p.day("first", -_EVER) != first:
                raise Unsound(f"the denial {claim['id']} should work from {_iso(first)}, the act's first day")
        return lambda day: _pool(p.on(day) for p in premises)

    def denial(self, step: Step, _: list[Step]) -> Conclusion:
        """S11-, S12-, S15-denial: against, from the first day of what is denied."""
        claim, first = self._claim(step), step.day("first", -_EVER)
        if claim["act"] not in _DENY[step.rule]:
            raise Unsound(f'a claim of "{claim["act"]}" is no such denial')
        said = (0, 1) if step.rule == "S11-denial" and read_date(claim["date"]).possible else (0, 2)
        return lambda day: said if day >= first else _NOTHING

    def state(self, step: Step, premises: list[Step]) -> Conclusion:
        """S7-state: acts start and end it, in order."""
        self._combines(step, premises, "S9-act S8-entailed")
        roles = step.args["roles"]
        if len(roles) != len(premises) or set(roles) - {"start", "end"} or roles[0] != "start":
            raise Unsound(f"its roles {roles} do not fit its {len(premises)} premises")
        for n, p in enumerate(premises):
            if p.rule == "S8-entailed" and (n or roles[1] != "end" or self._first(premises[1]) not in (-_EVER, p.day("first", -_EVER))):
                raise Unsound("only the first act, an end, entails that the state held the day before it")

        def on(day: int) -> Evidence:
            held = premises[0].on(day)
            for p, role in zip(premises[1:], roles[1:], strict=True):
                held = (_or if role == "start" else _unless)(held, p.on(day))
            return held
        return on

    def entailed(self, step: Step, _: list[Step]) -> Conclusion:
        """S8-entailed: held the day before its end, possibly earlier."""
        self._claim(step)
        first = step.day("first", -_EVER)
        return lambda day: (2, 0) if day >= first - 1 else (1, 0)

    def open_end(self, step: Step, _: list[Step]) -> Conclusion:
        """S9-open-end: an end known as "no later than" may have come earlier."""
        self._claim(step)
        since, until = step.day("since", -_EVER), step.day("until", _EVER)
        dates = [read_date(self.claims[c]["date"]) for c in step.claims]
        if any(d.earliest != -_EVER for d in dates) or until > max(d.latest for d in dates):
            raise Unsound(f"the dates of its claims leave no end open until {_iso(until)}")
        return lambda day: (0, 1) if since <= day < until else _NOTHING

    def seen(self, step: Step, _: list[Step]) -> Conclusion:
        """S7-observation, S12-refusal, S12-late-refusal: from its date on, until something else is said."""
        claim, late, for_it = self._claim(step), step.rule == "S12-late-refusal", step.args.get("for", False)
        low, high, possible = read_date(claim["date"])
        if step.rule == "S7-observation" and low == -_EVER:
            low = high
        earliest, latest = step.day("earliest", -_EVER), step.day("latest", _EVER)
        until = _EVER if late else step.day("until", _EVER)
        if claim["act"] not in (("reaffirms",) if for_it else ("refuses", "doubts") if step.rule == "S7-observation" else ("refuses",)):
            raise Unsound(f'a claim of "{claim["act"]}" does not say that')
        if (earliest, latest) not in ((low, high), (max(low, self.floor), max(high, self.floor))):
            raise Unsound(f'the date "{claim["date"]}" gives {_iso(low)} to {_iso(high)}, found {_iso(earliest)} to {_iso(latest)}')

        def on(day: int) -> Evidence:
            sure = 1 if late or possible or day < latest or latest == _EVER else 2
            return _NOTHING if not earliest <= day < until else (sure, 0) if for_it else (0, sure)
        return on

    def pool(self, step: Step, premises: list[Step]) -> Conclusion:
        """S3-pool: everything that is said."""
        self._combines(step, premises)
        return lambda day: _pool(p.on(day) for p in premises)

    def coverage(self, step: Step, premises: list[Step]) -> Conclusion:
        """S18-coverage: not listed, over a span."""
        since, until = step.day("since", -_EVER), step.day("until", _EVER)
        if premises or step.claims or not step.args.get("source"):
            raise Unsound("it should stand on a source and nothing else")
        return lambda day: (0, 2) if since <= day < until else _NOTHING

    def fill(self, step: Step, premises: list[Step]) -> Conclusion:
        """S7-fill: where the first premise is not certain. S18-fill: where it says nothing."""
        self._combines(step, premises)
        filled, filler = bool(step.args["first"]), "S7-observation" if step.rule == "S7-fill" else "S18-coverage"
        if any(p.rule != filler for p in premises[filled:]):
            raise Unsound(f"only a {filler} may fill in")

        def on(day: int) -> Evidence:
            first = premises[0].on(day)
            enough = 2 in first if step.rule == "S7-fill" else first != _NOTHING
            return first if filled and enough else _pool(p.on(day) for p in premises)
        return on

    def bounds(self, step: Step, premises: list[Step]) -> Conclusion:
        """S10-bounds: no before its start and after its end."""
        since, until = step.day("since", -_EVER), step.day("until", _EVER)
        if step.claims or len(premises) > 1:
            raise Unsound("it may stand on one step at most, and on no claim")
        return lambda day: (0, 2) if not since <= day < until else premises[0].on(day) if premises else _NOTHING


_DENY = {"S11-denial": ("denies",), "S12-denial": ("refuses",), "S15-denial": ("refuses", "doubts", "reaffirms")}
_RULES: dict[str, Callable[[Checker, Step, list[Step]], Conclusion]] = {
    "S9-dated": Checker.dated, "S9-act": Checker.act, **dict.fromkeys(_DENY, Checker.denial), "S7-state": Checker.state,
    "S8-entailed": Checker.entailed, "S9-open-end": Checker.open_end, "S7-observation": Checker.seen, "S12-refusal": Checker.seen,
    "S12-late-refusal": Checker.seen, "S3-pool": Checker.pool, "S18-coverage": Checker.coverage, "S7-fill": Checker.fill,
    "S18-fill": Checker.fill, "S10-bounds": Checker.bounds}


def _key(text: str) -> str:
    """The key of an act, with its ordinal."""
    return text if text.split()[-1].isdigit() else f"{text} 1"


def _rank(claim: Claim) -> int:
    """S9: effective, decided, unclear, announced by the actor, announced by others, no later than."""
    if read_date(claim["date"]).earliest == -_EVER:
        return 5
    if claim.get("date_kind") == "announced":
        return 3 if claim["holder"].partition("/")[0] == claim["actor"] else 4
    return {"effective": 0, "decided": 1, "signed": 1, "deposited": 1}.get(claim.get("date_kind", ""), 2)


def check(proof: Mapping[str, Any]) -> list[str]:
    """What is unsound in a proof (`Proof.to_dict()`), one line per step: id, rule, day, what was expected and found. Empty: all of it follows."""
    return Checker(proof).run()
