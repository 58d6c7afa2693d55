"""Reading a built atlas: one SQLite file, opened read-only, asked for little at a time."""

from __future__ import annotations

import json
import os
import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from ..errors import AtlasError
from ..kernel.claims import Bounds, Claim, Coverage, Source
from ..kernel.figures import Figure, Population, Printed
from ..kernel.groups import Called, Group
from ..kernel.instruments import Treaty
from . import lawstore
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from os import PathLike

APPLICATION_ID = 0x436F6D74
FORMAT = 3


def default_path() -> str:
    """Where the built-in atlas lies: beside the package's code."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "comity.sqlite")


class Store:
    """A built atlas. Raises AtlasError if the file is missing, truncated, foreign, or of another format."""

    def __init__(self, path: str | PathLike[str] | None = None) -> None:
        self.path = os.fspath(path) if path is not None else default_path()
        self._db = _open(self.path)
        self.meta: dict[str, str] = dict(self.rows("SELECT key, value FROM meta"))
        if self.meta.get("format") != str(FORMAT):
            raise AtlasError(f"{self.path} has atlas format {self.meta.get('format')}, this Comity reads {FORMAT}; "
                             "install the Comity that made it, or rebuild it with: comity build")
        self._pairs: dict[tuple[str, str], tuple[Claim, ...]] = {}
        self.law = lawstore.LawStore(self.rows)
        self._sources: dict[str, Source] = {}

    def close(self) -> None:
        """Close the file; the atlas cannot be asked afterwards."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the rows."""
        try:
            return Vocabulary.from_json(self.meta["vocabulary"])
        except (KeyError, ValueError, TypeError) as error:
            raise self._damaged(error) from error

    @cached_property
    def polities(self) -> dict[str, tuple[str, str, str, Bounds]]:
        """Every polity: label, kind, about, and the widest of its claimed spans."""
        return {r[0]: (r[1], r[2], r[3], Bounds(r[4], r[5])) for r in
                self.rows("SELECT id, label, kind, about, start_day, end_day FROM polity")}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Every armed group."""
        return {r[0]: Group._make(r) for r in self.rows("SELECT * FROM armed_group")}

    def called(self, group: str) -> list[Called]:
        """Everything that anybody calls a group."""
        return list(map(Called._make, self.rows("SELECT * FROM group_name WHERE armed_group = ? ORDER BY since_day, name, called_by, source", group)))

    def figures(self, place: str | None = None) -> list[Figure]:
        """Every figure, or those of a place."""
        where, values = ("", ()) if place is None else (" WHERE place = ?", (place,))
        return list(map(Figure._make, self.rows(f"SELECT * FROM figure{where} ORDER BY id", *values)))

    def populations(self, place: str, base: str) -> list[Population]:
        """Every population of a place, of all its people (`total`) or of some, by year and vintage."""
        rows = self.rows("SELECT * FROM population WHERE place = ? AND base = ? ORDER BY year, published, source", place, base)
        return list(map(Population._make, rows))

    def printed_rates(self, place: str | None = None) -> list[Printed]:
        """Every rate, rank or superlative that a source prints, or those of a place."""
        where, values = ("", ()) if place is None else (" WHERE place = ?", (place,))
        return list(map(Printed._make, self.rows(f"SELECT * FROM printed_rate{where} ORDER BY rowid", *values)))

    def group_claims(self, id_: str) -> list[Claim]:
        """Every claim about a group, by any relation of groups."""
        found = self.rows(f"SELECT {_CLAIM} FROM claim WHERE relation IN ({_GROUP}) AND (actor = ? OR object = ?) UNION "
                          f"SELECT {_CLAIM} FROM claim WHERE relation IN ({_GROUP}) AND act = 'denies' AND (pair LIKE ? OR pair LIKE ?) "
                          "ORDER BY relation, earliest, id", id_, id_, f"{id_} %", f"% {id_}")
        return list(map(Claim._make, found))

    @property
    def treaties(self) -> dict[str, Treaty]:
        """Every treaty."""
        return self.law.treaties

    @cached_property
    def rights(self) -> dict[str, frozenset[str]]:
        """Who claims sovereignty over what: the holders of rights concerned, by object (S11)."""
        found: dict[str, set[str]] = {}
        for object_, holder in self.rows("SELECT object, holder FROM rights"):
            found.setdefault(object_, set()).add(holder)
        return {k: frozenset(v) for k, v in found.items()}

    @cached_property
    def coverage(self) -> list[Coverage]:
        """What sources say they list in full, and what is known to be missing (relation `gap`)."""
        return list(map(Coverage._make, self.rows("SELECT * FROM coverage ORDER BY rowid")))

    @cached_property
    def covering(self) -> dict[tuple[str, str], tuple[Coverage, ...]]:
        """Coverage by relation and object."""
        found: dict[tuple[str, str], list[Coverage]] = {}
        for row in self.coverage:
            found.setdefault((row.relation, row.object), []).append(row)
        return {k: tuple(v) for k, v in found.items()}

    def pair(self, relation: str, pair: str) -> tuple[Claim, ...]:
        """Every claim about two ("US XK"), denials of their acts included. Kept, since lenses ask again."""
        key = (relation, pair)
        found = self._pairs.get(key)
        if found is None:
            rows = self.rows(f"SELECT {_CLAIM} FROM claim WHERE relation = ? AND pair = ? ORDER BY id", *key)
            found = self._pairs[key] = tuple(map(Claim._make, rows))
        return found

    def pairs_of(self, relation: str, *, actor: str | None = None, object_: str | None = None) -> list[str]:
        """The pairs ("US XK") with any claim of a relation, by one actor or on one object."""
        if actor is not None:  # a range, which the index serves; "!" is the character after the blank
            rows = self.rows("SELECT DISTINCT pair FROM claim WHERE relation = ? AND pair > ? AND pair < ? ORDER BY pair",
                             relation, f"{actor} ", f"{actor}!")
        else:
            rows = self.rows("SELECT DISTINCT pair FROM claim WHERE relation = ? AND pair LIKE ? ORDER BY pair", relation, f"% {object_ or '%'}")
        return [p for (p,) in rows if (actor is None or p.split()[0] == actor) and (object_ is None or p.split()[1] == object_)]

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """Whom each polity is said to succeed or continue, by anybody."""
        found: dict[str, list[str]] = {}
        for (pair,) in self.rows("SELECT DISTINCT pair FROM claim WHERE relation = 'succession' ORDER BY pair"):
            heir, before = pair.split()
            found.setdefault(heir, []).append(before)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def in_force(self) -> dict[str, tuple[str, ...]]:
        """The treaties of which anything is claimed between two, by pair ("US XK")."""
        found: dict[str, list[str]] = {}
        for pair, treaty in self.rows("SELECT DISTINCT pair, of FROM claim WHERE relation = 'in-force' ORDER BY pair, of"):
            found.setdefault(pair, []).append(treaty)
        return {k: tuple(v) for k, v in found.items()}

    def held_over(self, territory: str) -> list[Claim]:
        """Every claim about who answered for a territory."""
        sql = f"SELECT {_CLAIM} FROM claim WHERE relation = 'control' AND object = ? ORDER BY earliest, id"
        return list(map(Claim._make, self.rows(sql, territory)))

    def claims_about(self, id_: str) -> list[Claim]:
        """Every claim in which a polity is actor, object, or part of the act spoken of."""
        rows = self.rows(f"SELECT {_CLAIM} FROM claim WHERE actor = ? OR object = ? OR pair LIKE ? OR pair LIKE ? "
                         "ORDER BY relation, earliest, id", id_, id_, f"{id_} %", f"% {id_}")
        return list(map(Claim._make, rows))

    def claims_of(self, source: str) -> list[Claim]:
        """Every claim that rests on a source."""
        return list(map(Claim._make, self.rows(f"SELECT {_CLAIM} FROM claim WHERE source = ? ORDER BY id", source)))

    def source(self, id_: str) -> Source | None:
        """One source."""
        if id_ not in self._sources:
            found = self.rows("SELECT * FROM source WHERE id = ?", id_)
            if not found:
                return None
            self._sources[id_] = _source(found[0])
        return self._sources[id_]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by id; read at once when a lens weighs where things derive from."""
        self._sources.update((r[0], _source(r)) for r in self.rows("SELECT * FROM source"))
        return self._sources

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the file by SQL. Raises AtlasError where the file turns out to be damaged."""
        try:
            return self._db.execute(sql, values).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> AtlasError:
        return AtlasError(f"{self.path} is damaged ({error}); rebuild it with: comity build")


_CLAIM = ", ".join(Claim._fields)
_GROUP = "'lineage', 'affiliation', 'identity', 'listing', 'statement', 'presence'"


def _source(row: tuple[Any, ...]) -> Source:
    return Source._make((*row[:11], tuple(json.loads(row[11])), row[12]))


def _open(path: str) -> sqlite3.Connection:
    if os.path.isdir(path):
        raise AtlasError(f"{path} is a folder, not an atlas; give the file in it")
    try:
        with open(path, "rb") as file:
            header = file.read(100)
            length = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        raise AtlasError(f"no atlas at {path}; build it with: comity build") from None
    except OSError as error:
        raise AtlasError(f"{path} cannot be read ({error.strerror}); make it readable, or give another file") from error
    if header[:16] != b"SQLite format 3\x00" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise AtlasError(f"{path} is not a Comity atlas; give another file, or build one with: comity build")
    pages, size = int.from_bytes(header[28:32], "big"), int.from_bytes(header[16:18], "big")
    if length != pages * size:
        raise AtlasError(f"{path} is truncated ({length} bytes of {pages * size}); rebuild it with: comity build")
    try:
        return sqlite3.connect(f"file:{_quote(os.path.abspath(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise AtlasError(f"{path} cannot be opened ({error}); rebuild it with: comity build") from error


def _quote(path: str) -> str:
    """A path for a URI; urllib would cost a fifth of the import."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
