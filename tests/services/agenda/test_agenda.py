"""The agenda in the database: kept sealed and in order, whole for the chair, cut down for everybody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.meeting import AgendaItem
from models.terms import BarKind, InvitationAnswer, MeetingKind
from services.access.rules import Standing
from services.agenda.actions import reset_agenda, set_agenda
from services.agenda.facts import Agenda, NewPoint, SetAgenda
from services.agenda.queries import agenda_of, guest_agenda, script_of
from services.agenda.rules import AgendaWrong
from services.agenda.words import point_titles
from services.cases.queries import case_facts
from services.meetings.actions import withdraw
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from services.victim.actions import write_voice
from services.victim.orders import WriteVoice
from services.wording import speak
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case
from tests.rows import a_bar

WorkAs = Callable[..., Work]
POINTS = (
    NewPoint("Opening", 10, note="Rustig beginnen."),
    NewPoint("Het pand van De Vries", 20, ("politie", "DR"), "Alleen opsporing."),
    NewPoint("De dochter", 15, ("VT",)),
    NewPoint("Wie doet wat", 30),
)


def order(planned: PlannedCase, *points: NewPoint, version: int = 1) -> SetAgenda:
    return SetAgenda(planned.meeting_id, planned.case_id, version, points or POINTS)


def agenda(work: Work, planned: PlannedCase) -> Agenda:
    return agenda_of(work, planned.case_id, planned.meeting_id)


@pytest.fixture
def written(planned: PlannedCase) -> PlannedCase:
    """Somebody wrote an agenda, in which a point is for the police and the detectives only."""
    set_agenda(planned.director, order(planned))
    return planned


def test_until_somebody_writes_one_the_agenda_is_a_proposal_that_fits(planned: PlannedCase) -> None:
    found = agenda(planned.director, planned)
    assert found.suggested
    assert (found.over_minutes, found.version, found.kind) == (0, 1, MeetingKind.CASE_CONFERENCE)
    assert (found.points[0].starts_at, found.points[-1].ends_at) == (STARTS, STARTS + timedelta(minutes=90))
    assert {point.title for point in found.points} <= set(point_titles(speak("nl")).values())


def test_a_written_agenda_is_kept_in_its_order_on_the_clock(written: PlannedCase) -> None:
    found = agenda(written.director, written)
    assert [(p.number, p.title, p.organisations, p.note) for p in found.points] == [
        (n, p.title, p.organisations, p.note) for n, p in enumerate(POINTS, 1)
    ]
    assert [(p.starts_at - STARTS).seconds // 60 for p in found.points] == [0, 10, 30, 45]
    assert (found.suggested, found.over_minutes, found.version) == (False, 0, 2)


def test_an_agenda_is_written_anew_as_a_whole(written: PlannedCase) -> None:
    assert set_agenda(written.director, order(written, NewPoint("Alles", 100), version=2)) == 3
    found = agenda(written.director, written)
    assert [point.title for point in found.points] == ["Alles"]
    assert found.over_minutes == 10


def test_a_second_writer_overwrites_nothing(written: PlannedCase) -> None:
    with pytest.raises(ChangedMeanwhile):
        set_agenda(written.director, order(written, NewPoint("Anders", 5)))
    with pytest.raises(ChangedMeanwhile):
        reset_agenda(written.director, written.case_id, written.meeting_id, 1)
    assert len(agenda(written.director, written).points) == len(POINTS)


def test_the_proposal_comes_back(written: PlannedCase) -> None:
    assert reset_agenda(written.director, written.case_id, written.meeting_id, 2) == 3
    assert agenda(written.director, written).suggested


def test_titles_and_notes_lie_sealed_and_stay_out_of_the_log(written: PlannedCase) -> None:
    with written.director.database.reading() as session:
        rows = session.exec(select(AgendaItem)).all()
        entries = session.exec(select(AuditEntry)).all()
    kept = " ".join(f"{row.title_sealed} {row.note_sealed} {row.organisations}" for row in rows)
    logged = " ".join(str(entry.notes) for entry in entries)
    for words in ("Vries", "dochter", "opsporing"):
        assert words not in kept
        assert words not in logged


def test_an_organisation_that_nobody_is_invited_of_is_told(planned: PlannedCase) -> None:
    set_agenda(planned.director, order(planned, NewPoint("Zitting", 10, ("OM", "VT"))))
    assert agenda(planned.director, planned).uninvited == ("OM",)


def test_whoever_is_barred_does_not_count_as_invited(planned: PlannedCase, work_as: WorkAs) -> None:
    set_agenda(planned.director, order(planned, NewPoint("Zitting", 10, ("VT",))))
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, planned.attendee("VT").name)
    assert agenda(planned.director, planned).uninvited == ("VT",)


def test_a_meeting_that_is_over_or_called_off_keeps_its_agenda(written: PlannedCase) -> None:
    written.director.clock.moment = STARTS + timedelta(minutes=90)
    assert not agenda(written.director, written).open
    with pytest.raises(AgendaWrong):
        set_agenda(written.director, order(written, version=2))
    written.director.clock.moment = STARTS - timedelta(days=1)
    withdraw(written.director, written.case_id, written.meeting_id, 2)
    with pytest.raises(AgendaWrong):
        reset_agenda(written.director, written.case_id, written.meeting_id, 3)


def test_the_case_team_reads_the_points_and_not_the_notes(written: PlannedCase, work_as: WorkAs) -> None:
    found = agenda(a_holder(written, work_as, "VT"), written)
    assert [point.title for point in found.points] == [point.title for point in POINTS]
    assert not any(point.note for point in found.points)


def test_a_guest_reads_own_points_and_of_others_only_the_time(written: PlannedCase) -> None:
    found = guest_agenda(written.as_guest("VT"))
    assert [point.title for point in found.points] == ["Opening", "", "De dochter", "Wie doet wat"]
    assert [(p.starts_at - STARTS).seconds // 60 for p in found.points] == [0, 10, 30, 45]
    assert "Vries" not in repr(found)
    assert "Rustig" not in repr(found)
    assert "opsporing" not in repr(found)
    assert "politie" not in repr(found)
    police = guest_agenda(written.as_guest("politie"))
    assert [point.title for point in police.points] == ["Opening", POINTS[1].title, "", "Wie doet wat"]


def test_a_proposal_is_what_guests_see_too(planned: PlannedCase) -> None:
    titles = [point.title for point in guest_agenda(planned.as_guest("VT")).points]
    assert titles == [point.title for point in agenda(planned.director, planned).points]


@pytest.mark.parametrize("act", ["read", "write", "reset", "script"])
def test_others_reach_no_agenda(written: PlannedCase, work_as: WorkAs, act: str) -> None:
    other = a_planned_case(work_as, code="T-200")
    strangers = [written.as_guest("VT"), work_as(Standing.ADMINISTRATOR, account_id="a", session_id="a")]
    stranger_case = [(other.director, written.case_id), (other.director, other.case_id)]
    for who, case_id in [*((work, written.case_id) for work in strangers), *stranger_case]:
        acts = {
            "read": lambda who=who, case_id=case_id: agenda_of(who, case_id, written.meeting_id),
            "write": lambda who=who, case_id=case_id: set_agenda(
                who, SetAgenda(written.meeting_id, case_id, 2, POINTS)
            ),
            "reset": lambda who=who, case_id=case_id: reset_agenda(who, case_id, written.meeting_id, 2),
            "script": lambda who=who, case_id=case_id: script_of(who, case_id, written.meeting_id),
        }
        with pytest.raises(NotAllowed):
            acts[act]()
    assert len(agenda(written.director, written).points) == len(POINTS)


def test_a_member_of_the_case_writes_nothing_and_has_no_script(written: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(written, work_as, "VT")
    with pytest.raises(NotAllowed):
        set_agenda(holder, order(written, version=2))
    with pytest.raises(NotAllowed):
        script_of(holder, written.case_id, written.meeting_id)


def test_who_is_kept_out_sees_no_agenda(written: PlannedCase, work_as: WorkAs) -> None:
    guest = written.as_guest("VT")
    assert guest_agenda(guest).points
    a_bar(work_as(Standing.SYSTEM), written.case_id, BarKind.NAME, written.attendee("VT").name)
    for asked in (lambda: guest_agenda(guest), lambda: agenda(a_holder(written, work_as, "VT"), written)):
        with pytest.raises(NotAllowed):
            asked()


def test_the_chairs_script_holds_notes_her_words_and_who_comes(written: PlannedCase) -> None:
    victim = next(person for person in case_facts(written.director, written.case_id).persons if person.ref == "P1")
    write_voice(written.director, WriteVoice(written.case_id, victim.id, 0, wishes="Rust in huis."))
    found = script_of(written.director, written.case_id, written.meeting_id)
    assert found.agenda.points[0].note == "Rustig beginnen."
    assert [voice.wishes for voice in found.voices] == ["Rust in huis."]
    assert {a.organisation for a in found.meeting.attendees} == {"politie", "VT", "lokale_veld", "DR"}
    assert all(a.answer is InvitationAnswer.OPEN for a in found.meeting.attendees)
    assert found.missing == ()
