"""From `data/` to one SQLite file: validated, deterministic, and never half-written.

The same inputs and SQLite version give the same bytes; across versions `hash`, the SHA-256 of a canonical dump, stays the same.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import AtlasError, DataError
from ..kernel.dates import day
from .gather import Gathered, Progress, gather
from .law import Law
from .read import Problems
from .report import Conflict, find_conflicts
from .store import APPLICATION_ID, FORMAT

TABLES = ("source", "polity", "name", "code", "existence", "claim", "coverage", "count", "rights", "treaty", "treaty_life", "treaty_link",
          "treaty_clause", "provision", "offence", "decision", "armed_group", "group_name", "figure", "population",
          "printed_rate", "conflict")

_SCHEMA = Path(__file__).with_name("schema.sql")


class Built(NamedTuple):
    """What a build found: rows per table, conflicts, the canonical hash, and where the file is (None for a check)."""

    counts: dict[str, int]
    conflicts: list[Conflict]
    coverage: dict[str, int]
    hash: str
    path: Path | None


def check(data: Path, progress: Progress = lambda what: None) -> tuple[Gathered, list[Conflict]]:
    """Read and check all of `data`, and list the conflicts. Raises DataError with every problem; writes nothing."""
    if not (data / "vocabulary.toml").is_file():
        raise DataError(f"no data at {data} (no vocabulary.toml); run from a checkout, or give the folder with --data")
    problems = Problems()
    gathered = gather(data, problems, progress)
    problems.stop("nothing was built, the previous atlas stands")
    assert gathered is not None  # or there would have been problems
    progress("conflicts")
    return gathered, find_conflicts(gathered)


def build(data: Path, out: Path, progress: Progress = lambda what: None) -> Built:
    """Build the atlas at `out` from `data`. Raises DataError, AtlasError; the previous file stands until the new one is whole."""
    gathered, conflicts = check(data, progress)
    progress("writing")
    try:
        counts, digest = _replace(out, gathered, conflicts)
    except (OSError, sqlite3.Error) as error:
        raise AtlasError(f"cannot write {out} ({error}); make room or give another place with --out; nothing was changed") from error
    return Built(counts, conflicts, _covered(gathered), digest, out)


def _replace(out: Path, gathered: Gathered, conflicts: Sequence[Conflict]) -> tuple[dict[str, int], str]:
    """Write beside the old file, and put the new one in its place when it is whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.{os.getpid()}.", suffix=".part", dir=out.parent)
    os.close(handle)
    try:
        written = _write(Path(name), gathered, conflicts)
        os.chmod(name, 0o644)
        os.replace(name, out)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
    return written


def _sweep(out: Path) -> None:
    """Take away what builds that were killed have left beside the file."""
    for part in out.parent.glob(f".{glob.escape(out.name)}.*.part"):
        process = part.name.removeprefix(f".{out.name}.").partition(".")[0]
        if not (process.isdecimal() and _runs(int(process))):
            part.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if os.name != "posix":  # elsewhere asking might end it; the file can wait
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def inspect(data: Path, progress: Progress = lambda what: None) -> Built:
    """Everything a build does short of writing: the report of `comity build --check`. Raises DataError."""
    gathered, conflicts = check(data, progress)
    rows = _rows(gathered, conflicts)
    return Built({table: len(lines) for table, lines in rows.items()}, conflicts, _covered(gathered), _digest(rows), None)


def _covered(gathered: Gathered) -> dict[str, int]:
    """How many coverage rows there are per relation; `gap` rows say what is known to be missing."""
    return dict(sorted(Counter(c.relation for c in gathered.coverage).items()))


def _rows(gathered: Gathered, conflicts: Sequence[Conflict]) -> dict[str, list[tuple[Any, ...]]]:
    polities = [gathered.polities[k] for k in sorted(gathered.polities)]
    return {
        "source": [(*s[:11], json.dumps(list(s.derives_from)), s.note) for _, s in sorted(gathered.sources.items())],
        "polity": [p.polity for p in polities],
        "name": [r for p in polities for r in p.names],
        "code": [r for p in polities for r in p.codes],
        "existence": [r for p in polities for r in p.existence],
        "claim": [(*c[:14], int(c.possible), *c[15:], c.pair) for c in gathered.claims],
        "coverage": [tuple(c) for c in gathered.coverage],
        "count": gathered.counts,
        "rights": list(gathered.rights),
        **_law(gathered.law),
        "armed_group": [tuple(g) for g in gathered.groups.groups.values()],
        "group_name": sorted(map(tuple, gathered.groups.called)),
        "figure": [tuple(f) for f in gathered.figures.figures],
        "population": [tuple(p) for p in gathered.figures.populations],
        "printed_rate": [tuple(p) for p in gathered.figures.printed],
        "conflict": sorted((c.kind, c.relation, c.actor, c.object, c.says, " ".join(c.rows)) for c in conflicts),
    }


def _law(law: Law) -> dict[str, list[tuple[Any, ...]]]:
    treaties = list(law.treaties.values())
    return {
        "treaty": [(*t[:3], *map(_list, t[3:6]), *t[6:9], int(t.supplementary)) for t in treaties],
        "treaty_life": [(t.id, *row) for t in treaties for row in t.life],
        "treaty_link": [(t.id, *row) for t in treaties for row in t.links],
        "treaty_clause": [(t.id, *row) for t in treaties for row in t.clauses],
        "provision": [(p[0], kind, *p[1:6], _list(p.offences), _list(p.details), *p[8:]) for kind, rows in
                      (("treaty", law.provisions), ("law", law.laws)) for p in rows],
        "offence": [(*o[:2], _list(o.words), _list(o.within)) for o in law.offences.values()],
        "decision": [tuple(_list(v) if isinstance(v, tuple | dict) else v for v in d) for d in law.decisions.values()],
    }


def _list(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _write(path: Path, gathered: Gathered, conflicts: Sequence[Conflict]) -> tuple[dict[str, int], str]:
    rows = _rows(gathered, conflicts)
    digest = _digest(rows)
    meta = {"format": str(FORMAT), "data": gathered.version, "date": gathered.date, "date_day": str(day(gathered.date)), "hash": digest,
            "vocabulary": gathered.vocabulary.to_json()}
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA page_size = 4096")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.executescript(_SCHEMA.read_text(encoding="utf-8"))
        db.execute("BEGIN")
        db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        for table, lines in rows.items():
            if lines:
                db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(lines[0]))})", lines)
        db.execute("COMMIT")
        db.execute("ANALYZE")
        db.execute("VACUUM")
    finally:
        db.close()
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
    return {table: len(lines) for table, lines in rows.items()}, digest


def _digest(rows: dict[str, list[tuple[Any, ...]]]) -> str:
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(f"{table}\n".encode())
        for line in _canonical(rows[table]):
            digest.update(line)
    return digest.hexdigest()


def _canonical(lines: Iterable[tuple[Any, ...]]) -> list[bytes]:
    return sorted(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
