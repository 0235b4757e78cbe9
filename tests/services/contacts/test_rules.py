"""What may be kept about contacts, agreements and ties."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ContactKind, TieKind
from services.contacts import rules
from services.contacts.facts import Agreement, End, Tie
from services.contacts.orders import AgreeToInform, NewContact, RecordContacts, RecordTie

TODAY = date(2026, 11, 23)
KNOWN = frozenset({"s1", "s2", "P1", "P2"})
CALL = NewContact(TODAY, ContactKind.PHONE, ("s1", "P1"))
AGREEMENT = AgreeToInform("z", "s1", "s2", 4)
DAY = timedelta(days=1)


def wrong(check, *given_to) -> dict:
    with pytest.raises(rules.ContactWrong) as refused:
        check(*given_to)
    return refused.value.fields


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"happened_on": TODAY + DAY}, ("happened_on", "in_future")),
        ({"happened_on": date(1949, 12, 31)}, ("happened_on", "long_ago")),
        ({"parties": ("s1",)}, ("parties", "too_few")),
        ({"parties": ()}, ("parties", "too_few")),
        ({"parties": ("s1", "s1")}, ("parties", "same_twice")),
        ({"parties": ("s1", "P9")}, ("parties", "unknown")),
        ({"parties": ("P8", "P9")}, ("parties", "unknown")),
        ({"parties": tuple(f"s{n}" for n in range(61))}, ("parties", "too_many")),
    ],
)
def test_a_contact_that_cannot_be_kept_is_refused_with_its_line(about: dict, told: tuple[str, str]) -> None:
    order = RecordContacts("z", (CALL, CALL, replace(CALL, **about)))
    assert wrong(rules.check_contacts, order, KNOWN, TODAY) == {"field": told[0], "reason": told[1], "line": 3}


@given(
    st.dates(rules.EARLIEST, TODAY),
    st.sampled_from(ContactKind),
    st.sets(st.sampled_from(sorted(KNOWN)), min_size=2).map(tuple),
)
def test_any_kind_on_any_day_that_came_among_anybody_of_the_case_is_kept(day, kind, parties) -> None:
    rules.check_contacts(RecordContacts("z", (NewContact(day, kind, parties),)), KNOWN, TODAY)


def test_victim_and_suspect_in_touch_can_be_recorded() -> None:
    assert rules.contact_flaw(replace(CALL, parties=("P1", "P2")), KNOWN, TODAY) is None


def test_one_to_two_hundred_contacts_at_once() -> None:
    assert wrong(rules.check_contacts, RecordContacts("z", ()), KNOWN, TODAY)["reason"] == "empty"
    rules.check_contacts(RecordContacts("z", (CALL,) * 200), KNOWN, TODAY)
    assert wrong(rules.check_contacts, RecordContacts("z", (CALL,) * 201), KNOWN, TODAY)["reason"] == "too_many"


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"told": "s1"}, ("told", "itself")),
        ({"teller": "P1"}, ("teller", "unknown")),
        ({"told": "s9"}, ("told", "unknown")),
        ({"within_hours": 0}, ("within_hours", "impossible")),
        ({"within_hours": 721}, ("within_hours", "impossible")),
        ({"agreed_on": TODAY + DAY}, ("agreed_on", "in_future")),
        ({"agreed_on": date(1900, 1, 1)}, ("agreed_on", "long_ago")),
    ],
)
def test_an_agreement_that_cannot_be_kept(about: dict, told: tuple[str, str]) -> None:
    fields = wrong(rules.check_agreement, replace(AGREEMENT, **about), {"s1", "s2"}, TODAY)
    assert (fields["field"], fields["reason"]) == told


@pytest.mark.parametrize("hours", [1, 720])
def test_an_agreement_of_an_hour_and_of_thirty_days_is_kept(hours: int) -> None:
    rules.check_agreement(replace(AGREEMENT, within_hours=hours), {"s1", "s2"}, TODAY)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("P1", "P1", ("second", "itself")),
        ("s1", "s2", ("second", "unknown")),
        ("P1", "s1", ("second", "unknown")),
        ("P9", "P1", ("first", "unknown")),
        ("s1", "P9", ("second", "unknown")),
    ],
)
def test_a_tie_ends_at_a_private_person_and_never_at_itself(first: str, second: str, told: tuple[str, str]) -> None:
    fields = wrong(rules.check_tie, RecordTie("z", first, second, TieKind.FAMILY), {"s1", "s2"}, {"P1", "P2"})
    assert (fields["field"], fields["reason"]) == told


def test_an_end_lies_between_the_beginning_and_today() -> None:
    rules.check_end(TODAY, TODAY, TODAY)
    assert wrong(rules.check_end, TODAY - DAY, TODAY + DAY, TODAY)["reason"] == "in_future"
    assert wrong(rules.check_end, TODAY, TODAY - DAY, TODAY)["reason"] == "before_beginning"


def test_agreement_and_tie_stand_until_the_day_they_ended() -> None:
    agreement = Agreement("a", End("s1"), End("s2"), 4, TODAY, ended_on=TODAY + DAY)
    tie = Tie("t", End("s1"), End(person_ref="P1"), TieKind.FRIEND, TODAY, ended_on=TODAY + DAY)
    assert [agreement.stands_on(TODAY + n * DAY) for n in (-1, 0, 1)] == [False, True, False]
    assert [tie.stands_on(TODAY + n * DAY) for n in (0, 1)] == [True, False]
    assert replace(tie, ended_on=None).stands_on(date.max)
