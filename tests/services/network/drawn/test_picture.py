"""The picture: nothing overlaps, no line hides behind a box, every name is escaped; and the same in words."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts, CasePerson
from services.network.drawn.layout import BOX_H, BOX_W, Box, Figure, Layout, Side, lay_out
from services.network.drawn.lines import Router
from services.network.drawn.picture import described, findings_at, network_svg
from services.network.findings import find
from services.route_map.queries import regional
from services.wording import speak
from services.wording.lettering import fitting, width_of
from tests.case_facts import case_facts, seat
from tests.networks import a_network
from tests.services.network.test_rules import BASE
from tests.shared import needs_cases

MAP, NL, EN = regional(), speak("nl"), speak("en")
SVG = "{http://www.w3.org/2000/svg}"

names = st.text(max_size=40)
organisations = st.sampled_from(
    [*(kind.value for kind in OrganisationKind), "school", "een_heel_lange_organisatienaam"]
)
roles = st.sampled_from([*(role.value for role in SeatRole), "intern_begeleider"])
refs = st.lists(st.sampled_from(["P1", "P2", "P3"]), max_size=2, unique=True).map(tuple)
people = st.lists(st.tuples(st.sampled_from(PersonRole), names), max_size=4)


@st.composite
def networks(draw: st.DrawFn, name: st.SearchStrategy[str] = names) -> CaseFacts:
    drawn = draw(st.lists(st.tuples(organisations, roles, name, refs), max_size=20))
    seats = [
        replace(seat(organisation, role, speaks_with=spoken), id=f"s{number}", name=who)
        for number, (organisation, role, who, spoken) in enumerate(drawn)
    ]
    more = [CasePerson(f"P{n}", f"P{n}", role, alias) for n, (role, alias) in enumerate(draw(people), start=3)]
    known = sorted({s.organisation for s in seats})
    pairs = st.tuples(st.sampled_from(known), st.sampled_from(known)) if known else st.nothing()
    lines = draw(st.lists(pairs, max_size=8)) if known else []
    return replace(BASE, seats=tuple(seats), persons=(*BASE.persons, *more), recorded_lines=tuple(lines))


def drawn(facts: CaseFacts, picked: str | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(network_svg(facts, find(MAP, a_network(facts), NL).open, NL, picked))


def laid(facts: CaseFacts) -> Layout:
    return lay_out(facts, find(MAP, a_network(facts), NL).open, NL)


# ---------------------------------------------------------------------------------------------- geometry
@given(networks())
def test_no_two_shapes_overlap_and_all_lie_inside_the_picture(facts: CaseFacts) -> None:
    layout = laid(facts)
    shapes = [(box.x, box.y, box.x + BOX_W, box.y + BOX_H) for box in layout.boxes]
    shapes += [
        (f.x - f.half_width, f.y - f.half_height, f.x + f.half_width, f.y + f.half_height) for f in layout.figures
    ]
    for (ax, ay, az, aw), (bx, by, bz, bw) in combinations(shapes, 2):
        assert az <= bx or bz <= ax or aw <= by or bw <= ay
    assert all(x >= 0 and y >= 0 and z <= 816 and w <= layout.height for x, y, z, w in shapes)


def inside(box: Box, x: float, y: float) -> bool:
    return box.x + 1 < x < box.x + BOX_W - 1 and box.y + 1 < y < box.y + BOX_H - 1


@given(networks(name=st.just("N. Naam")))
def test_no_line_runs_behind_a_box_or_through_a_victim(facts: CaseFacts) -> None:
    layout = laid(facts)
    router, items = Router(layout), [*layout.boxes, *layout.figures]
    for one, other in list(combinations(items, 2))[::7]:
        if isinstance(one, Figure) and isinstance(other, Figure):
            continue
        for x, y in router.between(one, other).points:
            assert not any(inside(box, x, y) for box in layout.boxes if box.side is not Side.BAND)
            for figure in layout.figures:
                if figure.person.role is PersonRole.VICTIM and figure not in (one, other):
                    assert (x - figure.x) ** 2 + (y - figure.y) ** 2 > (figure.half_width - 1) ** 2


@needs_cases
@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_numbers_in_the_picture_are_those_of_the_list_and_do_not_cover_each_other(code: str) -> None:
    facts = case_facts(code)
    found, picture = find(MAP, a_network(facts), NL).open, drawn(facts)
    circles = [
        (float(g[0].get("cx", 0)), float(g[0].get("cy", 0)), int(g[1].text or 0))
        for g in picture.iter(f"{SVG}g")
        if g.get("aria-hidden") and len(g) == 2
    ]
    assert {number for _, _, number in circles} == {finding.rank for finding in found}
    for (ax, ay, _), (bx, by, _) in combinations(circles, 2):
        assert (ax - bx) ** 2 + (ay - by) ** 2 >= 22**2


@needs_cases
def test_seats_stand_on_the_side_they_work_for() -> None:
    sides = {box.ends[0]: box.side for box in laid(case_facts("H-01")).boxes if box.ends}
    assert sides["politie/casusregisseur"] is Side.CHAIN
    assert sides["politie/contactpersoon_slachtoffer"] is Side.VICTIM
    assert sides["OM/slachtoffercoordinator"] is Side.VICTIM
    assert sides["RN/adviseur"] is Side.SUSPECT
    assert sides["VT/casushouder"] is Side.VICTIM


def test_who_speaks_with_both_stands_in_the_band() -> None:
    facts = replace(BASE, seats=(seat("GGZ", speaks_with=("P1", "P2")),))
    box = laid(facts).box("GGZ")
    assert box is not None
    assert box.side is Side.BAND


def test_seat_keeps_its_place_when_others_are_entered_in_another_order() -> None:
    seats = tuple(seat(organisation) for organisation in ("OM", "politie", "VHH", "SHN"))
    places = {box.key: (box.x, box.y) for box in laid(replace(BASE, seats=seats)).boxes}
    assert {box.key: (box.x, box.y) for box in laid(replace(BASE, seats=seats[::-1])).boxes} == places


# ---------------------------------------------------------------------------------------------- markup
@given(networks(), st.sampled_from([None, "P1", "P2", "s0", "s3", "unknown"]))
def test_any_name_gives_a_well_formed_picture(facts: CaseFacts, picked: str | None) -> None:
    assert drawn(facts, picked).tag == f"{SVG}svg"


def test_markup_in_a_name_is_written_and_not_obeyed() -> None:
    evil = """<script>alert(1)</script>"'& ]]>"""
    facts = replace(
        BASE,
        code_name=evil,
        seats=(replace(seat("GGZ", evil), name=evil),),
        persons=(replace(BASE.persons[0], alias=evil), CasePerson("P3", "P3", PersonRole.CHILD, evil)),
    )
    svg = network_svg(facts, find(MAP, a_network(facts), NL).open, NL)
    assert "<script" not in svg
    assert all(element.tag != f"{SVG}script" for element in drawn(facts).iter())
    assert any(evil in (element.get("aria-label") or "") for element in drawn(facts).iter())


