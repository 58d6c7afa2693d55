"""What can be asked about treaties: what binds two on a day, and one treaty's life."""

from __future__ import annotations

from collections.abc import Set
from itertools import product
from typing import TYPE_CHECKING

from ...kernel.instruments import Treaty
from .links import ancestors

if TYPE_CHECKING:
    from ..view import View


def candidates(view: View, a: str, b: str, about: Set[str] = frozenset(), *, multilateral: bool = True) -> list[Treaty]:
    """The treaties that may bind two: made by them or by those they come from, claimed to go on between them, or open to many.

    about: only those about one of these matters; empty for all. In order of signature.
    """
    atlas = view.atlas
    ids = {id_ for p, q in product(ancestors(view, a), ancestors(view, b)) for id_ in atlas.in_force.get(f"{p} {q}" if p < q else f"{q} {p}", ())}
    ids |= set(atlas.law.between.get(frozenset((a, b)), ()))
    if multilateral:
        ids |= {id_ for matter in about or atlas.law.about for id_ in atlas.law.about.get(matter, ())}
    found = [atlas.treaties[id_] for id_ in ids]
    return sorted((t for t in found if not about or about & set(t.about)), key=lambda t: (t.start, t.id))
