"""A vocabulary on paper, so that people who do not read YAML can agree to it."""

from collections.abc import Iterator

from models.terms import ConditionKind
from services.vocabulary.facts import Vocabulary
from services.wording import Say
from services.wording.labels import label


def printed(say: Say, vocabulary: Vocabulary) -> Iterator[str]:
    """Line by line: per kind of condition its acts with what the form asks, then the terms by their type."""
    yield say("{acts} acts, {terms} terms", acts=len(vocabulary.acts), terms=len(vocabulary.terms))
    for kind in ConditionKind:
        acts = [act for act in vocabulary.acts.values() if kind in act.kinds]
        if acts:
            yield ""
            yield label(say, kind)
        for act in acts:
            asked = ", ".join(vocabulary.label(name, say.language) for name in act.ask)
            yield f"  {act.id:<16} {vocabulary.act_label(act.id, say.language)} ({asked})"
    for type in dict.fromkeys(term.type for term in vocabulary.terms.values()):
        yield ""
        for term in vocabulary.terms.values():
            if term.type == type:
                yield f"  {term.id:<18} {vocabulary.label(term.id, say.language)}"
