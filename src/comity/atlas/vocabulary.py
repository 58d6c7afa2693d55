"""The words a row may use: one file, `data/vocabulary.toml`, read once by the build and kept in the atlas."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ..kernel.acts import Words
from ..kernel.claims import Bounds
from ..kernel.dates import APPROXIMATE_DAYS, parse


class Vocabulary(NamedTuple):
    """Acts by relation, the values of closed columns, and the holders that are neither polities nor their organs."""

    acts: dict[str, dict[str, dict[str, Any]]]
    kinds: dict[str, list[str]]
    holders: dict[str, str]
    organisations: dict[str, str]
    rumour_days: int
    same_act_days: int
    deciders: list[str]
    founded: dict[str, str]
    provisions: dict[str, list[str]]
    laws: dict[str, list[str]]
    regimes: dict[str, str]
    theatres: dict[str, str]
    sides: dict[str, str]
    places: dict[str, str]

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> Vocabulary:
        """From the parsed file. Raises ValueError where it contradicts the kernel."""
        if raw["approximate_days"] != APPROXIMATE_DAYS:
            raise ValueError(f"approximate_days is {raw['approximate_days']} here and {APPROXIMATE_DAYS} in the kernel; make them one")
        return cls(raw["acts"], raw["kinds"], raw["holders"], raw["organisations"], raw["rumour_days"], raw["same_act_days"],
                   raw["deciders"], raw["founded"], raw["provisions"], raw["laws"], raw["regimes"], raw["theatres"],
                   raw["sides"], raw["places"])

    @classmethod
    def from_json(cls, text: str) -> Vocabulary:
        """From the text kept in an atlas."""
        return cls(**json.loads(text))

    def to_json(self) -> str:
        """As kept in an atlas; sorted, so that equal vocabularies are equal bytes."""
        return json.dumps(self._asdict(), sort_keys=True, ensure_ascii=False)

    def bounds(self, organisation: str) -> Bounds:
        """From when on an organisation can have had members; unbounded for anything else (S10)."""
        return Bounds(parse(self.founded[organisation]).earliest) if organisation in self.founded else Bounds()

    def words(self, relation: str) -> Words:
        """What the kernel needs to know of one relation's acts."""
        acts = self.acts[relation]
        return Words({a: str(v["effect"]) for a, v in acts.items()}, {a: str(v["says"]) for a, v in acts.items()},
                     self.rumour_days, frozenset(self.deciders))
