"""Which acts are a case of which. Pure."""

from services.vocabulary.facts import Vocabulary


def wider_acts(vocabulary: Vocabulary, act: str) -> frozenset[str]:
    """The id of an act with those of all that it is a case of; empty for an act that the vocabulary does not know."""
    found, waiting = set[str](), [act]
    while waiting:
        here = waiting.pop()
        if here not in found and here in vocabulary.acts:
            found.add(here)
            waiting += vocabulary.acts[here].is_a
    return frozenset(found)
