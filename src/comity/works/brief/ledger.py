"""The footnotes and proofs of one brief, numbered in the order in which they are first needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...kernel.claims import Claim, Source, head
from ...kernel.proofs import Node
from ...kernel.render import walk_carrying
from ...questions.answer import Answer, Proof
from ...questions.view import Atlas

READ_WORDS = {"read": "read", "excerpt": "an excerpt was read", "derived": "derived from a data file", "supposed": "supposed"}


@dataclass(slots=True)
class Note:
    """A footnote: a source that was read, or a note on how something was reckoned or searched, which names its sources in turn."""

    number: int
    kind: str
    text: str = ""
    source: Source | None = None
    reads: set[str] = field(default_factory=set)
    locators: set[str] = field(default_factory=set)
    cites: tuple[int, ...] = ()

    @property
    def how(self) -> str:
        """How it was read, in words."""
        return ", ".join(READ_WORDS.get(r, r) for r in sorted(self.reads)) or "read as data"

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        source = None if self.source is None else {**self.source.to_dict(), "read": sorted(self.reads), "locators": sorted(self.locators)}
        return {"number": self.number, "kind": self.kind, "text": self.text, "source": source, "cites": list(self.cites)}


@dataclass(frozen=True, slots=True)
class ProofEntry:
    """A proof to be shown: its anchor, what it proves, the proof, the question that it answers (empty for a step of the law), and the day."""

    anchor: str
    title: str
    proof: Proof
    question: Mapping[str, Any]
    day: int


class Ledger:
    """Hands out footnote numbers and proof anchors; each source and each proof once."""

    def __init__(self, atlas: Atlas, day: int) -> None:
        self.atlas = atlas
        self.day = day
        self.notes: list[Note] = []
        self.proofs: dict[str, ProofEntry] = {}
        self._by_source: dict[str, Note] = {}
        self._by_text: dict[str, Note] = {}

    def source(self, id_: str, read: str = "", locator: str = "") -> int:
        """The number of a source's footnote."""
        note = self._by_source.get(id_)
        if note is None:
            source = self.atlas.source(id_)
            text = "" if source else "A supposition of whoever asked, by no source."
            note = self._by_source[id_] = Note(len(self.notes) + 1, "source" if source else "supposed", text, source)
            self.notes.append(note)
        if read:
            note.reads.add(read)
        if locator:
            note.locators.add(locator)
        return note.number

    def claims(self, claims: Iterable[Claim], most: int = 3) -> tuple[int, ...]:
        """Footnotes of the best few of some claims: a party's own word first, then primary sources, then exact dates; each source once."""
        best: dict[str, Claim] = {}
        for claim in sorted(claims, key=self._worth):
            best.setdefault(claim.source, claim)
        chosen = list(best.values())[:most]
        return tuple(sorted(self.source(c.source, c.read, c.locator) for c in chosen))

    def _worth(self, claim: Claim) -> tuple[Any, ...]:
        source = self.atlas.source(claim.source)
        primary = source is not None and source.kind == "primary"
        return (head(claim.holder) != claim.actor, head(claim.holder) != claim.object, not primary, not claim.exact, claim.earliest, claim.id)

    def remark(self, kind: str, text: str, sources: Sequence[str] = ()) -> int:
        """A footnote in our own words on how something was reckoned (`sum`) or searched (`absence`), naming the sources it stands on."""
        note = self._by_text.get(text)
        if note is None:
            cites = tuple(sorted({self.source(s) for s in sources}))
            note = self._by_text[text] = Note(len(self.notes) + 1, kind, text, cites=cites)
            self.notes.append(note)
        return note.number

    def answer(self, answer: Answer, most: int = 3) -> tuple[int, ...]:
        """Footnotes of what carries an answer's verdict on the day, coverage included; empty where nothing does."""
        return self.node(answer.proof.node, most)

    def proof(self, answer: Answer, title: str) -> str:
        """The anchor of an answer's proof."""
        anchor = "p-" + "-".join(str(v) for k, v in answer.question.items() if k != "ask").replace(" ", "-")
        self.proofs.setdefault(anchor, ProofEntry(anchor, title, answer.proof, answer.question, self.day))
        return anchor

    def step(self, node: Node, title: str, day: int | None = None) -> str:
        """The anchor of a proof that no answer carries: how a treaty stands, a duty, a bar, a law; on the day, or on another."""
        other = day is not None and day != self.day
        anchor = f"p-{node.id}" + (f"-{day}" if other else "")
        self.proofs.setdefault(anchor, ProofEntry(anchor, title, Proof(node), {}, self.day if day is None else day))
        return anchor

    def node(self, node: Node, most: int = 3, day: int | None = None) -> tuple[int, ...]:
        """Footnotes of what carries a proof's verdict on the day, or on another, coverage included; empty where nothing does."""
        claims, sources = carried(node, self.day if day is None else day)
        found = set(self.claims(claims, most))
        if len(found) < most:
            found |= {self.source(s) for s in sources[: most - len(found)]}
        return tuple(sorted(found))


def carried(node: Node, day: int) -> tuple[list[Claim], list[str]]:
    """The claims that carry a proof's verdict on a day, and the sources whose coverage does."""
    claims: dict[int, Claim] = {}
    sources: dict[str, None] = {}
    for step, _ in walk_carrying(node, day):
        claims.update((c.id, c) for c in step.claims)
        if step.rule == "S18-coverage":
            sources[step.args["source"]] = None
    return list(claims.values()), list(sources)
