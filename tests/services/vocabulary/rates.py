"""How well acts and modality are proposed, on the acceptance cases: `python -m tests.services.vocabulary.rates`."""

import sys
from dataclasses import dataclass

from services.vocabulary.proposing import choices, propose
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import SLOTS, norm_of
from tests.services.vocabulary.norms import Read, read_conditions


@dataclass(frozen=True)
class Rates:
    """Shares from 0 to 1: of all norms, of which the act stands first, among the first three, the first six; of the
    first norm of each condition, of which the modality is right; and of all values, that a form offers them."""

    norms: int
    first: float
    in_three: float
    in_six: float
    modality: float
    on_offer: float


def measured() -> Rates:
    """Counted anew."""
    places: list[int] = []
    modality: list[bool] = []
    offered: list[bool] = []
    for condition in read_conditions():
        proposal = propose(vocabulary(), kind=condition.kind, text=condition.text)
        modality.append(proposal.modality is norm_of(condition.says[0]).modality)
        for said in condition.says:
            places.append(proposal.acts.index(said["act"]) if said["act"] in proposal.acts else len(vocabulary().acts))
            offered += _offered(condition, said)
    shares = [sum(place < most for place in places) / len(places) for most in (1, 3, 6)]
    return Rates(len(places), *shares, sum(modality) / len(modality), sum(offered) / len(offered))


def _offered(condition: Read, said: dict[str, list[str]]) -> list[bool]:
    keys = tuple((key, key) for key in condition.organisations)
    return [
        value in choices(vocabulary(), str(said["act"]), slot, persons=condition.people, organisations=keys)
        for slot in SLOTS
        for value in said.get(slot, ())
    ]


if __name__ == "__main__":
    sys.stdout.write(f"{measured()}\n")
