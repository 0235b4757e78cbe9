"""A structured reading as sentences, with aliases and names of organisations in the place of references and keys."""

from pages.frame.screen import Screen
from pages.plan.condition_words import People
from services.conditions.facts import ConditionView
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.sentences import sentence
from services.wording import Say
from services.wording.labels import organisation_label

_SLOTS = ("by", "what", "to", "at", "via", "about")


def sentences_of(screen: Screen, view: ConditionView, people: People) -> tuple[str, ...]:
    """What the author confirmed, one sentence per reading; none where there is no reading."""
    known = vocabulary(screen.work.settings.vocabulary)
    return tuple(
        sentence(known, norm, screen.say, names=names_in(screen.say, norm, people)) for norm in view.reading or ()
    )


def names_in(say: Say, norm: Norm, people: People) -> dict[str, str]:
    """What the references of persons and keys of organisations in a norm are called."""
    named = {ref: alias for ref, alias, _ in people}
    used = {word for slot in _SLOTS for word in getattr(norm, slot)}
    used |= {word for _, words in norm.exceptions for word in words}
    keys = {word.partition("/")[0] for word in used if ":" not in word} - set(named)
    return {key: organisation_label(say, key) for key in keys} | named
