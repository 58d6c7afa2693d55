"""Proofs (S6, S20): a hash-consed DAG of rule applications over claims.

A `Node` is one application: which rule, about what, on which premises and claims, concluding which timeline. The same application
is the same node, wherever it stands. Rendering (JSON, text, HTML) is in `render`; re-deriving every step is in `checker`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .claims import Claim
from .dates import BEGIN, END, iso
from .rules import REGISTRY
from .standing import READ, Verdict, letters
from .timeline import Steps, at


class Node:
    """One step of a proof. `args` are the rule's own inputs (plain values), shown in its sentence."""

    __slots__ = ("_id", "args", "claims", "premises", "rule", "steps")

    def __init__(self, rule: str, steps: Steps, args: dict[str, Any] | None = None, premises: tuple[Node, ...] = (),
                 claims: tuple[Claim, ...] = ()) -> None:
        self.rule = rule
        self.steps = steps
        self.args = args or {}
        self.premises = premises
        self.claims = claims
        self._id: str | None = None

    @property
    def id(self) -> str:
        """A digest of what the step says and stands on: equal steps have equal ids."""
        if self._id is None:
            import hashlib  # an answer that nobody serialises needs neither
            import json

            content = json.dumps([self.rule, self.steps, self.args, [p.id for p in self.premises], [c.id for c in self.claims]],
                                 sort_keys=True, default=str)
            self._id = hashlib.sha256(content.encode()).hexdigest()[:16]
        return self._id

    def verdict(self, day: int) -> Verdict:
        """How the step's conclusion stands on a day."""
        return READ[at(self.steps, day)]

    def span(self, day: int) -> tuple[int, int]:
        """The span around a day over which the evidence stays the same."""
        since, until = BEGIN, END
        for when, _ in self.steps:
            if when <= day:
                since = when
            else:
                until = when
                break
        return since, until

    @property
    def sentence(self) -> str:
        """The step in one sentence."""
        return REGISTRY[self.rule].says.format_map(_Blank(self.args))

    def walk(self) -> Iterator[Node]:
        """Every step below and including this one, once each, premises first."""
        seen: set[int] = set()
        stack: list[tuple[Node, bool]] = [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                yield node
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack += [(p, False) for p in reversed(node.premises)]

    def to_dict(self) -> dict[str, Any]:
        """The DAG as data: `{"root": id, "nodes": {id: {...}}, "claims": {id: {...}}}`."""
        nodes: dict[str, Any] = {}
        claims: dict[str, Any] = {}
        for node in self.walk():
            nodes[node.id] = {
                "rule": node.rule, "says": node.sentence, "authority": REGISTRY[node.rule].authority, "args": node.args,
                "premises": [p.id for p in node.premises], "claims": [str(c.id) for c in node.claims],
                "timeline": [{"from": iso(since), "bits": letters(bits)} for since, bits in node.steps]}
            for claim in node.claims:
                claims[str(claim.id)] = claim.to_dict()
        return {"root": self.id, "nodes": nodes, "claims": claims}


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
