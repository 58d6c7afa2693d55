"""What ended a standing: the act by which recognition was taken back or membership lost."""

from __future__ import annotations

from typing import NamedTuple

from ...kernel.render import carrying
from ...kernel.standing import Verdict
from ...questions.answer import Answer
from .scene import Scene
from .words import spell_iso


class Ending(NamedTuple):
    """The act that ended a standing: its key in the vocabulary, what was done, and when, in words."""

    key: str
    act: str
    when: str


def ending(scene: Scene, answer: Answer) -> Ending | None:
    """The last act that ended what had begun, where that is why an answer is no on the day."""
    found = None
    stack, seen = [answer.proof.node] if answer.on(scene.day) is Verdict.NO else [], set()
    words = scene.atlas.words(answer.question["ask"])
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        key = str(node.args.get("key", "")).partition(" ")[0]
        if node.rule == "S9-act" and words.effects.get(key) in ("ends", "annuls"):
            found = Ending(key, words.says[key].split()[0], spell_iso(str(node.args["when"])))
        stack += reversed(carrying(node, scene.day))
    return found


def withdrawn(end: Ending, a: str, b: str) -> str:
    """That a had taken back its recognition of b, and when."""
    return f"{a} had {'withdrawn' if end.key == 'withdraws' else end.act} its recognition of {b} {end.when}"
