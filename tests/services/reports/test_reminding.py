"""Reminders to owners as they lie in the outbox, and the letter to their manager: whom, when, never a word of it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case, Seat
from models.directory import Organisation, Professional
from models.follow_up import ActionLink
from models.meeting import Action
from models.outbox import OutboxMessage
from models.terms import ActionAnswer, BarKind, CaseStatus
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import protect_words
from services.cases.rows import PersonBarred
from services.meetings.reminding import RemindedJustNow, remind_due
from services.messages.leaving import MailLeaks
from services.messages.queries import barred_messages
from services.messages.rules import MessageFieldWrong
from services.relations.facts import SYSTEM, VISITOR
from services.relations.queries import CaseClosed
from services.reports.actions import report, report_by_link
from services.reports.facts import OwnerLink, ReportAction
from services.reports.links import OwnerLinkWrong, make_link, renew_link, revoke_link
from services.reports.managers import manager_letter_of
from services.reports.owing import escalations_in
from services.reports.queries import own_actions
from services.reports.reminding import escalate, remind_owner, remind_owners_due
from services.settings import Settings
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase
from tests.services.reports.asked import (
    DUE,
    NINE,
    add_action,
    an_agreed_case,
    came_in,
    days,
    give,
    link_of,
    mails,
    person_of,
    put,
    row_of,
)

VT = "d1@partner.example"
SECOND, AFTER = NINE + days(3), NINE + days(6)
"""The second reminder on Friday, and the Monday on which the director hears of it."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A mail server that nobody ever reaches: what is written waits in the outbox."""
    return settings.model_copy(update={"smtp_host": "mail.invalid", "mail_from": "planner@regio.example"})


@pytest.fixture
def agreed(work_as: Callable[..., Work], clock: StillClock) -> PlannedCase:
    """A case that met, with an action of Veilig Thuis and one of the police."""
    case = an_agreed_case(work_as)
    clock.forward(days=7)
    return case


@pytest.fixture
def other(agreed: PlannedCase, work_as: Callable[..., Work], clock: StillClock) -> PlannedCase:
    """A second case, of another director, in which the same person of Veilig Thuis sits."""
    clock.forward(days=-7)
    second = an_agreed_case(work_as, "T-200")
    clock.forward(days=7)
    put(second.director, Seat, second.attendee("VT").seat_id, professional_id=person_of(agreed, "VT"))
    return second


@pytest.fixture
def system(work_as: Callable[..., Work]) -> Work:
    """The system's work."""
    return work_as(SYSTEM)


def both(agreed: PlannedCase, other: PlannedCase) -> tuple[OwnerLink, OwnerLink]:
    """A link of the same person in each case."""
    make_link(other.director, other.case_id, "VT", person_of(agreed, "VT"))
    return give(agreed), link_of(other)


def reminders(work: Work) -> list[str]:
    """The reminders that may still go, as their texts."""
    return [mail.body for mail, _ in mails(work, "Herinnering")]


# --- by the ladder


