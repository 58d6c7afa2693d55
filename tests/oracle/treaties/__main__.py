"""Ask Comity and the logic program as many questions as wanted about random worlds: python -m tests.oracle.treaties 100000 [FIRST_SEED]."""

from __future__ import annotations

import sys

from .compare import differences, report, some_questions
from .worlds import seeded

PER_WORLD = 250


def main(count: int, first: int = 0) -> int:
    """Print every world on which the two differ, as small as can be; 1 if there is any."""
    asked = failed = 0
    seed = first
    while asked < count:
        world = seeded(seed)
        questions = some_questions(world, seed, PER_WORLD)
        found = differences(world, questions)
        if found:
            failed += 1
            print(f"seed {seed}: {report(world, found[0])}", flush=True)
        asked += len(questions)
        seed += 1
    print(f"{asked} questions about {seed - first} worlds, {failed} worlds differ")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
