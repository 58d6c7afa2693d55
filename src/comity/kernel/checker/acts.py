"""The rules about acts and the states that they start and end, a second time (S3, S7–S12, S15, S18)."""

from __future__ import annotations

from collections.abc import Callable

from .days import EVER, Unsound, Window, read_date, spell_day
from .evidence import AGAINST, FOR, NOTHING, Conclusion, Evidence, either, pool, unless
from .steps import Claim, Proof, Step

Check = Callable[[Proof, Step, list[Step]], Conclusion]
"""What reads one rule: a step and its premises in, the conclusion that it ought to have out. Raises Unsound."""

_RUMOUR_DAYS = 31
_DENY = {"S11-denial": ("denies",), "S12-denial": ("refuses",),
         "S15-denial": ("refuses", "doubts", "reaffirms", "applies", "listed", "not-listed")}
_SEEN_FOR, _SEEN_AGAINST = ("reaffirms", "applies", "listed"), ("refuses", "doubts", "not-listed")
INHERITED = ("identity", "vcsst-15", "vcsst-16", "vcsst-24", "vcsst-31", "vcsst-34", "restored", "clean-slate", "continuity", "S3-pool", "S23-bound",
             "vclt-24")
"""The rules by which a treaty stands between two otherwise than by an act of theirs."""


def two_of(claim: Claim) -> list[str]:
    """The two that a claim is about: those of the act that it speaks of; by name, where a treaty is in force between them."""
    words = str(claim["object"]).split()
    two = words[1:3] if len(words) > 2 else [claim["actor"], claim["object"]]
    return sorted(two) if "treaty" in claim else two


def act_of(claim: Claim) -> str:
    """The key of the act that a claim reports."""
    return " ".join((claim["act"], *two_of(claim), str(claim.get("ordinal", 1))))


def _target(claim: Claim) -> str:
    """The key of the act that a denial or annulment speaks of."""
    words = str(claim["object"]).split()
    return " ".join((words[0], *two_of(claim), words[-1] if words[-1].isdigit() else "1"))


def _rank(claim: Claim) -> int:
    """S9: effective, published, decided, unclear, announced by the actor, announced by others, no later than."""
    if read_date(claim["date"]).earliest == -EVER:
        return 6
    if claim.get("date_kind") == "announced":
        return 4 if claim["holder"].partition("/")[0] == claim["actor"].partition("/")[0] else 5
    return {"effective": 0, "published": 1, "decided": 2, "signed": 2, "deposited": 2}.get(claim.get("date_kind", ""), 3)


def _claim(proof: Proof, step: Step) -> Claim:
    """The one claim that a step without premises stands on."""
    if step.premises or not step.claims:
        raise Unsound("it should stand on a claim and on no other step")
    return proof.claims[step.claims[0]]


def _combines(step: Step, premises: list[Step], rules: tuple[str, ...] = ()) -> None:
    """A step that puts others together stands on some, of these rules, and on no claim."""
    if step.claims or not premises or (rules and any(p.rule not in rules for p in premises)):
        raise Unsound(f"it should stand on other steps ({' '.join(rules) or 'any'}) and on no claim")


def _floors(proof: Proof, step: Step, earliest: int) -> set[int]:
    """The days before which no act can have happened; the step's own first day where the proof does not say (recognition below `not`)."""
    return {earliest if floor is None else floor for floor in proof.floors.get(step.id, {-EVER})}


def first_day(proof: Proof, act: Step) -> int:
    """The first day of an act, from its dated steps; ever where nobody who counts dates it."""
    return min((s.day("earliest", -EVER) for s in proof.below(act) if s.rule == "S9-dated"), default=-EVER)


def _dated(proof: Proof, step: Step, _: list[Step]) -> Conclusion:
    """S9-dated: its window is the claim's date, cut only as lesser dates may cut it."""
    claim = _claim(proof, step)
    earliest, latest = step.day("earliest", -EVER), step.day("latest", EVER)
    date = read_date(claim["date"])
    if claim["act"] == "annuls":  # works from the first day of what it annuls (S11)
        latest = earliest if earliest == -EVER else latest
        firsts = {first_day(proof, s) for s in proof.steps.values() if s.rule == "S9-act" and s.args["key"] == _target(claim)} - {-EVER}
        if earliest != latest or (firsts and earliest not in firsts):
            raise Unsound(f"an annulment works from the first day of what it annuls, not from {spell_day(earliest)}")
    elif (earliest, latest) not in (found := [_window(proof, step, claim, date, floor) for floor in _floors(proof, step, earliest)]):
        raise Unsound(f'the date "{claim["date"]}" ({claim.get("date_kind", "unclear")}) gives {spell_day(found[0][0])} to '
                      f"{spell_day(found[0][1])}, found {spell_day(earliest)} to {spell_day(latest)}")

    def on(day: int) -> Evidence:
        f, a = AGAINST if day < earliest else (1, 1) if day < latest or latest == EVER else FOR
        return (min(f, 1), min(a, 1)) if date.possible else (f, a)
    return on


