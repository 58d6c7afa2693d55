"""How long a fresh interpreter takes to import Comity, and a whole command to answer; the peers' imports beside it.

The runs of all commands take turns, so that a busy moment hits them alike. Bytecode is cached, as in an installed package, in a folder of
the bench's own: two runs that nobody times come first.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from .measure import Report, Row, Target, installed, median, took

RUNS = 21
PEER_RUNS = 5
IMPORTS = {"edtf": "edtf", "undate": "undate", "country-converter": "country_converter", "pycountry": "pycountry",
           "hdx-python-country": "hdx.location.country"}


def run(scale: float = 1.0) -> Report:
    """Time the interpreter alone, the import, the command, and the peers' imports."""
    python = sys.executable
    command = str(Path(python).with_name("comity"))
    ours = {"python -c pass": [python, "-c", "pass"], "import comity": [python, "-c", "import comity"],
            "comity recognition US XK": [command, "recognition", "US", "XK"],
            "… --on 2008-02-18 --json": [command, "recognition", "US", "XK", "--on", "2008-02-18", "--json"]}
    peers = {f"import {module}": [python, "-c", f"import {module}"] for package, module in IMPORTS.items() if installed(package)}
    with tempfile.TemporaryDirectory() as cache:
        found = take_turns(ours, max(int(RUNS * scale), 2), cache)
        found |= take_turns(peers, max(int(PEER_RUNS * scale), 1), cache)
    rows = [Row(what, median(ms), "ms", f"median of {len(ms)} processes, fastest {min(ms):.1f}") for what, ms in found.items()]
    floor, ours_ms, answer = (median(found[what]) for what in ("python -c pass", "import comity", "comity recognition US XK"))
    rows.append(Row("import comity, less the interpreter", ours_ms - floor, "ms"))
    ratios = {"as long as python -c pass (import comity)": ours_ms / floor}
    ratios |= {f"as fast as {what} (import comity)": median(found[what]) / ours_ms for what in peers}
    return Report("start", "whole processes, from start to exit", tuple(rows), ratios,
                  (Target("import comity, whole process", ours_ms, 50, "ms", True),
                   Target("comity recognition US XK, whole process", answer, 150, "ms", True)), peers=tuple(IMPORTS))


def take_turns(commands: dict[str, list[str]], runs: int, cache: str) -> dict[str, list[float]]:
    """Milliseconds of every run of every command, one after the other in turn."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def once(command: list[str]) -> None:
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    found: dict[str, list[float]] = {what: [] for what in commands}
    for command in (*commands.values(), *commands.values()):
        once(command)
    for _ in range(runs):
        for what, command in commands.items():
            found[what].append(1000 * took(partial(once, command)))
    return found
