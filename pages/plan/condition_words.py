"""How a condition is put into words, the same for its author and for the case director."""

from datetime import datetime

from markupsafe import Markup

from models.terms import ConditionStatus, PersonRole, Tier
from pages.frame.markup import Text, joined, tag
from services.conditions.facts import ConditionView
from services.conditions.words import readers_words
from services.plans.queries import CaseState
from services.wording import Say, label
from services.wording.labels import organisation_label

_STATE_COLOURS = {
    ConditionStatus.SUBMITTED: "blue",
    ConditionStatus.ACCEPTED: "green",
    ConditionStatus.CHANGED: "orange",
    ConditionStatus.DROPPED: "grey",
}
_TIER_COLOURS = {Tier.INVESTIGATION: "red", Tier.PARTNERS: "grey", Tier.VICTIM: "blue"}
People = tuple[tuple[str, str, str], ...]
"""Reference, alias and role of everybody a condition can be about."""


def tier_words(say: Say, tier: str) -> str:
    """Who may read it."""
    return readers_words(say, tier)


def tier_tag(say: Say, tier: str) -> Markup:
    """The same as a tag; what only the investigation reads stands out."""
    colour = _TIER_COLOURS[Tier(tier)] if tier in list(Tier) else "orange"
    return tag(tier_words(say, tier), colour)


def hard_words(say: Say, *, hard: bool) -> str:
    """Whether it must hold."""
    return say("Must hold") if hard else say("Wish")


def state_tag(say: Say, view: ConditionView) -> Markup:
    """How far it is."""
    return tag(label(say, view.status), _STATE_COLOURS.get(view.status, "grey"))


def until_words(say: Say, until: datetime | None, *, holds: bool) -> str:
    """Until when it holds."""
    if until is not None:
        return say("until {moment}", moment=say.moment(until))
    return say("until the case director releases it") if holds else say("continuously, until the plan is changed")


def people_of(state: CaseState) -> People:
    """Everybody in a case whom a condition can be about."""
    wanted = (PersonRole.VICTIM, PersonRole.SUSPECT, PersonRole.CHILD)
    return tuple((p.ref, p.alias, p.role.value) for p in state.facts.persons if p.role in wanted)


def aliases(people: People, refs: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The names for print of these references, in the order of the case."""
    return tuple(alias for ref, alias, _ in people if ref in refs)


def name_of(say: Say, key: str, people: People) -> str:
    """A person's alias or an organisation's name; empty for nobody."""
    alias = next((alias for ref, alias, _ in people if ref == key), "")
    return alias or (organisation_label(say, key) if key else "")


def about(say: Say, view: ConditionView, people: People) -> str:
    """Whom it is about and whom it protects, in one line."""
    parts = []
    if subject := aliases(people, (view.subject_ref,)):
        parts.append(say("about {names}", names=subject[0]))
    if protected := aliases(people, view.protects):
        parts.append(say("protects {names}", names=say.listed(protected)))
    return " · ".join(parts)


def quoted(say: Say, text: Text, until: Text, if_not: Text) -> Markup:
    """The wording as it will stand in the plan, with its end and its way out."""
    lines = [Markup('<p class="quote">{}</p>').format(text)]
    lines.append(Markup('<p class="small">{}</p>').format(until))
    if if_not:
        lines.append(Markup('<p class="small">{}: {}</p>').format(say("If it does not succeed"), if_not))
    return joined(lines)
