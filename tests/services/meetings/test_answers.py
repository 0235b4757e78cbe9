"""What invited people answer by their link, and the deputies and writing that come of it."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import CasePerson, Seat
from models.directory import Professional
from models.meeting import Invitation, Meeting
from models.terms import BarKind, InvitationAnswer, MeetingStatus
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.directory import sessions
from services.directory.throttle import TooManyTries
from services.errors import ServiceError
from services.meetings.actions import reissue_link, withdraw
from services.meetings.answers import (
    AnswerRefused,
    DeputyOver,
    InformationWrong,
    add_and_approve,
    answer_invitation,
    asked_by_link,
    calendar_by_link,
    decide_deputy,
    deputy_choices,
    give_information,
    guest_information,
    record_information,
)
from services.meetings.by_link import LinkRefused, invited_by
from services.meetings.deputies import DeputyWrong, unpacked
from services.meetings.links import CodeWrong, LinkLocked, open_link
from services.meetings.orders import AddDeputy, AnswerInvitation, DecideDeputy, ProposedDeputy, RecordInformation
from services.relations.facts import SYSTEM, VISITOR
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_condition, a_holder, a_planned_case
from tests.rows import a_professional

WorkAs = Callable[..., Work]
YES, NO, DEPUTY = InvitationAnswer.YES, InvitationAnswer.NO, InvitationAnswer.DEPUTY
TYPED = ProposedDeputy("Noor Naaste", "adviseur", "noor@partner.example")


@pytest.fixture
def visitor(planned: PlannedCase) -> Work:
    return planned.director.as_actor(VISITOR)


def says(planned: PlannedCase, answer: InvitationAnswer, home: str = "VT", **about: object) -> AnswerInvitation:
    key = planned.key(home)
    return AnswerInvitation(key.invitation_id, key.secret, answer, **about)


def row_of(planned: PlannedCase, home: str = "VT") -> Invitation:
    with planned.director.database.reading() as session:
        return session.get_one(Invitation, planned.attendee(home).invitation_id)


def proposal(planned: PlannedCase, home: str = "VT") -> ProposedDeputy | None:
    vault, row = planned.director.database.vault, row_of(planned, home)
    return unpacked(vault.unseal("invitation", row.id, "deputy_sealed", row.deputy_sealed))


def colleague(planned: PlannedCase, name: str = "Noor Naaste", home: str = "VT", **about: object) -> str:
    return a_professional(planned.director.as_actor(SYSTEM), name, organisation=home, **about)


def known_deputy(planned: PlannedCase, professional_id: str, home: str = "VT") -> None:
    seat_id = planned.attendee(home).seat_id
    with planned.director.as_actor(SYSTEM).upkeep() as tx:
        seat = tx.session.get_one(Seat, seat_id)
        seat.deputy_id = professional_id
        tx.add(seat)


def decide(planned: PlannedCase, professional_id: str = "", home: str = "VT") -> None:
    row = row_of(planned, home)
    decide_deputy(planned.director, DecideDeputy(planned.case_id, row.id, row.version, professional_id))


def mails(planned: PlannedCase, home: str = "VT") -> list[str]:
    return [queued.mail.to for queued in planned.attendee(home).mails]


def wrong(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(DeputyWrong) as caught:
        act()
    return caught.value.fields["field"], caught.value.fields["reason"]


@contextmanager
def refused(kind: type[ServiceError], reason: str) -> Generator[None]:
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.fields["reason"] == reason


def test_the_link_tells_what_the_mail_told_and_nothing_is_used_up(planned: PlannedCase, visitor: Work) -> None:
    key = planned.key("VT")
    for _ in range(12):
        asked = asked_by_link(visitor, key.invitation_id, key.secret)
    assert (asked.code_name, asked.starts_at, asked.name) == ("Zaak Heggemus", STARTS, "Deelnemer 1")
    assert (asked.answer, asked.begun, asked.deputies) == (InvitationAnswer.OPEN, False, ())
    assert planned.attendee("VT").opened_at is None
    assert "Een nieuw bericht." not in repr(asked)


def test_an_answer_is_kept_and_can_be_changed_until_the_meeting_begins(planned: PlannedCase, visitor: Work) -> None:
    answer_invitation(visitor, says(planned, YES))
    first = row_of(planned)
    assert (first.answer, first.answered_at) == (YES, visitor.clock())
    answer_invitation(visitor, says(planned, YES))
    assert row_of(planned).version == first.version
    planned.director.clock.moment = STARTS - timedelta(seconds=1)
    answer_invitation(visitor, says(planned, NO))
    planned.director.clock.moment = STARTS
    with refused(AnswerRefused, "begun"):
        answer_invitation(visitor, says(planned, YES))
    assert row_of(planned).answer is NO
    assert row_of(planned, "DR").answer is InvitationAnswer.OPEN


def test_an_answer_to_another_time_than_the_one_that_stands_is_refused(planned: PlannedCase, visitor: Work) -> None:
    seen = asked_by_link(visitor, planned.key("VT").invitation_id, planned.key("VT").secret).sequence
    with visitor.as_actor(SYSTEM).upkeep() as tx:
        tx.session.get_one(Meeting, planned.meeting_id).sequence += 1
    with refused(AnswerRefused, "moved"):
        answer_invitation(visitor, says(planned, YES, sequence=seen))
    answer_invitation(visitor, says(planned, YES, sequence=seen + 1))


def test_nothing_chosen_and_a_poll_are_no_answer(planned: PlannedCase, visitor: Work) -> None:
    with refused(AnswerRefused, "none"):
        answer_invitation(visitor, says(planned, InvitationAnswer.OPEN))
    with visitor.as_actor(SYSTEM).upkeep() as tx:
        tx.session.get_one(Meeting, planned.meeting_id).status = MeetingStatus.POLLED
    with refused(AnswerRefused, "poll"):
        answer_invitation(visitor, says(planned, YES))
    with refused(AnswerRefused, "poll"):
        calendar_by_link(visitor, planned.key("VT").invitation_id, planned.key("VT").secret)


def _unknown(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    return replace(key, invitation_id="0" * 32)


def _malformed(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    return replace(key, invitation_id="\x00' OR 1=1")


def _wrong_secret(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    return replace(key, secret="x" * 43)


def _foreign(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    return replace(key, secret=planned.key("DR").secret)


def _expired(planned: PlannedCase, key: AnswerInvitation, clock: StillClock) -> AnswerInvitation:
    clock.moment = STARTS + timedelta(minutes=90, hours=24)
    return key


def _replaced(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    reissue_link(planned.director, planned.case_id, key.invitation_id)
    return key


def _called_off(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    return key


def _off_the_case(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    end_seat(planned.director, planned.case_id, planned.attendee("VT").seat_id)
    return key


def _barred(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, planned.attendee("VT").name))
    return key


def _locked(planned: PlannedCase, key: AnswerInvitation, **_: object) -> AnswerInvitation:
    for _ in range(5):
        with pytest.raises((CodeWrong, LinkLocked)):
            open_link(planned.director.as_actor(VISITOR), replace(planned.key("VT"), code="AAAAAAAA"))
    return key


SPOILT = [
    *(_unknown, _malformed, _wrong_secret, _foreign, _expired, _replaced),
    *(_called_off, _off_the_case, _barred, _locked),
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_every_link_that_does_not_hold_gets_the_same_answer(
    planned: PlannedCase, visitor: Work, clock: StillClock, spoil: Callable[..., AnswerInvitation]
) -> None:
    row_id = planned.attendee("VT").invitation_id
    key = spoil(planned, says(planned, YES), clock=clock)
    for act in (
        lambda: answer_invitation(visitor, key),
        lambda: asked_by_link(visitor, key.invitation_id, key.secret),
        lambda: calendar_by_link(visitor, key.invitation_id, key.secret),
    ):
        with pytest.raises(LinkRefused) as caught:
            act()
        assert caught.value.fields == {}
        with visitor.database.reading() as session:
            last = session.exec(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
            assert session.get_one(Invitation, row_id).answer is InvitationAnswer.OPEN
        assert (last.permission, last.notes) == ("invitation.answer", {"refused": "link"})


@pytest.mark.parametrize("guesses", [500, pytest.param(10_000, marks=pytest.mark.long)])
def test_of_ten_thousand_guesses_none_is_right(planned: PlannedCase, visitor: Work, guesses: int) -> None:
    key = planned.key("VT")
    with visitor.as_actor(SYSTEM).upkeep() as tx:
        assert not any(invited_by(tx, key.invitation_id, f"{number:043}") for number in range(guesses))
        assert invited_by(tx, key.invitation_id, key.secret)


def test_after_ten_guesses_none_is_judged_whether_or_not_there_is_such_an_invitation(
    planned: PlannedCase, visitor: Work
) -> None:
    key, refusals = planned.key("VT"), {}
    for invitation_id in (key.invitation_id, "0" * 32):
        for number in range(14):
            with pytest.raises((LinkRefused, TooManyTries)) as caught:
                asked_by_link(visitor, invitation_id, f"{number:043}", ip=f"203.0.113.{number}")
            refusals.setdefault(invitation_id, []).append(caught.value.code)
    assert refusals["0" * 32] == refusals[key.invitation_id]
    assert refusals["0" * 32] == ["directory.link_refused"] * 10 + ["directory.too_many_tries"] * 4
    with pytest.raises(TooManyTries):
        asked_by_link(visitor, key.invitation_id, key.secret)
    planned.director.clock.forward(hours=1)
    assert asked_by_link(visitor, key.invitation_id, key.secret)


def test_the_right_secret_gives_its_tries_back_also_when_the_answer_is_refused(
    planned: PlannedCase, visitor: Work
) -> None:
    for _ in range(15):
        with pytest.raises(AnswerRefused):
            answer_invitation(visitor, says(planned, InvitationAnswer.OPEN), ip="203.0.113.9")


def test_a_known_and_an_unknown_invitation_take_as_long(planned: PlannedCase, visitor: Work) -> None:
    def took(invitation_id: str) -> float:
        times = []
        with visitor.as_actor(SYSTEM).upkeep() as tx:
            for _ in range(60):
                tx.session.expire_all()
                begins = perf_counter()
                assert invited_by(tx, invitation_id, "x" * 43) is None
                times.append(perf_counter() - begins)
        return sorted(times)[30]

    known, unknown = took(planned.key("VT").invitation_id), took("0" * 32)
    assert known < unknown * 4 + 0.002


def test_the_calendar_item_is_the_own_one_and_names_nobody(planned: PlannedCase, visitor: Work) -> None:
    key = planned.key("VT")
    item = calendar_by_link(visitor, key.invitation_id, key.secret)
    assert "BEGIN:VEVENT" in item
    assert "ATTENDEE" not in item
    assert planned.key("DR").secret not in item.replace("\r\n ", "")


def test_a_proposed_deputy_is_sealed_and_hears_nothing_yet(planned: PlannedCase, visitor: Work) -> None:
    before = mails(planned)
    answer_invitation(visitor, says(planned, DEPUTY, deputy=TYPED))
    assert (proposal(planned), row_of(planned).answer) == (TYPED, DEPUTY)
    assert "Noor" not in row_of(planned).deputy_sealed
    assert mails(planned) == before
    assert deputy_choices(planned.director, planned.case_id, row_of(planned).id).proposed == TYPED
    answer_invitation(visitor, says(planned, YES))
    assert (proposal(planned), row_of(planned).answer) == (None, YES)


@pytest.mark.parametrize(
    ("typed", "part", "reason"),
    [
        (None, "name", "empty"),
        (ProposedDeputy(" "), "name", "empty"),
        (ProposedDeputy("N" * 121, email="n@p.example"), "name", "too_long"),
        (ProposedDeputy("N\x00", email="n@p.example"), "name", "unreadable"),
        (ProposedDeputy("N\nB", email="n@p.example"), "name", "unreadable"),
        (ProposedDeputy("N", "f" * 121, "n@p.example"), "function", "too_long"),
        (ProposedDeputy("N", "burger 123456782", "n@p.example"), "function", "national_number"),
        (ProposedDeputy("N"), "email", "empty"),
        (ProposedDeputy("N", email="no address"), "email", "malformed"),
        (ProposedDeputy("N", phone="12"), "phone", "malformed"),
        (ProposedDeputy("", professional_id="0" * 32), "deputy", "unknown"),
    ],
)
def test_a_deputy_needs_a_name_and_a_way_to_be_reached(
    planned: PlannedCase, visitor: Work, typed: ProposedDeputy | None, part: str, reason: str
) -> None:
    assert wrong(lambda: answer_invitation(visitor, says(planned, DEPUTY, deputy=typed))) == (part, reason)
    assert row_of(planned).answer is InvitationAnswer.OPEN


def test_only_the_known_deputy_of_the_own_seat_is_offered(planned: PlannedCase, visitor: Work) -> None:
    deputy, key = colleague(planned), planned.key("VT")
    known_deputy(planned, deputy)
    assert asked_by_link(visitor, key.invitation_id, key.secret).deputies == ((deputy, "Noor Naaste"),)
    assert asked_by_link(visitor, planned.key("DR").invitation_id, planned.key("DR").secret).deputies == ()
    answer_invitation(visitor, says(planned, DEPUTY, deputy=ProposedDeputy("", professional_id=deputy)))
    chosen = deputy_choices(planned.director, planned.case_id, key.invitation_id)
    assert (chosen.proposed.name, chosen.known_as, chosen.objection) == ("Noor Naaste", deputy, "")


def test_a_deputy_who_is_kept_out_is_offered_to_nobody_and_only_the_director_hears_why(
    planned: PlannedCase, visitor: Work
) -> None:
    deputy, key = colleague(planned), planned.key("VT")
    known_deputy(planned, deputy)
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, "Noor Naaste"))
    assert asked_by_link(visitor, key.invitation_id, key.secret).deputies == ()
    for proposed in (ProposedDeputy("", professional_id=deputy), TYPED, ProposedDeputy("B. Nieuw", phone="0612345678")):
        answer_invitation(visitor, says(planned, DEPUTY, deputy=proposed))
        assert row_of(planned).answer is DEPUTY
        said = deputy_choices(planned.director, planned.case_id, key.invitation_id)
        assert said.objection == ("" if proposed.name == "B. Nieuw" else "barred")
        assert said.choices == ()
    assert wrong(lambda: decide(planned, deputy)) == ("deputy", "barred")
    row = row_of(planned)
    added = AddDeputy(planned.case_id, row.id, row.version, "Noor  naaste", email="other@partner.example")
    assert wrong(lambda: add_and_approve(planned.director, added))[1] in ("known", "barred")


def test_a_private_person_of_the_case_never_comes(planned: PlannedCase, visitor: Work) -> None:
    with visitor.as_actor(SYSTEM).upkeep() as tx:
        person = tx.session.exec(select(CasePerson).where(CasePerson.case_id == planned.case_id)).first()
        tx.seal(person, "name_sealed", "Noor Naaste")
        tx.add(person)
    answer_invitation(visitor, says(planned, DEPUTY, deputy=TYPED))
    row = row_of(planned)
    assert deputy_choices(planned.director, planned.case_id, row.id).objection == "private_person"
    assert wrong(lambda: decide(planned, colleague(planned)))[1] == "private_person"
    order = AddDeputy(planned.case_id, row.id, row.version, "Noor Naaste", email="n@partner.example")
    assert wrong(lambda: add_and_approve(planned.director, order))[1] == "known"


def test_an_approved_deputy_takes_the_place_with_a_link_of_their_own(planned: PlannedCase, visitor: Work) -> None:
    from services.conditions.actions import hand_in

    hand_in(planned.as_guest("VT"), a_condition())
    answer_invitation(visitor, says(planned, DEPUTY, deputy=TYPED))
    old, original = planned.key("VT"), row_of(planned).professional_id
    session = open_link(visitor, old)
    deputy = colleague(planned, email="noor@partner.example")
    decide(planned, deputy)
    row = row_of(planned)
    assert (row.professional_id, row.stands_in_for, row.answer) == (deputy, original, InvitationAnswer.OPEN)
    assert (row.handed_in_at is not None, row.opened_at, proposal(planned)) == (True, None, None)
    assert sessions.recognise(visitor, session) is None
    for act in (lambda: open_link(visitor, old), lambda: asked_by_link(visitor, old.invitation_id, old.secret)):
        with pytest.raises(LinkRefused):
            act()
    assert {"d1@partner.example", "noor@partner.example"} <= set(mails(planned))
    new = planned.key("VT")
    told = [queued.mail for queued in planned.attendee("VT").mails if queued.mail.to == "d1@partner.example"]
    assert all(new.secret not in mail.body + (mail.calendar or "").replace("\r\n ", "") for mail in told)
    actor = sessions.recognise(visitor, open_link(visitor, new))
    assert actor.name == "Noor Naaste"
    answer_invitation(visitor, says(planned, YES))


def test_a_chain_of_deputies_remembers_whose_place_it_is(planned: PlannedCase) -> None:
    original = row_of(planned).professional_id
    first, second = colleague(planned), colleague(planned, "Bas Bijstand")
    decide(planned, first)
    decide(planned, second)
    assert (row_of(planned).professional_id, row_of(planned).stands_in_for) == (second, original)
    decide(planned, original)
    assert (row_of(planned).professional_id, row_of(planned).stands_in_for) == (original, None)


def test_a_declined_proposal_leaves_the_invitation_open(planned: PlannedCase, visitor: Work) -> None:
    assert wrong(lambda: decide(planned)) == ("deputy", "none_proposed")
    answer_invitation(visitor, says(planned, DEPUTY, deputy=TYPED))
    sent = len(mails(planned))
    decide(planned)
    assert (row_of(planned).answer, proposal(planned)) == (InvitationAnswer.OPEN, None)
    assert mails(planned)[sent:] == ["d1@partner.example"]
    answer_invitation(visitor, says(planned, NO))


@pytest.mark.parametrize("who", ["other_organisation", "invited", "inactive", "unknown", "same"])
def test_who_cannot_take_the_place(planned: PlannedCase, who: str) -> None:
    chosen = {
        "other_organisation": lambda: colleague(planned, home="GGZ"),
        "invited": lambda: row_of(planned, "DR").professional_id,
        "inactive": lambda: _left(planned, colleague(planned)),
        "unknown": lambda: "0" * 32,
        "same": lambda: row_of(planned).professional_id,
    }[who]()
    before = row_of(planned)
    assert wrong(lambda: decide(planned, chosen))[0] == "deputy"
    assert (row_of(planned).professional_id, row_of(planned).version) == (before.professional_id, before.version)


def _left(planned: PlannedCase, professional_id: str) -> str:
    with planned.director.as_actor(SYSTEM).upkeep() as tx:
        tx.session.get_one(Professional, professional_id).active = False
    return professional_id


def test_a_deputy_comes_at_the_last_hour_but_not_after_it(planned: PlannedCase) -> None:
    first, second = colleague(planned), colleague(planned, "Bas Bijstand")
    planned.director.clock.moment = STARTS + timedelta(minutes=89)
    decide(planned, first)
    planned.director.clock.moment = STARTS + timedelta(minutes=90)
    with pytest.raises(DeputyOver):
        decide(planned, second)


def test_a_decision_on_a_proposal_that_changed_meanwhile_does_nothing(planned: PlannedCase, visitor: Work) -> None:
    answer_invitation(visitor, says(planned, DEPUTY, deputy=TYPED))
    seen = row_of(planned)
    answer_invitation(visitor, says(planned, YES))
    with pytest.raises(ChangedMeanwhile):
        decide_deputy(planned.director, DecideDeputy(planned.case_id, seen.id, seen.version))
    assert row_of(planned).answer is YES


def test_somebody_new_is_added_and_let_in_as_one(planned: PlannedCase, visitor: Work) -> None:
    answer_invitation(visitor, says(planned, DEPUTY, deputy=TYPED))
    row = row_of(planned)
    order = AddDeputy(planned.case_id, row.id, row.version, TYPED.name, TYPED.function, TYPED.email)
    added = add_and_approve(planned.director, order)
    assert row_of(planned).professional_id == added
    assert "noor@partner.example" in mails(planned)
    with pytest.raises(ChangedMeanwhile):
        add_and_approve(planned.director, order)


def test_only_who_directs_the_case_decides(planned: PlannedCase, work_as: WorkAs, visitor: Work) -> None:
    other, row = a_planned_case(work_as, code="T-200"), row_of(planned)
    deputy = colleague(planned)
    for who, case_id in (
        (other.director, planned.case_id),
        (other.director, other.case_id),
        (a_holder(planned, work_as, "VT"), planned.case_id),
        (planned.as_guest("VT"), planned.case_id),
        (visitor, planned.case_id),
    ):
        for act in (
            lambda who=who, case_id=case_id: decide_deputy(who, DecideDeputy(case_id, row.id, row.version, deputy)),
            lambda who=who, case_id=case_id: deputy_choices(who, case_id, row.id),
            lambda who=who, case_id=case_id: add_and_approve(who, AddDeputy(case_id, row.id, row.version, "N")),
            lambda who=who, case_id=case_id: record_information(
                who, RecordInformation(case_id, row.id, row.version, "Tekst.")
            ),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert row_of(planned).professional_id == row.professional_id


def test_information_in_writing_is_given_by_the_guest_or_recorded_for_them(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    assert (guest_information(guest).text, guest_information(guest).open) == ("", True)
    version = give_information(guest, "  Wij spraken haar gisteren. ")
    row = row_of(planned)
    assert (row.answer, row.information_at) == (InvitationAnswer.INFORMATION, guest.clock())
    assert "gisteren" not in row.information_sealed
    assert give_information(guest, "Wij spraken haar gisteren.") == version
    for unseen in (None, version - 1):
        with pytest.raises(ChangedMeanwhile):
            give_information(guest, "Iets anders.", version=unseen)
    assert guest_information(guest).text == "Wij spraken haar gisteren."
    version = give_information(guest, "Iets anders.", version=version)
    record_information(planned.director, RecordInformation(planned.case_id, row.id, version, "Gebeld: niets nieuws."))
    with pytest.raises(ChangedMeanwhile):
        give_information(guest, "Nog iets.", version=version)
    assert guest_information(guest).text == "Gebeld: niets nieuws."


@pytest.mark.parametrize(("text", "reason"), [(" \n", "empty"), ("x" * 4001, "too_long"), ("\x00", "unreadable")])
def test_information_that_cannot_be_kept(planned: PlannedCase, text: str, reason: str) -> None:
    with refused(InformationWrong, reason):
        give_information(planned.as_guest("VT"), text)
    assert give_information(planned.as_guest("VT"), "x" * 4000)


def test_a_guest_gives_information_until_the_meeting_begins_the_director_after_it_too(planned: PlannedCase) -> None:
    planned.director.clock.moment = STARTS
    with refused(InformationWrong, "begun"):
        give_information(planned.as_guest("VT"), "Tekst.")
    row = row_of(planned)
    assert record_information(planned.director, RecordInformation(planned.case_id, row.id, row.version, "Tekst."))
