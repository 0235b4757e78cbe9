"""The fictional region: there at once, usable on any day, and never beside real cases."""

import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.terms import ConditionStatus, InvitationAnswer, MeetingKind, MeetingStatus, PollChoice, Resolution
from services.access.rules import Permission
from services.agenda.queries import agenda_of
from services.availability.queries import closed_days, days_away
from services.cases.actions import release_hold
from services.cases.facts import CaseLine
from services.cases.queries import guarded_words, my_cases
from services.contacts.queries import contact_log
from services.demo import actions as demo
from services.demo.accounts import FictionalColleague, RealDatabase, settle_director
from services.demo.case_file import read
from services.demo.nodes import for_judges
from services.directory.partners import organisations, professionals
from services.directory.sessions import recognise
from services.documents.notices.actions import issue_notice
from services.documents.notices.facts import SUSPECT
from services.documents.notices.queries import notice_desk
from services.documents.notices.rules import HoldInForce
from services.measures.facts import GuardState
from services.measures.police_plan import police_plan
from services.measures.queries import register
from services.measures.rules import guards
from services.meetings.answers import deputy_choices
from services.meetings.proposing import availability
from services.meetings.queries import meetings_of
from services.plans.queries import CaseState, case_state
from services.plans.written.desk import stub_desk
from services.plans.written.queries import written_of
from services.polls.queries import poll_of
from services.premises import Premises, open_premises
from services.protection.rules import Reader
from services.scheduling.facts import LOCAL
from services.settings import VERSION, Settings
from services.unit_of_work import NotAllowed, Work
from services.victim.queries import victim_side
from tests.once import once
from tests.shared import ROOT

SATURDAY = datetime(2026, 10, 24, 22, 0, tzinfo=LOCAL)
"""The night before the clock goes back."""


class Clock:
    """A clock that tests set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class PremisesAt(Premises):
    """Premises where it is another day."""

    clock = Clock(SATURDAY)

    def work(self, **about) -> Work:
        given = super().work(**about)
        return Work(given.database, given.actor, given.settings, given.practice, self.clock)


@contextmanager
def opened_on_saturday(folder: Path) -> Iterator[PremisesAt]:
    settings = Settings(data_folder=folder / "data", key_file=folder / "keys" / "key", worker="off", practice="on")
    opened = open_premises(settings)
    PremisesAt.clock = Clock(SATURDAY)
    yield PremisesAt(settings, opened.real, opened.practice)
    opened.real.close()
    opened.practice.close()


@pytest.fixture(scope="session")
def loaded_on_saturday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a planner with the region in it, and nobody looking around."""

    def load(folder: Path) -> None:
        with opened_on_saturday(folder) as premises:
            demo.load_region(premises.work(practice=True))

    return once(tmp_path_factory, "saturday", load)


@pytest.fixture
def premises(loaded_on_saturday: Path, tmp_path: Path) -> Iterator[PremisesAt]:
    """A fresh copy of the region as it is loaded on Saturday."""
    shutil.copytree(loaded_on_saturday, tmp_path / "region")
    with opened_on_saturday(tmp_path / "region") as copied:
        yield copied


@pytest.fixture
def unloaded(moved_in: Settings) -> Iterator[PremisesAt]:
    """A planner in which nobody has looked around yet."""
    with opened_on_saturday(moved_in.data_folder.parent) as empty:
        yield empty


def visitor(premises: PremisesAt) -> Work:
    secret = demo.enter_practice(premises)
    actor = recognise(premises.work(practice=True), secret)
    assert actor is not None
    return premises.work(practice=True, actor=actor)


def lines(work: Work) -> dict[str, CaseLine]:
    return {line.code: line for line in my_cases(work)}


def state(work: Work, code: str) -> CaseState:
    return case_state(work, lines(work)[code].id)


def test_a_visitor_comes_in_as_the_fictional_case_director(premises: PremisesAt) -> None:
    work = visitor(premises)
    assert work.actor.name == "I. Brandsma"
    assert {code: line.deputising for code, line in lines(work).items()} == {"H-01": False, "M-02": False, "L-03": True}


