"""What ended a standing: the act by which recognition was taken back or membership lost."""

from __future__ import annotations

from typing import NamedTuple

from ...kernel.render import walk_carrying
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
    words = scene.atlas.words(answer.question["ask"])
    for node, _ in walk_carrying(answer.proof.node, scene.day) if answer.on(scene.day) is Verdict.NO else ():
        key = str(node.args.get("key", "")).partition(" ")[0]
        if node.rule == "S9-act" and words.effects.get(key) in ("ends", "annuls"):
            found = Ending(key, words.says[key].split()[0], spell_iso(str(node.args["when"])))
    return found


def withdrawn(end: Ending, a: str, b: str) -> str:
    """That a had taken back its recognition of b, and when."""
    return f"{a} had {'withdrawn' if end.key == 'withdraws' else end.act} its recognition of {b} {end.when}"
