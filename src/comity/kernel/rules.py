"""The rule registry (S5, S20): one rule, one function, one authority.

A rule is a pure function registered with a name, the authority it comes from, the dates it is law, and a one-sentence template for
the proof. Exceptions are explicit and ranked; two of equal rank that conclude opposite things are an error that names both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from ..errors import RuleConflict
from .dates import BEGIN, END, day
from .standing import CERTAIN_AGAINST, CERTAIN_FOR, UNLESS
from .timeline import Steps, combine2, pool

F = TypeVar("F", bound=Callable[..., Any])


class Rule(NamedTuple):
    """A registered rule: `says` is the sentence of its proof nodes, with their own fields in braces."""

    name: str
    authority: str
    says: str
    law_from: int
    law_until: int
    looks_at: str
    doctrine: str | None
    excepts: str | None
    rank: int
    function: Callable[..., Any]

    @property
    def summary(self) -> str:
        """The rule in one sentence: the first line of its docstring."""
        return (self.function.__doc__ or "").strip().splitlines()[0]

    def is_law_on(self, when: int) -> bool:
        """Whether the authority was in force on the day that the rule looks at."""
        return self.law_from <= when < self.law_until


class Registry:
    """The rules by name, and which is an exception to which."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}

    def __getitem__(self, name: str) -> Rule:
        return self.rules[name]

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self.rules.values()))

    def rule(self, name: str, *, authority: str, says: str, since: str | None = None, until: str | None = None, looks_at: str = "",
             doctrine: str | None = None, excepts: str | None = None, rank: int = 0) -> Callable[[F], F]:
        """Register the decorated function.

        authority: instrument and article, decision, or section of docs/semantics.md. since, until: YYYY-MM-DD between which it is law.
        looks_at: which date of a case it looks at (committed, requested, decided). excepts: the rule that it is an exception to; rank:
        exceptions of higher rank are tried first. Raises RuleConflict for a name used twice, ValueError for a rule without a docstring.
        """
        def register(function: F) -> F:
            if name in self.rules:
                raise RuleConflict(f"two rules are called {name}: {self.rules[name].function.__module__} and {function.__module__}")
            if not function.__doc__:
                raise ValueError(f"rule {name} has no docstring; write the rule there in one sentence")
            self.rules[name] = Rule(name, authority, says, BEGIN if since is None else day(since), END if until is None else day(until),
                                    looks_at, doctrine, excepts, rank, function)
            return function
        return register

    def exceptions(self, name: str) -> list[Rule]:
        """The exceptions to a rule, highest rank first, then by name."""
        return sorted((r for r in self.rules.values() if r.excepts == name), key=lambda r: (-r.rank, r.name))

    def apply(self, name: str, *facts: Any) -> Steps:
        """A rule's timeline after its exceptions, each first defeated by its own (S5).

        Every function gets `facts` and returns steps. Exceptions of one rank that conclude opposite things on one day raise RuleConflict.
        """
        line: Steps = self.rules[name].function(*facts)
        ranks: dict[int, list[tuple[str, Steps]]] = {}
        for exception in self.exceptions(name):
            ranks.setdefault(exception.rank, []).append((exception.name, self.apply(exception.name, *facts)))
        for _, members in sorted(ranks.items(), reverse=True):
            refuse_opposites(members)
            line = combine2(line, pool([steps for _, steps in members]), UNLESS)
        return line


def refuse_opposites(members: Sequence[tuple[str, Steps]]) -> None:
    """Raise RuleConflict where two rules of equal rank stand certainly for and certainly against on one day (S5)."""
    for n, (first, one) in enumerate(members):
        for second, two in members[n + 1:]:
            if any(bits for _, bits in combine2(one, two, _OPPOSITE)):
                raise RuleConflict(f"rules {first} and {second} have the same rank and conclude opposite things; "
                                   "rank one above the other")


def _opposite(x: int, y: int) -> int:
    return int(bool((x & CERTAIN_FOR and y & CERTAIN_AGAINST) or (x & CERTAIN_AGAINST and y & CERTAIN_FOR)))


_OPPOSITE = tuple(tuple(_opposite(x, y) for y in range(16)) for x in range(16))

REGISTRY = Registry()
"""The rules of the kernel and of the questions."""
rule = REGISTRY.rule