def test_the_three_cases_are_each_at_another_stage(premises: PremisesAt) -> None:
    work = visitor(premises)
    high, medium, low = (state(work, code) for code in ("H-01", "M-02", "L-03"))
    assert (len(high.facts.seats), high.meeting, high.actions) == (13, None, ())
    assert {one.status for one in high.conditions} == {ConditionStatus.SUBMITTED}
    assert medium.meeting is not None
    assert medium.meeting.status is MeetingStatus.PLANNED
    assert medium.meeting.starts_at > premises.clock()
    assert {one.organisation for one in medium.meeting.owing} == {"OM"}
    assert {one.status for one in medium.conditions} == {
        ConditionStatus.ACCEPTED,
        ConditionStatus.DROPPED,
        ConditionStatus.MERGED,
        ConditionStatus.SUBMITTED,
    }
    assert low.meeting is None
    assert [one.status for one in low.conditions] == [ConditionStatus.SUBMITTED] * 2


def test_a_visitor_meets_contradictions_open_and_settled(premises: PremisesAt) -> None:
    work = visitor(premises)
    high, medium, low = (state(work, code) for code in ("H-01", "M-02", "L-03"))
    numbers = {view.id: view.number for view in high.conditions}
    pairs = [tuple(numbers[name] for name in one.pair) for one in high.board.open]
    assert sorted(pairs) == [(2, 3), (4, 5), (6, 7), (8, 9)]
    assert [tuple(numbers[name] for name in one.pair) for one in high.board.found.duplicates] == [(10, 14)]
    assert medium.board.open == ()
    (settled,) = medium.board.settled.values()
    assert settled.resolution is Resolution.AGREEMENT
    (against,) = medium.board.dissent[settled.finding]
    assert against.organisation == "politie"
    assert [one.rule_id for one in medium.board.open_breaches] == ["L-POL-1"]
    assert len(low.board.open) == 1


def test_the_high_case_has_texts_for_its_plan_and_a_notice_that_waits(premises: PremisesAt) -> None:
    work = visitor(premises)
    high = state(work, "H-01")
    there = written_of(work, high.facts.id)
    numbers = {view.id: view.number for view in high.conditions}
    assert [numbers[name] for name in there.texts.core] == [1, 7, 11, 13]
    assert len(there.signals) == 4
    held = next(line for line in stub_desk(work, high.facts.id) if line.number == "V5")
    assert held.words_for("VT")
    assert not held.words_for("RN"), "the built-in sentence does"
    (desk,) = notice_desk(work, high.facts.id)
    assert (desk.held, desk.telling, desk.protected) == (True, (), 0)
    with pytest.raises(HoldInForce):
        issue_notice(work, high.facts.id)
    for hold in high.facts.holds:
        release_hold(work, high.facts.id, hold.id)
    assert issue_notice(work, high.facts.id).audience == SUSPECT


@pytest.mark.parametrize("days_later", [1, *(pytest.param(day, marks=pytest.mark.long) for day in (0, 2, 3, 4, 5, 6))])
def test_nothing_assessed_lies_in_the_future_and_no_hour_in_the_past(unloaded: PremisesAt, days_later: int) -> None:
    """Whatever the day; in the quick run the Sunday alone, when the clock goes back and the week begins tomorrow."""
    unloaded.clock.moment = SATURDAY + timedelta(days=days_later)
    today = unloaded.clock.moment.date()
    work = visitor(unloaded)
    for line in lines(work).values():
        facts = case_state(work, line.id).facts
        assert all(one.assessed_on <= today for one in facts.assessments)
        assert facts.review_on > today


def test_the_high_case_can_be_planned_at_once(premises: PremisesAt) -> None:
    work = visitor(premises)
    found = availability(work, lines(work)["H-01"].id, MeetingKind.ACTION_MEETING, 45)
    assert found.proposals.earliest.start == datetime(2026, 10, 26, 11, tzinfo=LOCAL)
    assert (found.proposals.earliest.present, found.proposals.best.present, found.proposals.best.of) == (9, 10, 11)
    longer = availability(work, lines(work)["H-01"].id, MeetingKind.CASE_CONFERENCE, 90).proposals
    assert (longer.earliest.present, longer.best.present, longer.best.of) == (7, 10, 11)


def test_the_high_case_has_a_voice_and_promises_of_three_kinds(premises: PremisesAt) -> None:
    work = visitor(premises)
    side = victim_side(work, lines(work)["H-01"].id)
    today = premises.clock().date()
    kept, silent, coming = sorted(side.promises, key=lambda one: one.promised_for)
    assert side.voices[0].wishes
    assert side.voices[0].represented_by_seat_id
    assert (kept.kept_on, silent.silent_on(today), coming.promised_for > today) == (kept.promised_for, True, True)
    assert [one.organisation for one in side.consents] == ["SHN"]


