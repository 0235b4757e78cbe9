"""The labelled pairs themselves: valid, many, and of every sort."""

from collections import Counter

from models.terms import Modality
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import check_norm
from tests.services.consistency.pairs import CONTRADICTION, NONE, WAITS, Pair, pairs
from tests.shared import CASES, needs_cases

HALVES = ("held back", "open")


def half(pair: Pair) -> str:
    return HALVES[0] if pair.held_back else HALVES[1]


def test_every_reading_can_stand() -> None:
    for pair in pairs():
        organisations = {pair.one.author, pair.other.author}
        for one in pair.read:
            assert one.reading
            for norm in one.reading:
                check_norm(vocabulary(), norm, set(pair.roles), organisations)
            assert {one.subject, *one.protects} <= set(pair.roles)


def test_there_are_enough_and_no_number_is_twice() -> None:
    ids = [pair.id for pair in pairs()]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 160


def test_labels_are_those_that_were_agreed() -> None:
    assert {pair.with_readings for pair in pairs()} == {CONTRADICTION, WAITS, NONE}
    assert {pair.from_prose for pair in pairs()} == {CONTRADICTION, NONE}
    assert all(pair.why.strip() for pair in pairs())
    assert [pair.id for pair in pairs() if pair.with_readings == CONTRADICTION and pair.from_prose == NONE] == []


def test_nearly_half_contradict_in_both_halves() -> None:
    count = Counter((half(pair), pair.with_readings == CONTRADICTION) for pair in pairs())
    for name in HALVES:
        share = count[name, True] / (count[name, True] + count[name, False])
        assert 0.35 <= share <= 0.6, (name, count)


def test_every_corner_of_the_procedure_is_asked_in_contradictions_and_elsewhere() -> None:
    for corner, wants in {
        "what is allowed": lambda norm: norm.modality is Modality.MAY,
        "exceptions": lambda norm: bool(norm.exceptions),
        "conditions": lambda norm: bool(norm.if_ or norm.unless),
        "events": lambda norm: bool(norm.before_event or norm.after_event or norm.until_event),
        "terms": lambda norm: bool(norm.before or norm.until or norm.from_ or norm.when),
        "hours": lambda norm: norm.hours is not None,
        "days": lambda norm: bool(norm.days),
        "numbers": lambda norm: norm.maximum is not None or norm.minimum is not None,
        "places": lambda norm: bool(norm.at),
        "topics": lambda norm: bool(norm.about),
        "an open doer": lambda norm: norm.modality is Modality.MUST and not norm.by,
        "children": lambda norm: "children" in norm.to + norm.by,
        "parts of an organisation": lambda norm: any("/" in value for value in norm.by + norm.to),
    }.items():
        met = {
            pair.with_readings == CONTRADICTION
            for pair in pairs()
            for one in pair.read
            for norm in one.reading or ()
            if wants(norm)
        }
        assert met == {True, False}, corner


def test_most_acts_of_the_vocabulary_are_met() -> None:
    used = {norm.act for pair in pairs() for one in pair.read for norm in one.reading or ()}
    assert len(used) >= 0.85 * len(vocabulary().acts), sorted(set(vocabulary().acts) - used)


def test_texts_are_long_and_short_and_never_twice() -> None:
    texts = [one.text for pair in pairs() for one in pair.read]
    assert len(texts) == len(set(texts))
    assert sum(len(text) < 45 for text in texts) >= 40
    assert sum(len(text) > 75 for text in texts) >= 40


@needs_cases
def test_no_text_is_that_of_an_acceptance_case() -> None:
    known = CASES.read_text(encoding="utf-8")
    assert [one.text for pair in pairs() for one in pair.read if one.text in known] == []


def test_organisations_of_the_chain_all_speak() -> None:
    chain = ["politie", "VT", "RN", "OM", "SHN", "lokale_veld", "GGZ", "school", "RvdK", "vrouwenopvang", "VHH", "DR"]
    speaking = {one.author for pair in pairs() for one in pair.read}
    assert set(chain) - speaking == set()
