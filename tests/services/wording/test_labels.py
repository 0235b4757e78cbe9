"""Each term has its own words, also where two terms share a value."""

import pytest

from models import terms as t
from services.wording import label, speak


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (t.PersonRole.VICTIM, "Victim"),
        (t.Tier.VICTIM, "Partners and the victim"),
        (t.PlanStatus.SUPERSEDED, "Superseded"),
        (t.ActionStatus.REPLACED, "Replaced"),
        (t.Measure.MEDIATION, "Mediation"),
        (t.ConditionKind.MEDIATION, "Joint talk"),
    ],
)
def test_terms_with_the_same_value_keep_their_own_words(term, words):
    assert label(speak("en"), term) == words