def test_the_high_case_has_an_order_that_ends_soon_and_a_measure_to_weigh_again(premises: PremisesAt) -> None:
    work = visitor(premises)
    facts, today = state(work, "H-01").facts, premises.clock().date()
    assert [one.until_on and one.until_on > today for one in facts.court_orders] == [None, True]
    assert [one.weigh_again_on < today for one in facts.weighings if one.weigh_again_on] == [True]
    assert [one.valid_until > today for one in facts.weighings if one.valid_until] == [True]
    assert police_plan(work, facts.id).number == 1


def test_the_low_case_may_hold_its_stop_conversation(premises: PremisesAt) -> None:
    work = visitor(premises)
    facts = state(work, "L-03").facts
    talk = register(work, facts.id).stop_talk
    assert talk.veilig_thuis_agreed_on is not None
    assert {guard.state for guard in guards(facts, talk, premises.clock())} == {GuardState.MET}


def test_the_medium_case_has_answers_of_every_kind_and_stays_planned(premises: PremisesAt) -> None:
    work = visitor(premises)
    meeting = state(work, "M-02").meeting
    answers = {one.organisation: one.answer for one in meeting.attendees}
    assert set(answers.values()) == set(InvitationAnswer)
    assert answers["OM"] is InvitationAnswer.DEPUTY
    proposed = next(one for one in meeting.attendees if one.organisation == "OM")
    choices = deputy_choices(work, meeting.case_id, proposed.invitation_id)
    assert (choices.proposed.name, choices.objection, bool(choices.known_as)) == ("mr. A. Veltman", "", True)
    assert [one.organisation for one in meeting.attendees if one.information] == ["GGZ"]
    assert [(one.organisations, bool(one.reason)) for one in meeting.waivers] == [(("SHN",), True)]


def test_the_medium_case_has_an_agenda_that_somebody_changed_and_that_fits(premises: PremisesAt) -> None:
    work = visitor(premises)
    meeting = state(work, "M-02").meeting
    agenda = agenda_of(work, meeting.case_id, meeting.id)
    assert (agenda.suggested, agenda.over_minutes, agenda.uninvited) == (False, 0, ())
    assert agenda.points[-1].ends_at == meeting.ends_at
    assert len([point for point in agenda.points if point.note]) == 1
    assert [point.organisations for point in agenda.points if point.organisations] == [("lokale_veld", "RN")]


def test_the_medium_case_looks_ahead(premises: PremisesAt) -> None:
    work = visitor(premises)
    found = meetings_of(work, lines(work)["M-02"].id)
    first, second = sorted(one.starts_at for one in found if one.status is MeetingStatus.RESERVED)
    assert second - first >= timedelta(weeks=4)
    (polled,) = (one for one in found if one.status is MeetingStatus.POLLED)
    poll = poll_of(work, polled.case_id, polled.id)
    assert (poll.open, len(poll.options), len(poll.waiting)) == (True, 3, 5)
    assert {choice for option in poll.options for choice in option.choices.values()} == set(PollChoice)


def test_diaries_show_what_can_be_known_of_them(premises: PremisesAt) -> None:
    work = visitor(premises)
    people = {one.name: one.id for one in professionals(work)}
    assert days_away(work, people["T. Hovenier"])
    assert days_away(work, people["A. Fennema"])
    homes = {one.key: one.id for one in organisations(work)}
    assert len(closed_days(work, homes["lokale_veld"])) == 1
    found = availability(work, lines(work)["M-02"].id, MeetingKind.ACTION_MEETING, 45)
    assert [found.seats[seat] for seat in found.unknown] == [("GGZ", "dr. E. Lindhout")]
    assert not availability(work, lines(work)["H-01"].id, MeetingKind.ACTION_MEETING, 45).unknown


