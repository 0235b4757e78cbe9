"""A case keeps its director and deputy: it is handed over by being accepted, and an absence moves nothing silently."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from models.casework import Seat
from models.direction import AbsenceRow, DirectingRow, HandoverRow
from models.directory import Account
from models.events import EventRow
from models.terms import AccountRole, BarKind, Belonging, CaseStatus, EventKind, HandoverAnswer, SeatRole
from services.access.rules import Permission, Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import fill_seat, open_case
from services.cases.orders import NewSeat
from services.cases.queries import case_facts, my_cases
from services.cases.rules import CaseFieldWrong, CaseNotActive
from services.direction.actions import (
    accept_handover,
    ask_handover,
    be_away,
    be_back,
    decline_handover,
    name_deputy,
    withdraw_handover,
)
from services.direction.facts import AskHandover, NameDeputy
from services.direction.queries import candidates, directing_of, direction_in, my_directing, open_ends
from services.direction.rules import DirectionWrong, HandoverOpen, HandoverOver
from services.meetings.actions import plan
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import DEPUTY, PlannedCase, a_holder, explained, make_ready, plan_order
from tests.rows import a_professional, an_account
from tests.services.cases.build import TODAY, order, rows
from tests.services.direction.conftest import Directed, gone, id_of

WorkAs = Callable[..., Work]


def asked(directed: Directed, **about: str) -> str:
    """The successor was asked; the question's id."""
    return ask_handover(directed.director, AskHandover(directed.case_id, id_of(directed.successor), **about))


def running(work: Work) -> set[tuple[str, Belonging]]:
    return {(row.account_id, row.part) for row in rows(work, DirectingRow) if row.until_at is None}


# ---- deputy ----


def test_a_case_without_deputy_is_in_preparation_and_nothing_is_planned(directed: Directed) -> None:
    director = directed.director
    case_id = open_case(director, order(code="T-9"))
    facts = case_facts(director, case_id)
    assert facts.status is CaseStatus.PREPARING
    with pytest.raises(CaseNotActive) as refused:
        plan(director, plan_order(case_id, ("x", "y"), "m" * 32))
    assert refused.value.fields["reason"] == "in_voorbereiding"
    name_deputy(director, NameDeputy(case_id, id_of(directed.deputy), facts.version))
    assert case_facts(director, case_id).status is CaseStatus.ACTIVE
    assert {part for row, part in running(director)} == {Belonging.DIRECTOR, Belonging.DEPUTY}


def test_no_plan_is_adopted_while_a_bar_left_the_case_without_deputy(directed: Directed) -> None:
    planned: PlannedCase = directed.planned
    make_ready(planned)
    words = explained(planned)
    bar(directed.director, directed.case_id, NewBar(BarKind.NAME, DEPUTY))
    with pytest.raises(CaseNotActive):
        adopt(directed.director, AdoptPlan(directed.case_id, words))
    version = case_facts(directed.director, directed.case_id).version
    name_deputy(directed.director, NameDeputy(directed.case_id, id_of(directed.successor), version))
    assert adopt(directed.director, AdoptPlan(directed.case_id, words)) == 1


def test_a_deputy_is_replaced_with_history_and_never_taken_away(directed: Directed, clock) -> None:
    director, case_id = directed.director, directed.case_id
    seen = case_facts(director, case_id).version
    with pytest.raises(DirectionWrong) as refused:
        name_deputy(director, NameDeputy(case_id, "", seen))
    assert refused.value.fields == {"field": "deputy", "reason": "missing"}
    clock.forward(days=2)
    name_deputy(director, NameDeputy(case_id, id_of(directed.successor), seen))
    assert my_cases(directed.deputy) == ()
    told = [(s.name, s.part, s.until is None) for s in directing_of(director, case_id).history]
    assert told == [
        ("O. Opvolger", Belonging.DEPUTY, True),
        ("I. Brandsma", Belonging.DIRECTOR, True),
        (DEPUTY, Belonging.DEPUTY, False),
    ]
    with pytest.raises(ChangedMeanwhile):
        name_deputy(director, NameDeputy(case_id, id_of(directed.deputy), seen))


