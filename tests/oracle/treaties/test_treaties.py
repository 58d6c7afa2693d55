"""The treaty relation and the Vienna Convention of 1978 against a logic program, on seeded random worlds."""

from __future__ import annotations

import pytest

from .compare import differences, report, some_questions
from .worlds import seeded

BATCH, PER_WORLD = 3, 300
"""Worlds a test, and questions about each."""


@pytest.mark.parametrize("first", range(0, 5 * BATCH, BATCH))
def test_questions_and_logic_program_agree(first: int) -> None:
    for seed in range(first, first + BATCH):
        world = seeded(seed)
        found = differences(world, some_questions(world, seed, PER_WORLD))
        assert not found, f"seed {seed}: {report(world, found[0])}"
