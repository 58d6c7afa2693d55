"""Proofs for people: as indented text and as HTML `<details>`, pruned to what carries the verdict on a day, or whole; and "why not"."""

from __future__ import annotations

from collections.abc import Iterator

from .dates import BEGIN, END, iso
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


def carrying(node: Node, day: int) -> list[Node]:
    """The premises that carry a step's verdict on a day."""
    live = [p for p in node.premises if at(p.steps, day) != NONE]
    if node.rule == "S10-bounds":
        return [] if beyond(node, day) else live
    if node.rule in ("S7-fill", "S18-fill") and node.args.get("first") and live and live[0] is node.premises[0]:
        sure = at(live[0].steps, day) & (CERTAIN_FOR | CERTAIN_AGAINST)
        return live[:1] if sure or node.rule == "S18-fill" else live
    if node.rule == "S7-state":
        return _decisive(node, day)
    return live


def _decisive(node: Node, day: int) -> list[Node]:
    """Acts in order: those that stand on the day, from the last certain start on; the first one if none does yet."""
    roles = node.args["roles"]
    kept = [(p, r) for p, r in zip(node.premises, roles, strict=True) if READ[at(p.steps, day)] not in (Verdict.NO, Verdict.UNRECORDED)]
    if not kept:
        return list(node.premises[:1])
    for n in range(len(kept) - 1, 0, -1):
        if kept[n][1] == "start" and READ[at(kept[n][0].steps, day)] is Verdict.YES:
            return [p for p, _ in kept[n:]]
    return [p for p, _ in kept]


def walk_carrying(node: Node, day: int) -> Iterator[Node]:
    """Every step that carries a proof's verdict on a day, once each, from the conclusion down."""
    stack, seen = [node], set()
    while stack:
        here = stack.pop()
        if id(here) not in seen:
            seen.add(id(here))
            yield here
            stack += reversed(carrying(here, day))


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
    below = list(node.premises) if whole else carrying(node, day)
    if not whole:
        below = _skip(below, day)
    for n, child in enumerate(below):
        last = n == len(below) - 1
        yield f"{indent}{'└─' if last else '├─'} {_word(child, day):<{_WIDTH}} {child.sentence}{_cited(child)}"
        yield from _below(child, day, whole, indent + ("   " if last else "│  "))


_PASSING = {"S3-pool", "S7-fill", "S18-fill", "S7-state"}


def _skip(nodes: list[Node], day: int) -> list[Node]:
    """Leave out steps that only pass on what one or more others say: a reader wants those."""
    out: list[Node] = []
    for node in nodes:
        out += _skip(carrying(node, day), day) if node.rule in _PASSING else [node]
    return out


def _word(node: Node, day: int) -> str:
    if node.claims and not node.premises:
        bits = at(node.steps, day)
        verdict = READ[bits]
        return {"yes": "for", "no": "against", "undetermined": "possibly"}.get(verdict.value, verdict.value)
    return node.verdict(day).value


def why_not(node: Node, day: int) -> Iterator[str]:
    """The path to the premise that fails: from the conclusion down to what keeps it from being yes."""
    yield f"{_word(node, day)}: {node.sentence}{_cited(node)}"
    below = _skip(carrying(node, day), day)
    if not below and not node.claims:
        yield "  " + (beyond(node, day) or "nothing recorded speaks for it on that day")
    for child in [c for c in below if c.verdict(day) is not Verdict.YES] or below:
        yield from ("  " + line for line in why_not(child, day))


def _cited(node: Node) -> str:
    named = sources_of(node)
    return f"  [{', '.join(named)}]" if named else ""


def html(node: Node, day: int, cite: dict[str, str] | None = None, whole: bool = False) -> str:
    """A proof as nested `<details>`; `cite` maps source ids to the HTML of their reference."""
    from html import escape  # only pages need it

    cite = cite or {}
    below = list(node.premises) if whole else _skip(carrying(node, day), day)
    refs = "".join(cite.get(s, f" <cite>{escape(s)}</cite>") for s in sources_of(node))
    line = f'<b class="v {node.verdict(day).value}">{_word(node, day)}</b> {escape(node.sentence)}{refs}'
    if not below:
        return f'<p class="leaf">{line}</p>'
    return f"<details open><summary>{line}</summary>{''.join(html(c, day, cite, whole) for c in below)}</details>"
