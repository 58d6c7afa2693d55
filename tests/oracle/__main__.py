"""Compare the kernel with the reference on as many seeded worlds as asked for: python -m tests.oracle 20000 [FIRST_SEED]."""

from __future__ import annotations

import sys

from .compare import differences, report
from .worlds import seeded


def main(count: int, first: int = 0) -> int:
    """Print every world on which the two differ; 1 if there is any."""
    failed = 0
    for seed in range(first, first + count):
        world = seeded(seed)
        if differences(world):
            failed += 1
            print(f"seed {seed}: {report(world)}")
    print(f"{count} worlds, {failed} differ")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
