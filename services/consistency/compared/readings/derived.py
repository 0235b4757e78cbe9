"""What follows from doing something: the wider acts it is a case of, being where it is done, and what it requires.

Pure. Bans are not expanded: a ban on the wider act is met by what follows from the narrower one, and not the reverse.
Source: `conditions.md` section 3; `condition-vocabulary.yaml`, is_a, presence and requires.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from services.consistency.compared.readings.parts import ANYONE, Parts, base_and_owner
from services.vocabulary.facts import Act, Norm, Requirement, Vocabulary, Words
from services.vocabulary.rules import SLOTS

Slots = Mapping[str, tuple[str, ...]]
_COPY, _OWNER = "$", "$owner("
_NOTHING = Words()


@dataclass(frozen=True, slots=True)
class Derived:
    """An act that is done when a norm is kept: the act itself (`depth` 0) or one that follows in so many steps. `label`
    are the words of the relations on the way, `counts`: as often as the act itself."""

    act: str
    slots: Slots
    excepted: Slots = field(default_factory=dict)
    depth: int = 0
    label: Words = _NOTHING
    counts: bool = True


def derive(vocabulary: Vocabulary, parts: Parts, norm: Norm) -> tuple[Derived, ...]:
    """Everything that is done when a norm is kept, nearest first, each act with the same slots once. `norm` is of an
    act that the vocabulary knows."""
    filled = {slot: values for slot in SLOTS if (values := getattr(norm, slot))}
    found = [Derived(norm.act, filled, dict(norm.exceptions))]
    seen = {_key(found[0])}
    for one in found:  # grows while it is walked
        for further in _steps(vocabulary, parts, one):
            if (key := _key(further)) not in seen:
                seen.add(key)
                found.append(further)
    return tuple(found)


def _key(one: Derived) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    return one.act, tuple(sorted(one.slots.items()))


def _steps(vocabulary: Vocabulary, parts: Parts, one: Derived) -> Iterator[Derived]:
    act = vocabulary.acts[one.act]
    for wider in act.is_a:
        if wider in vocabulary.acts:
            yield _as_wider(vocabulary.acts[wider], one)
    requirements = [requirement for requirement in vocabulary.requires if requirement.act == act.id]
    if act.presence and vocabulary.presence is not None and one.slots.get("at"):
        requirements.append(vocabulary.presence)
    for requirement in requirements:
        if requirement.then in vocabulary.acts and (further := _required(vocabulary, parts, one, requirement)):
            yield further


def _as_wider(wider: Act, one: Derived) -> Derived:
    """The same done, said with the wider act: slots that it lacks fall away."""
    slots, excepted = (
        {slot: values for slot, values in held.items() if slot in wider.slots} for held in (one.slots, one.excepted)
    )
    return Derived(wider.id, slots, excepted, one.depth + 1, one.label, one.counts)


def _required(vocabulary: Vocabulary, parts: Parts, one: Derived, requirement: Requirement) -> Derived | None:
    """What a requirement asks here; None where it does not apply. Nobody is required to do something with himself."""
    where = dict(requirement.where_slot)
    met = {
        slot: tuple(value for value in values if slot not in where or parts.within(value, where[slot]))
        for slot, values in one.slots.items()
    }
    if any(not met.get(slot) for slot in where):
        return None
    known = vocabulary.acts[requirement.then].slots
    wanted = [(slot, texts) for slot, texts in requirement.filled if slot in known]
    slots = {slot: values for slot, texts in wanted if (values := _filled(texts, met))}
    excepted = {slot: values for slot, texts in wanted if (values := _filled(texts, one.excepted, copied_only=True))}
    for slot, texts in wanted:
        if any(text.startswith(_OWNER) for text in texts):
            slots[slot] = tuple(value for value in slots.get(slot, ()) if value not in slots.get("by", ()))
            if not slots[slot]:
                return None
    return Derived(requirement.then, slots, excepted, one.depth + 1, _joined(one.label, requirement.label), False)


def _filled(texts: tuple[str, ...], slots: Slots, *, copied_only: bool = False) -> tuple[str, ...]:
    """The values that a requirement puts in a slot: terms as they are, copies, and owners."""
    found: list[str] = []
    for text in texts:
        if text.startswith(_COPY) and not text.startswith(_OWNER):
            found += slots.get(text.removeprefix(_COPY), ())
        elif _OWNER in text:
            term, _, slot = text.partition(_OWNER)
            owners = (base_and_owner(value)[1] for value in slots.get(slot.removesuffix(")"), ()))
            found += (term + owner for owner in owners if owner and owner != ANYONE)
        elif ":$" in text:
            term, _, slot = text.partition(_COPY)
            found += (term + value for value in slots.get(slot, ()))
        elif not copied_only:
            found.append(text)
    return tuple(dict.fromkeys(found))


def _joined(one: Words, other: Words) -> Words:
    """The words of a relation after those of the one before it."""
    if one == _NOTHING or other == _NOTHING:
        return other if one == _NOTHING else one
    return Words(f"{one.nl}; {other.nl}", f"{one.said('en')}; {other.said('en')}")
