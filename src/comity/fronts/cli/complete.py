"""What a shell may complete: ids and lens values, read from the atlas only when a shell asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import typer

from ...atlas.store import Store
from ...errors import AtlasError
from ...kernel.conflicts import KINDS
from ...kernel.lens import DOCTRINES
from ...questions.extradition.case import FACTS

Values = Iterable[tuple[str, str]]


def _from_atlas(read: Callable[[Store], Values]) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            values = read(Store(ctx.params.get("atlas")))
        except AtlasError:
            return []
        return _starting(values, incomplete)

    return complete


def _fixed(*values: str) -> Callable[[str], list[tuple[str, str]]]:
    def complete(incomplete: str) -> list[tuple[str, str]]:
        return _starting(((v, "") for v in values), incomplete)

    return complete


def _starting(values: Values, incomplete: str) -> list[tuple[str, str]]:
    return [(value, says) for value, says in values if value.casefold().startswith(incomplete.casefold())]


def _polities(atlas: Store) -> Values:
    return [(id_, row[0]) for id_, row in sorted(atlas.polities.items())]


polities = _from_atlas(_polities)
holders = _from_atlas(lambda atlas: [*_polities(atlas), *atlas.vocabulary.holders.items()])
sources = _from_atlas(lambda atlas: [(id_, title) for id_, title in atlas.rows("SELECT id, title FROM source ORDER BY id")])
treaties = _from_atlas(lambda atlas: [(id_, title) for id_, title in atlas.rows("SELECT id, title FROM treaty ORDER BY id")])
organisations = _from_atlas(lambda atlas: [(o, atlas.vocabulary.organisations[o]) for o in atlas.vocabulary.founded])
offences = _from_atlas(lambda atlas: [(id_, o.label) for id_, o in atlas.law.offences.items()])
relations = _from_atlas(lambda atlas: [(r, "") for r in atlas.vocabulary.acts])
groups = _from_atlas(lambda atlas: [(id_, g.label) for id_, g in atlas.groups.items()])
regimes = _from_atlas(lambda atlas: [*((r.partition("/")[0], "") for r in atlas.vocabulary.regimes), *atlas.vocabulary.regimes.items()])
theatres = _from_atlas(lambda atlas: atlas.vocabulary.theatres.items())
populations = _from_atlas(lambda atlas: [(b, "") for b in atlas.vocabulary.kinds["population"]])
counted_places = _from_atlas(lambda atlas: [*_polities(atlas), *atlas.vocabulary.places.items()])
matters = _from_atlas(lambda atlas: [(m, "") for m in atlas.vocabulary.kinds["about"]])
schemes = _from_atlas(lambda atlas: [(s, "") for s in atlas.vocabulary.kinds["schemes"]])
facts = _fixed(*(f"{name}={said}" for name in FACTS for said in ("yes", "no")))
doctrines = _fixed(*DOCTRINES, "all")
rankable = _fixed("rate", "count")
table_formats = _fixed("csv", "parquet", "json")
charts = _fixed("ranges", "ranks", "map")
named = _fixed("polity", "group")
recognised_as = _fixed("state", "government")
conflicts = _fixed("all", *KINDS)