def _window(proof: Proof, step: Step, claim: Claim, date: Window, floor: int) -> tuple[int, int]:
    low, high, _ = date
    if low == -EVER:
        low = high if _ends(proof, step) else min(floor, high)
    elif _rank(claim) == 5:
        low = max(low - _RUMOUR_DAYS, min(floor, low))
    for lesser in proof.cited(step)[1:]:
        if act_of(claim) != act_of(lesser) or claim.get("treaty") != lesser.get("treaty") or _rank(lesser) <= _rank(claim):
            raise Unsound(f"claim {lesser['id']} gives no lesser date of the same act")
        first, last, _ = read_date(lesser["date"])
        if _rank(claim) <= 1 and _rank(lesser) < 6:
            low = max(low, first) if _rank(lesser) == 2 else low
        else:
            high = min(high, last)
            low = max(low, first) if (_rank(claim), _rank(lesser)) == (3, 4) else low
        if low > high:
            raise Unsound(f"claim {lesser['id']} leaves no day, so it cuts nothing")
    return low, high


def _ends(proof: Proof, dated: Step) -> bool:
    """Whether the act of a dated step ends a state, by the step that folds it."""
    return any(state.args["roles"][state.premises.index(act.id)] == "end" for act in proof.users.get(dated.id, ())
               for state in proof.users.get(act.id, ()) if state.rule == "S7-state")