def test_the_working_day_before_the_second_after_and_five_later_and_then_no_more(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link, written = give(agreed), []
    for hour in range(0, 24 * 40, 3):
        clock.moment = NINE - days(1) + timedelta(hours=hour)
        if remind_owners_due(system):
            written.append(clock.moment)
    assert written == [NINE, SECOND, SECOND + days(7)]
    row = row_of(system, link)
    assert (row.reminders, row.reminded_at) == (3, written[-1])
    [(mail, outbox), *_] = mails(system, "Herinnering")
    assert mail.to == VT
    assert mail.subject == "Herinnering: 1 actie wacht op uw antwoord"
    assert link.link in mail.body
    assert "school" not in mail.body
    assert (outbox.action_link_id, outbox.also_about) == (link.id, [])


@pytest.mark.parametrize(
    "stop",
    [
        lambda w, p, link: revoke_link(p.director, p.case_id, link.id),
        lambda w, p, link: put(w, ActionLink, link.id, locked_at=w.clock()),
        lambda w, p, link: put(w, ActionLink, link.id, expires_at=w.clock()),
        lambda w, p, link: put(w, Case, p.case_id, status=CaseStatus.CLOSED),
        lambda w, p, link: put(w, Seat, p.attendee("VT").seat_id, ended_at=w.clock()),
        lambda w, p, link: put(w, Professional, link.professional_id, active=False),
        lambda w, p, link: put(w, Professional, link.professional_id, email_sealed=""),
        lambda w, p, link: bar(p.director, p.case_id, NewBar(BarKind.EMAIL, VT)),
        lambda w, p, link: _answered(p, link, ActionAnswer.DONE),
        lambda w, p, link: _answered(p, link, ActionAnswer.NOT_DONE),
        lambda w, p, link: _answered(p, link, ActionAnswer.NEW_INFORMATION),
        lambda w, p, link: _told(p),
    ],
    ids=[
        *("revoked", "locked", "lapsed", "closed", "off the case", "gone", "no address", "barred"),
        *("done", "not done", "new information", "told the director"),
    ],
)
def test_who_answered_or_must_not_be_written_to_gets_none(
    agreed: PlannedCase, system: Work, clock: StillClock, stop: Callable[[Work, PlannedCase, OwnerLink], None]
) -> None:
    stop(system, agreed, give(agreed))
    for moment in (NINE, SECOND, AFTER):
        clock.moment = moment
        assert remind_owners_due(system) == 0
    assert reminders(system) == []


def _answered(planned: PlannedCase, link: OwnerLink, answer: ActionAnswer) -> None:
    owner = came_in(planned.director.as_actor(VISITOR), link)
    [action] = own_actions(owner).actions
    report_by_link(owner, ReportAction(planned.case_id, action.id, "r1", action.version, answer, "Zo staat het."))


def _told(planned: PlannedCase) -> None:
    action_id = add_action(planned, "VT", DUE + days(90))
    report(planned.director, ReportAction(planned.case_id, action_id, "r1", 1, ActionAnswer.DONE))
    with planned.director.database.reading() as session:
        [(which, version)] = [
            (row.id, row.version)
            for row in session.exec(select(Action).where(Action.owner == "VT", Action.id != action_id))
        ]
    report(planned.director, ReportAction(planned.case_id, which, "r2", version, ActionAnswer.DONE))


def test_what_is_asked_anew_after_an_answer_is_reminded_of_again(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link = give(agreed)
    _answered(agreed, link, ActionAnswer.NEW_INFORMATION)
    with system.database.reading() as session:
        [which] = session.exec(select(Action.id).where(Action.owner == "VT")).all()
    with system.upkeep() as tx:
        row = tx.session.get_one(Action, which)
        row.version, row.due_at = row.version + 1, DUE + days(7)
        tx.add(row)
    clock.moment = NINE
    assert remind_owners_due(system) == 0
    clock.forward(days=7)
    assert remind_owners_due(system) == 1


def test_one_mail_a_day_about_all_their_cases_each_with_their_own_link_and_no_director_reads_it(
    agreed: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    links = both(agreed, other)
    clock.moment = NINE
    assert remind_owners_due(system) == 1
    assert remind_owners_due(system) == 0
    [(mail, row)] = mails(system, "Herinnering")
    assert mail.subject == "Herinnering: 2 acties wachten op uw antwoord"
    assert all(mail.body.count(one.link) == 1 for one in links)
    assert (row.action_link_id, set(row.also_about)) == (None, {one.id for one in links})
    for case in (agreed, other):
        assert all("Herinnering" not in queued.mail.subject for queued in link_of(case).mails)


def test_a_case_they_are_barred_from_by_then_is_left_out_and_the_rest_is_written_again(
    agreed: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    mine, theirs = both(agreed, other)
    clock.moment = NINE
    remind_owners_due(system)
    bar(other.director, other.case_id, NewBar(BarKind.EMAIL, VT))
    assert reminders(system) == []
    clock.forward(minutes=1)
    assert remind_due(system) == 0, "the rest of a mail about actions is not that of one about meetings"
    assert remind_owners_due(system) == 1
    [text] = reminders(system)
    assert mine.link in text
    assert theirs.link not in text
    assert row_of(system, mine).reminders == 1, "it is the same reminder"


def test_where_mail_is_copied_by_hand_each_case_has_its_own_that_its_director_can_read(
    agreed: PlannedCase, other: PlannedCase, system: Work, settings: Settings, clock: StillClock
) -> None:
    both(agreed, other)
    clock.moment = NINE
    by_hand = replace(system, settings=settings.model_copy(update={"smtp_host": ""}))
    assert remind_owners_due(by_hand) == 2
    for case in (agreed, other):
        assert "Herinnering" in link_of(case).mails[-1].mail.subject


def test_two_workers_at_once_write_one_mail(agreed: PlannedCase, system: Work, clock: StillClock) -> None:
    give(agreed)
    give(agreed, "politie")
    clock.moment = NINE
    together = threading.Barrier(2)

    def worker() -> int:
        together.wait()
        return remind_owners_due(system)

    with ThreadPoolExecutor(2) as pool:
        written = [done.result() for done in [pool.submit(worker) for _ in range(2)]]
    assert sum(written) == 2
    assert len(reminders(system)) == 2


def test_a_link_is_kept_alive_for_what_came_up_since(agreed: PlannedCase, system: Work, clock: StillClock) -> None:
    link = give(agreed)
    put(system, ActionLink, link.id, expires_at=NINE + days(1))
    clock.moment = NINE
    remind_owners_due(system)
    assert row_of(system, link).expires_at == DUE + days(60)


def test_a_mail_that_would_tell_too_much_is_not_written_and_the_director_sees_that(
    agreed: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    both(agreed, other)
    protect_words(agreed.director, agreed.case_id, "opsporing", "Herinnering")
    clock.moment = NINE
    assert remind_owners_due(system) == 1, "the other case goes apart"
    assert link_of(agreed).stopped
    assert not link_of(other).stopped
    assert remind_owners_due(system) == 0
    with pytest.raises(MailLeaks):
        remind_owner(agreed.director, agreed.case_id, link_of(agreed).id)


# --- by hand


def test_the_director_reminds_one_owner_not_twice_within_the_hour(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link = give(agreed)
    remind_owner(agreed.director, agreed.case_id, link.id)
    clock.forward(minutes=59)
    with pytest.raises(RemindedJustNow):
        remind_owner(agreed.director, agreed.case_id, link.id)
    assert len(reminders(system)) == 1
    assert link_of(agreed).reminders == 1


def test_where_nothing_waits_or_nobody_can_be_written_to_the_director_is_told(
    agreed: PlannedCase, other: PlannedCase, system: Work
) -> None:
    link = give(agreed)
    for who, case_id in ((other.director, agreed.case_id), (other.director, other.case_id)):
        with pytest.raises(NotAllowed):
            remind_owner(who, case_id, link.id)
    put(system, Professional, link.professional_id, email_sealed="")
    with pytest.raises(OwnerLinkWrong) as refused:
        remind_owner(agreed.director, agreed.case_id, link.id)
    assert refused.value.fields == {"reason": "no_address"}
    _answered(agreed, link, ActionAnswer.DONE)
    with pytest.raises(OwnerLinkWrong) as refused:
        remind_owner(agreed.director, agreed.case_id, link.id)
    assert refused.value.fields == {"reason": "nothing_open"}
    put(system, Case, agreed.case_id, status=CaseStatus.CLOSED)
    with pytest.raises(CaseClosed):
        remind_owner(agreed.director, agreed.case_id, link.id)


# --- the manager


def named(work: Work, text: str) -> None:
    """Whom the directory names for Veilig Thuis."""
    with work.upkeep() as tx:
        home = tx.session.exec(select(Organisation).where(Organisation.key == "VT")).one()
        home.steering_contact = text
        tx.add(home)


def waiting(agreed: PlannedCase, system: Work) -> set[str]:
    """The links about which the director is to decide."""
    with agreed.director.as_actor(SYSTEM).upkeep() as look:
        found = escalations_in(look, [agreed.case_id])
    return {one.link_id for owners in found.values() for one in owners}


def test_after_the_second_reminder_the_director_decides_and_the_clock_never(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link = give(agreed)
    named(system, "B. Bestuur, b.bestuur@vt.example")
    for moment in (NINE, SECOND):
        clock.moment = moment
        remind_owners_due(system)
        assert waiting(agreed, system) == set()
        with pytest.raises(OwnerLinkWrong) as refused:
            escalate(agreed.director, agreed.case_id, link.id)
        assert refused.value.fields == {"reason": "not_yet"}
    clock.moment = AFTER
    remind_owners_due(system)
    assert waiting(agreed, system) == {link.id}
    assert not [mail for mail, _ in mails(system) if mail.to == "b.bestuur@vt.example"]
    escalate(agreed.director, agreed.case_id, link.id)
    assert waiting(agreed, system) == set()
    [mail] = [mail for mail, _ in mails(system) if mail.to == "b.bestuur@vt.example"]
    assert "Zaak Heggemus" in mail.subject
    assert "I. Brandsma" in mail.body
    for kept in (link.link, link.code, link.name, "school", "Mevrouw W."):
        assert kept not in mail.subject + mail.body
    with pytest.raises(OwnerLinkWrong):
        escalate(agreed.director, agreed.case_id, link.id)
    assert link_of(agreed).escalated_at == AFTER


def test_an_answer_takes_the_decision_away(agreed: PlannedCase, system: Work, clock: StillClock) -> None:
    link = give(agreed)
    clock.moment = AFTER
    assert waiting(agreed, system) == {link.id}
    _answered(agreed, link, ActionAnswer.NO_LONGER_POSSIBLE)
    assert waiting(agreed, system) == set()


def test_without_an_address_the_director_gets_the_text_and_sends_it(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link = give(agreed)
    clock.moment = AFTER
    with pytest.raises(OwnerLinkWrong) as refused:
        manager_letter_of(agreed.director, agreed.case_id, link.id)
    assert refused.value.fields == {"reason": "manager"}
    named(system, "B. Bestuur")
    letter = manager_letter_of(agreed.director, agreed.case_id, link.id)
    assert (letter.manager, letter.to) == ("B. Bestuur", "")
    before = len(mails(system))
    escalate(agreed.director, agreed.case_id, link.id)
    assert len(mails(system)) == before
    assert link_of(agreed).escalated_at == AFTER


@pytest.mark.parametrize(
    "keep_out",
    [
        NewBar(BarKind.NAME, "B. Bestuur"),
        NewBar(BarKind.EMAIL, "b.bestuur@vt.example"),
    ],
)
def test_a_manager_who_is_kept_out_is_neither_named_nor_written_to(
    agreed: PlannedCase, system: Work, clock: StillClock, keep_out: NewBar
) -> None:
    link = give(agreed)
    named(system, "B. Bestuur <b.bestuur@vt.example>")
    bar(agreed.director, agreed.case_id, keep_out)
    clock.moment = AFTER
    assert link_of(agreed).manager == ""
    with pytest.raises(PersonBarred):
        escalate(agreed.director, agreed.case_id, link.id)


def test_a_manager_who_is_barred_by_name_is_not_written_to_once_the_letter_waits(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link = give(agreed)
    named(system, "B. Bestuur <b.bestuur@vt.example>")
    clock.moment = AFTER
    escalate(agreed.director, agreed.case_id, link.id)
    letter = next(row for mail, row in mails(system) if mail.to == "b.bestuur@vt.example")
    with system.upkeep() as tx:
        assert not barred_messages(tx, [letter])
    bar(agreed.director, agreed.case_id, NewBar(BarKind.NAME, "B. Bestuur"))
    with system.upkeep() as tx:
        assert barred_messages(tx, [letter]) == {letter.id}


def test_the_letter_to_a_manager_is_taken_back_when_the_link_is_renewed(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    link = give(agreed)
    named(system, "b.bestuur@vt.example")
    clock.moment = AFTER
    escalate(agreed.director, agreed.case_id, link.id)
    renew_link(agreed.director, agreed.case_id, link.id)
    [(mail, _)] = mails(system)
    assert mail.to == VT
    assert link_of(agreed).escalated_at is None


# --- nothing told


def test_no_word_of_a_case_stands_in_any_mail_about_actions_nor_in_the_log(
    agreed: PlannedCase, system: Work, clock: StillClock
) -> None:
    canaries = ["KANARIEWAT", "KANARIEBEWIJS", "KANARIENIET"]
    what, proof, if_not = canaries
    add_action(agreed, "VT", what=what, proof=proof, if_not=if_not, if_not_tier="partners")
    named(system, "b.bestuur@vt.example")
    link = give(agreed)
    for moment in (NINE, SECOND, AFTER):
        clock.moment = moment
        remind_owners_due(system)
    escalate(agreed.director, agreed.case_id, link.id)
    texts = [f"{mail.to}\n{mail.subject}\n{mail.body}" for mail, _ in mails(system)]
    assert len(texts) == 4
    with system.database.reading() as session:
        notes = [str(row.notes) for row in session.exec(select(AuditEntry)).all()]
        rows = session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))).all()
        assert all(row.calendar_sealed == "" for row in rows if row.action_link_id)
    for word in (*canaries, "Mevrouw W", "De heer D", "Kind F", "Bellen met de school"):
        assert not [text for text in (*texts, *notes) if word in text]
    assert "@" not in "".join(notes)


def test_a_name_that_could_start_a_header_is_refused(agreed: PlannedCase) -> None:
    put(agreed.director, Case, agreed.case_id, code_name="Zaak\r\nBcc: x@y.example")
    with pytest.raises(MessageFieldWrong):
        give(agreed)
