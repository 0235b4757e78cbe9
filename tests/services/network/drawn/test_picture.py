"""The picture: only deviations at first, a seat's own lines when picked, every name escaped; the same in words."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import PersonRole
from services.cases.facts import CasePerson
from services.network.drawn.looks import MOST_MARKED, STROKES, Line
from services.network.drawn.picture import described, findings_at, network_picture, network_sheet, network_svg
from services.network.drawn.shapes import Part, Shape, Way, Words, flat
from services.network.facts import Finding, FindingKind, NetworkFacts
from services.wording.lettering import fitting, width_of
from tests.case_facts import case_facts, seat
from tests.services.network.drawn.scenes import (
    EN,
    NL,
    agreement,
    contact,
    finding,
    large,
    network,
    networks,
    tie,
    worked,
)
from tests.services.network.test_rules import BASE
from tests.shared import needs_cases

SVG = "{http://www.w3.org/2000/svg}"
MISSING = FindingKind.MISSING_CONTACT


def drawn(facts: NetworkFacts, found: tuple[Finding, ...], picked: str | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(network_svg(facts, found, NL, picked))


def ways(facts: NetworkFacts, found: tuple[Finding, ...], picked: str | None = None) -> dict[Line, int]:
    """How many lines of each state are drawn, without those of the legend."""
    sheet = network_sheet(facts, found, NL, picked)
    lines = next(s for s in sheet.shapes if isinstance(s, Part) and not s.key)
    strokes = [shape.stroke for shape in lines.shapes if isinstance(shape, Way)]
    return {state: strokes.count(STROKES[state]) for state in Line if STROKES[state] in strokes}


def parts(shapes: tuple[Shape, ...]) -> dict[str, Part]:
    return {shape.key: shape for shape in shapes if isinstance(shape, Part) and shape.key}


def texts(shapes: tuple[Shape, ...]) -> list[str]:
    return [shape.text for shape in flat(shapes) if isinstance(shape, Words)]


# ---------------------------------------------------------------------------------------------- what is drawn
@needs_cases
def test_only_deviations_are_drawn_until_a_seat_is_picked() -> None:
    facts, found = worked()
    assert ways(facts, found) == {Line.CONFLICT: 1, Line.FORBIDDEN: 1, Line.MISSING: 3, Line.STALE: 1}


@needs_cases
def test_picked_seat_shows_its_own_lines_and_no_others() -> None:
    facts, found = worked()
    shown = ways(facts, found, "s4")
    assert (shown[Line.MISSING], shown[Line.AGREED]) == (3, 2)
    assert Line.STALE not in shown and Line.FORBIDDEN not in shown
    assert ways(facts, found, "P5") == {Line.TIE: 2}
    assert ways(facts, found, "s1") == {Line.STALE: 1}


def test_picked_seat_says_when_it_was_last_in_touch_with_each() -> None:
    case = replace(BASE, seats=(seat("politie"), seat("VT"), seat("OM")))
    facts = network(case, contacts=(contact(case, 9, "politie-adviseur", "VT-adviseur"),
                                    contact(case, 3, "VT-adviseur", "politie-adviseur"),
                                    contact(case, 500, "politie-adviseur", "P1")))  # fmt: skip
    shown = network_sheet(facts, (), NL, "politie-adviseur").shapes
    assert {"wo 18 nov", "09-07-2025"} <= set(texts(shown))
    assert "do 12 nov" not in texts(shown)
    assert "laatste contact 18-11-2026" in parts(shown)["VT-adviseur"].spoken
    assert "laatste contact" not in parts(shown)["OM-adviseur"].spoken
    assert not re.search(r"\d\d? nov\b", " ".join(texts(network_sheet(facts, (), NL).shapes)))


def test_agreement_is_an_arrow_to_who_is_told() -> None:
    case = replace(BASE, seats=(seat("politie"), seat("VT")))
    facts = network(case, agreements=(agreement(case, "politie-adviseur", "VT-adviseur"),))
    svg = network_svg(facts, (), NL, "VT-adviseur")
    heads = re.findall(r'<polygon points="([\d.]+),', svg)
    told = network_sheet(facts, (), NL, "VT-adviseur")
    assert told.shapes
    assert "278.0" in heads, "points to the right edge of the box of Veilig Thuis"
    ended = replace(facts, agreements=(replace(facts.agreements[0], ended_on=facts.today),))
    assert ways(ended, (), "VT-adviseur") == {}


def test_contacts_of_a_seat_that_ended_belong_to_who_holds_it_now() -> None:
    case = replace(BASE, seats=(seat("politie"), seat("VT")))
    before = contact(case, 4, "politie-adviseur", "VT-adviseur")
    gone = replace(before, parties=(before.parties[0], replace(before.parties[1], seat_id="left")))
    assert ways(network(case, contacts=(gone,)), (), "politie-adviseur") == {Line.RECORDED: 1}


@needs_cases
def test_picking_a_seat_moves_no_missing_line() -> None:
    facts, found = worked()

    def missing(picked: str | None) -> set[str]:
        svg = network_svg(facts, found, NL, picked)
        return set(re.findall(r'<path d="([^"]+Q[^"]+)" fill="none" stroke="#B4470B"', svg))

    assert missing("s4") == missing(None) != set()


def test_two_findings_about_one_pair_share_its_line() -> None:
    case = replace(BASE, seats=(seat("politie"), seat("VT")))
    pair = ("VT", "politie")
    found = (finding(MISSING, 1, "VT", pairs=[pair]), finding(MISSING, 2, "politie", pairs=[pair[::-1]]))
    assert ways(network(case), found) == {Line.MISSING: 1}
    assert "1 · 2" in texts(network_sheet(network(case), found, NL).shapes)


def test_finding_about_many_seats_marks_them_only_when_one_is_picked() -> None:
    seats = tuple(seat(name) for name in ("politie", "VT", "OM", "RN", "SHN"))
    found = (finding(FindingKind.UNHEARD, 1, *(s.organisation for s in seats)),)
    assert len(seats) > MOST_MARKED
    facts = network(replace(BASE, seats=seats))
    assert "1" not in texts(network_sheet(facts, found, NL).shapes)
    assert texts(network_sheet(facts, found, NL, "VT-adviseur").shapes).count("1") == 1


def test_number_of_a_folded_seat_stands_on_its_fold() -> None:
    facts = network(large(60))
    found = (
        finding(FindingKind.NO_DEPUTY, 1, "x015"),
        finding(MISSING, 2, "politie", pairs=[("x000", "x030")]),
        finding(MISSING, 3, "politie", pairs=[("x000", "x001")]),
    )
    sheet = network_sheet(facts, found, NL)
    assert parts(sheet.shapes)["fold:politie/1"].spoken == "Politie · 4 plekken; bevindingen 1, 2 en 3"
    assert [f.rank for f in findings_at(facts, found, "fold:politie/1")] == [1, 2, 3]
    assert ways(facts, found) == {Line.MISSING: 1}
    assert {"1", "2", "3"} <= set(texts(sheet.shapes))


def test_fold_says_whether_it_is_open() -> None:
    facts = network(large(60))
    for unfolded, opened in (((), False), (("fold:politie/1",), True)):
        fold = parts(network_sheet(facts, (), NL, unfolded=unfolded).shapes)["fold:politie/1"]
        assert (fold.opened, fold.pressed) == (opened, False)
    assert 'aria-expanded="true"' in network_svg(facts, (), NL, unfolded=("fold:politie/1",))


@needs_cases
@pytest.mark.parametrize("narrow", [False, True])
def test_numbers_do_not_cover_each_other(narrow: bool) -> None:
    facts, found = worked()
    svg = ElementTree.fromstring(network_svg(facts, found, NL, narrow=narrow))
    marks = [(g[0], g[1].text or "") for g in svg.iter(f"{SVG}g") if len(g) == 2 and g[0].tag == f"{SVG}rect"]
    circles = [
        (float(mark.get("x", 0)) + float(mark.get("width", 0)) / 2, float(mark.get("y", 0)) + 11)
        for mark, text in marks
        if re.fullmatch(r"[\d +·]+", text)
    ]
    assert len(circles) == 10
    for (ax, ay), (bx, by) in combinations(circles, 2):
        assert (ax - bx) ** 2 + (ay - by) ** 2 >= 22**2


def test_conflict_of_interest_is_marked_and_spoken() -> None:
    case = replace(BASE, seats=(seat("RvdK"),))
    found = (finding(FindingKind.CONFLICT, 1, "RvdK-adviseur", pairs=[("RvdK-adviseur", "P2")]),)
    sheet = network_sheet(network(case), found, NL)
    assert "!" in texts(sheet.shapes)
    assert parts(sheet.shapes)["RvdK-adviseur"].spoken.endswith("persoonlijke band; bevinding 1")


# ---------------------------------------------------------------------------------------------- markup
@settings(max_examples=50, deadline=None)
@given(networks(), st.sampled_from([None, "P1", "P2", "s0", "s3", "unknown"]), st.booleans())
def test_any_network_gives_a_well_formed_picture(
    scene: tuple[NetworkFacts, tuple[Finding, ...]], picked: str | None, narrow: bool
) -> None:
    facts, found = scene
    assert ElementTree.fromstring(network_svg(facts, found, NL, picked, narrow=narrow)).tag == f"{SVG}svg"
    assert described(facts, found, NL)


def test_markup_in_a_name_is_written_and_not_obeyed() -> None:
    evil = """<script>alert(1)</script>"'& ]]>"""
    case = replace(
        BASE,
        code_name=evil,
        seats=(replace(seat("GGZ", evil), name=evil),),
        persons=(replace(BASE.persons[0], alias=evil), CasePerson("P3", "P3", PersonRole.CHILD, evil)),
    )
    found = (finding(FindingKind.MISSING_PARTNER, 1, evil), finding(MISSING, 2, evil, pairs=[("GGZ", evil)]))
    page = network_picture(network(case), found, NL, f"GGZ-{evil}")
    assert "<script" not in page
    svg = drawn(network(case), found)
    assert all(element.tag != f"{SVG}script" for element in svg.iter())
    assert any(evil in (element.get("aria-label") or "") for element in svg.iter())


