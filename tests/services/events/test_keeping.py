"""Events are kept all or none, once, by the case's team; changed per version, struck out and never erased."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.events import EventRow
from models.terms import BarKind, EventKind, Gravity
from services.access.rules import Permission, Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import reader_of
from services.events.actions import change, record_events, strike_out, tell_prosecution
from services.events.facts import CaseEvent, ChangeEvent
from services.events.queries import event_log, events_in, events_of, running_breaches_in
from services.events.rows import event_row
from services.events.rules import EventFieldWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case
from tests.services.events.build import NOW, an_event

WorkAs = Callable[..., Work]
HOUR = timedelta(hours=1)


def wrong(act: Callable[[], object]) -> tuple[str, str, int]:
    with pytest.raises(EventFieldWrong) as refused:
        act()
    return tuple(refused.value.fields[name] for name in ("field", "reason", "number"))  # type: ignore[return-value]


def kept(planned: PlannedCase, work: Work | None = None) -> tuple[CaseEvent, ...]:
    return events_of(work or planned.director, planned.case_id)


def changed(event: CaseEvent, case_id: str, **changes: object) -> ChangeEvent:
    names = [name for name in ChangeEvent.__dataclass_fields__ if name not in ("case_id", "event_id")]
    return ChangeEvent(case_id, event.id, **({name: getattr(event, name) for name in names} | changes))


def test_several_are_kept_in_one_act_and_a_second_click_adds_none(planned: PlannedCase) -> None:
    events = (an_event("e1"), an_event("e2", happened_at=NOW - 2 * HOUR, text="Belde.", gravity=Gravity.CONTACT))
    assert record_events(planned.director, planned.case_id, events) == 2
    assert record_events(planned.director, planned.case_id, (*events, an_event("e3"))) == 1
    assert [event.id for event in kept(planned)] == ["e2", "e1", "e3"]
    first = kept(planned)[0]
    assert (first.text, first.by_organisation, first.reported_at) == ("Belde.", "politie", NOW)
    with planned.director.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.permission == Permission.EVENT_RECORD.value)).all()
        assert [row.notes["events"] for row in rows] == [2, 1]
        assert "Belde" not in session.get_one(EventRow, "e2").text_sealed


def test_one_wrong_among_several_keeps_none(planned: PlannedCase) -> None:
    events = (an_event("e1"), an_event("e2", text=" "), an_event("e3"))
    assert wrong(lambda: record_events(planned.director, planned.case_id, events)) == ("text", "empty", 2)
    assert kept(planned) == ()


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"text": "\n "}, "text", "empty"),
        ({"text": "x" * 10_001}, "text", "too_long"),
        ({"about": ("P9",)}, "about", "unknown"),
        ({"tier": "iedereen"}, "tier", "not_yours"),
        ({"tier": "partner:VT"}, "tier", "not_yours"),
        ({"happened_at": NOW + timedelta(minutes=1)}, "happened_at", "in_future"),
        ({"happened_at": NOW + timedelta(days=1), "on_day": True}, "happened_at", "in_future"),
        ({"happened_at": datetime(1066, 10, 14, tzinfo=UTC)}, "happened_at", "impossible"),
        ({"kind": EventKind.HEARING, "happened_at": NOW + timedelta(days=9999)}, "happened_at", "impossible"),
        ({"reported_at": NOW + HOUR}, "reported_at", "in_future"),
        ({"reported_at": NOW - 2 * HOUR}, "reported_at", "before_event"),
        ({"reported_at": NOW - timedelta(days=1), "on_day": True}, "reported_at", "before_event"),
    ],
)
def test_an_event_that_cannot_be_is_refused(planned: PlannedCase, about: dict, field: str, reason: str) -> None:
    order = an_event(**about)
    assert wrong(lambda: record_events(planned.director, planned.case_id, (order,))) == (field, reason, 1)


@pytest.mark.parametrize(
    "about",
    [
        {"kind": EventKind.HEARING, "happened_at": NOW + timedelta(days=20), "text": ""},
        {"kind": EventKind.RELEASE, "happened_at": NOW + timedelta(days=20), "reported_at": NOW - HOUR},
        {"on_day": True, "happened_at": NOW + HOUR, "reported_at": NOW - HOUR},
        {"text": "\u202eאבג 🚗 <b>x</b>\n" + "y" * 9_000},
        {"kind": EventKind.ARREST, "text": ""},
    ],
)
def test_what_may_be_is_kept_as_it_is(planned: PlannedCase, about: dict) -> None:
    record_events(planned.director, planned.case_id, (an_event(**about),))
    (event,) = kept(planned)
    assert {name: getattr(event, name) for name in about} == about


def test_a_gravity_is_of_acts_only(planned: PlannedCase) -> None:
    record_events(planned.director, planned.case_id, (an_event(kind=EventKind.ARREST, gravity=Gravity.VIOLENCE),))
    assert kept(planned)[0].gravity is None


def test_too_many_and_none_are_refused(planned: PlannedCase) -> None:
    many = tuple(an_event(f"e{n}") for n in range(61))
    assert wrong(lambda: record_events(planned.director, planned.case_id, many)) == ("events", "too_many", 60)
    assert wrong(lambda: record_events(planned.director, planned.case_id, ())) == ("events", "none", 0)


def test_an_event_changes_once_per_version(planned: PlannedCase) -> None:
    record_events(planned.director, planned.case_id, (an_event(),))
    (seen,) = kept(planned)
    assert change(planned.director, changed(seen, planned.case_id, text="Stond bij het werk.")) == 2
    with pytest.raises(ChangedMeanwhile):
        change(planned.director, changed(seen, planned.case_id, text="Anders."))
    ahead = changed(kept(planned)[0], planned.case_id, happened_at=NOW + HOUR)
    assert wrong(lambda: change(planned.director, ahead)) == ("happened_at", "in_future", 1)
    (now,) = kept(planned)
    assert (now.text, now.version) == ("Stond bij het werk.", 2)


def test_struck_out_needs_a_reason_stays_readable_and_is_final(planned: PlannedCase) -> None:
    record_events(planned.director, planned.case_id, (an_event(kind=EventKind.BREACH),))
    act = lambda reason: strike_out(planned.director, planned.case_id, "e1", reason)  # noqa: E731
    assert wrong(lambda: act(" ")) == ("reason", "empty", 1)
    act("Dubbel ingevoerd.")
    act("Nog eens.")
    (event,) = kept(planned)
    assert (event.struck, event.struck_reason, event.text) == (True, "Dubbel ingevoerd.", "Stond bij de school.")
    with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
        assert events_in(look, [planned.case_id], reader_of(look)) == {}
        assert running_breaches_in(look, [planned.case_id]) == {}
    for refused in (
        lambda: change(planned.director, changed(event, planned.case_id)),
        lambda: tell_prosecution(planned.director, planned.case_id, "e1"),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_telling_the_prosecution_stops_the_clock_once(planned: PlannedCase, clock) -> None:
    director, case_id = planned.director, planned.case_id
    record_events(director, case_id, (an_event(kind=EventKind.BREACH, reported_at=NOW - HOUR), an_event("e2")))
    with director.read(Permission.CASE_READ, case_id) as look:
        assert [breach.since for breach in running_breaches_in(look, [case_id, "x"])[case_id]] == [NOW - HOUR]
    assert wrong(lambda: tell_prosecution(director, case_id, "e2")) == ("kind", "no_breach", 1)
    early, late = NOW - 2 * HOUR, NOW + HOUR
    assert wrong(lambda: tell_prosecution(director, case_id, "e1", early)) == ("told_at", "before_report", 1)
    assert wrong(lambda: tell_prosecution(director, case_id, "e1", late)) == ("told_at", "in_future", 1)
    tell_prosecution(director, case_id, "e1")
    clock.forward(hours=3)
    tell_prosecution(director, case_id, "e1")
    told = next(event for event in kept(planned) if event.id == "e1")
    assert (told.told_prosecution_at, told.told_by) == (NOW, "I. Brandsma")
    with director.read(Permission.CASE_READ, case_id) as look:
        assert running_breaches_in(look, [case_id]) == {}


def test_the_case_holder_records_and_nobody_outside_does(planned: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    record_events(holder, planned.case_id, (an_event(),))
    assert event_log(holder, planned.case_id).may_record
    seen = kept(planned)[0]
    assert seen.by_organisation == "VT"
    barred = a_holder(planned, work_as, "lokale_veld")
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, barred.actor.name))
    outside = a_planned_case(work_as, code="T-200").director
    nobody = work_as(Standing.AUDITOR, name="A. Ander", account_id="0" * 32, session_id="1" * 32)
    for other in (barred, outside, nobody, planned.as_guest("VT"), a_director(work_as, "C. Vreemd")):
        for act in (
            lambda: record_events(other, planned.case_id, (an_event("e9"),)),  # noqa: B023
            lambda: change(other, changed(seen, planned.case_id)),  # noqa: B023
            lambda: strike_out(other, planned.case_id, "e1", "Weg."),  # noqa: B023
            lambda: tell_prosecution(other, planned.case_id, "e1"),  # noqa: B023
            lambda: events_of(other, planned.case_id),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                act()
    assert len(kept(planned)) == 1


def test_events_of_another_case_are_out_of_reach(planned: PlannedCase, work_as: WorkAs) -> None:
    other = a_planned_case(work_as, code="T-200")
    record_events(other.director, other.case_id, (an_event("foreign", kind=EventKind.BREACH),))
    foreign = events_of(other.director, other.case_id)[0]
    mine, my_id = planned.director, planned.case_id
    for act in (
        lambda: record_events(mine, my_id, (an_event("foreign"),)),
        lambda: change(mine, changed(foreign, my_id)),
        lambda: strike_out(mine, my_id, "foreign", "Weg."),
        lambda: tell_prosecution(mine, my_id, "foreign"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert events_of(other.director, other.case_id) == (foreign,)


def test_an_event_of_the_investigation_is_not_there_for_others(planned: PlannedCase, work_as: WorkAs) -> None:
    record_events(planned.director, planned.case_id, (an_event(kind=EventKind.BREACH, tier="opsporing"),))
    assert kept(planned, a_holder(planned, work_as, "DR"))[0].text
    holder = a_holder(planned, work_as, "VT")
    assert kept(planned, holder) == ()
    with holder.read(Permission.CASE_READ, planned.case_id) as look:
        assert running_breaches_in(look, [planned.case_id]) == {}
    with pytest.raises(NotAllowed):
        tell_prosecution(holder, planned.case_id, "e1")


def test_of_an_event_for_one_organisation_others_know_kind_and_day_only(planned: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    order = an_event(kind=EventKind.BREACH, tier="partner:VT", about=("P3",))
    record_events(holder, planned.case_id, (order,))
    (seen,) = kept(planned)
    midnight = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert seen == CaseEvent("e1", EventKind.BREACH, midnight, midnight, on_day=True, tier="niemand", readable=False)
    for act in (
        lambda: change(planned.director, changed(seen, planned.case_id, text="x", tier="partners")),
        lambda: strike_out(planned.director, planned.case_id, "e1", "Weg."),
        lambda: tell_prosecution(planned.director, planned.case_id, "e1"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert kept(planned, holder)[0].about == ("P3",)


def test_other_rooms_tell_of_an_event_in_their_own_act(planned: PlannedCase) -> None:
    with planned.director.act(Permission.CASE_EDIT, planned.case_id) as tx:
        event_row(tx, planned.case_id, kind=EventKind.DIRECTOR_CHANGED, happened_at=tx.now, gravity=Gravity.THREAT)
    (event,) = kept(planned)
    assert (event.kind, event.gravity, event.reported_at, event.text) == (EventKind.DIRECTOR_CHANGED, None, NOW, "")


def test_many_cases_cost_as_many_queries_as_one(planned: PlannedCase, work_as: WorkAs) -> None:
    from sqlalchemy import event as watch

    cases = [planned, *(a_planned_case(work_as, code=f"T-20{n}") for n in range(3))]
    for number, case in enumerate(cases):
        record_events(case.director, case.case_id, (an_event(f"b{number}", kind=EventKind.BREACH),))
        tell_prosecution(case.director, case.case_id, f"b{number}")
    with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
        counted: list[str] = []
        engine = look.session.get_bind()
        watch.listen(engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
        one = events_in(look, [planned.case_id], reader_of(look))
        alone = len(counted)
        four = events_in(look, [case.case_id for case in cases], reader_of(look))
        assert (len(one), len(four), len(counted) - alone) == (1, 4, alone)
