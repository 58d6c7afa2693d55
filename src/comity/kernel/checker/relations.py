"""The rules of treaties, a second time (S10, S21–S23): what each may stand on, and that the parts of a proof are about the same two and treaty."""

from __future__ import annotations

from .acts import first_day, two_of
from .days import EVER, Unsound, read_day, spell_day
from .steps import Proof, Step

PASSAGES = ("identity", "vcsst-15", "vcsst-16", "vcsst-24", "vcsst-31", "vcsst-34", "restored", "clean-slate", "continuity")
"""What one succession makes of a treaty."""
RELATIONS = ("S10-bounds", "vclt-24", "S21-relation")
"""The steps that say how a treaty stands between two."""
_CONSENTS = ("continues", "enters-force", "provisionally-applies")


def treaties(proof: Proof, step: Step) -> set[str]:
    """Which treaty a relation is about, by its claims and by what it was carried over from; empty where nothing says."""
    found: set[str] = set()
    stack, been = [step], set()
    while stack:
        here = stack.pop()
        if here.id in been:
            continue
        been.add(here.id)
        if here.rule == "S10-bounds":
            for part in proof.region(here):
                found |= {str(c["treaty"]) for c in proof.cited(part) if "treaty" in c}
                stack += [part] if part.rule == "vclt-24" else proof.below(part)[:1] if part.op == "carry" else (
                    proof.below(part)[1:] if part.op == "agree" else [])
        elif here.rule == "vclt-24":
            found |= {p.two[1] for p in proof.below(here)}
        elif here.premises:
            stack.append(proof.below(here)[0])
    return found


def ends(proof: Proof, step: Step) -> set[str]:
    """The two whom a relation is between."""
    if step.rule == "S10-bounds":
        return set(step.two)
    if step.rule == "vclt-24":
        return {p.two[0] for p in proof.below(step)}
    if step.rule in ("S21-relation", "vclt-59", "S24-reached", "S24-owed", "S24-deemed") and step.premises:
        return ends(proof, proof.below(step)[0])
    raise Unsound(f"{step.id} {step.rule} is no relation between two")


def only(step: Step, premises: list[Step], *rules: str, least: int = 1, most: int = 10**6, claims: bool = False) -> None:
    """A step stands on so many premises, of these rules, and on no claim unless it may."""
    if not least <= len(premises) <= most or any(p.rule not in rules for p in premises) or (step.claims and not claims):
        raise Unsound(f"it should stand on {least}{'' if most == least else ' or more'} of {' '.join(rules)}{'' if claims else ' and on no claim'}")


def link_of(step: Step) -> list[str]:
    """Whom a succession is between: the successor, the predecessor."""
    link = step.args.get("link")
    if not isinstance(link, list) or len(link) != 2 or link[0] == link[1]:
        raise Unsound("it does not say who succeeds whom")
    return [str(x) for x in link]


