"""What counts as needed now and in what order; pure, from checks and meetings."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from models.terms import (
    ActionStatus,
    CaseId,
    CourtOrderKind,
    InvitationAnswer,
    Measure,
    MeasureOutcome,
    MeetingKind,
    MeetingStatus,
    Relation,
    Resolution,
    Risk,
    Theme,
)
from services.cases.facts import CaseFacts, CourtOrder, Weighing
from services.consistency.facts import Board, Certainty, Contradiction, Found, SettledFinding
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.orders import ProposedDeputy
from services.messages.facts import Delivery, Mail, QueuedMail
from services.oversight import rules
from services.plans.orders import ActionView, Check, State, Step
from services.victim.facts import PromisedContact

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FACTS = CaseFacts(CaseId("h"), "H-01", "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, True)
READY, MISSING, WAITING = State.READY, State.MISSING, State.WAITING


def needed(checks, meeting=None, *, adopted=False, facts=FACTS):
    return rules.needs_of(facts, checks, meeting, adopted=adopted, moment=NOW)


def test_open_seats_are_one_need_with_all_their_rules() -> None:
    seats = [
        Check(f"seat:{key}", Step.NETWORK, MISSING, (rule,), data={"organisation": key, "role": None})
        for key, rule in (("VT", "A-1"), ("OM", "A-2"))
    ]
    found = needed([*seats, check("meeting", Step.MEETING)])
    assert [(need.kind, need.count, need.rule_ids) for need in found] == [("seat", 2, ("A-1", "A-2"))]


def test_waiting_for_others_is_no_need_of_ones_own() -> None:
    assert needed([check("received", Step.CONDITIONS, WAITING), check("meeting", Step.MEETING)]) == ()


def test_points_that_do_not_block_are_left_out() -> None:
    points = [replace(check("protected", Step.CONDITIONS, MISSING), blocking=False), check("sash", Step.CASE, MISSING)]
    assert [need.kind for need in needed(points)] == ["sash"]


def test_plan_waits_for_its_meeting() -> None:
    plan = [check("actions", Step.PLAN, MISSING), weighing(), check("decided", Step.CONDITIONS, MISSING)]
    assert [n.kind for n in needed([check("meeting", Step.MEETING, MISSING), *plan])] == ["meeting"]
    after = needed([check("meeting", Step.MEETING), *plan], meeting(hours=50))
    assert {n.kind for n in after} == {"decided", "weighing"}
    decided = [plan[0], plan[1], check("decided", Step.CONDITIONS)]
    assert {n.kind for n in needed([check("meeting", Step.MEETING), *decided])} == {"actions", "weighing"}


def test_conditions_are_decided_before_the_meeting_and_the_plan_at_its_end() -> None:
    ahead = meeting(hours=50)
    points = [check("meeting", Step.MEETING), check("decided", Step.CONDITIONS, MISSING), weighing()]
    due = {need.kind: need.due for need in needed(points, ahead)}
    assert due == {"decided": ahead.starts_at, "weighing": ahead.ends_at}
    assert {need.due for need in needed(points, meeting(hours=-5))} == {None}


def test_promises_that_passed_in_silence_are_one_need_since_the_first() -> None:
    assert list(rules.silence_of(FACTS, ())) == []
    silent = [PromisedContact(str(day), "P1", date(2026, 11, day), by="L. de Wolff") for day in (20, 18)]
    (need,) = rules.silence_of(FACTS, silent)
    assert (need.kind, need.count, need.place, need.due) == (
        "silence",
        2,
        "stem",
        datetime(2026, 11, 18, 23, tzinfo=UTC),
    )
    assert "Wolff" not in repr(need)
    assert next(iter(rules.in_order([*needed([check("sash", Step.CASE, MISSING)]), need], NOW))) == need


def test_what_ends_soon_is_one_need_of_its_own() -> None:
    order = CourtOrder("o", CourtOrderKind.CONTACT_BAN, "Rechtbank", until_on=date(2026, 12, 7))
    again = Weighing(Measure.ARREST, "OM", MeasureOutcome.POSTPONED, "", "partners", weigh_again_on=date(2026, 11, 20))
    assert rules.ending_need(FACTS, NOW) is None
    assert rules.ending_need(replace(FACTS, court_orders=(replace(order, until_on=date(2026, 12, 8)),)), NOW) is None
    alone = rules.ending_need(replace(FACTS, court_orders=(order,)), NOW)
    assert (alone.count, alone.data["subject"], alone.place) == (1, CourtOrderKind.CONTACT_BAN, "maatregelen")
    both = rules.ending_need(replace(FACTS, court_orders=(order,), weighings=(again,)), NOW)
    assert (both.count, both.due.date(), both.data["subject"]) == (2, date(2026, 11, 20), Measure.ARREST)


def test_ready_case_asks_for_adoption_once() -> None:
    ready = [check("meeting", Step.MEETING), check("decided", Step.CONDITIONS)]
    assert [need.kind for need in needed(ready)] == ["adopt"]
    assert needed(ready, adopted=True, facts=replace(FACTS, review_on=None)) == ()


def test_adopted_plan_is_reviewed_from_its_day_on() -> None:
    ready = [check("decided", Step.CONDITIONS)]
    for day, kinds in (
        (date(2026, 11, 24), []),
        (date(2026, 11, 23), ["review_due"]),
        (date(2026, 11, 1), ["review_due"]),
    ):
        assert [n.kind for n in needed(ready, adopted=True, facts=replace(FACTS, review_on=day))] == kinds


def test_order_is_by_due_moment_then_by_risk() -> None:
    low, high = rules.CaseName("l", "Zaak A", Risk.LOW), rules.CaseName("h", "Zaak B", Risk.HIGH)
    later, late = NOW + timedelta(days=1), NOW - timedelta(days=1)
    needs = [
        rules.Need(low, "sash", Step.CASE),
        rules.Need(high, "decided", Step.CONDITIONS, later),
        rules.Need(high, "sash", Step.CASE),
        rules.Need(low, "review_due", Step.PLAN, late),
    ]
    assert [(n.case.id, n.kind) for n in rules.in_order(needs, NOW)] == [
        ("l", "review_due"),
        ("h", "sash"),
        ("l", "sash"),
        ("h", "decided"),
    ]


def test_week_holds_meetings_that_stand_and_are_not_over() -> None:
    called_off = replace(meeting(hours=30), status=MeetingStatus.WITHDRAWN)
    meetings = [meeting(hours=-10), meeting(hours=-1), meeting(hours=30), called_off, meeting(hours=24 * 9)]
    assert [m.starts_at for m in rules.coming(FACTS, meetings, NOW)] == [meetings[1].starts_at, meetings[2].starts_at]


def test_who_owes_conditions_is_named_and_who_handed_in_is_not() -> None:
    people = (
        attendee("A. Een"),
        replace(attendee("B. Twee"), handed_in_at=NOW),
        replace(attendee("C. Drie"), opened_at=NOW),
    )
    owed = tuple(rules.owed_of(FACTS, replace(meeting(hours=30), attendees=people)))
    assert [(o.name, o.opened) for o in owed] == [("A. Een", False), ("C. Drie", True)]
    assert tuple(rules.owed_of(FACTS, None)) == ()


def test_today_is_the_local_day() -> None:
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight on Tuesday in Amsterdam
    today = list(rules.today_of(FACTS, [], [action(1, evening), action(2, NOW), action(3, None)], NOW))
    assert [t.number for t in today] == [2]
    done = replace(action(4, NOW), status=ActionStatus.DONE)
    assert list(rules.today_of(FACTS, [], [done], NOW)) == []


def test_today_has_meeting_and_deadline() -> None:
    soon = meeting(hours=4)
    assert [(t.kind, t.at) for t in rules.today_of(FACTS, [soon], [], NOW)] == [
        ("meeting", soon.starts_at),
        ("conditions", soon.conditions_due_at),
    ]


def test_day_of_the_summer_time_has_23_hours() -> None:
    begins, ends = rules.day_span(date(2026, 3, 29))
    assert ends.timestamp() - begins.timestamp() == 23 * 3600


def check(kind: str, step: Step, state: State = READY) -> Check:
    data = {"open": 1, "all": 2, "hard": 1, "covered": 0}
    return Check(kind, step, state, data=data)


def weighing() -> Check:
    return Check(
        "weighing:EM", Step.PLAN, MISSING, data={"measure": Measure.ELECTRONIC_MONITORING, "organisation": "RN"}
    )


def attendee(name: str) -> Attendee:
    return Attendee("i", "s", "VT", "Veilig Thuis", name, InvitationAnswer.OPEN, None, None, False, False, True, "", "")


def meeting(*, hours: int) -> PlannedMeeting:
    starts = NOW + timedelta(hours=hours)
    return PlannedMeeting(
        id="m",
        case_id=FACTS.id,
        code_name=FACTS.code_name,
        kind=MeetingKind.CASE_CONFERENCE,
        status=MeetingStatus.PLANNED,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        conditions_due_at=starts - timedelta(hours=2),
        sequence=0,
        version=1,
        attendees=(),
    )


def action(number: int, due: datetime | None) -> ActionView:
    return ActionView(
        str(number), number, "doen", "VT", (), due, False, None, (), "", "", "", "partners", ActionStatus.OPEN, 1
    )


def invited(answer: InvitationAnswer = InvitationAnswer.OPEN, **changes: object) -> Attendee:
    there = Attendee("i", "s", "VT", "Veilig Thuis", "S. Oudejans", answer, None, None, False, False, True, "", "")
    return replace(there, **changes)


def asked(ahead: PlannedMeeting) -> dict[str, int]:
    return {need.kind: need.count for need in rules.meeting_needs(FACTS, (ahead,), NOW)}


def test_a_proposed_deputy_waits_for_a_word_at_once() -> None:
    waits = invited(InvitationAnswer.DEPUTY, proposed=ProposedDeputy("P. Zwaluw"))
    (need,) = rules.meeting_needs(FACTS, (replace(meeting(hours=300), attendees=(waits,)),), NOW)
    assert (need.kind, need.count, need.due) == ("deputy", 1, None)
    assert "Zwaluw" not in repr(need)
    assert asked(replace(meeting(hours=-1), attendees=(waits,))) == {}


def test_who_is_silent_shortly_before_a_meeting_and_was_never_reminded_is_a_need() -> None:
    silent = (invited(), invited(InvitationAnswer.YES), invited(reminders=1))
    assert asked(replace(meeting(hours=48), attendees=silent)) == {"remind": 1}
    assert asked(replace(meeting(hours=300), attendees=silent)) == {}
    just_asked = QueuedMail("q", Mail("s@vt.example", "", ""), Delivery.SENT, NOW - timedelta(hours=2))
    assert asked(replace(meeting(hours=48), attendees=(invited(mails=(just_asked,)),))) == {}


def test_a_link_locked_by_wrong_codes_is_a_need_without_a_name_until_the_meeting_begins() -> None:
    locked = (invited(locked=True), invited(InvitationAnswer.YES, locked=True), invited(reminders=1))
    (need,) = (
        need
        for need in rules.meeting_needs(FACTS, (replace(meeting(hours=300), attendees=locked),), NOW)
        if need.kind == "locked"
    )
    assert (need.count, need.due, need.step) == (2, None, Step.MEETING)
    assert locked[0].name not in repr(need)
    assert asked(replace(meeting(hours=-1), attendees=locked)) == {}


def test_a_poll_is_a_need_once_everybody_answered_or_the_day_has_come() -> None:
    poll = replace(meeting(hours=300), status=MeetingStatus.POLLED, poll_closes_at=NOW + timedelta(days=3))
    answered = invited(answered_at=NOW)
    assert asked(replace(poll, attendees=(answered, invited()))) == {}
    assert asked(replace(poll, attendees=(answered, answered))) == {"poll": 1}
    assert asked(replace(poll, attendees=(invited(),), poll_closes_at=NOW + timedelta(hours=3))) == {"poll": 1}


def test_a_plan_waits_while_times_are_put_to_the_vote() -> None:
    polled = check("meeting", Step.MEETING, WAITING)
    assert needed([polled, check("actions", Step.PLAN, MISSING)]) == ()


def clash(key: str, *, hidden: bool = False) -> Contradiction:
    return Contradiction(("c1", "c2"), Certainty.CERTAIN, Theme.CONTACT, "partners", hidden=hidden, key=key)


def test_contradictions_are_one_need_before_the_meeting_and_those_settled_or_half_hidden_are_none() -> None:
    board = Board(Found(contradictions=(clash("a"), clash("b"), clash("c", hidden=True), clash("d"))))
    settled = SettledFinding("s", "d", Resolution.ONE_STANDS, NOW)
    board = replace(board, settled={"d": settled})
    (need,) = rules.contradictions_of(FACTS, board, meeting(hours=30), NOW)
    assert (need.kind, need.count, need.due) == ("contradictions", 2, NOW + timedelta(hours=30))
    stale = replace(board, settled={"d": replace(settled, stale=True)})
    assert [one.count for one in rules.contradictions_of(FACTS, stale, None, NOW)] == [3]
    assert list(rules.contradictions_of(FACTS, Board(), None, NOW)) == []


def test_a_plan_is_not_ready_to_adopt_while_something_found_waits() -> None:
    assert [n.kind for n in needed([check("sash", Step.CASE)])] == ["adopt"]
    assert rules.needs_of(FACTS, [check("sash", Step.CASE)], None, adopted=False, moment=NOW, settled=False) == ()