@needs_cases
def test_every_seat_and_person_can_be_picked_by_keyboard_and_is_named() -> None:
    facts, found = worked()
    shown = [g for g in drawn(facts, found).iter(f"{SVG}g") if g.get("data-pick")]
    seats = {s.id for s in facts.case.seats} | {p.ref for p in facts.case.persons}
    assert {g.get("data-pick") for g in shown} == seats | {"politie/wijkagent", "sociaal_werk"}
    for part in shown:
        assert (part.get("role"), part.get("tabindex"), part.get("aria-pressed")) == ("button", "0", "false")
    said = {part.get("data-pick"): part.get("aria-label") for part in shown}
    assert said["politie/wijkagent"] == "Wijkagent: nog niemand; bevinding 3"
    assert said["s4"] == "Casushouder VT: S. Oudejans; bevindingen 4 en 7"
    assert said["P1"] == "Slachtoffer: Mevrouw W.; bevindingen 2 en 6"


@needs_cases
def test_picture_needs_nothing_from_outside_and_its_text_is_large_enough() -> None:
    facts, found = worked()
    page = network_picture(facts, found, NL, "s4")
    assert set(re.findall(r"https?://[^\"]+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"href|url\(|<image|<foreignObject|\son\w+=|@import", page)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', page)) >= 12.5
    assert page.count("<svg") == 2 and ":focus-visible" in page


@needs_cases
def test_picked_seat_is_marked_and_brings_its_own_findings() -> None:
    facts, found = worked()
    shown = [g.get("data-pick") for g in drawn(facts, found, "s4").iter(f"{SVG}g") if g.get("aria-pressed") == "true"]
    assert shown == ["s4"]
    assert [f.rank for f in findings_at(facts, found, "s4")] == [4, 7]
    assert [f.rank for f in findings_at(facts, found, "P1")] == [2, 6]
    assert [f.rank for f in findings_at(facts, found, "politie/wijkagent")] == [3]


def test_barred_seat_is_neither_drawn_nor_described() -> None:
    hidden = replace(seat("OM", "officier_van_justitie"), name="Verborgen", barred=True, speaks_with=("P1", "P2"))
    case = replace(BASE, seats=(hidden, seat("politie")), recorded_lines=(("politie", "OM"),))
    ended = contact(case, 2, hidden.id, "politie-adviseur")
    facts = network(case, contacts=(ended,), ties=(tie(case, hidden.id, "P1"),))
    for picked in (hidden.id, "politie-adviseur", None):
        svg = network_svg(facts, (), NL, picked)
        assert "Verborgen" not in svg and hidden.id not in svg
        assert ways(facts, (), picked) == {}
    words = described(facts, (), NL)
    assert "Verborgen" not in words and "OM" not in words
    assert findings_at(facts, (finding(MISSING, 1, "OM"),), hidden.id) == ()


# ---------------------------------------------------------------------------------------------- words
@needs_cases
def test_description_says_the_sum_then_every_finding_with_its_rules_then_every_seat() -> None:
    facts, found = worked()
    words = described(facts, found, NL, needed=15).split("\n")
    assert words[0] == (
        "Partnernetwerk van Zaak Heggemus, hoog risico, 21-11-2026. 15 verplichte plekken. 1 leeg: Wijkagent. "
        "3 verplichte contacten niet vastgelegd: Veilig Thuis – Districtsrecherche; Veilig Thuis – OM; "
        "Reclassering – Veilig Thuis."
    )
    assert words[1:9] == [f"{n}. Iets. Doe iets. (A-1)" for n in range(1, 9)]
    for one in facts.case.seats:
        assert (one.name in "\n".join(words)) == (not one.external)
    assert "Slachtoffer: Mevrouw W." in words


@needs_cases
def test_description_of_a_case_in_order_says_so() -> None:
    words = described(network(case_facts("L-03")), (), EN)
    assert "Nothing is missing." in words
    assert "empty" not in words


@given(st.text(max_size=60), st.integers(40, 200))
def test_shortened_text_fits_its_room(text: str, room: int) -> None:
    short = fitting(text, room, 14)
    assert width_of(short, 14) <= room
    assert short == " ".join(text.split()) or short.endswith("…")
