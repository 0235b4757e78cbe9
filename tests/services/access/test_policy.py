"""Every cell of permission x standing x belonging, from a table people can read: `policy.csv`."""

import csv
from pathlib import Path

import pytest

from models.terms import Belonging
from services.access.rules import POLICY, Permission, Standing, may

TABLE = Path(__file__).with_name("policy.csv")
CASE_CONTENT = [p for p in Permission if p.value.split(".")[0] in ("case", "condition", "plan", "network", "hold")]


def table() -> dict[tuple[str, str], frozenset[Belonging]]:
    """Per (permission, standing) the belongings that suffice."""
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, skipinitialspace=True)
    return {
        (row["permission"].strip(), standing.strip()): _belongings(cell.strip())
        for row in ({key.strip(): value for key, value in row.items()} for row in rows)
        for standing, cell in row.items()
        if standing != "permission"
    }


def _belongings(cell: str) -> frozenset[Belonging]:
    if cell == "-":
        return frozenset()
    if cell == "any":
        return frozenset(Belonging) - {Belonging.BARRED}
    return frozenset(Belonging[word.upper()] for word in cell.split("+"))


AGREED = table()


def test_the_table_has_a_row_for_every_permission_and_a_column_for_every_standing() -> None:
    """A new permission or standing without a row or column fails here first."""
    assert {permission for permission, _ in AGREED} == {permission.value for permission in Permission}
    assert {standing for _, standing in AGREED} == {standing.name.lower() for standing in Standing}
    rows = [line for line in TABLE.read_text().splitlines() if not line.startswith(("#", "permission"))]
    assert len(rows) == len(Permission)


@pytest.mark.parametrize("belonging", Belonging, ids=lambda b: b.name.lower())
@pytest.mark.parametrize("standing", Standing, ids=lambda s: s.name.lower())
def test_the_program_answers_as_agreed(standing: Standing, belonging: Belonging) -> None:
    answers = {permission.value: may(standing, permission, belonging) for permission in Permission}
    agreed = {p.value: belonging in AGREED[p.value, standing.name.lower()] for p in Permission}
    assert answers == agreed


def test_barred_beats_everything() -> None:
    assert not [(s, p) for s in Standing for p in Permission if may(s, p, Belonging.BARRED)]


def test_every_permission_is_granted_to_someone() -> None:
    assert {permission for permission in Permission if POLICY[permission]} == set(Permission)


@pytest.mark.parametrize("permission", CASE_CONTENT, ids=str)
def test_administrators_auditors_and_coordinators_never_see_or_touch_case_content(permission: Permission) -> None:
    for standing in (Standing.ADMINISTRATOR, Standing.AUDITOR, Standing.COORDINATOR, Standing.VISITOR):
        assert not [belonging for belonging in Belonging if may(standing, permission, belonging)]


def test_who_does_not_belong_to_a_case_reads_and_changes_nothing_of_it() -> None:
    allowed = {p.value for p in CASE_CONTENT for s in Standing if may(s, p, Belonging.NONE)}
    assert allowed == {"case.open", "case.list"}  # these name no case


def test_a_guest_does_only_what_the_own_invitation_is_for() -> None:
    allowed = {p.value for p in Permission if may(Standing.GUEST, p, Belonging.INVITED)}
    assert allowed == {
        "invitation.read",
        "calendar.own",
        "condition.hand_in",
        "condition.set_read",
        "condition.set_answer",
        "difference.read",
        "form.issue",
        "form.receive",
        "plan.copy",
        "plan.answer",
        "draft.save",
        "draft.read",
        "session.end",
        "account.language",
    }


def test_who_came_by_a_link_to_actions_does_nothing_but_report_on_them() -> None:
    allowed = {p.value for p in Permission if may(Standing.GUEST, p, Belonging.OWNER)}
    assert allowed == {"action.own", "action.report", "draft.save", "draft.read", "session.end", "account.language"}


def test_unknown_means_no() -> None:
    assert not may(Standing.CASE_DIRECTOR, "case.erase", Belonging.DIRECTOR)  # ty: ignore[invalid-argument-type]
    assert not may("koning", Permission.CASE_READ, Belonging.DIRECTOR)  # ty: ignore[invalid-argument-type]
