"""The proof checker: re-derives every step of a proof from its premises, its args and its claims (docs/proofs.md).

It imports nothing of Comity and shares no code with the rules: dates, evidence and timelines are read here a second time, naively. A step's
conclusion is compared with what it ought to be on every day on which anything changes, and on the days before and after. What a lens left
out, and whether all claims were weighed, no proof can show; that every step follows from what it cites, this does.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Evidence = tuple[int, int]
"""How strongly something speaks for, and against: 0 not at all, 1 possibly, 2 certainly."""

_LETTERS: dict[str, Evidence] = {"": (0, 0), "f": (1, 0), "F": (2, 0), "a": (0, 1), "A": (0, 2), "fa": (1, 1), "fA": (1, 2), "Fa": (2, 1), "FA": (2, 2)}
_SPELT = {evidence: letters for letters, evidence in _LETTERS.items()}
_PLAIN: dict[str, Evidence] = {"yes": (2, 0), "no": (0, 2), "disputed": (2, 2), "undetermined": (1, 1), "unrecorded": (0, 0)}
_NOTHING: Evidence = (0, 0)

_EVER = 10**11
"""Beyond every day, on either side."""
_RUMOUR_DAYS = 31
_APPROXIMATE_DAYS = 31


class Unsound(Exception):
    """Something about a step that does not follow, in words."""


class Window(NamedTuple):
    """The days a date may mean, both inclusive, and whether it is possible only."""

    earliest: int
    latest: int
    possible: bool


# --- days and dates (S1, S2)

def _ordinal(year: int, month: int, day: int) -> int:
    cycles, rest = divmod(year - 1, 400)  # the calendar repeats every 400 years, and datetime knows none before 1
    return datetime.date(rest + 1, month, day).toordinal() + cycles * 146097


def _after_month(year: int, month: int) -> int:
    return _ordinal(year + month // 12, month % 12 + 1, 1)


def _day(text: Any, default: int) -> int:
    """One exact day, or the default for null."""
    if text is None:
        return default
    match = re.fullmatch(r"Y?(-?\d{4,})-(\d\d)-(\d\d)", str(text))
    if match is None:
        raise Unsound(f'"{text}" is no day')
    try:
        return _ordinal(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise Unsound(f'"{text}" does not exist') from error


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
    year = year.removeprefix("Y")
    low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    if month is None or month == "XX":
        first, after = _ordinal(low, 1, 1), _ordinal(high + 1, 1, 1)
    elif int(month) > 12:  # a season; winter runs into the next year
        start = 3 * (int(month) - 20)
        first, after = _ordinal(low, start, 1), _after_month(low + (start + 2) // 13, (start + 1) % 12 + 1)
    elif day is None or day == "XX":
        first, after = _ordinal(low, int(month), 1), _after_month(low, int(month))
    else:
        first = _ordinal(low, int(month), int(day))
        after = first + 1
    widen = _APPROXIMATE_DAYS if mark in ("~", "%") and mark else 0
    return Window(first - widen, after - 1 + widen, bool(mark) and mark in "?%")


def read_date(text: str) -> Window:
    """A date as printed in a claim: EDTF levels 0 and 1, intervals, one-of sets."""
    text = text.strip()
    if text[:1] in ("[", "{"):
        parts = []
        for part in text[1:-1].split(","):
            head, dots, tail = part.strip().partition("..")
            ends = [_one(end) if end else None for end in ((head, tail) if dots else (head, head))]
            parts.append(_span(ends[0], ends[1]))
        return Window(min(p.earliest for p in parts), max(p.latest for p in parts), any(p.possible for p in parts))
    head, slash, tail = text.partition("/")
    if not slash:
        return _one(text)
    return _span(None if head in ("", "..") else _one(head), None if tail in ("", "..") else _one(tail))


def _span(start: Window | None, end: Window | None) -> Window:
    return Window(start.earliest if start else -_EVER, end.latest if end else _EVER, any(w is not None and w.possible for w in (start, end)))


# --- evidence and verdicts (S3 to S5)

def _pool(parts: Iterable[Evidence]) -> Evidence:
    f = a = 0
    for part in parts:
        f, a = max(f, part[0]), max(a, part[1])
    return f, a


def _verdict(e: Evidence) -> str:
    if 2 in e:
        return "disputed" if e == (2, 2) else "yes" if e[0] == 2 else "no"
    return "unrecorded" if e == _NOTHING else "undetermined"


def _first(order: str, *verdicts: str) -> str:
    return next(v for v in order.split() if v in verdicts)


def _or(x: Evidence, y: Evidence) -> Evidence:
    return _PLAIN[_first("yes disputed undetermined unrecorded no", _verdict(x), _verdict(y))]


def _unless(x: Evidence, exception: Evidence) -> Evidence:
    said = _verdict(exception)
    if said in ("no", "unrecorded"):
        return x
    return _PLAIN[_first("no disputed undetermined unrecorded yes", _verdict(x), "no" if said == "yes" else said)]


# --- the proof as read

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
        self.root: str = proof["root"]
        self.claims: Mapping[str, Mapping[str, Any]] = proof["claims"]
        self.problems: list[str] = []
        self.steps: dict[str, Step] = {}
        for id_, node in proof["nodes"].items():
            try:
                self.steps[id_] = Step(id_, node)
            except (Unsound, KeyError, TypeError) as error:
                self.problems.append(f"{id_} {node.get('rule', '?')}: {error}")
        self.users: dict[str, list[Step]] = {}
        for step in self.steps.values():
            for p in step.premises:
                self.users.setdefault(p, []).append(step)

    def run(self) -> list[str]:
        """Every problem found, one line each."""
        if self.problems or not self._closed():
            return self.problems
        root = self.steps[self.root]
        self.floor = _day(root.args.get("since"), -_EVER) if root.rule == "S10-bounds" else -_EVER
        for step in self.steps.values():
            try:
                self._step(step)
            except (Unsound, KeyError, ValueError, IndexError) as error:
                self.problems.append(f"{step.id} {step.rule}: {error or type(error).__name__}")
        return self.problems

    def _closed(self) -> bool:
        """Whether the graph is whole, without cycles, and all of it stands under the root."""
        if self.root not in self.steps:
            self.problems.append(f"{self.root}: the root is not among the nodes")
            return False
        for step in self.steps.values():
            self.problems += [f"{step.id} {step.rule}: premise {p} is not among the nodes" for p in step.premises if p not in self.steps]
            self.problems += [f"{step.id} {step.rule}: claim {c} is not among the claims" for c in step.claims if c not in self.claims]
        self.problems += [f"claim {c}: its id is {claim.get('id')}" for c, claim in self.claims.items() if str(claim.get("id")) != c]
        cited = {c for step in self.steps.values() for c in step.claims}
        self.problems += [f"claim {c}: no step cites it" for c in self.claims if c not in cited]
        if self.problems:
            return False
        waiting = {id_: len(set(step.premises)) for id_, step in self.steps.items()}
        ready = [id_ for id_, n in waiting.items() if not n]
        for id_ in ready:
            for user in {u.id for u in self.users.get(id_, ())}:
                waiting[user] -= 1
                if not waiting[user]:
                    ready.append(user)
        self.problems += [f"{id_} {self.steps[id_].rule}: it stands on itself" for id_, n in waiting.items() if n]
        self.problems += [f"{s.id} {s.rule}: nothing stands on it" for s in self.steps.values() if s.id != self.root and s.id not in self.users]
        return not self.problems

    def _step(self, step: Step) -> None:
        derive = getattr(self, "_" + step.rule.replace("-", "_").lower(), None)
        if derive is None:
            raise Unsound("this checker knows no such rule")
        premises = [self.steps[p] for p in step.premises]
        expected: Callable[[int], Evidence] = derive(step, premises)
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

    def _claim(self, step: Step) -> Mapping[str, Any]:
        """The one claim that a step without premises stands on."""
        if step.premises or not step.claims:
            raise Unsound("it should stand on a claim and on no other step")
        return self.claims[step.claims[0]]

    def _combines(self, step: Step, premises: list[Step], rules: str = "", least: int = 1) -> None:
        if step.claims or len(premises) < least:
            raise Unsound("it should stand on other steps and on no claim")
        for p in premises:
            if rules and p.rule not in rules.split():
                raise Unsound(f"it may not stand on a {p.rule}")

    # --- acts (S9, S11, S12, S15)

    def _s9_dated(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        claim = self._claim(step)
        earliest, latest = step.day("earliest", -_EVER), step.day("latest", _EVER)
        possible = read_date(claim["date"]).possible
        if claim["act"] == "annuls" and earliest == -_EVER:
            latest = earliest
        self._check_window(step, claim, earliest, latest)

        def on(day: int) -> Evidence:
            f, a = (0, 2) if day < earliest else (1, 1) if day < latest or latest == _EVER else (2, 0)
            return (min(f, 1), min(a, 1)) if possible else (f, a)
        return on

    def _check_window(self, step: Step, claim: Mapping[str, Any], earliest: int, latest: int) -> None:
        """S9: whether the days follow from the claim's date and kind, cut only as lesser dates may cut them."""
        if earliest > latest:
            raise Unsound("its window has no day")
        if claim["act"] == "annuls":  # works from the first day of what it annuls (S11)
            firsts = {self._act_first(s) for s in self.steps.values() if s.rule == "S9-act" and s.args.get("key") == _key(claim["object"])}
            if earliest != latest or (firsts - {-_EVER} and earliest not in firsts):
                raise Unsound(f"an annulment works from the first day of what it annuls, not from {_iso(earliest)}")
            return
        low, high = self._window(claim, step)
        for id_ in step.claims[1:]:
            low, high = self._cut(claim, self.claims[id_], low, high)
        if (earliest, latest) != (low, high):
            raise Unsound(f'the date "{claim["date"]}" ({claim.get("date_kind", "unclear")}) gives {_iso(low)} to {_iso(high)}, '
                          f"found {_iso(earliest)} to {_iso(latest)}")

    def _window(self, claim: Mapping[str, Any], step: Step) -> tuple[int, int]:
        low, high, _ = read_date(claim["date"])
        if low == -_EVER:
            return (high, high) if self._ends(step) else (min(self.floor, high), high)
        if _rank(claim) == 4:
            return max(low - _RUMOUR_DAYS, min(self.floor, low)), high
        return low, high

    def _cut(self, claim: Mapping[str, Any], lesser: Mapping[str, Any], low: int, high: int) -> tuple[int, int]:
        """A lesser date of the same act narrows the window and leaves a day, or it is a conflict and has no place here."""
        if any(claim.get(k, 1) != lesser.get(k, 1) for k in ("act", "actor", "object", "ordinal")) or _rank(lesser) <= _rank(claim):
            raise Unsound(f"claim {lesser['id']} gives no lesser date of the same act")
        first, last, _ = read_date(lesser["date"])
        if _rank(claim) == 0 and _rank(lesser) < 5:
            if _rank(lesser) == 1:
                low = max(low, first)
        else:
            high = min(high, last)
            if _rank(claim) == 2 and _rank(lesser) == 3:
                low = max(low, first)
        if low > high:
            raise Unsound(f"claim {lesser['id']} leaves no day")
        return low, high

    def _ends(self, dated: Step) -> bool:
        """Whether the act of a dated step ends a state, by the step that folds it."""
        for act in self.users.get(dated.id, ()):
            for state in self.users.get(act.id, ()):
                if state.rule == "S7-state" and state.args["roles"][state.premises.index(act.id)] == "end":
                    return True
        return False

    def _act_first(self, act: Step) -> int:
        """The first day of an act, from its dated steps; ever where nobody who counts dates it."""
        return min((s.day("earliest", -_EVER) for s in (self.steps[p] for p in act.premises) if s.rule == "S9-dated"), default=-_EVER)

    def _s9_act(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        self._combines(step, premises, "S9-dated S11-denial S12-denial S15-denial")
        key = step.args["key"]
        first = self._act_first(step)
        for p in premises:
            claim = self.claims[p.claims[0]]
            own = f"{claim['act']} {claim['actor']} {claim['object']} {claim.get('ordinal', 1)}"
            if p.rule == "S9-dated" and claim["act"] != "annuls" and own != key:
                raise Unsound(f"it is about {key}, claim {claim['id']} about {own}")
            if p.rule == "S11-denial" and _key(claim["object"]) != key:
                raise Unsound(f"it is about {key}, the denial {claim['id']} about {claim['object']}")
            if p.rule != "S9-dated" and p.day("first", -_EVER) != first:
                raise Unsound(f"the denial {claim['id']} should work from {_iso(first)}, the act's first day")
        return lambda day: _pool(p.on(day) for p in premises)

    def _denial(self, step: Step, acts: str, weak: bool = False) -> Callable[[int], Evidence]:
        claim = self._claim(step)
        if claim["act"] not in acts.split():
            raise Unsound(f'a claim of "{claim["act"]}" is no such denial')
        first = step.day("first", -_EVER)
        said = (0, 1) if weak and read_date(claim["date"]).possible else (0, 2)
        return lambda day: said if day >= first else _NOTHING

    def _s11_denial(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        return self._denial(step, "denies", weak=True)

    def _s12_denial(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        return self._denial(step, "refuses")

    def _s15_denial(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        return self._denial(step, "refuses doubts reaffirms")

    # --- states (S7, S8, S9)

    def _s7_state(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        self._combines(step, premises, "S9-act S8-entailed")
        roles = step.args["roles"]
        if len(roles) != len(premises) or set(roles) - {"start", "end"} or roles[0] != "start":
            raise Unsound(f"its roles {roles} do not fit its {len(premises)} premises")
        for p, role in zip(premises, roles, strict=True):
            if p.rule == "S8-entailed" and (p is not premises[0] or role != "start" or roles[1] != "end"
                                            or self._act_first(premises[1]) not in (-_EVER, p.day("first", -_EVER))):
                raise Unsound("only the first act, an end, entails that the state held the day before it")

        def on(day: int) -> Evidence:
            held = premises[0].on(day)
            for p, role in zip(premises[1:], roles[1:], strict=True):
                held = (_or if role == "start" else _unless)(held, p.on(day))
            return held
        return on

    def _s8_entailed(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        first = step.day("first", -_EVER)
        return lambda day: (2, 0) if day >= first - 1 else (1, 0)

    def _s9_open_end(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        self._claim(step)
        since, until = step.day("since", -_EVER), step.day("until", _EVER)
        dates = [read_date(self.claims[c]["date"]) for c in step.claims]
        if any(d.earliest != -_EVER for d in dates) or until > max(d.latest for d in dates):
            raise Unsound(f"the dates of its claims leave no end open until {_iso(until)}")
        return lambda day: (0, 1) if since <= day < until else _NOTHING

    # --- refusals and observations (S7, S12)

    def _seen(self, step: Step, against: bool) -> Callable[[int], Evidence]:
        claim = self._claim(step)
        low, high, possible = read_date(claim["date"])
        earliest, latest, until = step.day("earliest", -_EVER), step.day("latest", _EVER), step.day("until", _EVER)
        if (earliest, latest) not in ((low, high), (max(low, self.floor), max(high, self.floor))):
            raise Unsound(f'the date "{claim["date"]}" gives {_iso(low)} to {_iso(high)}, found {_iso(earliest)} to {_iso(latest)}')

        def on(day: int) -> Evidence:
            if not earliest <= day < until:
                return _NOTHING
            sure = 2 if latest <= day and latest < _EVER and not possible else 1
            return (0, sure) if against else (sure, 0)
        return on

    def _s12_refusal(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        if self._claim(step)["act"] != "refuses":
            raise Unsound("its claim is no refusal")
        return self._seen(step, against=True)

    def _s12_late_refusal(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        claim, earliest = self._claim(step), step.day("earliest", -_EVER)
        low = read_date(claim["date"]).earliest
        if claim["act"] != "refuses" or earliest not in (low, max(low, self.floor)):
            raise Unsound(f'it should work from the first day of the refusal "{claim["date"]}"')
        return lambda day: (0, 1) if day >= earliest else _NOTHING

    def _s7_observation(self, step: Step, _: list[Step]) -> Callable[[int], Evidence]:
        act = self._claim(step)["act"]
        if (act == "reaffirms") is not step.args["for"] or act not in ("reaffirms", "doubts", "refuses"):
            raise Unsound(f'a claim of "{act}" does not observe that')
        return self._seen(step, against=not step.args["for"])

    # --- what is put together (S3, S7, S10, S18)

    def _s3_pool(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        self._combines(step, premises)
        return lambda day: _pool(p.on(day) for p in premises)

    def _s18_coverage(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        since, until = step.day("since", -_EVER), step.day("until", _EVER)
        if premises or step.claims or not step.args.get("source"):
            raise Unsound("it should stand on a source and nothing else")
        return lambda day: (0, 2) if since <= day < until else _NOTHING

    def _fill(self, step: Step, premises: list[Step], rules: str, enough: Callable[[Evidence], bool]) -> Callable[[int], Evidence]:
        self._combines(step, premises)
        filled = bool(step.args["first"])
        for p in premises[filled:]:
            if p.rule != rules:
                raise Unsound(f"a {p.rule} may not fill in")

        def on(day: int) -> Evidence:
            if filled and enough(premises[0].on(day)):
                return premises[0].on(day)
            return _pool(p.on(day) for p in premises)
        return on

    def _s7_fill(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        return self._fill(step, premises, "S7-observation", lambda e: 2 in e)

    def _s18_fill(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        return self._fill(step, premises, "S18-coverage", lambda e: e != _NOTHING)

    def _s10_bounds(self, step: Step, premises: list[Step]) -> Callable[[int], Evidence]:
        self._combines(step, premises, least=0)
        if len(premises) > 1:
            raise Unsound("it may stand on one step at most")
        since, until = step.day("since", -_EVER), step.day("until", _EVER)
        return lambda day: (0, 2) if not since <= day < until else premises[0].on(day) if premises else _NOTHING


def _key(text: str) -> str:
    """The key of an act, with its ordinal."""
    return text if text.split()[-1].isdigit() else f"{text} 1"


def _rank(claim: Mapping[str, Any]) -> int:
    """S9: effective, decided, unclear, announced by the actor, announced by others, no later than."""
    if read_date(claim["date"]).earliest == -_EVER:
        return 5
    if claim.get("date_kind") == "announced":
        return 3 if claim["holder"].partition("/")[0] == claim["actor"] else 4
    return {"effective": 0, "decided": 1, "signed": 1, "deposited": 1}.get(claim.get("date_kind", ""), 2)


def check(proof: Mapping[str, Any]) -> list[str]:
    """What is unsound in a proof (`Proof.to_dict()`), one line per step: its id and rule, the day, what was expected and what was found.

    An empty list means that every step follows from its premises, its args and its claims.
    """
    return Checker(proof).run()
