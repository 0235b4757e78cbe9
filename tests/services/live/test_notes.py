"""Two note takers at once: every text that was acknowledged stands in full, and nobody writes in somebody else's."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.database import Database
from models.live import MeetingNote, MinutesRow
from models.meeting import AgendaItem
from models.terms import AccountRole, BarKind
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.live import actions
from services.live.facts import CloseMeeting, KeepNote, NoteLine
from services.live.queries import live_of
from services.live.rules import NoteWrong, NotGoingOn, PointUnknown
from services.relations.facts import SYSTEM
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_holder
from tests.rows import an_account
from tests.services.live.note_writer import POINTS, words

WorkAs = Callable[..., Work]


@pytest.fixture
def opened(planned: PlannedCase) -> PlannedCase:
    actions.open_meeting(planned.director, planned.case_id, planned.meeting_id)
    return planned


@pytest.fixture
def second(opened: PlannedCase, work_as: WorkAs) -> Work:
    """The case holder of Veilig Thuis takes notes too."""
    return a_holder(opened, work_as, "VT")


def note(planned: PlannedCase, text: str, point: int = 1, tier: str = "partners", **more: object) -> KeepNote:
    return KeepNote(planned.case_id, planned.meeting_id, point, text, tier, **more)


def notes(work: Work, planned: PlannedCase) -> tuple[NoteLine, ...]:
    return live_of(work, planned.case_id, planned.meeting_id).notes


def reason(act: Callable[[], object]) -> str:
    with pytest.raises((NoteWrong, NotGoingOn)) as refused:
        act()
    return refused.value.fields["reason"]


def test_everybody_has_an_own_note_per_point_and_circle(opened: PlannedCase, second: Work) -> None:
    clock, director = opened.director.clock, opened.director
    first = actions.keep_note(director, note(opened, "Zij belde gisteren."))
    actions.keep_note(second, note(opened, "De school weet ervan."))
    actions.keep_note(director, note(opened, "Het onderzoek loopt.", tier="opsporing"))
    clock.forward(seconds=5)
    assert actions.keep_note(director, note(opened, "Zij belde gisteren.")) == first
    assert actions.keep_note(director, note(opened, "", seen_at=first)) == first + timedelta(seconds=5)
    mine = {(one.tier, one.text, one.own) for one in notes(director, opened)}
    assert mine == {
        ("partners", "", True),
        ("opsporing", "Het onderzoek loopt.", True),
        ("partners", "De school weet ervan.", False),
    }
    assert {(one.text, one.own) for one in notes(second, opened)} == {("", False), ("De school weet ervan.", True)}


def test_what_is_noted_at_a_point_for_some_is_not_read_along_by_others(
    opened: PlannedCase, second: Work, work_as: WorkAs
) -> None:
    rows = [AgendaItem(id=f"p{n}", meeting_id=opened.meeting_id, number=n, minutes=10, title_sealed="") for n in (1, 2)]
    with opened.director.upkeep() as tx:
        for row in rows:
            row.organisations = ["DR"] if row.number == 2 else []
            tx.seal(row, "title_sealed", "Punt")
        tx.add(*rows)
    detective = a_holder(opened, work_as, "DR")
    actions.keep_note(opened.director, note(opened, "Voor ieder."))
    actions.keep_note(detective, note(opened, "Voor wie hierbij zit.", point=2))
    for reader, told in ((opened.director, 2), (detective, 2), (second, 1)):
        assert len(notes(reader, opened)) == told
    actions.keep_note(second, note(opened, "Mijn eigen woord.", point=2))
    assert [one.text for one in notes(second, opened)] == ["Voor ieder.", "Mijn eigen woord."]


def test_one_writer_with_two_screens_does_not_overwrite_themselves(opened: PlannedCase) -> None:
    director = opened.director
    seen = actions.keep_note(director, note(opened, "Eerst."))
    actions.keep_note(director, note(opened, "Eerst. En dan.", seen_at=seen))
    with pytest.raises(ChangedMeanwhile):
        actions.keep_note(director, note(opened, "Eerst. Of toch niet.", seen_at=seen))
    assert [one.text for one in notes(director, opened)] == ["Eerst. En dan."]


def test_what_cannot_be_kept_is_refused_with_the_reason(opened: PlannedCase, second: Work, work_as: WorkAs) -> None:
    director = opened.director
    assert reason(lambda: actions.keep_note(director, note(opened, "x" * 20_001))) == "too_long"
    assert reason(lambda: actions.keep_note(second, note(opened, "x", tier="opsporing"))) == "tier"
    with pytest.raises(PointUnknown):
        actions.keep_note(director, note(opened, "x", point=10))
    with pytest.raises(NotAllowed):
        actions.keep_note(opened.as_guest("DR"), note(opened, "x"))
    assert notes(director, opened) == ()


def test_notes_are_taken_from_the_opening_until_the_minutes_are_locked(planned: PlannedCase) -> None:
    director, of = planned.director, (planned.case_id, planned.meeting_id)
    assert reason(lambda: actions.keep_note(director, note(planned, "Vooraf."))) == "not_opened"
    actions.open_meeting(director, *of)
    actions.close_meeting(director, CloseMeeting(*of, 1, "Klaar."))
    actions.keep_note(director, note(planned, "Nagekomen."))
    with director.upkeep() as tx:
        locked = {"content_sealed": "", "content_sha256": "", "locked_at": tx.now, "locked_by": "x"}
        tx.add(MinutesRow(id="m", case_id=planned.case_id, meeting_id=planned.meeting_id, **locked))
    assert reason(lambda: actions.keep_note(director, note(planned, "Nog iets."))) == "locked"
    assert [one.text for one in notes(director, planned)] == ["Nagekomen."]


_SAVES = st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.text(max_size=30)), max_size=12)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(_SAVES)
def test_in_whatever_order_two_authors_save_each_text_stands(
    opened: PlannedCase, second: Work, saves: list[tuple[bool, int, str]]
) -> None:
    first, said = opened.director, {}
    for mine, point, text in saves:
        work = first if mine else second
        try:
            actions.keep_note(work, note(opened, text, point))
        except NoteWrong:
            continue
        said[work.actor.account_id, point] = text
        found = {(one.author_id, one.point): one.text for one in notes(second, opened)}
        assert {key: found[key] for key in said} == said


@pytest.mark.long
@pytest.mark.parametrize("after", [0.3, 0.9])
def test_killed_in_the_middle_every_acknowledged_text_is_there(
    opened: PlannedCase, second: Work, database: Database, tmp_path: Path, after: float
) -> None:
    writers = [asdict(work.actor) for work in (opened.director, second)]
    here = str(tmp_path / "planner.db")
    address = here if database.is_sqlite else database.engine.url.render_as_string(hide_password=False)
    moment: datetime = opened.director.clock.moment
    asked = {"address": address, "case_id": opened.case_id, "meeting_id": opened.meeting_id, "writers": writers}
    program = [sys.executable, "-u", "-m", "tests.services.live.note_writer"]
    with subprocess.Popen(
        [*program, json.dumps(asked | {"moment": moment.isoformat()})],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    ) as writing:
        assert writing.stdout is not None
        told = [writing.stdout.readline().split()]
        while len({author for author, *_ in told}) < 2:
            told.append(writing.stdout.readline().split())
        time.sleep(after)
        writing.send_signal(signal.SIGKILL)
        told += [line.split() for line in writing.stdout]
    acknowledged: dict[tuple[str, int], int] = {}
    for author, point, count in told:
        acknowledged[author, int(point)] = int(count)
    assert len({author for author, _ in acknowledged}) == 2
    assert len(acknowledged) <= 2 * POINTS
    there = {(one.author_id, one.point): one.text for one in notes(opened.director, opened)}
    for (author, point), count in acknowledged.items():
        text = there[author, point]
        assert text in (words(author, point, count), words(author, point, count + 1)), "lost, torn or touched"


def test_at_rest_no_note_can_be_read(opened: PlannedCase) -> None:
    actions.keep_note(opened.director, note(opened, "Zij slaapt bij haar zus."))
    with opened.director.database.reading() as session:
        row = session.exec(select(MeetingNote)).one()
    assert "zus" not in row.text_sealed


def test_of_somebody_kept_out_since_the_note_stays_without_a_name(opened: PlannedCase, second: Work) -> None:
    account = an_account(second.as_actor(SYSTEM), "V. Schrijver", AccountRole.CASE_HOLDER)
    actions.keep_note(second.as_actor(replace(second.actor, account_id=account)), note(opened, "De school weet ervan."))
    (before,) = notes(opened.director, opened)
    bar(opened.director, opened.case_id, NewBar(BarKind.NAME, before.author))
    (after,) = notes(opened.director, opened)
    assert (before.author, after.author, after.text) == ("V. Schrijver", "", "De school weet ervan.")