def test_who_cannot_deputise_is_refused(directed: Directed, work_as: WorkAs) -> None:
    director, case_id = directed.director, directed.case_id
    system = work_as(Standing.SYSTEM)
    holder = an_account(system, "Casushouder", AccountRole.CASE_HOLDER)
    away = an_account(system, "W. Weg")
    gone(system, away)
    bar(director, case_id, NewBar(BarKind.NAME, "M. Vreemd"))
    version = case_facts(director, case_id).version
    for account, reason in (
        (id_of(director), "unknown"),
        (holder, "unknown"),
        (away, "unknown"),
        ("0" * 32, "unknown"),
        (id_of(directed.stranger), "barred"),
    ):
        with pytest.raises(CaseFieldWrong) as refused:
            name_deputy(director, NameDeputy(case_id, account, version))
        assert refused.value.fields == {"field": "deputy", "reason": reason}
    assert case_facts(director, case_id).deputy_director == DEPUTY


def test_choices_leave_out_who_is_kept_out_who_left_and_who_directs(directed: Directed, work_as: WorkAs) -> None:
    director, case_id = directed.director, directed.case_id
    gone(work_as(Standing.SYSTEM), an_account(work_as(Standing.SYSTEM), "W. Weg"))
    assert [name for _, name in candidates(director, case_id)] == ["M. Vreemd", "O. Opvolger", DEPUTY]
    bar(director, case_id, NewBar(BarKind.NAME, "Olga Opvolger"))
    assert [name for _, name in candidates(director, case_id)] == ["M. Vreemd", DEPUTY]
    for other in (directed.stranger, a_holder(directed.planned, work_as, "VT")):
        with pytest.raises(NotAllowed):
            candidates(other, case_id)


# ---- handing over ----


def test_nothing_changes_hands_before_it_is_accepted(directed: Directed) -> None:
    before = running(directed.director)
    asked(directed, note="Ik vertrek per 1 december.")
    facts = case_facts(directed.director, directed.case_id)
    assert (facts.director, facts.deputy_director, facts.asked_to_take_over) == ("I. Brandsma", DEPUTY, "O. Opvolger")
    assert running(directed.director) == before
    with pytest.raises(NotAllowed):
        case_facts(directed.successor, directed.case_id)
    assert my_cases(directed.successor) == ()


def test_accepting_changes_director_history_and_event(directed: Directed, clock) -> None:
    question = asked(directed)
    clock.forward(hours=3)
    accept_handover(directed.successor, directed.case_id, question)
    facts = case_facts(directed.successor, directed.case_id)
    assert (facts.director, facts.deputy_director, facts.status) == ("O. Opvolger", DEPUTY, CaseStatus.ACTIVE)
    assert facts.asked_to_take_over == ""
    assert my_cases(directed.director) == ()
    assert running(directed.successor) == {
        (id_of(directed.successor), Belonging.DIRECTOR),
        (id_of(directed.deputy), Belonging.DEPUTY),
    }
    (event,) = rows(directed.successor, EventRow)
    assert (event.kind, event.happened_at, event.text_sealed, event.tier) == (
        EventKind.DIRECTOR_CHANGED,
        clock(),
        "",
        "partners",
    )
    with pytest.raises(NotAllowed):
        accept_handover(directed.successor, directed.case_id, question)


def test_whoever_hands_over_may_stay_on_as_deputy(directed: Directed) -> None:
    question = asked(directed, deputy_account_id=id_of(directed.director))
    accept_handover(directed.successor, directed.case_id, question)
    facts = case_facts(directed.director, directed.case_id)
    assert (facts.director, facts.deputy_director) == ("O. Opvolger", "I. Brandsma")
    assert my_cases(directed.deputy) == ()


