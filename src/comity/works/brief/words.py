"""Days, labels and lists in plain English: the few turns of phrase that a brief needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END, civil, month_length, ordinal, parse

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_THE = re.compile(
    r"^(United |Central African|Soviet|German |Free |Ottoman|Qing|SFR |FR |Holy See|British |Spanish |French |Netherlands |Isle |Two |Correlates"
    r"|press|Office|European|African|Arbitration|Sovereign Order)"
    r"|\b(Republics?|Kingdom|Empire|Reich|Union|Federation|Confederation|States?|SSR|SFSR|Emirates?|Duchy|Principality|Sultanate|Regency|Islands"
    r"|Settlements|Zone|League|Court|Committee|Organi[sz]ation|Agency|Dataset|list)\b"
    r"|^(Netherlands|Philippines|Gambia|Bahamas|Maldives|Comoros|DR Congo)$")
"""Labels that take an article in a sentence."""
_ASIDE = re.compile(r" \([^)]*\)")
_ISO = re.compile(r"\b(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\b([?~]?)")


def day_text(day: int) -> str:
    """`10 February 2017` for a day."""
    year, month, number = civil(day)
    return f"{number} {MONTHS[month - 1]} {year}"


def short_day(day: int) -> str:
    """`10 Feb 2017` for a day, where room is short."""
    year, month, number = civil(day)
    return f"{number} {MONTHS[month - 1][:3]} {year}"


def window_text(earliest: int, latest: int) -> str:
    """Two bounds in words: a day, a month, a year, `by …`, `not before …`, or `between … and …`."""
    if earliest <= BEGIN and latest >= END:
        return "at a day not given"
    if earliest <= BEGIN:
        return f"by {day_text(latest)}"
    if latest >= END:
        return f"not before {day_text(earliest)}"
    if earliest == latest:
        return day_text(earliest)
    (y1, m1, d1), (y2, m2, d2) = civil(earliest), civil(latest)
    if d1 == 1 and d2 == month_length(y2, m2):
        if (y1, m1) == (y2, m2):
            return f"{MONTHS[m1 - 1]} {y1}"
        if m1 == 1 and m2 == 12:
            return f"{y1}" if y1 == y2 else f"between {y1} and {y2}"
    return f"between {day_text(earliest)} and {day_text(latest)}"


def on_text(earliest: int, latest: int) -> str:
    """The same with its preposition: `on 18 February 2008`, `in June 2013`, `by …`."""
    text = window_text(earliest, latest)
    if text[0].isdigit():
        return ("on " if earliest == latest else "in ") + text
    return f"in {text}" if text.split()[0] in MONTHS else text


def edtf_text(text: str | None, missing: str = "") -> str:
    """An EDTF string in words; `missing` for none."""
    if not text:
        return missing
    date = parse(text)
    mark = " (about)" if text.endswith("~") else " (doubtful)" if date.possible else ""
    return window_text(date.earliest, date.latest) + mark


def claim_when(claim: Claim) -> str:
    """When a claim says that its act happened, with a preposition."""
    return on_text(claim.earliest, claim.latest) + (" (doubtful)" if claim.possible else "")


def spell_iso(text: str) -> str:
    """ISO dates inside a sentence of the kernel, spelled out: `on 2008-02-18` becomes `on 18 February 2008`."""
    def spell(match: re.Match[str]) -> str:
        year, month, number, mark = match.groups()
        after = {"?": " (doubtful)", "~": " (about)"}.get(mark, "")
        if month is None:
            return year + after
        if not 1 <= int(month) <= 12:
            return match.group(0)
        return (f"{MONTHS[int(month) - 1]} {year}" if number is None else day_text(ordinal(int(year), int(month), int(number)))) + after
    return _ISO.sub(spell, text)


def the(label: str, start: bool = False) -> str:
    """A label as it stands in a sentence: `the United States`, `Kosovo`; capitalised at the start of one."""
    text = label if label.startswith("the ") or not _THE.search(_ASIDE.sub("", label)) else f"the {label}"
    return text[0].upper() + text[1:] if start else text


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def plural(n: int, one: str, many: str) -> str:
    """`1 source`, `12 sources`."""
    return f"{n:,} {one if n == 1 else many}"


def year_fraction(day: int) -> float:
    """A day as a decimal year, for a time axis that no time zone can shift."""
    year = civil(day)[0]
    start = ordinal(year, 1, 1)
    return round(year + (day - start) / (ordinal(year + 1, 1, 1) - start), 4)
