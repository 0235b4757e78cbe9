"""Whoever is kept out is out at once, in every part of the case; whoever resembles them waits for a judgement."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.barring import Bar, NearMatch
from models.direction import DirectingRow, HandoverRow
from models.directory import Account
from models.outbox import OutboxMessage
from models.terms import (
    BarKind,
    Belonging,
    CaseStatus,
    HandoverAnswer,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    OrganisationKind,
)
from services.access.rules import Standing
from services.barring.actions import bar, judge, notice_account
from services.barring.facts import NewBar
from services.barring.queries import bars_of, likenesses_of, would_keep_out
from services.barring.rules import BarWrong
from services.cases.actions import fill_seat, open_case
from services.cases.checks import CaseFieldWrong
from services.cases.orders import NewSeat
from services.cases.queries import case_facts, my_cases
from services.cases.rows import PersonBarred
from services.directory.partners import (
    AddOrganisation,
    AddProfessional,
    add_organisation,
    add_professional,
    professionals,
    professionals_for,
)
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.measures.queries import register
from services.meetings.links import LinkRefused, open_link
from services.meetings.proposing import availability
from services.messages.rules import TRIES
from services.relations.queries import barred_accounts, barred_professionals
from services.unit_of_work import NotAllowed, Work
from tests.planned import DEPUTY, PlannedCase, a_director, a_holder, a_planned_case
from tests.rows import a_professional, an_account
from tests.services.cases.build import TODAY, order, rows

WorkAs = Callable[..., Work]


def keep_out(work: Work, case_id: str, name: str) -> None:
    bar(work, case_id, NewBar(BarKind.NAME, name))


def barred(work: Work, case_id: str) -> frozenset[str]:
    with work.database.reading() as session:
        return barred_professionals(session, work.database.vault, case_id)


# ---- exactly ----


def test_a_bar_is_kept_once_sealed_and_readable_for_who_directs(planned: PlannedCase) -> None:
    for value in ("Mr. F. Roodhart", "f. roódhart", "F ROODHART"):
        bar(planned.director, planned.case_id, NewBar(BarKind.NAME, value, "Broer van de verdachte"))
    (row,) = rows(planned.director, Bar)
    assert "oodhart" not in str(row.model_dump()).lower()
    assert "Broer" not in str(row.model_dump())
    (line,) = bars_of(planned.director, planned.case_id)
    assert (line.kind, line.value, line.reason) == (BarKind.NAME, "Mr. F. Roodhart", "Broer van de verdachte")


def test_only_who_directs_keeps_out_and_sees_who_is(planned: PlannedCase, work_as: WorkAs, deputy: Work) -> None:
    keep_out(deputy, planned.case_id, "F. Roodhart")
    for other in (a_holder(planned, work_as, "VT"), a_director(work_as, "M. Vreemd"), planned.as_guest("DR")):
        for act in (
            lambda who=other: keep_out(who, planned.case_id, "X. Yz"),
            lambda who=other: bars_of(who, planned.case_id),
            lambda who=other: likenesses_of(who, planned.case_id),
            lambda who=other: professionals_for(who, planned.case_id),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert len(bars_of(planned.director, planned.case_id)) == 1


def test_whoever_is_barred_gets_no_seat_and_stands_in_for_nobody(planned: PlannedCase, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    kept_out = a_professional(system, "B. Barse", "b@rn.example", "RN")
    other = a_professional(system, "R. Ruiter", "r@rn.example", "RN")
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "B@RN.example"))
    for seat in (NewSeat(kept_out, "adviseur"), NewSeat(other, "adviseur", deputy_id=kept_out)):
        with pytest.raises(PersonBarred):
            fill_seat(planned.director, planned.case_id, seat)
    assert "RN" not in [seat.organisation for seat in case_facts(planned.director, planned.case_id).seats]


def test_a_bar_ends_what_a_member_of_the_case_could_see(planned: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    assert [line.code for line in my_cases(holder)] == ["T-100"]
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "vt"))
    assert my_cases(holder) == ()
    with pytest.raises(NotAllowed):
        case_facts(holder, planned.case_id)


def test_a_team_is_kept_out_wherever_its_people_could_come_in(planned: PlannedCase, work_as: WorkAs) -> None:
    home = add_organisation(planned.director, AddOrganisation("GGZ", "GGZ", OrganisationKind.OTHER))
    north = add_professional(planned.director, AddProfessional(home.id, "N. Noord", team="FACT-team Noord")).id
    south = add_professional(planned.director, AddProfessional(home.id, "Z. Zuid", team="FACT-team Zuid")).id
    bar(planned.director, planned.case_id, NewBar(BarKind.TEAM, "fact team noord"))
    assert barred(planned.director, planned.case_id) == {north}
    offered = {person.id for person in professionals_for(planned.director, planned.case_id)}
    assert south in offered and north not in offered
    assert north in {person.id for person in professionals(planned.director)}, "the directory itself tells nothing"


def test_a_link_that_was_sent_before_opens_nothing_after(planned: PlannedCase, work_as: WorkAs) -> None:
    key = planned.key("VT")
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "VT"))
    with pytest.raises(LinkRefused):
        open_link(work_as(Standing.VISITOR), key)


def test_a_mail_that_waits_is_not_sent_to_whoever_was_barred_meanwhile(planned: PlannedCase) -> None:
    invited = planned.attendee("VT").invitation_id
    assert [row.attempts for row in rows(planned.director, OutboxMessage)] == [0, 0, 0, 0]
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "VT"))
    waiting = {row.invitation_id: row.attempts for row in rows(planned.director, OutboxMessage)}
    assert waiting.pop(invited) == TRIES
    assert set(waiting.values()) == {0}


def test_nobody_who_is_barred_counts_in_the_hours_that_a_meeting_is_planned_by(planned: PlannedCase) -> None:
    found = availability(planned.director, planned.case_id, MeetingKind.CASE_CONFERENCE, 90)
    assert {home for home, _ in found.seats.values()} == {"politie", "VT", "lokale_veld", "DR"}
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "lokale_veld"))
    found = availability(planned.director, planned.case_id, MeetingKind.CASE_CONFERENCE, 90)
    assert {home for home, _ in found.seats.values()} == {"politie", "VT", "DR"}


# ---- director and deputy ----


def test_nobody_shuts_themselves_out(planned: PlannedCase) -> None:
    for order_ in (NewBar(BarKind.NAME, "i. brandsma"), NewBar(BarKind.ORGANISATION, "politie")):
        with pytest.raises(BarWrong) as refused:
            bar(planned.director, planned.case_id, order_)
        assert refused.value.fields["reason"] == "shuts_out_director"
    assert rows(planned.director, Bar) == []
    assert case_facts(planned.director, planned.case_id).deputy_director == DEPUTY


def test_a_deputy_who_is_barred_is_off_the_case_at_once(planned: PlannedCase, deputy: Work) -> None:
    assert my_cases(deputy)
    keep_out(planned.director, planned.case_id, DEPUTY)
    facts = case_facts(planned.director, planned.case_id)
    assert (facts.deputy_account_id, facts.status) == ("", CaseStatus.PREPARING)
    assert my_cases(deputy) == ()
    ended = [row.account_id for row in rows(planned.director, DirectingRow) if row.until_at]
    assert ended == [deputy.actor.account_id]


def test_the_deputy_who_keeps_the_director_out_directs_from_then_on(planned: PlannedCase, deputy: Work) -> None:
    keep_out(deputy, planned.case_id, "I. Brandsma")
    facts = case_facts(deputy, planned.case_id)
    assert (facts.director, facts.deputy_director, facts.status) == (DEPUTY, "", CaseStatus.PREPARING)
    assert my_cases(planned.director) == ()
    with pytest.raises(NotAllowed):
        case_facts(planned.director, planned.case_id)
    running = {(row.account_id, row.part) for row in rows(deputy, DirectingRow) if not row.until_at}
    assert running == {(deputy.actor.account_id, Belonging.DIRECTOR)}


def test_a_question_to_take_over_dies_with_the_bar(planned: PlannedCase, work_as: WorkAs) -> None:
    successor = a_director(work_as, "O. Opvolger")
    with planned.director.upkeep() as tx:
        tx.add(
            HandoverRow(
                id="h" * 32,
                case_id=planned.case_id,
                from_id=planned.director.actor.account_id,
                to_id=successor.actor.account_id,
                asked_at=tx.now,
            )
        )
    keep_out(planned.director, planned.case_id, "O. Opvolger")
    (row,) = rows(planned.director, HandoverRow)
    assert row.answer is HandoverAnswer.WITHDRAWN


def test_a_deputy_who_is_barred_is_refused_at_the_opening(work_as: WorkAs) -> None:
    director = a_director(work_as)
    deputy = an_account(work_as(Standing.SYSTEM), "V. Vervang")
    for value in ("V. Vervang", "Vera Vervang"):
        with pytest.raises(CaseFieldWrong) as refused:
            open_case(director, order(deputy_account_id=deputy, bars=(NewBar(BarKind.NAME, value),)))
        assert refused.value.fields == {"field": "deputy", "reason": "barred"}


# ---- by likeness ----


def test_whoever_resembles_is_kept_out_until_somebody_says_that_it_is_another(
    planned: PlannedCase, work_as: WorkAs
) -> None:
    system = work_as(Standing.SYSTEM)
    vries = a_professional(system, "J. de Vries", "j@rn.example", "RN")
    a_professional(system, "P. de Vries", "p@rn.example", "RN")
    keep_out(planned.director, planned.case_id, "Jan de Vries")
    (asked,) = likenesses_of(planned.director, planned.case_id)
    assert (asked.name, asked.organisation, asked.bar, asked.asked) == ("J. de Vries", "RN", "Jan de Vries", True)
    assert barred(planned.director, planned.case_id) == {vries}
    version = judge(planned.director, planned.case_id, asked.id, Known.NO, asked.version)
    assert barred(planned.director, planned.case_id) == frozenset()
    assert fill_seat(planned.director, planned.case_id, NewSeat(vries, "adviseur"))
    (row,) = rows(planned.director, NearMatch)
    assert (row.judged_by, row.judged_at) == (planned.director.actor.account_id, planned.director.clock())
    judge(planned.director, planned.case_id, asked.id, Known.YES, version)
    assert barred(planned.director, planned.case_id) == {vries}
    (judged,) = likenesses_of(planned.director, planned.case_id)
    assert (judged.same, judged.judged_by) == (Known.YES, "I. Brandsma")


def test_a_judgement_is_yes_or_no_and_of_the_own_case(planned: PlannedCase, work_as: WorkAs) -> None:
    a_professional(work_as(Standing.SYSTEM), "J. de Vries", "j@rn.example", "RN")
    keep_out(planned.director, planned.case_id, "Jan de Vries")
    (asked,) = likenesses_of(planned.director, planned.case_id)
    with pytest.raises(BarWrong):
        judge(planned.director, planned.case_id, asked.id, Known.UNKNOWN, asked.version)
    other = a_planned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        judge(other.director, other.case_id, asked.id, Known.NO, asked.version)
    assert rows(planned.director, NearMatch)[0].same is Known.UNKNOWN


def test_a_deputy_who_resembles_waits_off_the_case(planned: PlannedCase, deputy: Work) -> None:
    keep_out(planned.director, planned.case_id, "Vera Vervang")
    assert my_cases(deputy) == ()
    assert case_facts(planned.director, planned.case_id).status is CaseStatus.PREPARING
    (asked,) = likenesses_of(planned.director, planned.case_id)
    judge(planned.director, planned.case_id, asked.id, Known.NO, asked.version)
    with planned.director.database.reading() as session:
        assert barred_accounts(session, planned.director.database.vault, planned.case_id) == frozenset()


def test_whoever_acts_is_another_than_the_one_they_keep_out(planned: PlannedCase, deputy: Work) -> None:
    keep_out(planned.director, planned.case_id, "Ina Brandsma")
    (own,) = likenesses_of(planned.director, planned.case_id)
    assert (own.same, own.judged_by) == (Known.NO, "I. Brandsma")
    with pytest.raises(BarWrong):
        judge(planned.director, planned.case_id, own.id, Known.YES, own.version)
    judge(deputy, planned.case_id, own.id, Known.YES, own.version)
    assert case_facts(deputy, planned.case_id).director == DEPUTY


def test_who_comes_into_the_directory_later_is_held_against_the_bars_in_silence(
    planned: PlannedCase, work_as: WorkAs
) -> None:
    keep_out(planned.director, planned.case_id, "Jan de Vries")
    stranger = a_director(work_as, "M. Vreemd")
    home = add_organisation(stranger, AddOrganisation("RN", "Reclassering", OrganisationKind.RECLASSERING))
    plain = add_professional(stranger, AddProfessional(home.id, "K. Anders", email="k@rn.example"))
    near = add_professional(stranger, AddProfessional(home.id, "J. de Vries", email="j@rn.example"))
    assert (near.name, near.organisation, near.has_email) == ("J. de Vries", plain.organisation, plain.has_email)
    assert barred(planned.director, planned.case_id) == {near.id}
    assert [one.name for one in likenesses_of(planned.director, planned.case_id)] == ["J. de Vries"]
    entries = [e for e in rows(stranger, AuditEntry) if e.actor == stranger.actor.account_id]
    assert {len(e.notes) for e in entries if e.permission == "directory.edit"} == {1}, "the log tells nothing either"


def test_an_account_takes_over_what_was_judged_of_its_professional(planned: PlannedCase, work_as: WorkAs) -> None:
    vries = a_professional(work_as(Standing.SYSTEM), "J. de Vries", "j@rn.example", "RN")
    keep_out(planned.director, planned.case_id, "Jan de Vries")
    (asked,) = likenesses_of(planned.director, planned.case_id)
    judge(planned.director, planned.case_id, asked.id, Known.NO, asked.version)
    account = an_account(work_as(Standing.SYSTEM), "J. de Vries")
    with planned.director.upkeep() as tx:
        row = tx.session.get_one(Account, account)
        row.professional_id = vries
        notice_account(tx, row)
    (match,) = rows(planned.director, NearMatch)
    assert (match.account_id, match.same) == (account, Known.NO)


def test_bars_that_are_being_typed_leave_out_whom_they_would_keep_out(work_as: WorkAs) -> None:
    director, system = a_director(work_as), work_as(Standing.SYSTEM)
    near = a_professional(system, "J. de Vries", "j@rn.example", "RN")
    exact = a_professional(system, "B. Barse", "b@vt.example", "VT")
    a_professional(system, "P. de Vries", "p@rn.example", "RN")
    account = an_account(system, "Jan de Vries")
    assert would_keep_out(director, []).professionals == frozenset()
    found = would_keep_out(director, [NewBar(BarKind.NAME, "jan de vries"), NewBar(BarKind.EMAIL, "B@vt.example")])
    assert (found.professionals, found.accounts) == ({near, exact}, {account})
    assert would_keep_out(director, [NewBar(BarKind.NAME, "Ina Brandsma")]).accounts == frozenset()
    with pytest.raises(NotAllowed):
        would_keep_out(work_as(Standing.ADMINISTRATOR, account_id="a"), [NewBar(BarKind.NAME, "jan")])


def test_the_log_names_the_act_and_not_the_person(planned: PlannedCase) -> None:
    with planned.director.database.reading() as session:
        permissions = [e.permission for e in session.exec(select(AuditEntry))]
    keep_out(planned.director, planned.case_id, "F. Roodhart")
    after = [e for e in rows(planned.director, AuditEntry) if e.permission == "bar.edit"]
    assert "bar.edit" not in permissions
    assert "Roodhart" not in str([e.model_dump() for e in after])


def test_the_register_names_nobody_who_is_kept_out_by_now(planned: PlannedCase, deputy: Work, work_as: WorkAs) -> None:
    order = WeighMeasure(planned.case_id, Measure.ARREST, "OM", MeasureOutcome.POSTPONED, "Eerst horen.", TODAY)
    weigh(deputy, order)
    assert DEPUTY in str(register(planned.director, planned.case_id))
    keep_out(planned.director, planned.case_id, DEPUTY)
    assert DEPUTY not in str(register(planned.director, planned.case_id))
