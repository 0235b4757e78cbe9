"""What finding the contradictions of one case costs with 125, 250 and 500 conditions, and how that grows.

    pytest -m long -s tests/benchmarks/test_contradictions_speed.py

One call, with nothing kept from the one before. Two sets: conditions as partners write them, over all acts, persons,
places and days of a large case; and the same crowded on a handful of acts, so that far more pairs meet.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random
from sys import stdout

import pytest

from models.terms import ConditionKind, Modality, OrganisationKind, PersonRole
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Contradiction, Statement
from services.vocabulary.facts import Act, Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import DAYS, check_norm
from tests.benchmarks.yardstick import Spent, spent

pytestmark = pytest.mark.long  # CPU time counts only when nothing else runs

SIZES = (125, 250, 500)
MOST, MOST_CROWDED = 0.2, 0.4
"""Seconds of CPU for 500 conditions; the first is the wish itself."""
MOST_GROWTH = 12
"""Four times the conditions are sixteen times the pairs; by act they grow far less."""
ROLES = {f"P{n}": role for n, role in enumerate((*PersonRole, *[PersonRole.CHILD] * 3, *[PersonRole.NETWORK] * 5), 1)}
ORGANISATIONS = tuple(kind.value for kind in OrganisationKind)
MONDAY = date(2026, 11, 23)
CROWDED = ("contact", "speak_with", "share", "be_at", "live_at", "stop_talk")


def conditions(number: int, acts: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """So many conditions with 1.6 norms each, always the same."""
    chance, known = Random(number), vocabulary()
    chosen = [known.acts[name] for name in acts or sorted(known.acts)]
    return tuple(
        Statement(
            id=f"c{n}",
            number=n,
            author=chance.choice(ORGANISATIONS),
            kind=chance.choice(tuple(ConditionKind)),
            text="",
            reading=tuple(norm(chance, chance.choice(chosen)) for _ in range(chance.choice((1, 1, 1, 2, 3)))),
            hard=chance.random() < 0.5,
        )
        for n in range(1, number + 1)
    )


def norm(chance: Random, act: Act) -> Norm:
    """One norm as partners write them: most of them duties, a third bans, half of them with a term."""
    modality = chance.choices((Modality.MUST, Modality.MUST_NOT, Modality.MAY), (60, 33, 7))[0]
    ban, persons = modality is Modality.MUST_NOT, tuple(ROLES)
    who = chance.choices((persons, ORGANISATIONS, ("anyone",) if ban else ()), (40, 40, 20))[0]
    slots = {"by": picked(chance, who, 1)} | {
        slot: picked(chance, values_of(slot, act, persons), 2) for slot in act.slots if slot in act.ask and slot != "by"
    }
    moment = datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(hours=chance.randrange(24 * 60))
    times = chance.choice(({}, {}, {"until": moment} if ban else {"before": moment}, {"when": moment.date()},
                           {"days": picked(chance, DAYS, 2)}, {"hours": ("09:00", "17:00")}))  # fmt: skip
    said = Norm(modality, act.id, **{slot: values for slot, values in slots.items() if slot in act.slots}, **times)
    check_norm(vocabulary(), said, ROLES, ORGANISATIONS)
    return said


def values_of(slot: str, act: Act, persons: tuple[str, ...]) -> tuple[str, ...]:
    """What can stand in a slot: what the form offers for it, tied to persons."""
    known, offers = vocabulary(), dict(act.offers).get(slot, vocabulary().slots[slot].picks)
    found = [term for term in offers if term in known.terms]
    for term in known.terms.values():
        if term.type in offers and term.type in ("place", "info", "thing"):
            found += [f"{term.id}:{person}" for person in persons]
        elif term.type in offers:
            found.append(term.id)
    found += persons if "person" in offers else ()
    return (*found, *(ORGANISATIONS if "organisation" in offers else ()))


def picked(chance: Random, values: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Some of the values, none where there are none."""
    return tuple(chance.sample(values, chance.randint(1, min(most, len(values))))) if values else ()


def cost(statements: tuple[Statement, ...]) -> Spent:
    """One call."""
    return spent(lambda: contradictions(vocabulary(), statements, ROLES), 9)


@pytest.mark.parametrize(("name", "acts", "most"), [("as written", (), MOST), ("crowded", CROWDED, MOST_CROWDED)])
def test_five_hundred_conditions_take_a_fraction_of_a_second(name: str, acts: tuple[str, ...], most: float) -> None:
    taken: dict[int, Spent] = {}
    for number in SIZES:
        statements = conditions(number, acts)
        found: tuple[Contradiction, ...] = contradictions(vocabulary(), statements, ROLES)
        norms = sum(len(one.reading or ()) for one in statements)
        taken[number] = cost(statements)
        stdout.write(f"{number} conditions {name}, {norms} norms, {len(found)} pairs: {taken[number]}\n")
        assert found
    assert taken[500].fair <= most
    # The least of nine rounds is what the machine's other work disturbed least: the two sizes are measured apart.
    assert taken[500].least / taken[125].least <= MOST_GROWTH