def state(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S10-bounds: every act, observation and inheritance below it is about its two, and about one treaty."""
    if step.claims or len(premises) > 1:
        raise Unsound("it may stand on one step at most, and on no claim")
    if step.op:
        raise Unsound("it puts nothing together")
    two = step.two
    for part in proof.region(step):
        if part.rule == "S9-act":
            found = str(part.args["key"]).split()[1:3]
        elif part.op in ("carry", "agree", "refuse") and part.rule in PASSAGES:
            found = _inherits(proof, part, two)
        elif part.rule == "vclt-24":
            found = two if {p.two[0] for p in proof.below(part)} == set(two) else sorted(ends(proof, part))
        else:
            found = next((two_of(c) for c in proof.cited(part) if c["act"] != "annuls" and two_of(c) != two), two)
        if found != two:
            raise Unsound(f"it is about {' '.join(two)}, {part.id} {part.rule} about {' '.join(found)}")
    if len(several := treaties(proof, step)) > 1:
        raise Unsound(f"it mixes treaties: {', '.join(sorted(several))}")


def _inherits(proof: Proof, passage: Step, two: list[str]) -> list[str]:
    """The two between whom a treaty is inherited: those of the state it comes from, the successor for the predecessor."""
    heir, before = link_of(passage)
    if heir not in two:
        raise Unsound(f"{passage.id} {passage.rule} is about {heir}, which is neither of {' '.join(two)}")
    if passage.op == "refuse":
        return two
    below = proof.below(passage)
    if passage.op == "agree":
        return below[1].two if len(below) > 1 else two
    stood = below[0].two
    found = [heir if x == before else x for x in stood]
    return two if sorted(found) == sorted(two) and before in stood and heir not in stood else found


def passage(proof: Proof, step: Step, premises: list[Step]) -> None:
    """A carry: the treaty with the predecessor, and the succession; from the succession's first day on, as it stood the day before."""
    only(step, premises, "S10-bounds", least=2, most=2)
    link, (before, succession) = link_of(step), premises
    if link[1] not in before.two:
        raise Unsound(f"what it carries over stood between {' and '.join(before.two)}, not with {link[1]}")
    since = _succession(proof, step, succession)
    day = step.day("day", -EVER)
    gone = read_day(before.args.get("until"), EVER)
    if day != since - 1 and not gone <= day + 1 < since:
        raise Unsound(f"what stood on {spell_day(day)} is not what stood the day before {spell_day(since)}, or {link[1]}'s last")


def _succession(proof: Proof, step: Step, succession: Step) -> int:
    """The day from which a succession counts: its first possible one, never before the successor began."""
    link = link_of(step)
    if succession.rule != "S10-bounds" or succession.two != link:
        raise Unsound(f"it is about {link[1]} and {link[0]}, but its succession is {succession.rule} {' '.join(succession.two)}")
    act = "continues" if step.rule == "identity" else "succeeds"
    acts = [s for s in proof.region(succession) if s.rule == "S9-act"]
    if not acts or any(s.args["key"].split()[0] != act for s in acts):
        raise Unsound(f'its succession should be by "{act}"')
    since = step.day("since", -EVER)
    begun, firsts = read_day(succession.args.get("since"), -EVER), [first_day(proof, s) for s in acts]
    if since < begun or (-EVER not in firsts and since != max(min(firsts), begun)):
        raise Unsound(f"{link[0]} can have succeeded first on {spell_day(max(min(firsts), begun))}, not on {spell_day(since)}")
    return since


def agreement(proof: Proof, step: Step, premises: list[Step]) -> None:
    """vcsst-24, clean-slate: the succession, and the word of the successor, or of both, and nobody else's."""
    only(step, premises, "S10-bounds", least=1, most=2)
    _succession(proof, step, premises[0])
    heir, both = link_of(step)[0], step.args["both"]
    if both not in (True, False) or (step.rule == "clean-slate" and not both):
        raise Unsound("whether enough agreed is yes or no; for a new state its own word is enough")
    if len(premises) == 1:
        return
    two = premises[1].two
    claims = [c for s in proof.region(premises[1]) for c in proof.cited(s)]
    heads = {c["holder"].partition("/")[0] for c in claims}
    if any(c["act"] not in _CONSENTS for c in claims) or heads - ({heir} if step.rule == "clean-slate" else set(two)) or not claims:
        raise Unsound("it should stand on the consent of the two alone, for a new state on its own")
    if heads >= set(two) and not both:
        raise Unsound("both sides are cited, yet it says that only one agreed")


def ceases(proof: Proof, step: Step, premises: list[Step]) -> None:
    """vcsst-15, vcsst-16, restored: against, as far as the succession holds, whatever stood before."""
    only(step, premises, "S10-bounds", least=1, most=1)
    _succession(proof, step, premises[0])


def inherited(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S23-bound: what each succession makes of it; S3-pool: what each kind of one succession does."""
    only(step, premises, *PASSAGES, *(() if step.rule == "S3-pool" else ("S3-pool",)), least=2)
    if step.rule == "S3-pool" and (any(link_of(p) != link_of(step) for p in premises) or len({p.args["since"] for p in premises}) > 1):
        raise Unsound("it pools what follows from several successions")


def parties(proof: Proof, step: Step, premises: list[Step]) -> None:
    """vclt-24: two, each a party to the same treaty."""
    only(step, premises, "S10-bounds", least=2, most=2)
    (one, treaty), (other, same) = premises[0].two, premises[1].two
    if treaty != same or one == other:
        raise Unsound(f"{one} is a party to {treaty}, {other} to {same}")


def replaced(proof: Proof, step: Step, premises: list[Step]) -> None:
    """vclt-59: a later treaty."""
    only(step, premises, *RELATIONS, least=1, most=1)


def no_state(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S21-no-state: a recognition, and no rule of law."""
    if step.claims or len(premises) != 1 or premises[0].op:
        raise Unsound("it should stand on one recognition, and on no claim")
    _recognition(proof, step)


def _recognition(proof: Proof, step: Step) -> list[str]:
    """Who recognises whom, below a `not`."""
    held = proof.below(step)[0]
    pairs = {tuple(held.two)} if held.rule == "S10-bounds" else set()
    for part in proof.region(step):
        if part.rule == "S9-act":
            pairs.add(tuple(str(part.args["key"]).split()[1:3]))
        pairs |= {tuple(two_of(c)) for c in proof.cited(part) if c["act"] != "annuls"}
        if any("treaty" in c for c in proof.cited(part)):
            raise Unsound("it should stand on a recognition, not on a treaty")
    if len(pairs) != 1:
        raise Unsound("its premise is about no pair, or several")
    return list(next(iter(pairs)))


def relation(proof: Proof, step: Step, premises: list[Step]) -> None:
    """S21-relation: a treaty between two, unless a later one between the same, or one of them is no state."""
    only(step, premises[:1], "S10-bounds", "vclt-24")
    only(step, premises[1:], "vclt-59", "S21-no-state")
    two = ends(proof, step)
    for exception in premises[1:]:
        if exception.rule == "S21-no-state":
            who = _recognition(proof, exception)[1]
            if who not in two:
                raise Unsound(f"that {who} is no state says nothing of {' and '.join(sorted(two))}")
        elif ends(proof, exception) != two:
            raise Unsound("what ended it is between others")
        elif (later := treaties(proof, exception)) and later == treaties(proof, premises[0]):
            raise Unsound("a treaty does not end itself")