def test_every_case_has_contacts_agreements_and_deputies_on_any_day(premises: PremisesAt) -> None:
    for weekday in (0, 2, 6):  # Saturday, as it was loaded; Monday, Friday
        premises.clock.moment = SATURDAY + timedelta(days=weekday)
        today = premises.clock.moment.date()
        if weekday:
            demo.reset_region(premises)
        work = visitor(premises)
        was_settled_by_phone(work, lines(work)["L-03"].id)
        kept = {code: contact_log(work, line.id) for code, line in lines(work).items()}
        assert {code: len(log.contacts) for code, log in kept.items()} == {"H-01": 28, "M-02": 10, "L-03": 4}
        assert all(
            c.happened_on <= today and c.happened_on.weekday() < 5 for log in kept.values() for c in log.contacts
        )
        assert all(one.agreed_on < today for log in kept.values() for one in log.agreements)
        assert {code: len(log.agreements) for code, log in kept.items()} == {"H-01": 8, "M-02": 4, "L-03": 0}
    seats = state(work, "H-01").facts.seats
    assert {seat.deputy: bool(seat.deputy_briefed_on) for seat in seats if seat.deputy} == {
        "K. Yilmazer": True,
        "R. Lansbergen": False,
        "mr. A. Veltman": True,
    }


def was_settled_by_phone(work: Work, case_id: str) -> None:
    (held,) = meetings_of(work, case_id)
    assert (held.kind, held.status) == (MeetingKind.COORDINATION, MeetingStatus.HELD)
    assert held.starts_at < work.clock()
    assert held.starts_at.astimezone(LOCAL).weekday() < 5
    assert {one.organisation for one in held.attendees} == {"VT", "lokale_veld"}
    assert held.outcome


def test_entering_again_changes_nothing(premises: PremisesAt) -> None:
    before = visitor(premises)
    codes, ids = lines(before).keys(), {line.id for line in my_cases(before)}
    premises.clock.moment += timedelta(days=3)
    after = visitor(premises)
    assert lines(after).keys() == codes
    assert {line.id for line in my_cases(after)} == ids
    assert after.actor.account_id == before.actor.account_id
    names = [(one.organisation, one.name) for one in professionals(after)]
    assert len(names) == len(set(names))


def test_a_region_whose_week_has_passed_begins_anew(premises: PremisesAt) -> None:
    old = {line.id for line in my_cases(visitor(premises))}
    premises.clock.moment += timedelta(days=14)
    work = visitor(premises)
    assert not old & {line.id for line in my_cases(work)}
    assert state(work, "M-02").meeting.starts_at > premises.clock()


def test_beginning_anew_lets_everybody_out(premises: PremisesAt) -> None:
    secret = demo.enter_practice(premises)
    demo.reset_region(premises)
    assert recognise(premises.work(practice=True), secret) is None
    assert len(lines(visitor(premises))) == 3


def test_a_half_loaded_region_is_loaded_whole(unloaded: PremisesAt, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("services.demo.region._half_way", _stops)
        with pytest.raises(KeyboardInterrupt):
            demo.enter_practice(unloaded)
    assert len(lines(visitor(unloaded))) == 3


def _stops(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_region_is_never_put_into_a_real_database(premises: PremisesAt) -> None:
    work = premises.work(practice=False)
    with pytest.raises(RealDatabase):
        demo.load_region(work)
    with pytest.raises(NotAllowed):
        my_cases(work)
    with pytest.raises(RealDatabase):
        settle_director(work, FictionalColleague("Iemand", "iemand@politie.example"))


def test_organisations_have_friendly_names(premises: PremisesAt) -> None:
    named = {one.key: one.name for one in organisations(visitor(premises))}
    assert named["politie"] == "Politie, basisteam Voorbeeldstad"
    assert all(name != key for key, name in named.items())


def test_there_is_something_to_guard(premises: PremisesAt) -> None:
    work = visitor(premises)
    case_id = lines(work)["H-01"].id
    with work.read(Permission.CASE_READ, case_id) as look:
        assert "Schuilhof 12, 0000 AA Voorbeeldstad" in guarded_words(look, case_id, Reader("politie"))


def test_the_regions_file_holds_nothing_for_judges() -> None:
    keys = [line.strip(" -{").partition(":")[0] for line in demo.REGION.read_text().splitlines()]
    assert not [key for key in keys if for_judges(key)]
    assert [case.code for case in read(demo.REGION).cases] == ["H-01", "M-02", "L-03"]
    assert not [one.ignored_keys for one in read(demo.REGION).cases if one.ignored_keys]


def test_the_version_in_reports_is_the_projects_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
