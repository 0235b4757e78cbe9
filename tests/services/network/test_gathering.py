"""The facts of a network for who looks: what was recorded, from meetings too, and nothing that one may not know."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.terms import BarKind, ContactKind, InvitationAnswer, MeetingKind, TieKind
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.contacts.actions import agree_to_inform, record_contacts, record_tie
from services.contacts.orders import AgreeToInform, NewContact, RecordContacts, RecordTie
from services.meetings.actions import record_attendance
from services.meetings.orders import RecordAttendance
from services.network.facts import FindingKind, NetworkFacts
from services.network.findings import existing_gaps
from services.network.gathering import network_facts_in
from services.route_map.queries import regional
from services.unit_of_work import NotAllowed, Work
from tests.planned import STARTS, PlannedCase, a_holder
from tests.statements import statements

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)


def facts(planned: PlannedCase, work: Work | None = None) -> NetworkFacts:
    with (work or planned.director).read(Permission.NETWORK_READ, planned.case_id) as look:
        return network_facts_in(look, planned.case_id)


def record(planned: PlannedCase, *parties: str, on: date = TODAY) -> None:
    record_contacts(planned.director, RecordContacts(planned.case_id, (NewContact(on, ContactKind.PHONE, parties),)))


def present(planned: PlannedCase, *seat_ids: str) -> None:
    meeting = planned.meeting
    planned.director.clock.moment = STARTS + timedelta(hours=1)
    record_attendance(
        planned.director, RecordAttendance(planned.meeting_id, planned.case_id, seat_ids, meeting.version)
    )


def test_everything_recorded_is_there(planned: PlannedCase, seats: dict[str, str]) -> None:
    record(planned, seats["VT"], "P1")
    agree_to_inform(planned.director, AgreeToInform(planned.case_id, seats["VT"], seats["politie"], 4))
    record_tie(planned.director, RecordTie(planned.case_id, "P3", "P2", TieKind.FAMILY))
    found = facts(planned)
    (contact,), (agreement,), (tie,) = found.contacts, found.agreements, found.ties
    assert [end.key for end in contact.parties] == [seats["VT"], "P1"]
    assert (agreement.teller.key, agreement.told.key) == (seats["VT"], seats["politie"])
    assert (tie.first.key, tie.second.key) == ("P3", "P2")
    assert (found.today, found.now) == (TODAY, planned.director.clock())


def test_a_meeting_to_come_tells_who_is_invited_and_what_it_needs(planned: PlannedCase, seats: dict[str, str]) -> None:
    (meeting,) = facts(planned).meetings
    assert (meeting.kind, meeting.starts_at) == (MeetingKind.CASE_CONFERENCE, STARTS)
    assert set(meeting.invited) == {(seat_id, InvitationAnswer.OPEN) for seat_id in seats.values()}
    assert meeting.required == (frozenset({"lokale_veld"}), frozenset({"VT", "VHH"}), frozenset({"politie"}))
    end_seat(planned.director, planned.case_id, seats["DR"])
    assert seats["DR"] not in dict(facts(planned).meetings[0].invited)
    planned.director.clock.moment = STARTS
    assert facts(planned).meetings == ()


def test_who_was_at_a_meeting_was_in_touch_there_also_who_left_since(
    planned: PlannedCase, seats: dict[str, str]
) -> None:
    present(planned, seats["VT"], seats["politie"], seats["DR"])
    end_seat(planned.director, planned.case_id, seats["DR"])
    (contact,) = facts(planned).contacts
    assert (contact.meeting_id, contact.kind, contact.happened_on) == (
        planned.meeting_id,
        ContactKind.MEETING,
        date(2026, 11, 25),
    )
    assert sorted(end.organisation for end in contact.parties) == ["DR", "VT", "politie"]
    assert all(end.role and end.professional_id and end.name for end in contact.parties)


def test_a_meeting_settles_the_contacts_of_all_who_were_there(planned: PlannedCase, seats: dict[str, str]) -> None:
    def missing() -> set[str]:
        found = existing_gaps(regional(), facts(planned))
        return {gap.key for gap in found if gap.kind is FindingKind.NO_LINE}

    assert missing()
    present(planned, *seats.values())
    assert missing() == set()


def test_one_alone_at_a_meeting_was_in_touch_with_nobody(planned: PlannedCase, seats: dict[str, str]) -> None:
    present(planned, seats["VT"])
    assert facts(planned).contacts == ()


def test_whoever_is_barred_is_gone_with_all_they_took_part_in(planned: PlannedCase, seats: dict[str, str]) -> None:
    record(planned, seats["DR"], seats["VT"])
    agree_to_inform(planned.director, AgreeToInform(planned.case_id, seats["DR"], seats["politie"], 4))
    record_tie(planned.director, RecordTie(planned.case_id, seats["DR"], "P2", TieKind.FAMILY))
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, "Deelnemer 3"))
    found = facts(planned)
    assert (found.contacts, found.agreements, found.ties) == ((), (), ())
    assert seats["DR"] not in {seat.id for seat in found.case.seats}
    assert seats["DR"] not in dict(found.meetings[0].invited)


def test_a_tie_of_a_professional_is_for_who_directs(planned: PlannedCase, seats: dict, work_as: WorkAs) -> None:
    record_tie(planned.director, RecordTie(planned.case_id, seats["DR"], "P2", TieKind.FAMILY))
    record_tie(planned.director, RecordTie(planned.case_id, "P3", "P2", TieKind.FAMILY))
    holder = a_holder(planned, work_as, "VT")
    assert [tie.first.key for tie in facts(planned, holder).ties] == ["P3"]
    assert len(facts(planned).ties) == 2


def test_a_case_that_is_not_there_has_no_network(planned: PlannedCase) -> None:
    with planned.director.read(Permission.NETWORK_READ, planned.case_id) as look, pytest.raises(NotAllowed):
        network_facts_in(look, "unknown")


def test_more_contacts_cost_no_more_statements(planned: PlannedCase, seats: dict[str, str]) -> None:
    def cost() -> int:
        facts(planned)
        with statements(planned.director.database) as seen:
            facts(planned)
        return len(seen)

    record(planned, seats["VT"], seats["DR"])
    before = cost()
    for days in range(1, 9):
        record(planned, seats["VT"], "P1", on=TODAY - timedelta(days=days))
    assert cost() == before