def test_the_deputy_takes_over_and_somebody_else_deputises(directed: Directed) -> None:
    order_ = AskHandover(directed.case_id, id_of(directed.deputy))
    with pytest.raises(DirectionWrong) as refused:
        ask_handover(directed.director, order_)
    assert refused.value.fields == {"field": "deputy", "reason": "missing"}
    question = ask_handover(
        directed.director,
        AskHandover(directed.case_id, id_of(directed.deputy), deputy_account_id=id_of(directed.director)),
    )
    assert [one.case_id for one in my_directing(directed.deputy).asked] == [directed.case_id]
    accept_handover(directed.deputy, directed.case_id, question)
    facts = case_facts(directed.deputy, directed.case_id)
    assert (facts.director, facts.deputy_director) == (DEPUTY, "I. Brandsma")


def test_a_deputy_who_left_meanwhile_is_not_named_and_the_case_waits(directed: Directed) -> None:
    question = asked(directed)
    gone(directed.director, id_of(directed.deputy))
    accept_handover(directed.successor, directed.case_id, question)
    facts = case_facts(directed.successor, directed.case_id)
    assert (facts.deputy_director, facts.status) == ("", CaseStatus.PREPARING)


def test_declining_needs_a_reason_and_leaves_all_as_it_was(directed: Directed) -> None:
    question = asked(directed)
    with pytest.raises(DirectionWrong):
        decline_handover(directed.successor, directed.case_id, question, " ")
    decline_handover(directed.successor, directed.case_id, question, "Geen ruimte tot januari.")
    (told,) = directing_of(directed.director, directed.case_id).handovers
    assert (told.answer, told.reason, told.to) == (HandoverAnswer.DECLINED, "Geen ruimte tot januari.", "O. Opvolger")
    assert case_facts(directed.director, directed.case_id).director == "I. Brandsma"
    with pytest.raises(NotAllowed):
        open_ends(directed.successor, directed.case_id)
    assert rows(directed.director, HandoverRow)[0].reason_sealed.startswith("1")


def test_a_question_can_be_withdrawn_and_asked_once_at_a_time(directed: Directed) -> None:
    question = asked(directed)
    with pytest.raises(HandoverOpen):
        asked(directed)
    withdraw_handover(directed.deputy, directed.case_id, question)
    for act in (
        lambda: withdraw_handover(directed.director, directed.case_id, question),
        lambda: accept_handover(directed.successor, directed.case_id, question),
    ):
        with pytest.raises((HandoverOver, NotAllowed)):
            act()
    assert my_directing(directed.successor).asked == ()
    assert asked(directed) != question


