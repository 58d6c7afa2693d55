"""The whole atlas, from the files under data/ to one SQLite file."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from comity.atlas.build import Built, build

from .measure import Report, Row, Target, median, took
from .start import take_turns

DATA = Path(__file__).parent.parent / "data"
RUNS = 5


def run(scale: float = 1.0) -> Report:
    """Build in this process, check only, and build by the command in a process of its own."""
    runs = max(int(RUNS * scale), 1)
    built: list[Built] = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "comity.sqlite"
        seconds = [took(lambda: built.append(build(DATA, out))) for _ in range(runs)]
        size = out.stat().st_size
        whole = [str(Path(sys.executable).with_name("comity")), "build", "--data", str(DATA), "--out", str(out)]
        process = take_turns({"build": whole}, runs, folder + "/cache")["build"]
        files = sum(1 for p in DATA.rglob("*") if p.is_file())
        read = took(lambda: [p.read_bytes() for p in DATA.rglob("*") if p.is_file()])
    rows_built = sum(n for table, n in built[0].counts.items() if table != "conflict")
    rows = (Row("build", median(seconds), "s", f"median of {runs}, fastest {min(seconds):.2f}; {files:,} files, {rows_built:,} rows, "
                f"{len(built[0].conflicts):,} conflicts, {size / 1e6:.1f} MB"),
            Row("comity build, whole process", median(process) / 1000, "s", f"median of {runs}"),
            Row("rows built", rows_built / median(seconds), "rows/s"), Row("reading the files alone", read, "s"))
    return Report("build", "every file of data/, checked and written", rows, {"as long as a bare reading of the same files": median(seconds) / read},
                  (Target("build of the whole atlas, whole process", median(process) / 1000, 20, "s", True),))
