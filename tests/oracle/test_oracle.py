"""The kernel against a second reading of the semantics, on random small worlds; every proof against the checker."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from .compare import differences, report
from .reference import World
from .worlds import seeded, worlds

BATCH = 300


@pytest.mark.parametrize("first", range(0, 10 * BATCH, BATCH))
def test_kernel_and_reference_agree_on_seeded_worlds(first: int) -> None:
    for seed in range(first, first + BATCH):
        world = seeded(seed)
        assert not differences(world), f"seed {seed}: {report(world)}"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(worlds())
def test_kernel_and_reference_agree_on_worlds_that_shrink(world: World) -> None:
    assert not differences(world), report(world)
