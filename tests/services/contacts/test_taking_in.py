"""Taking in a file of contacts: shown first, then recorded in one act, exactly what was shown or nothing."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.network import ContactParty, ContactRow
from models.terms import BarKind, ContactKind
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.contacts import actions
from services.contacts.actions import import_contacts, record_contacts
from services.contacts.orders import NewContact, RecordContacts
from services.contacts.queries import contact_log, try_contacts
from services.contacts.rules import ImportRefused
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.statements import statements

WorkAs = Callable[..., Work]
GOOD = "datum;soort;wie;met\n02-11-2026;telefoon;VT;P1\n03-11-2026;huisbezoek;DR;P2\n".encode("utf-8-sig")
FAULTY = GOOD + b"04-11-2026;telefoon;Niemand;P1\n05-11-2026;overleg;VT;DR+politie\n"


def kept(planned: PlannedCase) -> list[tuple]:
    found = contact_log(planned.director, planned.case_id).contacts
    return [(one.happened_on.day, one.kind, [end.organisation or end.key for end in one.parties]) for one in found]


def refused(act: Callable[[], object]) -> dict:
    with pytest.raises(ImportRefused) as told:
        act()
    return told.value.fields


def test_trying_keeps_nothing_and_importing_keeps_what_was_shown(planned: PlannedCase, holder: Work) -> None:
    shown = try_contacts(holder, planned.case_id, GOOD)
    assert shown.whole and len(shown.good) == 2 and kept(planned) == []
    ids = import_contacts(holder, planned.case_id, GOOD, shown=shown)
    assert kept(planned) == [(3, ContactKind.VISIT, ["DR", "P2"]), (2, ContactKind.PHONE, ["VT", "P1"])]
    assert set(ids) == {one.id for one in contact_log(planned.director, planned.case_id).contacts}


def test_a_second_time_adds_nothing(planned: PlannedCase) -> None:
    import_contacts(planned.director, planned.case_id, GOOD)
    again = try_contacts(planned.director, planned.case_id, GOOD)
    assert again.whole and [line.already_there for line in again.lines] == [True, True]
    assert import_contacts(planned.director, planned.case_id, GOOD) == ()
    assert len(kept(planned)) == 2


def test_one_faulty_line_keeps_all_out_unless_it_is_to_be_skipped(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    assert refused(lambda: import_contacts(director, case_id, FAULTY)) == {"reason": "lines", "lines": 1}
    assert kept(planned) == []
    assert len(import_contacts(director, case_id, FAULTY, skip_faulty=True)) == 3
    assert [one[0] for one in kept(planned)] == [5, 3, 2]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\0", b"wie;met\nVT;P1\n", GOOD.replace(b"\n", b"\n" * 60_000)])
def test_a_file_that_cannot_be_read_is_refused_whatever_is_asked(planned: PlannedCase, data: bytes) -> None:
    told = refused(lambda: import_contacts(planned.director, planned.case_id, data, skip_faulty=True))
    assert told["reason"] == "file"
    assert kept(planned) == []


def test_what_changed_since_it_was_shown_is_not_recorded(planned: PlannedCase, seats: dict[str, str]) -> None:
    director, case_id = planned.director, planned.case_id
    shown = try_contacts(director, case_id, GOOD)
    end_seat(director, case_id, seats["DR"])
    told = refused(lambda: import_contacts(director, case_id, GOOD, skip_faulty=True, shown=shown))
    assert told["reason"] == "changed"
    assert kept(planned) == []


def test_nothing_is_half_imported_when_writing_breaks_off(
    planned: PlannedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    makes, made = actions._contact_rows, []

    def breaks_at_the_second(*given):
        made.append(given)
        if len(made) == 2:
            raise OSError
        return makes(*given)

    with monkeypatch.context() as broken:
        broken.setattr(actions, "_contact_rows", breaks_at_the_second)
        with pytest.raises(OSError):
            import_contacts(planned.director, planned.case_id, GOOD)
    with planned.director.database.reading() as session:
        assert session.exec(select(ContactRow)).all() == session.exec(select(ContactParty)).all() == []


def test_whoever_is_barred_is_nobody_in_a_file_and_their_contacts_are_not_told(
    planned: PlannedCase, seats: dict[str, str]
) -> None:
    director, case_id = planned.director, planned.case_id
    import_contacts(director, case_id, GOOD)
    bar(director, case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    first, second = try_contacts(director, case_id, GOOD).lines
    assert first.fault and first.fault.reason == "nobody" and not first.already_there
    assert second.already_there


def test_strangers_guests_and_the_barred_try_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    kept_out = a_holder(planned, work_as, "DR")
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d3@partner.example"))
    stranger = a_planned_case(work_as, code="T-200").director
    for who in (kept_out, stranger, planned.as_guest("VT")):
        for act in (try_contacts, import_contacts):
            with pytest.raises(NotAllowed):
                act(who, planned.case_id, GOOD)
    assert kept(planned) == []


def test_fifty_thousand_lines_cost_no_look_at_the_case(planned: PlannedCase) -> None:
    data = GOOD + b"02-11-2026;telefoon;VT;P1\n" * 50_000
    with statements(planned.director.database) as nothing_read:
        try_contacts(planned.director, planned.case_id, b"")
    with statements(planned.director.database) as seen:
        report = try_contacts(planned.director, planned.case_id, data)
    assert report.faults[0].reason == "too_many_lines"
    assert len(seen) <= len(nothing_read)


def test_more_than_two_hundred_lines_go_in_one_act(planned: PlannedCase) -> None:
    rows = b"".join(b"%d-%d-2025;telefoon;VT;P1\n" % (day, month) for month in range(1, 11) for day in range(1, 29))
    assert len(import_contacts(planned.director, planned.case_id, b"datum;soort;wie;met\n" + rows)) == 280
    with planned.director.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "contact.record")).all()
        assert [entry.notes for entry in entries if entry.outcome == "done"] == [{"contacts": 280, "skipped": 0}]


def test_a_contact_recorded_by_hand_is_not_imported_again(planned: PlannedCase, seats: dict[str, str]) -> None:
    shown = try_contacts(planned.director, planned.case_id, GOOD)
    by_hand = NewContact(shown.good[0].happened_on, ContactKind.PHONE, ("P1", seats["VT"]))
    record_contacts(planned.director, RecordContacts(planned.case_id, (by_hand,)))
    assert len(import_contacts(planned.director, planned.case_id, GOOD)) == 1
    assert len(kept(planned)) == 2