def _act(proof: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S9-act: dates of one act, and the denials of it from its first day on."""
    _combines(step, premises, ("S9-dated", *_DENY))
    key, first, treaties = step.args["key"], first_day(proof, step), set()
    for p in premises:
        claim = proof.claims[p.claims[0]]
        treaties.add(claim.get("treaty"))
        about = _target(claim) if p.rule == "S11-denial" else act_of(claim)
        if about != key and claim["act"] != "annuls" and p.rule in ("S9-dated", "S11-denial"):
            raise Unsound(f"it is about {key}, claim {claim['id']} about {about}")
        if p.rule != "S9-dated" and p.day("first", -EVER) != first:
            raise Unsound(f"the denial {claim['id']} should work from {spell_day(first)}, the act's first day")
    if len(treaties) > 1:
        raise Unsound(f"its claims are about several treaties: {', '.join(sorted(map(str, treaties)))}")
    return lambda day: pool(p.on(day) for p in premises)


def _denial(proof: Proof, step: Step, _: list[Step]) -> Conclusion:
    """S11-, S12-, S15-denial: against, from the first day of what is denied."""
    claim, first = _claim(proof, step), step.day("first", -EVER)
    if claim["act"] not in _DENY[step.rule]:
        raise Unsound(f'a claim of "{claim["act"]}" is no such denial')
    said = (0, 1) if step.rule == "S11-denial" and read_date(claim["date"]).possible else AGAINST
    return lambda day: said if day >= first else NOTHING


def _state(proof: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S7-state: acts start and end it, in order; the first start may be a treaty inherited."""
    _combines(step, premises)
    roles = step.args["roles"]
    if len(roles) != len(premises) or set(roles) - {"start", "end"} or roles[0] != "start":
        raise Unsound(f"its roles {roles} do not fit its {len(premises)} premises")
    for n, p in enumerate(premises):
        first = n == 0 or (n == 1 and premises[0].rule in INHERITED)
        if p.rule not in ("S9-act", *(("S8-entailed",) if first else ()), *(() if n else ("S8-open", *INHERITED))):
            raise Unsound(f"{p.rule} neither starts nor ends it")
        if p.rule == "S8-entailed" and (roles[n + 1] != "end" or first_day(proof, premises[n + 1]) not in (-EVER, p.day("first", -EVER))):
            raise Unsound("only the first act, an end, entails that the state held the day before it")

    def on(day: int) -> Evidence:
        held = premises[0].on(day)
        for p, role in zip(premises[1:], roles[1:], strict=True):
            held = (either if role == "start" else unless)(held, p.on(day))
        return held
    return on


def _open(_: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S8-open: nothing said of the time before the first end."""
    if premises or step.claims:
        raise Unsound("it should stand on nothing")
    return lambda _: NOTHING


def _entailed(proof: Proof, step: Step, _: list[Step]) -> Conclusion:
    """S8-entailed: held the day before its end, possibly earlier."""
    _claim(proof, step)
    first = step.day("first", -EVER)
    return lambda day: FOR if day >= first - 1 else (1, 0)


def _open_end(proof: Proof, step: Step, _: list[Step]) -> Conclusion:
    """S9-open-end: an end known as "no later than" may have come earlier."""
    _claim(proof, step)
    since, until = step.day("since", -EVER), step.day("until", EVER)
    dates = [read_date(c["date"]) for c in proof.cited(step)]
    if any(d.earliest != -EVER for d in dates) or until > max(d.latest for d in dates):
        raise Unsound(f"the dates of its claims leave no end open until {spell_day(until)}")
    return lambda day: (0, 1) if since <= day < until else NOTHING


def _seen(proof: Proof, step: Step, _: list[Step]) -> Conclusion:
    """S7-observation, S12-refusal, S12-late-refusal: from its date on, until something else is said."""
    claim, late, for_it = _claim(proof, step), step.rule == "S12-late-refusal", step.args.get("for", False)
    low, high, possible = read_date(claim["date"])
    if step.rule == "S7-observation" and low == -EVER:
        low = high
    earliest, latest = step.day("earliest", -EVER), step.day("latest", EVER)
    until = EVER if late else step.day("until", EVER)
    if claim["act"] not in (("refuses",) if step.rule != "S7-observation" else _SEEN_FOR if for_it else _SEEN_AGAINST):
        raise Unsound(f'a claim of "{claim["act"]}" does not say that')
    clipped = [(max(low, floor), max(high, floor)) for floor in _floors(proof, step, earliest)]
    if (earliest, latest) not in ((low, high), *clipped):
        raise Unsound(f'the date "{claim["date"]}" gives {spell_day(low)} to {spell_day(high)}, '
                      f"found {spell_day(earliest)} to {spell_day(latest)}")

    def on(day: int) -> Evidence:
        sure = 1 if late or possible or day < latest or latest == EVER else 2
        return NOTHING if not earliest <= day < until else (sure, 0) if for_it else (0, sure)
    return on


def _pool(_: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S3-pool: everything that is said; at most its first part is a rule of law's."""
    _combines(step, premises)
    if any(p.op for p in premises[1:]):
        raise Unsound("conclusions of law are pooled by an operator, not here")
    return lambda day: pool(p.on(day) for p in premises)


def _coverage(_: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S18-coverage: not listed, over a span."""
    since, until = step.day("since", -EVER), step.day("until", EVER)
    if premises or step.claims or not step.args.get("source"):
        raise Unsound("it should stand on a source and nothing else")
    return lambda day: AGAINST if since <= day < until else NOTHING


def _fill(_: Proof, step: Step, premises: list[Step]) -> Conclusion:
    """S7-fill: where the first premise is not certain. S18-fill: where it says nothing."""
    _combines(step, premises)
    filled, filler = bool(step.args["first"]), "S7-observation" if step.rule == "S7-fill" else "S18-coverage"
    if any(p.rule != filler for p in premises[filled:]):
        raise Unsound(f"only a {filler} may fill in")

    def on(day: int) -> Evidence:
        first = premises[0].on(day)
        enough = 2 in first if step.rule == "S7-fill" else first != NOTHING
        return first if filled and enough else pool(p.on(day) for p in premises)
    return on


RULES: dict[str, Check] = {
    "S9-dated": _dated, "S9-act": _act, **dict.fromkeys(_DENY, _denial), "S7-state": _state, "S8-entailed": _entailed, "S8-open": _open,
    "S9-open-end": _open_end,
    "S7-observation": _seen, "S12-refusal": _seen, "S12-late-refusal": _seen, "S3-pool": _pool, "S18-coverage": _coverage, "S7-fill": _fill,
    "S18-fill": _fill}
"""The rules about acts, by name."""
