"""Papers of a meeting and the action list: each holds what its reader may read, and says where nothing is recorded."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.documents import IssuedCopy
from models.terms import BarKind
from services.access.rules import Standing
from services.agenda.actions import set_agenda
from services.agenda.facts import NewPoint, SetAgenda
from services.agenda.queries import agenda_of
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import protect_words
from services.cases.queries import case_facts
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.documents.editions import EditionUnknown
from services.documents.papers import (
    AGENDA,
    MINUTES,
    PAPERS,
    SCRIPT,
    MeetingNotCalled,
    MinutesTooEarly,
    issue_actions,
    issue_paper,
)
from services.meetings.moving import withdraw
from services.plans.actions import record_action
from services.protection.rules import LeakFound
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case, an_action
from tests.services.documents.reading import everything
from tests.services.documents.word.sound import assert_sound

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    """A case with a meeting, a point for two of them only, and an item of each tier."""
    return a_planned_case(work_as, further=_fill)


def _fill(made: PlannedCase) -> None:
    for name, text, tier in (("c1", "Voor ieder.", "partners"), ("c2", "Alleen opsporing.", "opsporing")):
        hand_in(made.as_guest("DR"), a_condition(name, text=text, tier=tier))
        decide(made.director, Decide(made.case_id, name, 1, Decision.ACCEPT))
    record_action(
        made.director, an_action(made.case_id, "a1", what="Bellen met de school.", supporting=("lokale_veld",))
    )
    record_action(made.director, an_action(made.case_id, "a2", what="Aanhouden om negen uur.", tier="opsporing"))
    points = (NewPoint("Opening", 10), NewPoint("Het plan van DR", 10, ("DR", "politie"), "Niet te lang."))
    seen = agenda_of(made.director, made.case_id, made.meeting_id).version
    set_agenda(made.director, SetAgenda(made.meeting_id, made.case_id, seen, points))


def paper(planned: PlannedCase, which: str, language: str = "nl") -> str:
    file = issue_paper(planned.director, planned.case_id, planned.meeting_id, which, language)
    return everything(file.content)


def test_the_agenda_names_no_people_and_keeps_a_closed_part_closed(planned: PlannedCase) -> None:
    text = paper(planned, AGENDA)
    assert "Besloten deel, voor een deel van de genodigden" in text
    assert "Het plan van DR" not in text
    assert "Niet te lang." not in text
    for seat in case_facts(planned.director, planned.case_id).seats:
        assert seat.name not in text


def test_the_script_of_who_directs_the_case_has_every_point_with_its_note(planned: PlannedCase) -> None:
    text = paper(planned, SCRIPT)
    assert "Het plan van DR" in text
    assert "Niet te lang." in text


def test_minutes_are_made_of_a_meeting_that_has_begun(planned: PlannedCase, clock: StillClock) -> None:
    with pytest.raises(MinutesTooEarly):
        paper(planned, MINUTES)
    clock.forward(days=2, hours=1)
    text = paper(planned, MINUTES)
    assert "Voor ieder." in text
    assert "Bellen met de school." in text
    assert "Wie er waren is nog niet vastgelegd; hier staat wie was uitgenodigd." in text
    assert "Alleen opsporing." not in text
    assert "Aanhouden om negen uur." not in text


def test_the_action_list_is_for_all_or_for_one(planned: PlannedCase) -> None:
    for_all = everything(issue_actions(planned.director, planned.case_id).content)
    own = everything(issue_actions(planned.director, planned.case_id, "lokale_veld").content)
    others = everything(issue_actions(planned.director, planned.case_id, "DR").content)
    assert "Bellen met de school." in for_all
    assert "Bellen met de school." in own
    assert "Bellen met de school." not in others
    assert "Aanhouden om negen uur." not in for_all + own


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_paper_is_sound_in_both_languages(planned: PlannedCase, clock: StillClock, language: str) -> None:
    clock.forward(days=2, hours=1)
    for which in PAPERS:
        assert_sound(issue_paper(planned.director, planned.case_id, planned.meeting_id, which, language).content)
    assert_sound(issue_actions(planned.director, planned.case_id, "", language).content)


def test_a_paper_is_in_the_register_under_its_kind(planned: PlannedCase) -> None:
    file = issue_paper(planned.director, planned.case_id, planned.meeting_id, AGENDA)
    with planned.director.database.reading() as session:
        (copy,) = session.exec(select(IssuedCopy)).all()
    assert (copy.audience, copy.plan_version_id, copy.sha256) == (AGENDA, None, file.sha256)
    assert file.file_name == f"{copy.copy_code}.docx"


def test_a_protected_word_stops_a_paper(planned: PlannedCase) -> None:
    protect_words(planned.director, planned.case_id, "opsporing", "de school")
    with pytest.raises(LeakFound):
        issue_actions(planned.director, planned.case_id)


def test_whoever_is_barred_is_in_no_paper(planned: PlannedCase, clock: StillClock) -> None:
    name = next(s.name for s in case_facts(planned.director, planned.case_id).seats if s.organisation == "VT")
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, name))
    clock.forward(days=2, hours=1)
    for which in (SCRIPT, MINUTES):
        assert name not in paper(planned, which)


@pytest.mark.parametrize("which", ["", "Agenda", "notulen ", "../agenda", "partners"])
def test_a_paper_that_is_not_there_is_refused(planned: PlannedCase, which: str) -> None:
    with pytest.raises(EditionUnknown):
        paper(planned, which)


@pytest.mark.parametrize("organisation", ["NASA", "school", "*"])
def test_an_action_list_is_for_who_sits_at_the_table(planned: PlannedCase, organisation: str) -> None:
    with pytest.raises(EditionUnknown):
        issue_actions(planned.director, planned.case_id, organisation)


def test_nobody_but_the_director_gets_a_paper(planned: PlannedCase, work_as: WorkAs) -> None:
    for who in (a_holder(planned, work_as, "VT"), planned.as_guest("VT"), work_as(Standing.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            issue_paper(who, planned.case_id, planned.meeting_id, AGENDA)
        with pytest.raises(NotAllowed):
            issue_actions(who, planned.case_id)


def test_a_meeting_of_another_case_has_no_paper_here(planned: PlannedCase) -> None:
    with pytest.raises(NotAllowed):
        issue_paper(planned.director, planned.case_id, "0" * 32, AGENDA)


def test_a_meeting_that_was_called_off_has_no_papers(planned: PlannedCase) -> None:
    version = agenda_of(planned.director, planned.case_id, planned.meeting_id).version
    withdraw(planned.director, planned.case_id, planned.meeting_id, version)
    for which in PAPERS:
        with pytest.raises(MeetingNotCalled):
            paper(planned, which)