@needs_cases
def test_every_seat_and_person_can_be_picked_by_keyboard_and_is_named() -> None:
    facts = case_facts("H-01")
    parts = [g for g in drawn(facts).iter(f"{SVG}g") if g.get("data-pick")]
    assert {g.get("data-pick") for g in parts} == {s.id for s in facts.seats} | {p.ref for p in facts.persons}
    for part in parts:
        assert (part.get("role"), part.get("tabindex"), part.get("aria-pressed")) == ("button", "0", "false")
        assert part.get("aria-label")


@needs_cases
def test_picture_needs_nothing_from_outside_and_its_text_is_large_enough() -> None:
    svg = network_svg(case_facts("M-02"), find(MAP, a_network(case_facts("M-02")), NL).open, NL)
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|<image|<foreignObject|\son\w+=", svg)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)) >= 12.5


def paths(facts: CaseFacts, dash: bool, picked: str | None = None) -> int:
    lines = [p for p in drawn(facts, picked).iter(f"{SVG}path") if p.get("aria-hidden")]
    return sum(bool(p.get("stroke-dasharray")) == dash for p in lines)


@needs_cases
def test_only_deviations_are_drawn_until_a_seat_is_picked() -> None:
    facts = case_facts("H-01")
    assert (paths(facts, dash=True), paths(facts, dash=False)) == (2, 0)
    director, probation = facts.seats[0].id, next(s.id for s in facts.seats if s.organisation == "RN")
    assert (paths(facts, True, director), paths(facts, False, director)) == (0, 6)
    assert (paths(facts, True, probation), paths(facts, False, probation)) == (2, 3)
    assert (paths(facts, True, "P1"), paths(facts, False, "P1")) == (0, 4)


@needs_cases
def test_picked_seat_is_marked_and_brings_its_own_findings() -> None:
    facts = case_facts("H-01")
    found, picked = find(MAP, a_network(facts), NL).open, next(s.id for s in facts.seats if s.organisation == "VT")
    pressed = [g.get("data-pick") for g in drawn(facts, picked).iter(f"{SVG}g") if g.get("aria-pressed") == "true"]
    assert pressed == [picked]
    assert [f.rank for f in findings_at(facts, found, picked)] == [1, 2, 4, 5, 7]
    assert [f.rank for f in findings_at(facts, found, "P1")] == [3]


def test_empty_seat_can_be_picked_and_brings_its_finding() -> None:
    found = find(MAP, a_network(BASE), NL).open
    assert [f.subjects for f in findings_at(BASE, found, "DR")] == [("DR",)]


def test_barred_seat_is_neither_drawn_nor_described() -> None:
    hidden = replace(seat("OM", "officier_van_justitie"), name="Verborgen", barred=True, speaks_with=("P1", "P2"))
    facts = replace(BASE, seats=(hidden, seat("politie")), recorded_lines=(("politie", "OM"),))
    found = find(MAP, a_network(facts), NL).open
    svg, words = network_svg(facts, found, NL, hidden.id), described(facts, found, NL)
    assert "Verborgen" not in svg + words
    assert hidden.id not in svg
    assert "OM – " not in words
    assert findings_at(facts, found, hidden.id) == ()


# ---------------------------------------------------------------------------------------------- words
@needs_cases
@pytest.mark.parametrize("code", ["H-01", "M-02"])
def test_description_says_every_finding_with_its_rules_and_names_every_seat(code: str) -> None:
    facts = case_facts(code)
    found = find(MAP, a_network(facts), NL).open
    words = described(facts, found, NL)
    for finding in found:
        assert f"{finding.rank}. {finding.text}" in words
        assert ", ".join(finding.rule_ids) in words
    for one in facts.seats:
        assert (one.name in words) == (not one.external)
    assert "Slachtoffer: " in words


@needs_cases
def test_description_of_a_case_in_order_says_so() -> None:
    assert "Nothing is missing." in described(case_facts("L-03"), (), EN)


@given(st.text(max_size=60), st.integers(40, 200))
def test_shortened_text_fits_its_room(text: str, room: int) -> None:
    short = fitting(text, room, 14)
    assert width_of(short, 14) <= room
    assert short == " ".join(text.split()) or short.endswith("…")
