"""The acceptance cases' weeks give the slots that their authors worked out by hand."""

from datetime import datetime

import pytest
import yaml

from services.scheduling.facts import LOCAL, Attendee, Presence, Reason, Request, Slot, Substitute
from services.scheduling.rules import explain, slots
from services.scheduling.verification import verify
from tests.services.scheduling.build import free, request
from tests.shared import CASES, needs_cases

pytestmark = needs_cases


def blocks(week: dict) -> tuple:
    return free(*(f"{day} {start} {end}" for day, spans in (week or {}).items() for start, end in spans))


def case_request(case: dict, minutes: int) -> Request:
    seats = [
        Attendee(
            id=f"{partner['org']}/{partner['role']}",
            organisation=partner["org"],
            free=blocks(partner.get("free")),
            substitutes=(Substitute(partner["deputy"], blocks(partner["deputy_free"])),)
            if "deputy_free" in partner
            else (),
        )
        for partner in case["partners"]
        if partner.get("attends", True) and not partner.get("external") and not partner.get("barred")
    ]
    leads = ("VT", "VHH") if case["vt_competent"] else ("VHH",)
    return request(*seats, minutes=minutes, rule=(("lokale_veld",), leads, ("politie",)))


@pytest.fixture(scope="module")
def file() -> dict:
    return yaml.safe_load(CASES.read_text(encoding="utf-8"))


def case_slots(file: dict, code: str, kind: str) -> dict[str, Slot | None]:
    case = next(case for case in file["cases"] if case["code"] == code)
    asked = case_request(case, file["meeting_types"][kind]["minutes"])
    proposals = slots(asked)
    for slot in (proposals.earliest, proposals.best, *proposals.others):
        assert slot is None or verify(asked, slot) == ()
    return {"earliest": proposals.earliest, "best": proposals.best}


def organisations(slot: Slot, *kinds: Presence) -> set[str]:
    return {one.attendee_id.split("/")[0] for one in slot.attendance if one.kind in kinds}


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("H-01", "actieoverleg_earliest"),
        ("H-01", "mdo_earliest"),
        ("H-01", "mdo_best"),
        ("M-02", "actieoverleg_best"),
        ("M-02", "mdo_best"),
    ],
)
def test_slots_of_a_case_are_those_worked_out_by_hand(file, code, key):
    expected = next(case for case in file["cases"] if case["code"] == code)["schedule_expected"][key]
    kind, which = key.split("_")
    slot = case_slots(file, code, kind)[which]
    assert slot is not None
    assert slot.start == datetime.fromisoformat(expected["start"]).replace(tzinfo=LOCAL)
    if "end" in expected:
        assert slot.end == datetime.fromisoformat(expected["end"]).replace(tzinfo=LOCAL)
    if "present" in expected:
        assert (slot.present, slot.of) == (expected["present"], expected["of"])
    missing = {*expected.get("missing", ()), *expected.get("missing_optional", ()), *expected.get("missing_other", ())}
    if missing:
        assert organisations(slot, Presence.ABSENT, Presence.PARTIAL) == missing
    partial = {one.attendee_id.split("/")[0]: one.until for one in slot.attendance if one.kind is Presence.PARTIAL}
    if "partial" in expected:
        org, until = expected["partial"]["org"], expected["partial"]["until"]
        assert {org: partial[org].strftime("%H:%M")} == {org: until}
        assert set(partial) == {org}


def test_h01_best_conference_says_when_the_missing_partner_is_free(file):
    best = case_slots(file, "H-01", "mdo")["best"]
    (ccb,) = [one for one in best.attendance if one.kind is Presence.ABSENT]
    assert (ccb.attendee_id, ccb.reason) == ("CCB/adviseur", Reason.FREE_FROM)
    assert ccb.free_from.strftime("%a %H:%M") == "Wed 13:00"


@pytest.mark.parametrize("kind", ["actieoverleg", "mdo"])
def test_l03_has_no_common_slot(file, kind):
    assert case_slots(file, "L-03", kind) == {"earliest": None, "best": None}


def test_l03_is_blocked_by_seats_that_nobody_was_invited_for(file):
    case = next(case for case in file["cases"] if case["code"] == "L-03")
    blocked = explain(case_request(case, 45))
    assert blocked.times == 0
    assert [(one.organisations, one.invited) for one in blocked.blocking] == [
        (("lokale_veld",), 0),
        (("VT", "VHH"), 0),
        (("politie",), 1),
    ]
