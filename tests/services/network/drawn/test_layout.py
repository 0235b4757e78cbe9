"""Places and ways: nothing overlaps, no line runs behind a box or through a person, seats keep their place."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import PersonRole
from services.cases.facts import CaseFacts
from services.network.drawn.folding import MOST_ROWS, MOST_SEATS
from services.network.drawn.layout import Figure, Layout, lay_out
from services.network.drawn.lines import ColumnRouter, Router
from services.network.drawn.narrow import MarginRouter, lay_out_narrow
from services.network.drawn.seats import Box, SeatState, Side
from services.network.facts import FindingKind
from tests.case_facts import case_facts, seat
from tests.services.network.drawn.scenes import NL, cases, finding, items, large, shape
from tests.services.network.test_rules import BASE
from tests.shared import needs_cases

SHEETS = (lay_out, lay_out_narrow)
any_case = cases(name=st.just("N. Naam"), most=12, people=5)
few = settings(max_examples=40, deadline=None)


def router_of(layout: Layout) -> Router:
    return MarginRouter() if layout.narrow else ColumnRouter(layout)


def no_overlap(layout: Layout) -> None:
    shapes = [shape(item) for item in items(layout)]
    for (ax, ay, az, aw), (bx, by, bz, bw) in combinations(shapes, 2):
        assert az <= bx or bz <= ax or aw <= by or bw <= ay
    assert all(x >= 0 and y >= 0 and z <= layout.width and w <= layout.height for x, y, z, w in shapes)


def strictly_inside(item: Box | Figure, x: float, y: float) -> bool:
    """Whether a point lies in a box, a circle, a diamond or an ellipse, with a pixel to spare."""
    if isinstance(item, Box):
        left, top, right, bottom = shape(item)
        return left + 1 < x < right - 1 and top + 1 < y < bottom - 1
    part_x, part_y = abs(x - item.x) / (item.half_width - 1), abs(y - item.y) / (item.half_height - 1)
    if item.person.role is PersonRole.SUSPECT:
        return part_x + part_y < 0.98
    return part_x**2 + part_y**2 < 1


def lines_are_clear(layout: Layout, step: int) -> None:
    router, everybody = router_of(layout), items(layout)
    for one, other in list(combinations(everybody, 2))[::step]:
        path = router.between(one, other)
        for x, y in path.points:
            assert 0 <= x <= layout.width and 0 <= y <= layout.height
            assert not any(strictly_inside(item, x, y) for item in everybody)


@pytest.mark.parametrize("sheet", SHEETS)
@few
@given(case=any_case)
def test_no_two_shapes_overlap_and_all_lie_inside_the_picture(sheet, case: CaseFacts) -> None:
    no_overlap(sheet(case, (), NL))


@pytest.mark.parametrize("sheet", SHEETS)
@few
@given(case=any_case)
def test_no_line_runs_behind_a_box_or_through_a_person(sheet, case: CaseFacts) -> None:
    lines_are_clear(sheet(case, (), NL), step=3)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("many", [31, 60, 90])
@pytest.mark.parametrize("opened", [(), ("fold:politie/1",), ("x000",), ("fold:*/1", "fold:school/1")])
def test_large_networks_are_clear_folded_and_opened(sheet, many: int, opened: tuple[str, ...]) -> None:
    layout = sheet(large(many), (), NL, opened)
    no_overlap(layout)
    lines_are_clear(layout, step=11)


@pytest.mark.parametrize("sheet", SHEETS)
@few
@given(case=any_case)
def test_a_way_leads_from_the_one_to_the_other(sheet, case: CaseFacts) -> None:
    layout = sheet(case, (), NL)
    router = router_of(layout)
    for one, other in list(combinations(items(layout), 2))[::5]:
        path = router.between(other, one)
        for item, (x, y) in ((other, path.points[0]), (one, path.points[-1])):
            left, top, right, bottom = shape(item)
            assert left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1
        for there, back in zip(path.points, path.back().points[::-1], strict=True):
            assert there == pytest.approx(back)


# ---------------------------------------------------------------------------------------------- sides
@needs_cases
def test_seats_stand_on_the_side_they_work_for() -> None:
    sides = {box.ends[0]: box.side for box in lay_out(case_facts("H-01"), (), NL).boxes if box.ends}
    assert sides["politie/casusregisseur"] is Side.CHAIN
    assert sides["politie/contactpersoon_slachtoffer"] is Side.VICTIM
    assert sides["OM/slachtoffercoordinator"] is Side.VICTIM
    assert sides["RN/adviseur"] is Side.SUSPECT
    assert sides["VT/casushouder"] is Side.VICTIM


def test_who_speaks_with_both_stands_in_the_band() -> None:
    facts = replace(BASE, seats=(seat("GGZ", speaks_with=("P1", "P2")),))
    box = lay_out(facts, (), NL).box("GGZ")
    assert box is not None
    assert box.side is Side.BAND


def test_seat_keeps_its_place_when_others_are_entered_in_another_order() -> None:
    seats = tuple(seat(organisation) for organisation in ("OM", "politie", "VHH", "SHN"))
    places = {box.key: (box.x, box.y) for box in lay_out(replace(BASE, seats=seats), (), NL).boxes}
    turned = lay_out(replace(BASE, seats=seats[::-1]), (), NL)
    assert {box.key: (box.x, box.y) for box in turned.boxes} == places


# ---------------------------------------------------------------------------------------------- folding
def test_up_to_thirty_seats_stand_by_themselves_and_more_fold_by_organisation() -> None:
    few, many = lay_out(large(MOST_SEATS), (), NL), lay_out(large(60), (), NL)
    assert not any(box.members for box in few.boxes)
    assert [box.title for box in few.boxes if box.key == "x000"]
    fold = many.box("x000")
    assert fold is not None
    assert (fold.key, fold.title, fold.subtitle, fold.state) == (
        "fold:politie/1", "Politie", "4 plekken +", SeatState.FOLD,
    )  # fmt: skip
    assert many.rows <= MOST_ROWS


@pytest.mark.parametrize("many", [31, 60, 120])
def test_every_seat_is_in_the_picture_once_and_a_column_is_never_too_long(many: int) -> None:
    def inside(box: Box) -> list[str]:
        return [key for member in box.members for key in inside(member)] if box.members else [box.key]

    layout = lay_out(large(many), (), NL)
    assert sorted(key for box in layout.boxes for key in inside(box)) == [f"x{n:03}" for n in range(many)]
    assert layout.rows <= MOST_ROWS


def test_many_organisations_in_one_column_fold_their_rest() -> None:
    seats = tuple(replace(seat(f"stichting_{n:02}"), id=f"q{n:02}") for n in range(40))
    layout = lay_out(replace(BASE, seats=seats), (), NL)
    rest = layout.box("q39")
    assert rest is not None
    assert (rest.key, rest.subtitle, layout.rows) == ("fold:*/1", "29 plekken +", MOST_ROWS)


def test_fold_opens_in_its_place_for_itself_and_for_its_members() -> None:
    for opened in (("fold:politie/1",), ("x000",)):
        layout = lay_out(large(60), (), NL, opened)
        keys = [box.key for box in layout.boxes]
        place = keys.index("fold:politie/1")
        assert layout.boxes[place].opened
        assert keys[place + 1 : place + 5] == ["x000", "x015", "x030", "x045"]
        seat_box = layout.box("x000")
        assert seat_box is not None
        assert seat_box.key == "x000"


def test_what_nobody_holds_never_folds() -> None:
    empty = [finding(FindingKind.MISSING_PARTNER, 1, "DR"), finding(FindingKind.MISSING_PARTNER, 2, "BB")]
    keys = {box.key for box in lay_out(large(90), empty, NL).boxes}
    assert {"BB"} <= keys