def test_only_the_one_asked_answers_and_only_who_directs_asks(directed: Directed, work_as: WorkAs) -> None:
    question = asked(directed)
    for other in (directed.director, directed.deputy, directed.stranger, a_holder(directed.planned, work_as, "VT")):
        for act in (
            lambda who=other: accept_handover(who, directed.case_id, question),
            lambda who=other: decline_handover(who, directed.case_id, question, "nee"),
        ):
            with pytest.raises(NotAllowed):
                act()
    for other in (directed.successor, directed.stranger):
        for act in (
            lambda who=other: withdraw_handover(who, directed.case_id, question),
            lambda who=other: ask_handover(who, AskHandover(directed.case_id, id_of(directed.stranger))),
            lambda who=other: name_deputy(who, NameDeputy(directed.case_id, id_of(who), 1)),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert rows(directed.director, HandoverRow)[0].answer is HandoverAnswer.OPEN


def test_who_is_kept_out_is_not_asked_and_an_answer_comes_too_late(directed: Directed) -> None:
    bar(directed.director, directed.case_id, NewBar(BarKind.NAME, "M. Vreemd"))
    with pytest.raises(CaseFieldWrong) as refused:
        ask_handover(directed.director, AskHandover(directed.case_id, id_of(directed.stranger)))
    assert refused.value.fields == {"field": "successor", "reason": "barred"}
    question = asked(directed)
    assert my_directing(directed.successor).asked
    bar(directed.director, directed.case_id, NewBar(BarKind.NAME, "O. Opvolger"))
    assert my_directing(directed.successor).asked == ()
    for act in (
        lambda: accept_handover(directed.successor, directed.case_id, question),
        lambda: open_ends(directed.successor, directed.case_id),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert case_facts(directed.director, directed.case_id).asked_to_take_over == ""


def test_a_successor_sees_open_ends_and_no_content(directed: Directed) -> None:
    asked(directed, note="Let op de zitting.")
    seen = open_ends(directed.successor, directed.case_id)
    assert (seen.code_name, seen.handover.note, seen.handover.asked_by) == (
        "Zaak Heggemus",
        "Let op de zitting.",
        "I. Brandsma",
    )
    assert {"sash", "review", "actions"} <= {check.key for check in seen.checks}
    assert [meeting.starts_at for meeting in seen.meetings] == [directed.planned.meeting.starts_at]
    for word in ("Mevrouw W.", "De heer D.", "Kind F.", "Deelnemer"):
        assert word not in str(seen)
    for other in (directed.stranger, directed.deputy):
        with pytest.raises(NotAllowed):
            open_ends(other, directed.case_id)


def test_the_directors_seat_follows_whoever_directs(directed: Directed, work_as: WorkAs) -> None:
    system, case_id = work_as(Standing.SYSTEM), directed.case_id
    old, new = (a_professional(system, name, "", "politie") for name in ("I. Brandsma", "O. Opvolger"))
    with system.upkeep() as tx:
        for account, professional in ((id_of(directed.director), old), (id_of(directed.successor), new)):
            row = tx.session.get_one(Account, account)
            row.professional_id = professional
            tx.add(row)
    role = SeatRole.CASE_DIRECTOR.value
    fill_seat(directed.director, case_id, NewSeat(old, role, chairs=True, speaks_with=("P1",), note="bereikbaar"))
    accept_handover(directed.successor, case_id, asked(directed, deputy_account_id=id_of(directed.director)))
    (seat,) = [s for s in case_facts(directed.successor, case_id).seats if s.role == role]
    assert (seat.name, seat.deputy, seat.chairs, seat.speaks_with, seat.note) == (
        "O. Opvolger",
        "I. Brandsma",
        True,
        ("P1",),
        "bereikbaar",
    )
    ended = [row for row in rows(directed.successor, Seat) if row.ended_at]
    assert [row.professional_id for row in ended] == [old]


def test_a_successor_without_an_entry_leaves_the_seat_open(directed: Directed, work_as: WorkAs) -> None:
    old = a_professional(work_as(Standing.SYSTEM), "I. Brandsma", "", "politie")
    with directed.director.upkeep() as tx:
        tx.session.get_one(Account, id_of(directed.director)).professional_id = old
    fill_seat(directed.director, directed.case_id, NewSeat(old, SeatRole.CASE_DIRECTOR.value))
    accept_handover(directed.successor, directed.case_id, asked(directed))
    roles = [s.role for s in case_facts(directed.successor, directed.case_id).seats]
    assert SeatRole.CASE_DIRECTOR.value not in roles


def test_who_left_and_was_kept_out_later_is_not_named_in_the_history(directed: Directed) -> None:
    accept_handover(directed.successor, directed.case_id, asked(directed))
    bar(directed.successor, directed.case_id, NewBar(BarKind.NAME, "I. Brandsma"))
    told = directing_of(directed.successor, directed.case_id)
    assert "Brandsma" not in str(told)
    assert [s.part for s in told.history if not s.name] == [Belonging.DIRECTOR]


# ---- absence ----


def test_the_deputy_sees_to_it_visibly_while_the_director_is_away(directed: Directed, clock) -> None:
    be_away(directed.director, TODAY + timedelta(days=1), TODAY + timedelta(days=3))
    assert my_directing(directed.deputy).standing_in == {}
    clock.forward(days=1)
    (mine,) = my_directing(directed.deputy).standing_in.values()
    assert (mine.acting, mine.director_away_until, mine.unattended) == (DEPUTY, TODAY + timedelta(days=3), False)
    facts = case_facts(directed.deputy, directed.case_id)
    assert (facts.director, facts.director_away_until) == ("I. Brandsma", TODAY + timedelta(days=3))
    assert my_directing(directed.director).standing_in == {}
    clock.forward(days=3)
    assert my_directing(directed.deputy).standing_in == {}
    assert case_facts(directed.deputy, directed.case_id).director_away_until is None


def test_an_absence_ends_early_and_is_ones_own(directed: Directed) -> None:
    be_away(directed.director, TODAY, TODAY + timedelta(days=9))
    (stated,) = my_directing(directed.director).absences
    for act in (
        lambda: be_back(directed.deputy, stated.id, stated.version),
        lambda: be_away(directed.director.as_actor(directed.planned.as_guest("VT").actor), TODAY, TODAY),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert len(my_directing(directed.director).absences) == 1
    be_back(directed.director, stated.id, stated.version)
    assert my_directing(directed.director).absences == ()
    assert case_facts(directed.director, directed.case_id).director_away_until is None
    assert rows(directed.director, AbsenceRow)[0].ended_at is not None


def test_both_away_is_told_ahead_and_on_the_day(directed: Directed, clock) -> None:
    be_away(directed.director, TODAY + timedelta(days=2), TODAY + timedelta(days=6))
    assert my_directing(directed.deputy).gaps == ()
    be_away(directed.deputy, TODAY + timedelta(days=5), TODAY + timedelta(days=8))
    for who, other in ((directed.director, DEPUTY), (directed.deputy, "I. Brandsma")):
        (gap,) = my_directing(who).gaps
        assert (gap.other, gap.first, gap.last) == (other, TODAY + timedelta(days=5), TODAY + timedelta(days=6))
    clock.forward(days=5)
    (one,) = my_directing(directed.director).cases
    assert one.unattended
    assert my_directing(directed.deputy).standing_in == {}


def test_a_director_who_can_no_longer_sign_in_is_told(directed: Directed) -> None:
    gone(directed.deputy, id_of(directed.director))
    (one,) = my_directing(directed.deputy).cases
    assert (one.director_gone, one.acting) == (True, DEPUTY)
    question = ask_handover(
        directed.deputy,
        AskHandover(directed.case_id, id_of(directed.deputy), deputy_account_id=id_of(directed.successor)),
    )
    accept_handover(directed.deputy, directed.case_id, question)
    facts = case_facts(directed.deputy, directed.case_id)
    assert (facts.director, facts.deputy_director) == (DEPUTY, "O. Opvolger")


# ---- in one look ----


def test_direction_of_many_cases_costs_the_same_number_of_queries(directed: Directed, counted) -> None:
    director = directed.director
    ids = [directed.case_id]
    asked(directed)

    def look(wanted: list[str]) -> int:
        with director.read(Permission.CASE_LIST) as reading, counted(director) as number:
            assert set(direction_in(reading, wanted)) == set(wanted)
        return number[0]

    one = look(ids)
    for n in range(4):
        ids.append(open_case(director, order(code=f"M-{n}", deputy_account_id=id_of(directed.deputy))))
    assert look(ids) == one <= 5


def test_what_is_written_lies_sealed(directed: Directed) -> None:
    asked(directed, note="Kwikstaart 7")
    with directed.director.database.reading() as session:
        (row,) = session.exec(select(HandoverRow)).all()
    assert "Kwikstaart" not in str(row.model_dump())
