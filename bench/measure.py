"""What the benches share: timing, the report they give, how it is printed, and what machine they ran on."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple, TypeVar

import comity

PEERS = ("edtf", "undate", "country-converter", "pycountry", "hdx-python-country", "clingo", "nemo-python", "nomenklatura")
T = TypeVar("T")


class Row(NamedTuple):
    """One figure: what was measured, how much, of what, and how."""

    what: str
    value: float
    unit: str
    note: str = ""


class Target(NamedTuple):
    """A figure that was promised: at least `bound`, or at most where `most` is true."""

    what: str
    value: float
    bound: float
    unit: str
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.bound if self.most else self.value >= self.bound


class Table(NamedTuple):
    """A table for the reader: a title, a header, rows of text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Report(NamedTuple):
    """What a bench found. ratios: how many times as fast as a peer, or as long as a floor; each name says which.

    peers: the packages that this bench asks beside us, where they are installed.
    """

    name: str
    about: str
    rows: tuple[Row, ...]
    ratios: dict[str, float]
    targets: tuple[Target, ...]
    tables: tuple[Table, ...] = ()
    peers: tuple[str, ...] = ()


def took(work: Callable[[], object]) -> float:
    """Seconds that a piece of work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def times(work: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each of several runs."""
    return [took(work) for _ in range(repeats)]


class Rate(NamedTuple):
    """How fast something went through a list, how far it came in its time, what it gave, and how often it failed."""

    per_second: float
    items: int
    results: list[object]
    failures: int


def rate(work: Callable[[Sequence[T]], list[object]], items: Sequence[T], seconds: float, chunk: int = 50) -> Rate:
    """Go through a list from its beginning until the time is up; the clock runs only while `work` does. None is a failure."""
    spent, results = 0.0, list[object]()
    for part in _chunks(items, chunk):
        start = time.perf_counter()
        given = work(part)
        spent += time.perf_counter() - start
        results += given
        if spent >= seconds:
            break
    return Rate(len(results) / spent, len(results), results, sum(r is None for r in results))


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start:start + size]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of them lie."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def installed(package: str) -> str | None:
    """The version of a package, None if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def load() -> str:
    """How busy the machine is, as far as it says."""
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"


def machine() -> list[str]:
    """The machine, the Python, the atlas and the peers, a line each."""
    peers = ", ".join(f"{p} {installed(p) or '(not installed)'}" for p in PEERS)
    about = comity.open().about
    return [f"machine  {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}",
            f"python   {platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
            f"comity   {about['code']}, data {about['data']} {about['hash'][:16]}", f"peers    {peers}",
            f"date     {time.strftime('%Y-%m-%d')}, load average {load()}"]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor() or "unknown processor")


def number(value: float, unit: str) -> str:
    """A figure with as many digits as it deserves."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f} ×" if ratio >= 100 else f"{ratio:,.1f} ×"


def show(report: Report) -> str:
    """A report as text."""
    lines = [f"== {report.name}: {report.about}"]
    width = max(len(r.what) for r in report.rows)
    lines += [f"{r.what:<{width}}  {number(r.value, r.unit):>20}  {r.note}".rstrip() for r in report.rows]
    lines += [f"ratio    {_times(value)} {what}" for what, value in report.ratios.items()]
    lines += [f"target   {t.what}: {number(t.value, t.unit)}, {'at most' if t.most else 'at least'} {number(t.bound, t.unit)}: "
              f"{'met' if t.met else 'MISSED'}" for t in report.targets]
    for table in report.tables:
        lines += ["", table.title, *markdown(table)]
    return "\n".join(lines)


def page(report: Report) -> str:
    """A report as Markdown, for docs/performance.md."""
    figures = Table("", ("", "figure", "how"), tuple((r.what.strip(), number(r.value, r.unit), r.note) for r in report.rows))
    goals = Table("", ("target", "bound", "figure", ""), tuple(
        (t.what, f"{'≤' if t.most else '≥'} {number(t.bound, t.unit)}", number(t.value, t.unit), "met" if t.met else "**missed**")
        for t in report.targets))
    ratios = [f"- {_times(value)} {what}" for what, value in report.ratios.items()]
    lines = [*markdown(goals), "", *markdown(figures), "", *ratios]
    for table in report.tables:
        lines += ["", f"**{table.title}**", "", *markdown(table)]
    return "\n".join(lines)


def put(text: str, name: str, new: str) -> str:
    """A page with what stands between `<!-- bench: NAME -->` and `<!-- end -->` replaced. Raises ValueError if there is no such place."""
    head, mark, rest = text.partition(f"<!-- bench: {name} -->\n")
    _, end, tail = rest.partition("<!-- end -->")
    if not (mark and end):
        raise ValueError(f"no place for {name}: give the page the lines <!-- bench: {name} --> and <!-- end -->")
    return head + mark + new + "\n" + end + tail


def markdown(table: Table) -> list[str]:
    """A table as Markdown."""
    rows = [table.header, tuple("---" for _ in table.header), *table.rows]
    return ["| " + " | ".join(row) + " |" for row in rows]
