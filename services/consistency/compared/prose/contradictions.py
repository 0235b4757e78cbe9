"""What two texts make possible, for pairs of which a side has no reading: somebody has to look. Pure.

Source: `conditions.md` section 6, fallback on prose.
"""

from collections.abc import Mapping, Sequence

from models.terms import PersonRole
from services.consistency.compared.prose.candidates import Candidates
from services.consistency.compared.prose.claims import Listener
from services.consistency.compared.prose.two_texts import TwoTexts
from services.consistency.compared.two_conditions import pair_key, severity_between, theme_between, tier_between
from services.consistency.facts import Certainty, Contradiction, Statement
from services.vocabulary.facts import Vocabulary


def possible_contradictions(
    vocabulary: Vocabulary,
    statements: Sequence[Statement],
    aliases: Mapping[str, str],
    roles: Mapping[str, PersonRole] | None = None,
) -> tuple[Contradiction, ...]:
    """Pairs whose texts may contradict each other, most severe first. `aliases` and `roles` of the persons of the case
    by reference; without roles a word for somebody's part may mean anybody."""
    ordered = sorted(statements, key=lambda one: (one.number, one.id))
    if all(one.reading for one in ordered):
        return ()
    listener, two_texts = Listener(vocabulary, aliases, roles or {}), TwoTexts(vocabulary)
    found = []
    for first, second in Candidates(vocabulary).pairs([listener.heard(one) for one in ordered]):
        words = two_texts.words(first, second)
        if words is not None:
            found.append(_contradiction(first.of, second.of, words))
    return tuple(sorted(found, key=lambda one: one.severity))


def _contradiction(first: Statement, second: Statement, words: tuple[str, ...]) -> Contradiction:
    return Contradiction(
        pair=(first.id, second.id),
        certainty=Certainty.POSSIBLE,
        theme=theme_between(first, second),
        tier=tier_between(first, second),
        words=words,
        severity=severity_between(first, second),
        hold=first.holds_approach or second.holds_approach,
        key=pair_key("possible", first, second),
    )
