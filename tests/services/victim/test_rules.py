"""What may be kept of a victim's voice, which promises passed in silence, what is warned for in speaking with her."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import CaseId, PersonRole, Relation, Risk
from services.cases.facts import CaseFacts, CasePerson, Hold, PartnerSeat
from services.victim import rules
from services.victim.facts import Consent, PromisedContact, WarningKind
from services.victim.orders import AgreeLine, GiveConsent, PromiseContacts, WriteVoice

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
VOICE = WriteVoice("z", "p", 0, wishes="Rust.")
PROMISE = PromiseContacts("z", "p", "s", (TODAY,))
CONSENT = GiveConsent("z", "p", "school", "De tijden van de les.", TODAY)
PERSONS = (
    CasePerson("1", "P1", PersonRole.VICTIM, "Mevrouw W."),
    CasePerson("2", "P2", PersonRole.SUSPECT, "De heer D."),
    CasePerson("3", "P3", PersonRole.CHILD, "Kind F."),
    CasePerson("4", "P4", PersonRole.NETWORK, "Oma"),
)
POLICE = ("politie", "contactpersoon_slachtoffer")
HOLDER = ("VT", "casushouder")


def facts(*seats: PartnerSeat, agreed: int | None = None, holds: tuple[Hold, ...] = ()) -> CaseFacts:
    persons = (replace(PERSONS[0], faces_agreed=agreed), *PERSONS[1:])
    where = (CaseId("z"), "T-1", "Zaak Mus", Risk.HIGH, Relation.EX_PARTNER, True)
    return CaseFacts(*where, persons=persons, seats=seats, holds=holds)


def seat(name: str, *refs: str, at: tuple[str, str] = ("SHN", "adviseur"), **more: object) -> PartnerSeat:
    return PartnerSeat(f"{name}-{at}", at[0], at[1], name, speaks_with=refs, **more)


def kinds(case: CaseFacts) -> list[WarningKind]:
    return [warning.kind for warning in rules.warnings(case, NOW)]


FIXED = (seat("L. de Wolff", "P1", at=POLICE), seat("S. Oudejans", "P1", at=HOLDER))


def wrong(check, *given_to) -> tuple[str, str]:
    with pytest.raises(rules.VictimFieldWrong) as refused:
        check(*given_to)
    return refused.value.fields["field"], refused.value.fields["reason"]


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"wishes": " \n"}, ("wishes", "empty")),
        ({"fears": "x" * 20_001}, ("fears", "too_long")),
        ({"tell_back": "x" * 100_000}, ("tell_back", "too_long")),
        ({"heard_on": TODAY + timedelta(days=1)}, ("heard_on", "in_future")),
        ({"heard_on": date(1, 1, 1)}, ("heard_on", "long_ago")),
        ({"represented_by": "Mr. A. Advocaat", "represented_by_seat_id": "s"}, ("represented_by", "two")),
        ({"represented_by": "x" * 121}, ("represented_by", "too_long")),
    ],
)
def test_a_voice_that_cannot_be_kept_is_refused_by_field(about: dict, told: tuple[str, str]) -> None:
    assert wrong(rules.check_voice, replace(VOICE, **about), PersonRole.VICTIM, TODAY) == told


@given(st.text(min_size=1, max_size=20_000).filter(str.strip), st.dates(rules.EARLIEST, TODAY) | st.none())
def test_a_voice_of_any_script_is_kept(words: str, heard_on: date | None) -> None:
    rules.check_voice(replace(VOICE, wishes=words, heard_on=heard_on), PersonRole.VICTIM, TODAY)


@pytest.mark.parametrize("role", [role for role in PersonRole if role is not PersonRole.VICTIM])
def test_only_a_victim_has_a_voice_here(role: PersonRole) -> None:
    assert wrong(rules.check_voice, VOICE, role, TODAY) == ("person", "not_a_victim")


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ((), "empty"),
        ((TODAY - timedelta(days=1), TODAY), "in_past"),
        ((TODAY, date(2999, 1, 1)), "too_far"),
        (tuple(TODAY + timedelta(days=n) for n in range(61)), "too_many"),
    ],
)
def test_promises_lie_ahead_and_within_reach(days: tuple[date, ...], reason: str) -> None:
    assert wrong(rules.check_promises, replace(PROMISE, days=days), TODAY) == ("days", reason)


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"organisation": " "}, ("organisation", "empty")),
        ({"subject": ""}, ("subject", "empty")),
        ({"given_on": TODAY + timedelta(days=1)}, ("given_on", "in_future")),
        ({"valid_until": TODAY - timedelta(days=1)}, ("valid_until", "before_given")),
    ],
)
def test_consent_says_what_to_whom_and_from_when(about: dict, told: tuple[str, str]) -> None:
    assert wrong(rules.check_consent, replace(CONSENT, **about), TODAY) == told


def test_a_line_begins_and_ends_on_days_that_came() -> None:
    late = AgreeLine("z", "s", "p", since_on=TODAY + timedelta(days=1))
    assert wrong(rules.check_line, late, TODAY) == ("since_on", "in_future")
    assert wrong(rules.check_line, AgreeLine("z", "s", "p", topic="x" * 301), TODAY) == ("topic", "too_long")
    assert wrong(rules.check_end, TODAY, TODAY - timedelta(days=1), TODAY, "until_on") == (
        "until_on",
        "before_beginning",
    )
    assert wrong(rules.check_end, None, TODAY + timedelta(days=1), TODAY, "until_on") == ("until_on", "in_future")


@given(
    st.lists(st.builds(PromisedContact, st.uuids().map(str), st.just("P1"), st.dates()), max_size=8),
    st.dates(),
    st.integers(0, 5000),
)
def test_silence_only_grows_with_the_days_until_somebody_acts(
    promises: list[PromisedContact], day: date, later: int
) -> None:
    before = rules.silent(promises, day)
    after = rules.silent(promises, _later(day, later))
    assert set(before) <= set(after)
    assert list(before) == sorted(before, key=lambda p: (p.promised_for, p.id))
    assert all(p.promised_for < day for p in before)
    assert rules.silent([replace(p, kept_on=p.promised_for) for p in promises], date.max) == ()
    assert rules.silent([replace(p, cancelled=True) for p in promises], date.max) == ()


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + days))


def test_the_promised_day_itself_is_not_yet_silence() -> None:
    promise = PromisedContact("a", "P1", TODAY)
    assert rules.silent([promise], TODAY) == ()
    assert rules.silent([promise], TODAY + timedelta(days=1)) == (promise,)


def test_regular_contact_falls_on_working_days() -> None:
    monday = [date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 21), date(2027, 1, 18)]
    assert list(rules.regular_days(TODAY)) == monday
    assert list(rules.regular_days(TODAY - timedelta(days=2), (1,))) == [date(2026, 11, 30)]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_regular_days_are_never_in_a_weekend_nor_earlier_than_promised(today: date) -> None:
    for weeks, day in zip(rules.REGULAR_WEEKS, rules.regular_days(today), strict=True):
        assert day.isoweekday() <= 5
        assert timedelta(0) <= day - (today + timedelta(weeks=weeks)) <= timedelta(days=2)


def test_consent_stands_from_its_day_until_it_ends_or_is_withdrawn() -> None:
    consent = Consent("a", "P1", "school", "Tijden", TODAY, valid_until=TODAY + timedelta(days=9))
    for shift, stands in ((-1, False), (0, True), (9, True), (10, False)):
        assert consent.stands_on(TODAY + timedelta(days=shift)) is stands
    assert not replace(consent, withdrawn_on=TODAY + timedelta(days=2)).stands_on(TODAY + timedelta(days=2))


def test_nothing_is_warned_for_when_two_fixed_faces_speak_with_her() -> None:
    assert kinds(facts(*FIXED, agreed=2)) == []


def test_more_faces_than_she_agreed_to() -> None:
    case = facts(*FIXED, seat("C. Polderman", "P1"), seat("C. Polderman", "P1", at=("SHN", "casemanager")), agreed=2)
    (warning,) = rules.warnings(case, NOW)
    assert (warning.kind, warning.agreed, warning.refs) == (WarningKind.TOO_MANY_FACES, 2, ("P1",))
    assert warning.names == ("C. Polderman", "L. de Wolff", "S. Oudejans")
    assert kinds(facts(*case.seats, agreed=3)) == kinds(facts(*case.seats, agreed=None)) == []


@given(st.integers(0, 6), st.integers(0, 6))
def test_faces_are_warned_for_exactly_beyond_what_she_agreed(agreed: int, speaking: int) -> None:
    case = facts(*(seat(f"N. Naam {n}", "P1") for n in range(speaking)), agreed=agreed)
    assert (WarningKind.TOO_MANY_FACES in kinds(case)) is (speaking > agreed)


def test_a_barred_or_outside_professional_is_no_face_and_no_messenger() -> None:
    hidden = seat("B. Barse", "P1", "P2", barred=True)
    outside = seat("Juf Saskia", "P1", "P2", at=("school", "adviseur"), external=True)
    assert kinds(facts(*FIXED, hidden, outside, agreed=2)) == []


def test_who_speaks_with_both_sides_is_warned_for_also_on_two_seats() -> None:
    for seats in (
        (seat("O. Steenkist", "P1", "P2"),),
        (seat("O. Steenkist", "P1"), seat("O. Steenkist", "P2", at=("RN", "adviseur"))),
    ):
        (warning,) = rules.warnings(facts(*FIXED, *seats), NOW)
        assert (warning.kind, warning.names, warning.rule_ids) == (
            WarningKind.BOTH_SIDES,
            ("O. Steenkist",),
            ("T-TH-3",),
        )


def test_no_messages_go_through_family() -> None:
    (warning,) = rules.warnings(facts(*FIXED, seat("W. Nagtegaal", "P2", "P4", "P3")), NOW)
    assert (warning.kind, warning.refs, warning.names) == (
        WarningKind.THROUGH_FAMILY,
        ("P3", "P4"),
        ("W. Nagtegaal",),
    )
    assert kinds(facts(*FIXED, seat("W. Nagtegaal", "P2"), seat("C. Polderman", "P4"))) == []


@pytest.mark.parametrize(
    ("seats", "kind", "rule_id"),
    [
        (FIXED[1:], WarningKind.NO_POLICE_CONTACT, "A-POL-5"),
        (FIXED[:1], WarningKind.NO_CASE_HOLDER, "T-CH-1"),
        ((seat("L. de Wolff", at=POLICE), FIXED[1]), WarningKind.NO_POLICE_CONTACT, "A-POL-5"),
        ((seat("O. Steenkist", "P1", at=("politie", "wijkagent")), FIXED[1]), WarningKind.NO_POLICE_CONTACT, "A-POL-5"),
    ],
)
def test_a_victim_without_a_fixed_contact(seats: tuple, kind: WarningKind, rule_id: str) -> None:
    (warning,) = rules.warnings(facts(*seats), NOW)
    assert (warning.kind, warning.rule_ids, warning.refs) == (kind, (rule_id,), ("P1",))


def test_any_organisation_may_hold_the_case() -> None:
    assert kinds(facts(FIXED[0], seat("D. Aalders", "P1", at=("lokale_veld", "casushouder")))) == []


def test_a_hold_is_told_first_and_nothing_of_why() -> None:
    hold = Hold("h", None, "DR", "geplande aanhouding")
    (warning,) = rules.warnings(facts(*FIXED, holds=(hold,)), NOW)
    assert (warning.kind, warning.refs, warning.names) == (WarningKind.HELD, ("P2",), ())
    assert "aanhouding" not in repr(warning)
    assert kinds(facts(*FIXED, holds=(replace(hold, released_at=NOW),))) == []


@given(st.lists(st.sets(st.sampled_from(["P1", "P2", "P3", "P4"])), max_size=5))
def test_more_lines_never_take_a_warning_about_messages_away(spoken: list[set[str]]) -> None:
    about = {WarningKind.BOTH_SIDES, WarningKind.THROUGH_FAMILY}
    seats = [seat(f"N. Naam {n}", *sorted(refs)) for n, refs in enumerate(spoken)]
    for number in range(len(seats)):
        fewer, more = set(kinds(facts(*seats[:number]))), set(kinds(facts(*seats[: number + 1])))
        assert fewer & about <= more & about
