"""A referral letter: within a consent that stands, by an alias, and gone with the consent."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.casework import CasePerson
from models.documents import ReferralLetter
from services.access.rules import Standing
from services.cases.actions import protect_words
from services.documents.notices.referrals import (
    ConsentOver,
    LetterReplaced,
    LetterWrong,
    WriteReferral,
    issue_referral,
    referrals,
    write_referral,
)
from services.protection.rules import LeakFound
from services.unit_of_work import NotAllowed, Work
from services.victim.actions import give_consent, withdraw_consent
from services.victim.orders import GiveConsent
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.services.documents.reading import everything
from tests.services.documents.word.sound import assert_sound

TODAY = date(2026, 11, 23)
WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def consent(planned: PlannedCase) -> str:
    """Victim Support may hear that somebody wants help, for ten days."""
    with planned.director.database.reading() as session:
        person = session.exec(select(CasePerson).where(CasePerson.case_id == planned.case_id, CasePerson.ref == "P1"))
        person_id = person.one().id
    until = TODAY + timedelta(days=10)
    return give_consent(
        planned.director, GiveConsent(planned.case_id, person_id, "SHN", "Hulp bij het verwerken.", TODAY, until)
    )


def written(
    planned: PlannedCase, consent: str, letter: str = "b1", text: str = "Wilt u binnen een week bellen?"
) -> str:
    order = WriteReferral(planned.case_id, letter, consent, text, "Het team van de wijk, 088 123 45 67")
    return write_referral(planned.director, order)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_letter_holds_the_alias_and_what_was_agreed_to(planned: PlannedCase, consent: str, language: str) -> None:
    file = issue_referral(planned.director, planned.case_id, written(planned, consent), language)
    text = everything(file.content)
    for told in ("Mevrouw W.", "Hulp bij het verwerken.", "Wilt u binnen een week bellen?", "088 123 45 67"):
        assert told in text
    for kept in ("T-100", "De heer D.", "Kind F."):
        assert kept not in text
    assert file.file_name == f"{file.copy_code}.docx"
    assert_sound(file.content)


def test_no_letter_within_a_withdrawn_consent_also_not_an_earlier_one(planned: PlannedCase, consent: str) -> None:
    letter = written(planned, consent)
    withdraw_consent(planned.director, planned.case_id, consent, 1, TODAY)
    for act in (
        lambda: issue_referral(planned.director, planned.case_id, letter),
        lambda: written(planned, consent, "b2"),
    ):
        with pytest.raises(ConsentOver) as refused:
            act()
        assert refused.value.fields == {"reason": "withdrawn"}
    (line,) = referrals(planned.director, planned.case_id).letters
    assert (line.holds, referrals(planned.director, planned.case_id).open) == (False, ())


def test_no_letter_after_the_last_day_of_a_consent(planned: PlannedCase, consent: str, clock: StillClock) -> None:
    letter = written(planned, consent)
    clock.forward(days=10)
    issue_referral(planned.director, planned.case_id, letter)
    clock.forward(days=1)
    with pytest.raises(ConsentOver) as refused:
        issue_referral(planned.director, planned.case_id, letter)
    assert refused.value.fields == {"reason": "expired"}


def test_a_later_letter_replaces_the_earlier_one_and_erases_nothing(planned: PlannedCase, consent: str) -> None:
    first, second = written(planned, consent), written(planned, consent, "b2", "Belt u liever schriftelijk?")
    with pytest.raises(LetterReplaced):
        issue_referral(planned.director, planned.case_id, first)
    assert [line.id for line in referrals(planned.director, planned.case_id).letters] == [second]
    with planned.director.database.reading() as session:
        assert {row.id for row in session.exec(select(ReferralLetter))} == {first, second}


def test_the_same_order_twice_writes_one_letter(planned: PlannedCase, consent: str) -> None:
    assert written(planned, consent) == written(planned, consent)
    assert len(referrals(planned.director, planned.case_id).letters) == 1


def test_words_of_the_case_stop_a_letter(planned: PlannedCase, consent: str) -> None:
    protect_words(planned.director, planned.case_id, "partners", "Basisschool De Wilg")
    letter = written(planned, consent, text="Bel de basisschool de wilg.")
    with pytest.raises(LeakFound):
        issue_referral(planned.director, planned.case_id, letter)


@pytest.mark.parametrize(
    ("field", "text", "contact"), [("text", "  ", ""), ("text", "x" * 4001, ""), ("contact", "x", "y" * 201)]
)
def test_a_letter_that_cannot_be_kept_is_refused(
    planned: PlannedCase, consent: str, field: str, text: str, contact: str
) -> None:
    with pytest.raises(LetterWrong) as refused:
        write_referral(planned.director, WriteReferral(planned.case_id, "b1", consent, text, contact))
    assert refused.value.fields["field"] == field


def test_nobody_but_the_director_writes_reads_or_gets_a_letter(
    planned: PlannedCase, consent: str, work_as: WorkAs
) -> None:
    letter = written(planned, consent)
    holder = a_holder(planned, work_as, "VT")
    assert referrals(holder, planned.case_id).letters == ()
    for who in (holder, planned.as_guest("VT"), work_as(Standing.ADMINISTRATOR)):
        for act in (
            lambda who=who: issue_referral(who, planned.case_id, letter),
            lambda who=who: write_referral(who, WriteReferral(planned.case_id, "b9", consent, "Tekst.")),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_a_consent_of_another_case_gives_no_letter(planned: PlannedCase) -> None:
    with pytest.raises(NotAllowed):
        written(planned, "0" * 32)
