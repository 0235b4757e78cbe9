"""Minutes: a draft of what is recorded, locked as seen, never changed, corrected beneath, cut to their reader."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import Case
from models.directory import Professional
from models.live import MeetingNote, MinutesRow
from models.meeting import Invitation
from models.terms import BarKind, CaseStatus, Known
from services.access.rules import Permission, Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.documents.papers import MINUTES, issue_paper
from services.errors import ServiceError
from services.live import actions as live
from services.live.facts import KeepNote
from services.live.rules import NoteWrong, NotGoingOn
from services.meetings.actions import plan
from services.minutes.actions import add_addendum, correct_note, lock
from services.minutes.facts import CorrectNote, Minutes, Record
from services.minutes.queries import minutes_lines, minutes_of, previous_minutes
from services.minutes.rules import AddendumWrong, AlreadyLocked, CannotLock, MinutesBroken, NotLocked, cut
from services.plans.actions import record_action
from services.protection.rules import Reader
from services.relations.queries import CaseClosed
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case, an_action, plan_order, seats_of
from tests.rows import a_professional
from tests.services.documents.reading import everything
from tests.services.documents.word.sound import assert_sound
from tests.services.minutes.conftest import close

WorkAs = Callable[..., Work]


def seen_by(work: Work, planned: PlannedCase) -> Minutes:
    return minutes_of(work, planned.case_id, planned.meeting_id)


def record(work: Work, planned: PlannedCase) -> Record:
    found = seen_by(work, planned).record
    assert found is not None
    return found


def locked(planned: PlannedCase) -> PlannedCase:
    close(planned)
    lock(planned.director, planned.case_id, planned.meeting_id, seen_by(planned.director, planned).mark)
    return planned


def reason(error: type[ServiceError], act: Callable[[], object]) -> str:
    with pytest.raises(error) as refused:
        act()
    return refused.value.fields.get("reason", "")


def test_the_draft_is_what_is_recorded(held: PlannedCase) -> None:
    close(held)
    draft = record(held.director, held)
    there = {one.organisation: (one.attended, bool(one.accepted_at), len(one.stays)) for one in draft.people}
    assert there["VT"] == (Known.YES, True, 1)
    assert there["DR"] == (Known.YES, False, 1)
    assert there["politie"] == (Known.NO, False, 0)
    assert (draft.statement_read_at, draft.statement_read_by) == (STARTS, "I. Brandsma")
    assert (draft.opened_at, draft.closed_at) == (STARTS, STARTS + timedelta(minutes=80))
    assert {note.text for note in draft.notes} == {"Moeder slaapt slecht.", "Onderzoek loopt.", "School is gebeld."}
    assert {one.number for one in draft.plan.actions} == {"A1", "A2"}
    assert draft.earlier == ()


def test_each_reader_gets_what_their_tier_allows(held: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(locked(held), work_as, "VT")
    mine = record(holder, held)
    assert {note.text for note in mine.notes} == {"Moeder slaapt slecht.", "School is gebeld."}
    assert [one.text for one in mine.plan.conditions] == ["Voor ieder."]
    assert [one.what for one in mine.plan.actions] == ["Bellen met de huisarts."]
    whole = record(held.director, held)
    for nobody in (Reader(None), Reader("school", external=True), Reader(None, victim=True)):
        left = cut(whole, nobody, directs=True)
        assert (left.people, left.points, left.notes, left.plan.actions, left.plan.conditions) == ((), (), (), (), ())
        assert left.question == left.news == left.closing_reason == ""
    text = everything(issue_paper(held.director, held.case_id, held.meeting_id, MINUTES).content)
    assert "Moeder slaapt slecht." in text
    assert "Onderzoek" not in text
    assert "Aanhouden" not in text


def test_a_draft_is_locked_exactly_as_it_was_seen(held: PlannedCase) -> None:
    director, of = held.director, (held.case_id, held.meeting_id)
    assert reason(CannotLock, lambda: lock(director, *of, seen_by(director, held).mark)) == "going_on"
    close(held)
    seen = seen_by(director, held).mark
    live.keep_note(director, KeepNote(*of, 3, "Nog iets."))
    with pytest.raises(ChangedMeanwhile):
        lock(director, *of, seen)
    shown = seen_by(director, held)
    lock(director, *of, shown.mark)
    director.clock.forward(days=1)
    lock(director, *of, shown.mark)
    with pytest.raises(AlreadyLocked):
        lock(director, *of, seen)
    record_action(director, an_action(held.case_id, "a3", what="Later afgesproken.", due_at=STARTS + timedelta(days=9)))
    after = seen_by(director, held)
    assert after.record == shown.record
    assert (after.mark, after.locked_at, after.locked_by) == (shown.mark, STARTS + timedelta(minutes=80), "I. Brandsma")
    assert reason(NoteWrong, lambda: live.keep_note(director, KeepNote(*of, 1, "Te veel."))) == "locked"
    with director.database.reading() as session:
        notes = [
            entry.notes for entry in session.exec(select(AuditEntry)) if entry.permission == Permission.MINUTES_LOCK
        ]
    assert {"meeting": held.meeting_id, "people": 4, "notes": 4, "sha256": shown.mark} in notes


@pytest.mark.parametrize("part", ["content_sealed", "content_sha256"])
def test_broken_minutes_are_said_to_be_broken(held: PlannedCase, part: str) -> None:
    director, of = locked(held).director, (held.case_id, held.meeting_id)
    with director.database.writing() as session, session.begin():
        row = session.exec(select(MinutesRow)).one()
        kept = getattr(row, part)
        setattr(row, part, kept[:-1] + ("A" if kept[-1] != "A" else "B"))
        session.add(row)
    found = seen_by(director, held)
    assert (found.broken, found.record, found.is_locked) == (True, None, True)
    with pytest.raises(MinutesBroken):
        issue_paper(director, *of, MINUTES)
    with pytest.raises(AlreadyLocked):
        lock(director, *of, "")


def test_a_correction_stands_beneath_for_its_readers(held: PlannedCase, work_as: WorkAs) -> None:
    director, of = held.director, (held.case_id, held.meeting_id)
    holder = a_holder(held, work_as, "VT")
    with pytest.raises(NotLocked):
        add_addendum(director, *of, "x1", "Het was dinsdag.", "partners")
    before = record(locked(held).director, held)
    for _ in range(2):
        add_addendum(holder, *of, "x1", "Het was dinsdag.", "partners")
    add_addendum(director, *of, "x2", "Alleen voor de opsporing.", "opsporing")
    with pytest.raises(NotAllowed):
        add_addendum(director, *of, "x1", "Iets anders.", "partners")
    assert [one.text for one in seen_by(holder, held).addenda] == ["Het was dinsdag."]
    assert [one.text for one in seen_by(director, held).addenda] == ["Het was dinsdag.", "Alleen voor de opsporing."]
    assert record(director, held) == before
    for text, tier, why in (
        ("  ", "partners", "empty"),
        ("x", "partner:DR", "tier"),
        ("x" * 20_001, "partners", "too_long"),
    ):
        assert reason(AddendumWrong, lambda t=text, r=tier: add_addendum(holder, *of, "x9", t, r)) == why
    file = issue_paper(director, *of, MINUTES)
    assert_sound(file.content)
    assert "Het was dinsdag." in everything(file.content)
    assert "Alleen voor de opsporing." not in everything(file.content)


def test_a_note_is_corrected_with_its_author_beside_it(held: PlannedCase, work_as: WorkAs) -> None:
    director, holder, third = held.director, a_holder(held, work_as, "VT"), a_holder(held, work_as, "DR")
    note = next(one for one in record(director, held).notes if one.text == "School is gebeld.")
    version = dict(seen_by(director, held).working)[note.id].version
    order = CorrectNote(held.case_id, note.id, version, "De school is dinsdag gebeld.")
    assert reason(NotGoingOn, lambda: correct_note(director, order)) == "not_closed"
    close(held)
    with pytest.raises(NotAllowed):
        correct_note(holder, order)
    correct_note(director, order)
    with pytest.raises(ChangedMeanwhile):
        correct_note(director, order)
    now = next(one for one in record(holder, held).notes if one.id == note.id)
    assert (now.text, now.author_id, now.edited_by) == (order.text, note.author_id, "I. Brandsma")
    for reader, words in ((holder, "School is gebeld."), (director, "School is gebeld."), (third, "")):
        assert dict(seen_by(reader, held).working)[note.id].own_words == words
    with pytest.raises(ChangedMeanwhile):
        live.keep_note(
            holder, KeepNote(held.case_id, held.meeting_id, 2, "School is gebeld, zei ik.", seen_at=note.saved_at)
        )
    with pytest.raises(ChangedMeanwhile):
        live.keep_note(holder, KeepNote(held.case_id, held.meeting_id, 2, "School is gebeld, zei ik."))


def test_in_a_closed_case_minutes_are_locked_as_they_stand_and_corrected_beneath(held: PlannedCase) -> None:
    close(held)
    director, of = held.director, (held.case_id, held.meeting_id)
    note = record(director, held).notes[0]
    with director.upkeep() as tx:
        case = tx.session.get_one(Case, held.case_id)
        case.status = CaseStatus.CLOSED
        tx.add(case)
    version = dict(seen_by(director, held).working)[note.id].version
    with pytest.raises(CaseClosed):
        correct_note(director, CorrectNote(held.case_id, note.id, version, "Wat er nooit stond."))
    lock(director, *of, seen_by(director, held).mark)
    add_addendum(director, *of, "x1", "Het was dinsdag.", "partners")
    assert seen_by(director, held).is_locked


def test_whoever_is_barred_since_is_not_in_locked_minutes(held: PlannedCase) -> None:
    gone = locked(held).attendee("DR").name
    bar(held.director, held.case_id, NewBar(BarKind.NAME, gone))
    assert gone not in {one.name for one in record(held.director, held).people}
    assert gone not in everything(issue_paper(held.director, held.case_id, held.meeting_id, MINUTES).content)


def test_a_deputy_does_not_name_in_locked_minutes_for_whom_who_is_barred_since(
    held: PlannedCase, work_as: WorkAs
) -> None:
    deputy = a_professional(work_as(Standing.SYSTEM), "V. Vervanger", organisation="DR")
    invitation_id = held.attendee("DR").invitation_id
    with held.director.database.writing() as session, session.begin():
        row = session.get_one(Invitation, invitation_id)
        gone = session.get_one(Professional, row.professional_id).name
        row.stands_in_for, row.professional_id = row.professional_id, deputy
        session.add(row)
    locked(held)
    told = {one.name: one.stands_in_for for one in record(held.director, held).people}
    assert told["V. Vervanger"] == gone
    bar(held.director, held.case_id, NewBar(BarKind.NAME, gone))
    assert gone not in repr(record(held.director, held))
    assert gone not in everything(issue_paper(held.director, held.case_id, held.meeting_id, MINUTES).content)


def test_only_the_team_of_the_case_sees_minutes_and_only_its_director_locks(held: PlannedCase, work_as: WorkAs) -> None:
    close(held)
    held.director.clock.moment = STARTS - timedelta(days=2)
    other = a_planned_case(work_as, code="T-200")
    held.director.clock.moment = STARTS + timedelta(hours=2)
    mark = seen_by(held.director, held).mark
    for stranger in (other.director, held.as_guest("VT")):
        with pytest.raises(NotAllowed):
            seen_by(stranger, held)
    with pytest.raises(NotAllowed):
        minutes_of(other.director, other.case_id, held.meeting_id)
    for who in (a_holder(held, work_as, "VT"), other.director, held.as_guest("VT")):
        with pytest.raises(NotAllowed):
            lock(who, held.case_id, held.meeting_id, mark)
    with pytest.raises(NotAllowed):
        lock(other.director, other.case_id, held.meeting_id, mark)


def test_the_last_locked_minutes_are_at_hand(held: PlannedCase) -> None:
    director, of = locked(held).director, (held.case_id, held.meeting_id)
    seats = tuple(seats_of(director, held.case_id).values())
    later = {"starts_at": STARTS + timedelta(days=7), "conditions_due_at": STARTS + timedelta(days=6)}
    second = plan(director, plan_order(held.case_id, seats, "m" * 32, **later))
    assert previous_minutes(director, *of) is None
    before = previous_minutes(director, held.case_id, second)
    assert before is not None
    assert before.meeting_id == held.meeting_id
    assert [line.meeting_id for line in minutes_lines(director, held.case_id)] == [held.meeting_id]
    director.clock.moment = STARTS + timedelta(days=8)
    assert [line.locked_at is None for line in minutes_lines(director, held.case_id)] == [True, False]
    assert minutes_of(director, held.case_id, second).record.earlier == ("A1", "A2")


def test_at_rest_nothing_of_the_minutes_can_be_read(held: PlannedCase) -> None:
    director = locked(held).director
    with director.database.reading() as session:
        row, notes = session.exec(select(MinutesRow)).one(), session.exec(select(MeetingNote)).all()
    for text in (row.content_sealed, *(note.text_sealed for note in notes)):
        assert "slaapt" not in text
