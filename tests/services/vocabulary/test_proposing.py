"""What the form proposes: acts and modality from the prose, a norm to begin with, and what to choose from."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ConditionKind, Modality
from services.vocabulary.proposing import acts_for, begun, choices, propose, search, slots_to_ask
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import check_norm, norm_of
from tests.services.vocabulary.norms import ORGANISATIONS, PEOPLE, PERSONS
from tests.services.vocabulary.rates import measured
from tests.shared import needs_cases

HERE = vocabulary()
KEYS = tuple((key, key) for key in ORGANISATIONS)


@needs_cases
def test_the_right_act_stands_near_the_front() -> None:
    """Seen on the acceptance cases: first 53 %, in three 87 %, in six 100 % of 45 norms."""
    found = measured()
    assert found.first >= 0.48, found
    assert found.in_three >= 0.80, found
    assert found.in_six >= 0.93, found


@needs_cases
def test_the_modality_of_the_first_norm_is_mostly_right() -> None:
    """Seen on the acceptance cases: all 25. Their texts were known when the cue words were chosen."""
    assert measured().modality >= 0.9, measured()


@needs_cases
def test_what_the_cases_say_is_mostly_on_offer() -> None:
    """Seen: 104 of 112; the others are parts of an organisation (politie/wijkagent) and one group in free words."""
    assert measured().on_offer >= 0.9, measured()


@pytest.mark.parametrize(
    ("kind", "text", "act", "modality"),
    [
        ("contact", "Hij stuurt haar geen berichten en belt haar niet.", "contact", Modality.MUST_NOT),
        ("contact", "He must never contact her or the children.", "contact", Modality.MUST_NOT),
        ("place", "Zonder toestemming komt hij niet in de straat van haar moeder.", "be_at", Modality.MUST_NOT),
        ("evidence", "Mevrouw bewaart alle berichten en maakt schermafbeeldingen.", "keep_messages", Modality.MUST),
        ("evidence", "She keeps a diary of everything he does.", "keep_log", Modality.MUST),
        ("measure", "Hij levert zijn wapens in voor vrijdag.", "hand_in_weapon", Modality.MUST),
        ("digital", "De wachtwoorden van alle accounts worden nagelopen.", "check_accounts", Modality.MUST),
        ("disclosure", "Niets over de behandeling wordt gedeeld met de politie.", "share", Modality.MUST_NOT),
        ("stopgesprek", "De wijkagent mag een normstellend gesprek voeren.", "stop_talk", Modality.MAY),
        ("handover", "Zij houdt een logboek bij.", "keep_log", Modality.MUST),
        ("alarm", "She may not be given priority.", "prio1", Modality.MUST_NOT),
    ],
)
def test_texts_in_both_languages_give_away_what_they_say(kind: str, text: str, act: str, modality: Modality) -> None:
    proposal = propose(HERE, kind=kind, text=text)
    assert proposal.acts[0] == act
    assert proposal.modality is modality


@given(st.sampled_from(ConditionKind), st.text(max_size=300))
def test_whatever_is_written_every_act_of_the_kind_is_proposed_once(kind: ConditionKind, text: str) -> None:
    proposal = propose(HERE, kind=kind, text=text)
    assert set(acts_for(HERE, kind)) <= set(proposal.acts)
    assert len(set(proposal.acts)) == len(proposal.acts)


def test_an_empty_text_gives_no_modality_away() -> None:
    assert propose(HERE, kind="contact", text="  ").modality is None


def test_a_kind_offers_its_own_acts_and_one_without_offers_all() -> None:
    assert acts_for(HERE, "mediation") == ("joint_talk",)
    assert acts_for(HERE, ConditionKind.OTHER) == tuple(HERE.acts)


@pytest.mark.parametrize(
    ("words", "language", "first"),
    [("logboek", "nl", "keep_log"), ("LOG", "en", "keep_log"), ("nummer wisselen", "nl", "change_number")],
)
def test_other_acts_are_found_by_their_words(words: str, language: str, first: str) -> None:
    assert search(HERE, words, language)[0] == first


def test_what_nobody_calls_anything_finds_nothing() -> None:
    assert search(HERE, "zeppelin", "nl") == ()
    assert search(HERE, " ", "nl") == ()


def test_a_ban_on_the_suspect_begins_with_the_suspect() -> None:
    norm = begun(
        HERE, "contact", Modality.MUST_NOT, subject="P2", protects=("P1", "P3"), organisation="VT", done_by="VT"
    )
    assert norm.by == ("P2",)
    assert norm.to == ("P1", "P3")


def test_a_duty_begins_with_who_does_it_and_by_when() -> None:
    day, end = date(2026, 11, 24), datetime(2026, 12, 1, tzinfo=UTC)
    norm = begun(HERE, "speak_with", Modality.MUST, subject="P2", protects=(), organisation="VT", due_on=day, until=end)
    assert (norm.by, norm.to, norm.before, norm.until) == (("VT",), ("P2",), day, end)
    other = begun(HERE, "speak_with", Modality.MUST, subject="P2", protects=(), organisation="VT", done_by="RN")
    assert other.by == ("RN",)


def test_a_ban_on_what_partners_do_is_on_everybody_and_has_no_deadline() -> None:
    day = date(2026, 11, 24)
    norm = begun(HERE, "share", Modality.MUST_NOT, subject="P1", protects=(), organisation="SHN", due_on=day)
    assert (norm.by, norm.before) == ((), None)


def test_nobody_is_both_doer_and_other_side() -> None:
    norm = begun(HERE, "contact", Modality.MUST, subject="P1", protects=("P1", "P3"), organisation="VT")
    assert (norm.by, norm.to) == (("P1",), ("P3",))


@given(st.sampled_from(sorted(HERE.acts)), st.sampled_from(Modality), st.sampled_from(["", "P1", "P2"]))
def test_what_a_form_begins_with_can_stand(act: str, modality: Modality, subject: str) -> None:
    norm = begun(HERE, act, modality, subject=subject, protects=("P1",), organisation="RN")
    check_norm(HERE, norm, PERSONS, ORGANISATIONS)


@given(st.sampled_from(sorted(HERE.acts)), st.sampled_from(Modality))
def test_every_choice_on_offer_can_be_chosen(act: str, modality: Modality) -> None:
    for slot in HERE.acts[act].slots:
        offered = choices(HERE, act, slot, persons=PEOPLE, organisations=KEYS)
        assert len(set(offered)) == len(offered)
        for value in offered:
            check_norm(
                HERE, norm_of({"modality": modality.name.lower(), "act": act, slot: [value]}), PERSONS, ORGANISATIONS
            )


def test_places_and_facts_are_tied_to_whom_they_can_belong_to() -> None:
    offered = choices(HERE, "be_at", "at", persons=PEOPLE, organisations=KEYS)
    assert "home:P1" in offered
    assert "police_station" in offered
    assert "school:P2" not in offered
    shared = choices(HERE, "share", "what", persons=PEOPLE, organisations=KEYS)
    assert "address_home:P1" in shared
    assert "request:P2" not in shared


def test_what_was_chosen_stays_on_offer() -> None:
    offered = choices(HERE, "be_at", "at", persons=PEOPLE, organisations=KEYS, said=("place:de brug", "home:P1"))
    assert offered[-1] == "place:de brug"
    assert offered.count("home:P1") == 1


def test_events_and_weekdays_are_offered_by_the_name_of_their_field() -> None:
    assert "court_ruling" in choices(HERE, "contact", "until_event", persons=PEOPLE, organisations=KEYS)
    assert choices(HERE, "contact", "days", persons=(), organisations=())[0] == "ma"
    assert choices(HERE, "contact", "max", persons=PEOPLE, organisations=KEYS) == ()


def test_the_form_asks_what_the_act_says() -> None:
    assert slots_to_ask(HERE, "limit_faces") == ("to", "max")
