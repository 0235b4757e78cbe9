"""What stands in a structured reading, in words: people by alias, organisations by name, terms by their label."""

from collections.abc import Mapping

from services.vocabulary.facts import Vocabulary
from services.wording import Say, label
from services.wording.labels import organisation_label


def value_words(vocabulary: Vocabulary, say: Say, names: Mapping[str, str], value: str) -> str:
    """One choice of a slot."""
    if value in names:
        return names[value]
    head, _, owner = value.partition(":")
    if head in ("place", "group", "person") and owner:
        return owner
    if term := vocabulary.terms.get(head):
        if owner and (of := term.of.said(say.language)):
            return of.format(owner=names.get(owner, owner))
        words = vocabulary.label(head, say.language)
        return f"{words} ({names.get(owner, owner)})" if owner else words
    organisation, _, role = value.partition("/")
    return f"{organisation_label(say, organisation)}, {label(say, role)}" if role else organisation_label(say, value)
