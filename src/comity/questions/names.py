"""Names and codes to polities and to groups, as of a day: exact after folding, ambiguity returned, near names only ever suggested."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ..atlas.store import Store
from ..errors import AmbiguousName, UnknownName
from ..kernel.dates import BEGIN, END, day, iso
from ..kernel.names import fold
from ..kernel.render import spell_span

BARE_SCHEMES = ("iso2", "iso3", "iso3166-3")
"""Codes that may be written without their scheme."""


class Candidate(NamedTuple):
    """Who held a name or code, and the days on which it did: `[since, until)`."""

    id: str
    name: str
    since: int
    until: int
    scheme: str
    source: str

    def to_dict(self, codes: dict[str, str] | None = None) -> dict[str, Any]:
        """As the JSON contract has it."""
        return {"id": self.id, "name": self.name, "from": iso(self.since), "until": iso(self.until), "codes": codes or {}}


Span = tuple[int, int, str]
"""Who held a name from when until when: (since, until, id)."""
Meant = str | tuple[str, ...]
"""The polity that a name means on a day, or all of them where it is ambiguous."""
Piece = tuple[int, int, Meant]
"""A stretch of time in which a name means the same."""

KEPT = 1 << 18
"""How many spellings, and how many days, a memo keeps before it starts afresh."""

K = TypeVar("K")
V = TypeVar("V")


class _Memo(dict[K, V]):
    """What `make` gave for each key: a hit costs one look-up, and nothing else."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= KEPT:
            self.clear()
        value = self[key] = self._make(key)
        return value


