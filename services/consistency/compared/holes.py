"""What no condition says: people and themes left out, what cannot be checked, what nobody carries out. Pure.

Source: `conditions.md` section 3, holes.
"""

from collections.abc import Iterator, Mapping, Sequence

from models.terms import ConditionKind, PersonRole, Phase, Theme
from services.cases.facts import CaseFacts, CasePerson
from services.conditions.rules import theme_of
from services.consistency.facts import Carried, Hole, HoleKind, Statement
from services.vocabulary.facts import Norm, Vocabulary
from services.vocabulary.rules import SLOTS

NEEDED: Mapping[Phase, tuple[ConditionKind, ...]] = {
    Phase.HIGH: (
        ConditionKind.CONTACT,
        ConditionKind.PLACE,
        ConditionKind.DISCLOSURE,
        ConditionKind.DIGITAL,
        ConditionKind.ALARM,
    ),
    Phase.LOW: (ConditionKind.CONTACT, ConditionKind.DISCLOSURE),
}
"""What a plan speaks of in each lane of the route map, each by the kind of condition that is the plainest answer; any
condition of the same theme, or with an act of it, answers it too."""
ACT_THEMES: Mapping[str, Theme] = {
    "contact": Theme.CONTACT,
    "place": Theme.MEASURES,
    "measure": Theme.MEASURES,
    "information": Theme.INFORMATION,
    "evidence": Theme.DIGITAL,
    "digital": Theme.DIGITAL,
    "alarm": Theme.ALARM,
}
"""Under which theme the acts of a vocabulary come, by the word of the file."""
_OF_CHILDREN, _CHILDREN = "children", "children"
_GUARDED = (PersonRole.VICTIM, PersonRole.CHILD)


def holes(
    statements: Sequence[Statement],
    facts: CaseFacts,
    carried: Carried | None = None,
    vocabulary: Vocabulary | None = None,
) -> tuple[Hole, ...]:
    """Every hole, of people and themes first, then by condition (hard ones first), then of actions. Without `carried`
    nothing is said of actions; without `vocabulary` a theme is answered by kinds alone. Of people and themes
    what went into an agreement or another condition speaks still."""
    ordered = sorted(statements, key=lambda one: (not one.hard, one.number, one.id))
    spoken = [*ordered, *carried.gone_on] if carried is not None else ordered
    found = [*_of_people(spoken, facts), *_of_themes(spoken, facts, vocabulary), *_of_conditions(ordered)]
    if carried is not None:
        found += _of_actions(ordered, carried)
    return tuple(found)


def _of_people(statements: Sequence[Statement], facts: CaseFacts) -> Iterator[Hole]:
    """Victims and children whom no condition protects or concerns."""
    for person in facts.persons:
        if person.role in _GUARDED and not any(_concerns(one, person) for one in statements):
            yield Hole(HoleKind.PERSON, person=person.ref, key=_key(HoleKind.PERSON, person.ref))


def _concerns(one: Statement, person: CasePerson) -> bool:
    if person.ref in (one.subject, *one.protects):
        return True
    child = person.role is PersonRole.CHILD
    return any(
        value == person.ref or value.endswith(f":{person.ref}") or (child and value == _CHILDREN)
        for norm in one.reading or ()
        for value in _values(norm)
    )


def _values(norm: Norm) -> Iterator[str]:
    for slot in SLOTS:
        yield from getattr(norm, slot)
    for _, values in norm.exceptions:
        yield from values


def _of_themes(statements: Sequence[Statement], facts: CaseFacts, vocabulary: Vocabulary | None) -> Iterator[Hole]:
    """Themes that a plan speaks of and no condition does."""
    of_acts = [_act_themes(one, vocabulary) for one in statements]
    answered = {theme_of(one.kind) for one in statements if one.kind is not ConditionKind.CHILD_CONTACT}
    answered |= {ACT_THEMES[word] for words in of_acts for word in words if word in ACT_THEMES}
    for kind in NEEDED[facts.phase]:
        if theme_of(kind) not in answered:
            yield _theme_hole(kind)
    children = {person.ref for person in facts.persons if person.role is PersonRole.CHILD}
    if children and not any(
        one.kind is ConditionKind.CHILD_CONTACT or children & set(one.protects) or _OF_CHILDREN in words
        for one, words in zip(statements, of_acts, strict=True)
    ):
        yield _theme_hole(ConditionKind.CHILD_CONTACT)


def _theme_hole(kind: ConditionKind) -> Hole:
    return Hole(HoleKind.THEME, theme=theme_of(kind), kind=kind, key=_key(HoleKind.THEME, kind))


def _act_themes(one: Statement, vocabulary: Vocabulary | None) -> frozenset[str]:
    known = vocabulary.acts if vocabulary else {}
    return frozenset(known[norm.act].theme for norm in one.reading or () if norm.act in known)


def _of_conditions(statements: Sequence[Statement]) -> Iterator[Hole]:
    for one in statements:
        if one.reading == ():
            yield Hole(HoleKind.NOT_CHECKABLE, condition=one.id, key=_key(HoleKind.NOT_CHECKABLE, one.id))
    for one in statements:
        if not one.check.strip():
            yield Hole(HoleKind.NO_CHECK, condition=one.id, key=_key(HoleKind.NO_CHECK, one.id))


def _of_actions(statements: Sequence[Statement], carried: Carried) -> Iterator[Hole]:
    """Hard conditions that nobody carries out, actions without an owner in the case, and in one line how many hard
    conditions have an action without proof and without a way out: it is true of almost every action."""
    hard = [one for one in statements if one.hard]
    for one in hard:
        if one.id not in carried.settled:
            yield Hole(HoleKind.NO_ACTION, condition=one.id, key=_key(HoleKind.NO_ACTION, one.id))
    for action in carried.ownerless:
        yield Hole(HoleKind.NO_OWNER, action=action, key=_key(HoleKind.NO_OWNER, action))
    if bare := sum(one.id in carried.settled and one.id not in carried.proven for one in hard):
        yield Hole(HoleKind.NO_PROOF, count=bare, key=_key(HoleKind.NO_PROOF, "all"))


def _key(what: HoleKind, of: str) -> str:
    return f"hole:{what}:{of}"
