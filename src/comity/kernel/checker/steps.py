"""A proof as read: its steps, what stands on them, and whether the graph is whole."""

from __future__ import annotations

import graphlib
from collections.abc import Mapping
from typing import Any

from .days import EVER, Unsound, read_day
from .evidence import LETTERS, Evidence

Claim = Mapping[str, Any]


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
            if entry["bits"] not in LETTERS:
                raise Unsound(f'"{entry["bits"]}" is no evidence')
            self.line.append((read_day(entry["from"], -EVER), LETTERS[entry["bits"]]))
        days = [day for day, _ in self.line]
        if not days or days[0] != -EVER or days != sorted(set(days)):
            raise Unsound("its timeline does not run from ever onwards, each day after the one before")

    def on(self, day: int) -> Evidence:
        """What it concludes for a day."""
        return [e for since, e in self.line if since <= day][-1]

    def day(self, name: str, default: int) -> int:
        """A day among its args; null is unbounded."""
        if name not in self.args:
            raise Unsound(f'its args lack "{name}"')
        return read_day(self.args[name], default)

    @property
    def op(self) -> str:
        """The operator of a rule of law; empty for a rule about acts."""
        return str(self.args.get("op", ""))

    @property
    def two(self) -> list[str]:
        """The two that a state with bounds is about."""
        ids = self.args.get("ids")
        if self.rule != "S10-bounds" or not isinstance(ids, list) or len(ids) != 2:
            raise Unsound(f"{self.id} {self.rule} is no state between two")
        return [str(i) for i in ids]


class Proof:
    """One proof under examination. problems: what was found so far, one line each."""

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
        self.whole = not self.problems and self._closed()
        self._regions: dict[str, list[Step]] = {}
        self.floors: dict[str, set[int | None]] = {}
        if self.whole:
            try:
                self._find_floors()
            except Unsound as error:
                self.problems.append(str(error))

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

    def below(self, step: Step) -> list[Step]:
        """The premises of a step, in order."""
        return [self.steps[p] for p in step.premises]

    def cited(self, step: Step) -> list[Claim]:
        """The claims of a step, in order."""
        return [self.claims[c] for c in step.claims]

    def region(self, step: Step) -> list[Step]:
        """The steps that make up one state: all below it, up to where another state, or a rule of law about others, begins."""
        if step.id in self._regions:
            return self._regions[step.id]
        found: dict[str, Step] = {}
        stack = self.below(step)
        while stack:
            here = stack.pop()
            if here.id not in found:
                found[here.id] = here
                stack += self.below(here) if not here.op or here.rule in ("S3-pool", "S23-bound") else []
                stack = [s for s in stack if s.rule != "S10-bounds"]
        self._regions[step.id] = list(found.values())
        return self._regions[step.id]

    def _find_floors(self) -> None:
        """The first day that acts below each state can reach (S10); None where the proof does not say: a recognition below a `not`."""
        for step in self.steps.values():
            if step.rule == "S10-bounds":
                self._lay(step, read_day(step.args.get("since"), -EVER))
            elif step.rule == "S21-no-state" and all(p.rule != "S10-bounds" for p in self.below(step)):
                self._lay(step, None)

    def _lay(self, step: Step, floor: int | None) -> None:
        for part in self.region(step):
            self.floors.setdefault(part.id, set()).add(floor)