class Index:
    """Names and codes of one kind of thing, folded, in memory.

    labels: what each id is called. noun: one and many of the kind. hint: what an unknown name's error says where nothing is near.
    """

    def __init__(self, labels: dict[str, str], names: dict[str, list[Candidate]], codes: dict[str, list[Candidate]], noun: tuple[str, str],
                 hint: str) -> None:
        self.labels = labels
        self._names, self._codes = names, codes
        self._noun, self._hint = noun, hint
        self._pieces: _Memo[str, tuple[Piece, ...]] = _Memo(self._cut)
        self._days: _Memo[str | int, int] = _Memo(_ordinal)

    def candidates(self, text: str, on: int | None = None) -> list[Candidate]:
        """Everybody that held the name or code, on a day if one is given, each once, earliest first."""
        found = self._every(text)
        if on is not None:
            found = [c for c in found if c.since <= on < c.until]
        widest: dict[str, Candidate] = {}
        for c in sorted(found, key=lambda c: (c.since, -c.until)):
            held = widest.get(c.id)
            if held is None:
                widest[c.id] = c
            elif c.until > held.until:
                widest[c.id] = held._replace(until=c.until)
        return list(widest.values())

    def one(self, text: str, on: int | None = None) -> str:
        """The one that a name, code or id means. An id always means itself. Raises UnknownName, AmbiguousName."""
        if text in self.labels:
            return text
        found = self.candidates(text, on)
        if len(found) == 1:
            return found[0].id
        if found:
            raise self.ambiguous(text, on, found)
        raise self.unknown(text, on)

    def ambiguous(self, text: str, on: int | None, found: Sequence[Candidate]) -> AmbiguousName:
        """The error for a name that several held: who they are, what tells them apart, what to do."""
        many = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}.get(len(found), str(len(found)))
        who = ", ".join(f"{self.labels[c.id]}{self._told(c)}" for c in found)
        day = f" on {iso(on)}" if on is not None else ""
        say = ", ".join(c.id for c in found)
        ask = "Say which" if on is not None else "Give --on DATE, or say which"
        return AmbiguousName(f'"{text}"{day} is {many} {self._noun[1]}: {who}. {ask}: {say}.', tuple(found))

    def unknown(self, text: str, on: int | None) -> UnknownName:
        """The error for a name nobody held: when it was held, if ever; near names otherwise."""
        ever = self.candidates(text)
        day = f" on {iso(on)}" if on is not None else ""
        if ever:
            held = "; ".join(f"{self.labels[c.id]} ({c.id}) {spell_span(c.since, c.until)}" for c in ever)
            return UnknownName(f'"{text}" named no {self._noun[0]}{day}: it was {held}. Give another day, or the id.', tuple(c.id for c in ever))
        near = self.suggest(text)
        hint = f"Near it: {', '.join(near)}." if near else self._hint
        return UnknownName(f'"{text}" is no name or code in this atlas. {hint}', near)

    def suggest(self, text: str, limit: int = 4) -> tuple[str, ...]:
        """Near names with their ids, best first. Suggestions only: nothing is ever answered from them."""
        import difflib  # only an error needs it, and it costs milliseconds

        close = difflib.get_close_matches(fold(text), list(self._names), n=limit, cutoff=0.7)
        return tuple(dict.fromkeys(f"{self._names[f][0].name} ({self._names[f][0].id})" for f in close))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Who held a name, code or id and when, earliest first, in the order of `candidates`; each as often as a source gives a span."""
        found = self._every(text)
        if len(found) > 1:
            found.sort(key=lambda c: (c.since, -c.until))
        return tuple([(c.since, c.until, c.id) for c in found])

    def _every(self, text: str) -> list[Candidate]:
        text = text.strip()
        found: list[Candidate] = []
        if text in self.labels:
            found.append(Candidate(text, self.labels[text], *self._span(text), "id", ""))
        found += self._codes.get(text, ()) or (self._codes.get(text.casefold(), ()) if ":" in text else ())
        found += self._named(text)
        return found

    def _told(self, found: Candidate) -> str:
        """When somebody held a name, behind their own."""
        return f" ({spell_span(found.since, found.until)})"

    def _span(self, id_: str) -> tuple[int, int]:
        """How long the thing of an id can have been: `[since, until)`."""
        return BEGIN, END

    def _named(self, text: str) -> Sequence[Candidate]:
        """Who held a name, whenever."""
        return self._names.get(fold(text), ())

    def _cut(self, text: str) -> tuple[Piece, ...]:
        """All time cut wherever a holder of the name comes or goes; what nobody holds is left out."""
        held = self.spans(text)
        if len(held) < 2:
            return held
        pieces: list[Piece] = []
        for since, until in pairwise(sorted({edge for span in held for edge in span[:2]})):
            ids = tuple(dict.fromkeys(id_ for s, u, id_ in held if s <= since < u))
            meant = ids[0] if len(ids) == 1 else ids
            if pieces and pieces[-1][1:] == (since, meant):
                pieces[-1] = (pieces[-1][0], until, meant)
            elif ids:
                pieces.append((since, until, meant))
        return tuple(pieces)

    def resolve_many(self, rows: Iterable[tuple[str, str | int]]) -> list[Meant | None]:
        """Many (name or code, day) at once: the id, None for nobody, a tuple of ids where it is ambiguous.

        Says what `candidates` says. Days are `YYYY-MM-DD` or ordinals; anything coarser raises DateError. What a spelling means over all
        time is kept, since real lists repeat their names.
        """
        pieces, days = self._pieces, self._days
        out: list[Meant | None] = []
        append = out.append
        for text, when in rows:
            number = days[when]
            for since, until, meant in pieces[text]:
                if since <= number < until:
                    append(meant)
                    break
            else:
                append(None)
        return out


class Names(Index):
    """All names and codes of an atlas's polities."""

    def __init__(self, store: Store) -> None:
        self._store = store
        names: dict[str, list[Candidate]] = {}
        for folded, name, polity, since, until, source in store.rows(
                "SELECT folded, name, polity, since_day, until_day, source FROM name"):
            names.setdefault(folded, []).append(Candidate(polity, name, since, until, "name", source))
        codes: dict[str, list[Candidate]] = {}
        for scheme, code, polity, since, until, source in store.rows("SELECT scheme, code, polity, since_day, until_day, source FROM code"):
            candidate = Candidate(polity, f"{scheme}:{code}", since, until, scheme, source)
            codes.setdefault(f"{scheme}:{code}".casefold(), []).append(candidate)
            if scheme in BARE_SCHEMES:
                codes.setdefault(code, []).append(candidate)
        super().__init__({id_: p[0] for id_, p in store.polities.items()}, names, codes, ("polity", "polities"),
                         "Try its English name, or a code such as US, USA or cow:2.")

    def called(self, id_: str, on: int) -> str:
        """What a polity was called on a day: its label where that was a name of its own then, else its short or formal English name."""
        own = [(name, style) for folded, name, style in self._store.rows(
            "SELECT folded, name, style FROM name WHERE polity = ? AND language = 'en' AND since_day <= ? AND ? < until_day "
            "AND style IN ('short', 'formal') ORDER BY style DESC, since_day", id_, on, on)]
        label = self.labels[id_]
        return label if not own or any(name == label for name, _ in own) else own[0][0]

    def code(self, polity: str, scheme: str, on: int | None = None) -> list[str]:
        """The codes a polity had in a scheme, on a day if one is given."""
        rows = self._store.rows("SELECT code, since_day, until_day FROM code WHERE polity = ? AND scheme = ? ORDER BY since_day, code",
                                polity, scheme)
        return list(dict.fromkeys(code for code, since, until in rows if on is None or since <= on < until))

    def codes(self, polity: str, on: int | None = None) -> dict[str, str]:
        """One code per scheme of a polity, on a day if one is given."""
        rows = self._store.rows("SELECT scheme, code, since_day, until_day FROM code WHERE polity = ? ORDER BY scheme, since_day", polity)
        return {scheme: code for scheme, code, since, until in rows if on is None or since <= on < until}

    def _span(self, id_: str) -> tuple[int, int]:
        return self._store.polities[id_][3]


def _ordinal(when: str | int) -> int:
    return when if isinstance(when, int) else day(when)
