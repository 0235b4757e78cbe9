"""A house style is taken in, looked at, used and put away, by the administrator only; what was issued stays."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.documents import HouseStyle
from services.access.rules import Permission, Standing
from services.documents.actions import issue_network
from services.documents.house_styles.actions import example_in_style, retire_style, upload_style, use_style
from services.documents.house_styles.checking import checked
from services.documents.house_styles.facts import OWN, UploadStyle
from services.documents.house_styles.faults import StyleNotThere, StyleRefused
from services.documents.house_styles.queries import house_styles, style_in_use
from services.documents.papers import AGENDA, issue_actions, issue_paper
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import a_planned_case
from tests.services.documents.house_styles.of_a_region import GREEN, SECRET, example, green
from tests.services.documents.reading import everything, parts

ORDER = UploadStyle("  Regio   Oost ", green())


@pytest.fixture
def office(work_as: Callable[..., Work]) -> Work:
    """The work of an administrator."""
    return work_as(Standing.ADMINISTRATOR, account_id="a" * 32)


def _in_use(work: Work) -> bytes | None:
    with work.read(Permission.HOUSE_STYLE_EDIT) as look:
        return style_in_use(look)


def test_taken_in_is_not_used_yet_and_only_the_checked_base_is_kept(office: Work) -> None:
    style_id = upload_style(office, ORDER)
    (style,) = house_styles(office)
    assert (style.id, style.name, style.waiting, style.in_use) == (style_id, "Regio Oost", True, False)
    assert _in_use(office) is None
    with office.read(Permission.HOUSE_STYLE_EDIT) as look:
        row = look.session.exec(select(HouseStyle)).one()
        assert "Verdana" not in row.base_sealed
    assert SECRET not in everything(example_in_style(office, style_id).content)


def test_a_refused_document_leaves_nothing(office: Work) -> None:
    with pytest.raises(StyleRefused):
        upload_style(office, UploadStyle("Kwaad", b"MZ"))
    assert house_styles(office) == ()


def test_one_style_is_in_use_and_another_takes_its_place(office: Work) -> None:
    first, second = upload_style(office, ORDER), upload_style(office, UploadStyle("Eigen", example()))
    use_style(office, first, 1)
    assert _in_use(office) == checked(green())
    use_style(office, second, 1)
    assert _in_use(office) == checked(example())
    told = {style.id: (style.in_use, style.retired_at is not None) for style in house_styles(office)}
    assert told == {first: (False, True), second: (True, False)}
    use_style(office, first, 3)
    assert [style.id for style in house_styles(office) if style.in_use] == [first]


def test_every_paper_of_a_case_comes_in_it(office: Work, work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as)
    use_style(office, upload_style(office, ORDER), 1)
    for file in (
        issue_actions(planned.director, planned.case_id),
        issue_paper(planned.director, planned.case_id, planned.meeting_id, AGENDA),
        issue_network(planned.director, planned.case_id),
    ):
        assert GREEN in parts(file.content)["word/styles.xml"].decode(), file.audience


def test_back_to_the_planners_own_style(office: Work) -> None:
    style_id = upload_style(office, ORDER)
    use_style(office, style_id, 1)
    retire_style(office, style_id, 2)
    assert _in_use(office) is None
    with pytest.raises(ChangedMeanwhile):
        use_style(office, style_id, 2)


def test_an_example_can_be_had_of_each_style_and_of_our_own(office: Work) -> None:
    style_id = upload_style(office, ORDER)
    own, theirs = example_in_style(office, OWN), example_in_style(office, style_id, "en")
    assert own.content != theirs.content
    assert theirs.language == "en"
    with pytest.raises(StyleNotThere):
        example_in_style(office, "0" * 32)


def test_every_act_is_in_the_log_without_a_name(office: Work) -> None:
    style_id = upload_style(office, ORDER)
    use_style(office, style_id, 1)
    example_in_style(office, style_id)
    with office.read(Permission.HOUSE_STYLE_EDIT) as look:
        entries = look.session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()
    told = [entry for entry in entries if entry.permission == Permission.HOUSE_STYLE_EDIT.value]
    assert len(told) == 3
    assert all(style_id in str(entry.notes) and "Oost" not in str(entry.notes) for entry in told)


@pytest.mark.parametrize("standing", [s for s in Standing if s is not Standing.ADMINISTRATOR])
def test_nobody_else_touches_the_house_style(work_as: Callable[..., Work], office: Work, standing: Standing) -> None:
    style_id = upload_style(office, ORDER)
    other = work_as(standing, account_id="b" * 32)
    for act in (
        lambda: upload_style(other, ORDER),
        lambda: use_style(other, style_id, 1),
        lambda: retire_style(other, style_id, 1),
        lambda: example_in_style(other, style_id),
        lambda: house_styles(other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert [style.waiting for style in house_styles(office)] == [True]
