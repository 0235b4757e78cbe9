"""A structured reading as sentences, with aliases and names of organisations in the place of references and keys."""

from pages.frame.screen import Screen
from pages.plan.condition_words import People
from services.conditions.facts import ConditionView
from services.vocabulary.queries import vocabulary
from services.vocabulary.sentences import names_in, sentence


def sentences_of(screen: Screen, view: ConditionView, people: People) -> tuple[str, ...]:
    """What the author confirmed, one sentence per reading; none where there is no reading."""
    known, norms = vocabulary(screen.work.settings.vocabulary), view.reading or ()
    names = names_in(screen.say, norms, {ref: alias for ref, alias, _ in people})
    return tuple(sentence(known, norm, screen.say, names=names) for norm in norms)
