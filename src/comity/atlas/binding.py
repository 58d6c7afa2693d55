"""Whether claims about treaties fit the treaties: nothing in force before signature, nothing between strangers, no treaty without parties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..kernel.claims import Claim

if TYPE_CHECKING:
    from .gather import Gathered
    from .read import Problems


def check(gathered: Gathered, problems: Problems, data: str) -> None:
    """Note every claim that contradicts the instrument it is about, and every multilateral that nobody is said to have joined.

    data: what the folder of the data is called.
    """
    joined: set[str] = set()
    made: dict[str, list[Claim]] = defaultdict(list)
    for claim in gathered.claims:
        if claim.relation == "party":
            joined.add(claim.object)
        elif claim.relation == "in-force":
            made[claim.of].append(claim)
    for treaty in gathered.law.treaties.values():
        where = f"{data}/treaties/{treaty.id}.toml:1"
        if not treaty.bilateral and treaty.id not in joined and treaty.id not in made:
            problems.add(where, "a treaty with no parties; add a claim about who joined it under data/claims/party, or take the file away")
        if treaty.id in joined and treaty.bilateral:
            problems.add(where, "a bilateral treaty with claims under data/claims/party; write them to data/claims/in-force")
    for id_, claims in made.items():
        if id_ in gathered.law.treaties:
            _against_treaty(id_, claims, gathered, problems)


def _against_treaty(id_: str, claims: list[Claim], gathered: Gathered, problems: Problems) -> None:
    treaty = gathered.law.treaties[id_]
    for claim in claims:
        where = f"{claim.file}:{claim.line}"
        if claim.act in ("enters-force", "provisionally-applies") and claim.latest < treaty.start and treaty.signed:
            problems.add(where, f"{id_} in force on {claim.date}, before it was signed ({treaty.signed.date}); correct one of the dates")
        if claim.act == "enters-force" and treaty.bilateral and set(claim.pair.split()) != set(treaty.parties):
            problems.add(where, f"{id_} entered into force between {' and '.join(treaty.parties)}, who made it; for a successor write continues")
        for party in claim.pair.split():
            bounds = gathered.bounds(party)
            if claim.act in ("enters-force", "continues") and claim.earliest >= bounds.end and party in gathered.polities:
                problems.add(where, f"{party} had ended by {claim.date}; name the polity that was there, or correct the date")
