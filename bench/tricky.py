"""Names that mean another polity on another day, or one that today's code lists do not have: what everybody answers.

The judge is the atlas: a peer's code is right where the polity that held the name that day has ever had it. Each line can be looked up with
`comity resolve NAME --on DAY` and `comity polity ID`, with its sources.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.kernel.dates import day
from comity.questions.names import Meant, Names

from .measure import Table
from .peers import Convert, Peer

ASKED = (
    ("Kosovo", "2020-01-01"), ("Czechoslovakia", "1950-01-01"), ("East Germany", "1970-01-01"), ("German Democratic Republic", "1970-01-01"),
    ("West Germany", "1970-01-01"), ("Yugoslavia", "1935-01-01"), ("Yugoslavia", "1950-01-01"), ("Yugoslavia", "1995-01-01"),
    ("Serbia and Montenegro", "2004-01-01"), ("Serbia", "1900-01-01"), ("Serbia", "2010-01-01"), ("CS", "1985-01-01"), ("CS", "2005-01-01"),
    ("YU", "1995-01-01"), ("Soviet Union", "1970-01-01"), ("SU", "1985-01-01"), ("Northern Cyprus", "1990-01-01"), ("Niger", "1970-01-01"),
    ("Zaire", "1980-01-01"), ("Congo", "1965-01-01"), ("Burma", "1990-01-01"), ("Ceylon", "1960-01-01"), ("Upper Volta", "1970-01-01"),
    ("South Vietnam", "1970-01-01"), ("North Vietnam", "1970-01-01"), ("Vietnam", "1970-01-01"), ("South Yemen", "1980-01-01"),
    ("Yemen", "1980-01-01"), ("Republic of China", "1980-01-01"), ("Korea", "1900-01-01"), ("Korea", "1960-01-01"),
    ("Republic of Korea", "1960-01-01"), ("United Arab Republic", "1960-01-01"), ("United Arab Republic", "1965-01-01"),
    ("Austria-Hungary", "1910-01-01"), ("Ottoman Empire", "1900-01-01"), ("Papal States", "1850-01-01"), ("Gran Colombia", "1825-01-01"),
    ("Texas", "1840-01-01"), ("Palestine", "1930-01-01"), ("Palestine", "2015-01-01"), ("Somaliland", "2000-01-01"), ("Abkhazia", "2010-01-01"),
    ("Tanganyika", "1962-01-01"), ("Netherlands Antilles", "2000-01-01"), ("Macedonia", "2000-01-01"), ("South Sudan", "2005-01-01"),
    ("Czecho-Slovakia", "1990-06-01"), ("Vichy France", "1942-01-01"), ("Virgin Islands", "2000-01-01"),
)

SAME, OTHER, ONE_OF, NONE, UNJUDGED = "the same", "another", "one of several", "none", "ours has none"
JUDGEMENTS = (SAME, OTHER, ONE_OF, NONE, UNJUDGED)
_MARKS = {SAME: "", OTHER: " ✗", ONE_OF: " (of several)", UNJUDGED: " ?"}


def judge(names: Names, ours: Meant | None, theirs: object) -> str:
    """How a peer's answer stands to the atlas's."""
    if theirs is None:
        return NONE
    if ours is None:
        return UNJUDGED
    given = {str(code) for code in (theirs if isinstance(theirs, tuple) else (theirs,))}
    held = set(ours) if isinstance(ours, tuple) else {ours}
    codes = {code for polity in held for code in _codes(names, polity)}
    if not given <= codes:
        return OTHER
    return SAME if len(held) == 1 else ONE_OF


_KEPT: dict[str, frozenset[str]] = {}


def _codes(names: Names, polity: str) -> frozenset[str]:
    if polity not in _KEPT:
        _KEPT[polity] = frozenset(names.code(polity, "iso3")) | ({"XKX"} if polity == "XK" else frozenset())
    return _KEPT[polity]


def tricky(names: Names, peers: Sequence[tuple[Peer, Convert]]) -> Table:
    """Every name asked, on its day: the atlas's polity, and what each peer says without the day."""
    ours = names.resolve_many(ASKED)
    theirs = [convert([name for name, _ in ASKED]) for _, convert in peers]
    rows = [(name, on, _ours(names, name, on, meant), *(_theirs(names, meant, given[n]) for given in theirs))
            for n, ((name, on), meant) in enumerate(zip(ASKED, ours, strict=True))]
    return Table("Tricky names (✗ another polity; ? the atlas has nobody of that name that day)",
                 ("name", "day", "comity", *(peer.name for peer, _ in peers)), tuple(rows))


def _ours(names: Names, name: str, on: str, meant: Meant | None) -> str:
    if meant is None:
        return "unknown that day" if names.candidates(name) else "unknown"
    return " or ".join(f"{names.labels[c.id]} ({c.id})" for c in names.candidates(name, day(on)))


def _theirs(names: Names, ours: Meant | None, theirs: object) -> str:
    if theirs is None:
        return "none"
    text = " + ".join(theirs) if isinstance(theirs, tuple) else str(theirs)
    return text + _MARKS[judge(names, ours, theirs)]


def tally(names: Names, ours: Sequence[Meant | None], theirs: Sequence[object]) -> dict[str, int]:
    """How often a peer says the same, another, and so on."""
    found = dict.fromkeys(JUDGEMENTS, 0)
    for mine, given in zip(ours, theirs, strict=False):
        found[judge(names, mine, given)] += 1
    return found
