"""Run the benches and print what they found: `python -m bench [NAME …] [--scale 0.05] [--write PAGE]`."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from .measure import load, machine, page, put, show

BENCHES = ("start", "build", "recognition", "treaties", "shared_task", "dates", "resolve", "groups")


def main() -> None:
    """Read the arguments, run each bench in turn, print each report as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("bench", nargs="*", choices=[[], *BENCHES], help="which to run; all if none is named")
    parser.add_argument("--scale", type=float, default=1.0, help="shrink every list and time budget by this factor")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="also put the figures into a page such as docs/performance.md")
    given = parser.parse_args()
    about = "\n".join(machine())
    print(about)
    found = {"machine": f"```text\n{about}\n```"}
    for name in given.bench or BENCHES:
        before = load()
        report = import_module(f"bench.{name}").run(given.scale)
        busy = f"load average before {before}, after {load()}"
        print(f"\n{show(report)}\n{busy}", flush=True)
        found[name] = f"{page(report)}\n\n{busy[0].upper()}{busy[1:]}."
    if given.write:
        text = given.write.read_text(encoding="utf-8")
        for name, new in found.items():
            text = put(text, name, new)
        given.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
