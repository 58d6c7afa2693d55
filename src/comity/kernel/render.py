"""Proofs for people: as indented text and as HTML `<details>`, pruned to what carries the verdict on a day, or whole; and "why not"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .dates import BEGIN, END, iso
from .dates import day as ordinal
from .proofs import Node
from .standing import CERTAIN_AGAINST, CERTAIN_FOR, NONE, READ, Verdict
from .timeline import at

_WIDTH = 12


def beyond(node: Node, day: int) -> str | None:
    """Why a day lies outside the bounds of an answer, in words; None where it does not (S10)."""
    since, until, on = node.args.get("since"), node.args.get("until"), iso(day) or ""
    if node.rule != "S10-bounds" or ((since is None or since <= on) and (until is None or on < until)):
        return None
    early = since is not None and on < since
    who = node.args.get("began" if early else "ended") or "one of the two"
    return f"{who} {f'began only on {since}' if early else f'had ended by {until}'}, by the widest dates claimed (S10)"


class Seen(NamedTuple):
    """A step of a proof and the day on which it is looked at: what is carried over stood on an earlier one."""

    node: Node
    day: int

    @property
    def bits(self) -> int:
        """Its evidence that day."""
        return at(self.node.steps, self.day)

    @property
    def verdict(self) -> Verdict:
        """Its verdict that day."""
        return READ[self.bits]


def premises(node: Node, day: int) -> list[Seen]:
    """The premises of a step, each with the day on which it counts for the step."""
    carried = node.args.get("op") == "carry" and isinstance(node.args["day"], str)
    return [Seen(p, ordinal(node.args["day"]) if carried and n == 0 else day) for n, p in enumerate(node.premises)]


def carrying(node: Node, day: int) -> list[Seen]:
    """The premises that carry a step's verdict on a day."""
    below = premises(node, day)
    live = [p for p in below if p.bits != NONE]
    if node.rule == "S10-bounds":
        return [] if beyond(node, day) else live
    if node.rule in ("S7-fill", "S18-fill") and node.args.get("first") and live and live[0].node is node.premises[0]:
        sure = live[0].bits & (CERTAIN_FOR | CERTAIN_AGAINST)
        return live[:1] if sure or node.rule == "S18-fill" else live
    if node.rule == "S7-state":
        return _decisive(node, below)
    return _of_operator(str(node.args.get("op", "")), node.verdict(day), live)


def _of_operator(op: str, verdict: Verdict, live: list[Seen]) -> list[Seen]:
    """What carries a rule of law: the failing part of an `and`, the standing part of an `or`, the exceptions that something speaks for."""
    if op == "or" or (op == "and" and verdict is not Verdict.YES):
        return [p for p in live if p.verdict is verdict] or live
    if op == "unless":
        return live[:1] + [p for p in live[1:] if p.verdict is not Verdict.NO]
    return live


def _decisive(node: Node, below: list[Seen]) -> list[Seen]:
    """Acts in order: those that stand on the day, from the last certain start on; the first one if none does yet."""
    roles = node.args["roles"]
    kept = [(p, r) for p, r in zip(below, roles, strict=True) if p.verdict not in (Verdict.NO, Verdict.UNRECORDED)]
    if not kept:
        return below[:1]
    for n in range(len(kept) - 1, 0, -1):
        if kept[n][1] == "start" and kept[n][0].verdict is Verdict.YES:
            return [p for p, _ in kept[n:]]
    return [p for p, _ in kept]


def walk_carrying(node: Node, day: int) -> Iterator[Seen]:
    """Every step that carries a proof's verdict on a day, once each, from the conclusion down."""
    stack, seen = [Seen(node, day)], set()
    while stack:
        here = stack.pop()
        if (id(here.node), here.day) not in seen:
            seen.add((id(here.node), here.day))
            yield here
            stack += reversed(carrying(*here))


def sources_of(node: Node) -> list[str]:
    """The sources of the claims a step itself stands on, in order."""
    cited = [c.source for c in node.claims]
    return list(dict.fromkeys(cited if node.rule != "S18-coverage" else [str(node.args["source"])]))


def spell_span(since: int, until: int) -> str:
    """`2008-02-18 –`, `until 1992-04-27`, `always`: a span in words."""
    if since <= BEGIN and until >= END:
        return "always"
    if since <= BEGIN:
        return f"until {iso(until)}"
    return f"since {iso(since)}" if until >= END else f"{iso(since)} – {iso(until)}"


def lines(node: Node, day: int, whole: bool = False) -> Iterator[str]:
    """A proof as indented text, one step a line: verdict, sentence, sources."""
    since, until = node.span(day)
    yield f"{node.verdict(day).value:<{_WIDTH}} {node.sentence}, {iso(day)} ({spell_span(since, until)})"
    outside = beyond(node, day)
    if outside:
        yield f"└─ {outside}"
    yield from _below(node, day, whole, "")


def _below(node: Node, day: int, whole: bool, indent: str) -> Iterator[str]:
    below = premises(node, day) if whole else _skip(carrying(node, day))
    for n, child in enumerate(below):
        last = n == len(below) - 1
        then = f" (on {iso(child.day)})" if child.day != day else ""
        yield f"{indent}{'└─' if last else '├─'} {_word(child):<{_WIDTH}} {child.node.sentence}{then}{_cited(child.node)}"
        yield from _below(*child, whole, indent + ("   " if last else "│  "))


_PASSING = {"S3-pool", "S7-fill", "S18-fill", "S7-state"}


def _skip(steps: list[Seen]) -> list[Seen]:
    """Leave out steps that only pass on what one or more others say: a reader wants those."""
    out: list[Seen] = []
    for step in steps:
        out += _skip(carrying(*step)) if step.node.rule in _PASSING else [step]
    return out


def _word(step: Seen) -> str:
    if step.node.claims and not step.node.premises:
        return {"yes": "for", "no": "against", "undetermined": "possibly"}.get(step.verdict.value, step.verdict.value)
    return step.verdict.value


def why_not(node: Node, day: int) -> Iterator[str]:
    """The path to the premise that fails: from the conclusion down to what keeps it from being yes."""
    yield f"{_word(Seen(node, day))}: {node.sentence}{_cited(node)}"
    below = _skip(carrying(node, day))
    if not below and not node.claims:
        yield "  " + (beyond(node, day) or "nothing recorded speaks for it on that day")
    for child in [c for c in below if c.verdict is not Verdict.YES] or below:
        yield from ("  " + line for line in why_not(*child))


def _cited(node: Node) -> str:
    named = sources_of(node)
    return f"  [{', '.join(named)}]" if named else ""


def html(node: Node, day: int, cite: dict[str, str] | None = None, whole: bool = False) -> str:
    """A proof as nested `<details>`; `cite` maps source ids to the HTML of their reference."""
    from html import escape  # only pages need it

    cite = cite or {}
    below = premises(node, day) if whole else _skip(carrying(node, day))
    refs = "".join(cite.get(s, f" <cite>{escape(s)}</cite>") for s in sources_of(node))
    line = f'<b class="v {node.verdict(day).value}">{_word(Seen(node, day))}</b> {escape(node.sentence)}{refs}'
    if not below:
        return f'<p class="leaf">{line}</p>'
    return f"<details open><summary>{line}</summary>{''.join(html(*c, cite, whole) for c in below)}</details>"
