"""The peers that say how alike two organisations' names are, behind one face: what each is called, and what calls two of them the same.

nomenklatura is the library behind the OpenSanctions screening service. It is given entities of its schema for organisations, with names and nothing
else, and its score counts as "the same" from the service's documented default threshold on.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from .measure import installed

PACKAGE = "nomenklatura"
ALGORITHMS = ("logic-v2", "logic-v1", "name-based", "regression-v1", "er-unstable")
"""logic-v2 is what the service takes where no other is asked for; regression-v1 and er-unstable are trained on more than names."""
THRESHOLD = 0.7


class Matcher:
    """One of its algorithms, ready."""

    def __init__(self, algorithm: str) -> None:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm

        self.name = f"{PACKAGE} {algorithm}"
        self._model, self._algorithm = model, get_algorithm(algorithm)
        assert self._algorithm
        self._config, self._numbers = self._algorithm.default_config(), count()

    def entity(self, names: Iterable[str]) -> Any:
        """An organisation with these names, and an id of its own: what it works out of an entity is kept by id."""
        entity = self._model.make_entity("Organization")
        entity.id = f"{self.name} {next(self._numbers)}"
        for name in names:
            entity.add("name", name)
        return entity

    def compare(self, query: Any, candidate: Any) -> float:
        """How alike two entities are, from 0 to 1."""
        return float(self._algorithm.compare(query, candidate, self._config).score)

    def score(self, query: Iterable[str], candidate: Iterable[str]) -> float:
        """How alike two lists of names are."""
        return self.compare(self.entity(query), self.entity(candidate))


def ready() -> list[Matcher]:
    """All of them, if the package is there."""
    return [Matcher(a) for a in ALGORITHMS] if installed(PACKAGE) else []
