"""Plays what was told of the people of the fictional region: voice, promises, orders, weighings, answers."""

from dataclasses import replace
from datetime import date, timedelta

from models.terms import Known, PersonRole
from services.cases.actions import edit_core
from services.cases.court import add_court_order
from services.cases.facts import CaseFacts
from services.cases.orders import EditCore, NewCourtOrder
from services.cases.queries import case_facts
from services.demo import region_told as told
from services.demo.staging import Stage, Staged
from services.duties.actions import answer_rule
from services.duties.orders import AnswerRule
from services.measures.actions import agree_stop_talk, weigh
from services.measures.orders import AgreeStopTalk, WeighMeasure, WritePolicePlan
from services.measures.police_plan import write_police_plan
from services.scheduling.facts import local_day
from services.unit_of_work import Work
from services.victim.actions import give_consent, keep_promise, promise_contacts, write_voice
from services.victim.orders import GiveConsent, PromiseContacts, WriteVoice
from services.victim.queries import victim_side

_KEPT, _SILENT, _TO_COME = -8, -2, 5
"""Days from today on which contact was promised: kept, passed in silence, still to come."""
_PROMISED_ON = -12


def tell_high(stage: Stage, staged: Staged, monday: date) -> None:
    """The high-risk case as its director would have kept it by now."""
    work = stage.work.as_actor(staged.director)
    facts = case_facts(work, staged.case_id)
    today = local_day(work.clock())
    victim = _victim(facts)
    seat = next(seat.id for seat in facts.seats if seat.role == told.REPRESENTED_BY)
    write_voice(
        work,
        WriteVoice(
            *(facts.id, victim, 0, told.WISHES, told.FEARS, told.TELL_BACK),
            represented_by_seat_id=seat,
            heard_on=workday(today, _KEPT),
        ),
    )
    _promise(work, PromiseContacts(facts.id, victim, seat, _days(today, _KEPT, _SILENT, _TO_COME), told.PROMISED))
    until = today + timedelta(days=90)
    order = GiveConsent(facts.id, victim, "SHN", told.CONSENT, workday(today, _KEPT), until)
    give_consent(work, order)
    _tell_measures(work, facts.id, monday)
    write_police_plan(work, WritePolicePlan(facts.id, told.POLICE_PLAN))
    for one in told.ANSWERS:
        planned = monday + timedelta(days=one.planned) if one.planned is not None else None
        answer_rule(work, AnswerRule(facts.id, one.rule, one.answer, one.reason, planned))


def tell_low(stage: Stage, staged: Staged) -> None:
    """The low-risk case: heard, and the stop conversation agreed on with Veilig Thuis."""
    work = stage.work.as_actor(staged.director)
    facts = case_facts(work, staged.case_id)
    edit_core(work, replace(EditCore.as_it_stands(facts), threats_or_violence=Known.NO))
    today = local_day(work.clock())
    seat = next(seat.id for seat in facts.seats if seat.role == told.REPRESENTED_BY)
    voice = WriteVoice(
        *(facts.id, _victim(facts), 0, told.LOW_WISHES, told.LOW_FEARS, told.LOW_TELL_BACK),
        represented_by_seat_id=seat,
        heard_on=workday(today, -2),
    )
    write_voice(work, voice)
    agree_stop_talk(work, AgreeStopTalk(facts.id, veilig_thuis_on=workday(today, -1)))


def _promise(work: Work, order: PromiseContacts) -> None:
    """Promises are made for days to come, so these were made some days ago; the first was kept."""
    then = work.clock() + timedelta(days=_PROMISED_ON)
    promise_contacts(replace(work, clock=lambda: then), order)
    first = min(victim_side(work, order.case_id).promises, key=lambda one: one.promised_for)
    keep_promise(work, order.case_id, first.id, first.version, first.promised_for)


def _tell_measures(work: Work, case_id: str, monday: date) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else monday + timedelta(days=offset)

    for one in told.ORDERS:
        order = NewCourtOrder(one.kind, one.given_by, one.text, one.about, day(one.first), day(one.last))
        add_court_order(work, case_id, order)
    for one in told.WEIGHINGS:
        weigh(
            work,
            WeighMeasure(
                *(case_id, one.measure, one.organisation, one.outcome, one.reason),
                weighed_on=monday + timedelta(days=one.weighed),
                weigh_again_on=day(one.again),
                valid_from=day(one.first),
                valid_until=day(one.last),
                handover_to=one.handover_to,
                handover=one.handover,
            ),
        )


def _victim(facts: CaseFacts) -> str:
    return next(person.id for person in facts.persons if person.role is PersonRole.VICTIM)


def _days(today: date, *offsets: int) -> tuple[date, ...]:
    return tuple(workday(today, number) for number in offsets)


def workday(today: date, offset: int) -> date:
    """So many days from today; what falls in a weekend moves to a working day further away from today."""
    day = today + timedelta(days=offset)
    beyond = day.isoweekday() - 5
    if beyond <= 0:
        return day
    return day - timedelta(days=beyond) if offset < 0 else day + timedelta(days=3 - beyond)
