"""The lists that everybody is timed on, drawn with a fixed seed: dates as sources print them, and names as data carry them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import comity
from comity.kernel.dates import END, civil, iso, ordinal

FIRST, LAST = ordinal(1800, 1, 1), ordinal(2026, 10, 31)


def _day(draw: random.Random) -> str:
    return iso(draw.randint(FIRST, LAST)) or ""


def _month(draw: random.Random) -> str:
    return _day(draw)[:7]


def _year(draw: random.Random) -> str:
    return _day(draw)[:4]


def _interval(draw: random.Random) -> str:
    start = draw.randint(FIRST, LAST)
    end = start + draw.randint(1, 9000)
    return draw.choice((f"{iso(start)}/{iso(end)}", f"{civil(start)[0]:04d}/{civil(end)[0] + 1:04d}", f"{iso(start)}/.."))


def _approximate(draw: random.Random) -> str:
    return draw.choice((_day, _month, _year))(draw) + draw.choice("~?%")


def _unspecified(draw: random.Random) -> str:
    year = _year(draw)
    return draw.choice((f"{year[:3]}X", f"{year[:2]}XX", f"{year}-XX"))


def _season(draw: random.Random) -> str:
    return f"{_year(draw)}-{draw.randint(21, 24)}"


DATE_MIX: tuple[tuple[float, Callable[[random.Random], str]], ...] = (
    (90, _day), (3, _month), (2, _year), (2, _interval), (1.5, _approximate), (1, _unspecified), (0.5, _season))
"""How a list of dates is mixed, in per cent."""


def dates(count: int, seed: int = 1) -> list[str]:
    """Dates as the rows of an atlas carry them."""
    draw = random.Random(seed)
    kinds = draw.choices([make for _, make in DATE_MIX], [share for share, _ in DATE_MIX], k=count)
    return [make(draw) for make in kinds]


def days(count: int, seed: int = 2, since: str = "1900-01-01", until: str = "2026-01-01") -> list[str]:
    """Days as `YYYY-MM-DD`, evenly spread."""
    draw = random.Random(seed)
    first, last = (ordinal(*map(int, d.split("-"))) for d in (since, until))
    return [iso(draw.randrange(first, last)) or "" for _ in range(count)]


NAME_MIX = {"current": 55, "historical": 15, "codes": 15, "variants": 10, "misspelt": 5}
"""How a list of names is mixed, in per cent."""


def spellings(atlas: comity.Atlas, seed: int = 3, misspelt: int = 2000) -> dict[str, list[str]]:
    """Every kind of spelling: names still in use, names no longer, ISO codes, other dress of the same names, and misspellings."""
    rows = atlas.rows("SELECT name, max(until_day) FROM name GROUP BY name ORDER BY name")
    current = [name for name, until in rows if until >= END]
    historical = [name for name, until in rows if until < END]
    codes = [c for (c,) in atlas.rows("SELECT DISTINCT code FROM code WHERE scheme IN ('iso2', 'iso3') ORDER BY code")]
    return {"current": current, "historical": historical, "codes": codes, **disguised(current, seed, misspelt)}


def disguised(names: Sequence[str], seed: int, misspelt: int) -> dict[str, list[str]]:
    """Names in other dress, and misspelt."""
    draw = random.Random(seed)
    variants = sorted({dress(draw.choice(names)) for dress in _DRESSES for _ in range(200)} - set(names))
    wrong: set[str] = set()
    while len(wrong) < misspelt:
        wrong.add(_misspell(draw, draw.choice(names)))
    return {"variants": variants, "misspelt": sorted(wrong - set(names))}


_DRESSES: tuple[Callable[[str], str], ...] = (str.upper, str.lower, lambda t: f"The {t}", lambda t: f" {t} ", lambda t: t.replace(" ", "-"))


def _misspell(draw: random.Random, name: str) -> str:
    """A name with a letter lost, doubled, swapped with the next, or replaced."""
    at = draw.randrange(max(len(name) - 1, 1))
    head, here, after = name[:at], name[at:at + 1], name[at + 1:]
    return draw.choice((head + after, head + here + here + after, head + after[:1] + here + after[1:], head + draw.choice("aeionrst") + after))


def zipf(kinds: dict[str, list[str]], count: int, seed: int = 4) -> list[str]:
    """Names as real data repeat them: kinds as in NAME_MIX, and in each the nth commonest one nth as often as the commonest."""
    draw = random.Random(seed)
    found: list[str] = []
    for kind, share in NAME_MIX.items():
        pool = kinds[kind][:]
        draw.shuffle(pool)
        found += draw.choices(pool, [1 / n for n in range(1, len(pool) + 1)], k=count * share // 100)
    draw.shuffle(found)
    return found


def evenly(kinds: dict[str, list[str]], count: int, seed: int = 5) -> list[str]:
    """Every distinct spelling as often as any other, in no order."""
    pool = sorted({name for names in kinds.values() for name in names})
    found = (pool * (count // len(pool) + 1))[:count]
    random.Random(seed).shuffle(found)
    return found


def once(kinds: dict[str, list[str]], seed: int = 6) -> list[str]:
    """Every distinct spelling once."""
    found = sorted({name for names in kinds.values() for name in names})
    random.Random(seed).shuffle(found)
    return found


def dated(names: Sequence[str], seed: int = 2) -> list[tuple[str, str]]:
    """Names, each with a day."""
    return list(zip(names, days(len(names), seed), strict=True))
