"""Run the benches and print what they found: `python -m bench [start build recognition dates resolve] [--scale 0.05]`."""

from __future__ import annotations

import argparse
from importlib import import_module

from .measure import load, machine, show

BENCHES = ("start", "build", "recognition", "dates", "resolve")


def main() -> None:
    """Read the arguments, run each bench in turn, print each report as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("bench", nargs="*", choices=[[], *BENCHES], help="which to run; all if none is named")
    parser.add_argument("--scale", type=float, default=1.0, help="shrink every list and time budget by this factor")
    given = parser.parse_args()
    print("\n".join(machine()))
    for name in given.bench or BENCHES:
        before = load()
        report = import_module(f"bench.{name}").run(given.scale)
        print("\n" + show(report))
        print(f"load average before {before}, after {load()}", flush=True)


if __name__ == "__main__":
    main()
