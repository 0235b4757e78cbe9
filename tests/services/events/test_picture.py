"""The picture holds every event, runs off no edge, says the findings, and lets no typed text become markup."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import CaseId, CourtOrderKind, EventKind, Gravity, Instrument, Measure, MeasureOutcome, Relation, Risk
from services.cases.facts import Assessment, CaseFacts, CourtOrder, Weighing
from services.events.drawn import strokes
from services.events.drawn.course import course_of
from services.events.drawn.layout import NARROW, WIDE, Shape, lay_out
from services.events.drawn.picture import events_picture, events_svg
from services.events.facts import CaseEvent
from services.events.pattern import pattern_of
from services.events.pattern_words import findings
from services.wording import speak
from tests.services.events.build import NOW, an_act

NL = speak("nl")
TODAY = date(2026, 11, 23)
FACTS = CaseFacts(CaseId("c1"), "T-1", "Zaak Mus", Risk.HIGH, Relation.EX_PARTNER, True)


def drawn(events: tuple[CaseEvent, ...], facts: CaseFacts = FACTS, shape: Shape = WIDE) -> str:
    pattern = pattern_of(events, NOW)
    spoken = " ".join(finding.text for finding in findings(pattern, NL))
    return events_svg(course_of(facts, events, NOW, NL), pattern, spoken, NL, shape)


def words(svg: str) -> str:
    return " ".join("".join(element.itertext()) for element in ElementTree.fromstring(svg).iterfind(".//{*}text"))


def full() -> tuple[CaseEvent, ...]:
    return (
        *(an_act(day, gravity) for day in (3, 10, 40, 200) for gravity in (*Gravity, None)),
        *(an_act(60 + n / 10, id=f"many{n}") for n in range(12)),
        an_act(5, Gravity.PROXIMITY, id="b1", kind=EventKind.BREACH, text="Reed langs."),
        an_act(7, None, id="k1", kind=EventKind.CHILD_CONTACT),
        an_act(8, None, id="r1", kind=EventKind.RELEASE),
        an_act(-9, None, id="h1", kind=EventKind.HEARING),
    )


def ordered() -> CaseFacts:
    return replace(
        FACTS,
        court_orders=(
            CourtOrder("o1", CourtOrderKind.CONTACT_BAN, "OM", from_on=TODAY - timedelta(days=30)),
            CourtOrder("o2", CourtOrderKind.HOME_BAN, "b", from_on=date(2026, 6, 1), until_on=date(2026, 6, 11)),
            CourtOrder("o3", CourtOrderKind.BEHAVIOUR_ORDER, "OM", from_on=TODAY, until_on=TODAY + timedelta(days=90)),
        ),
        weighings=(
            Weighing(
                Measure.ELECTRONIC_MONITORING, "RN", MeasureOutcome.APPLIED, "", "partners", valid_from=date(2026, 9, 1)
            ),
            Weighing(Measure.SHELTER, "VT", MeasureOutcome.ADVISED, "", "partners", valid_from=date(2026, 9, 1)),
        ),
        assessments=tuple(
            Assessment(Instrument.SASH, outcome, date(2026, month, 1), "politie")
            for month, outcome in ((9, "gemiddeld"), (10, "gemiddeld"), (11, "hoog"))
        ),
    )


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_orders_turns_today_and_the_last_contact_stand_in_it(shape: Shape) -> None:
    text = words(drawn(full(), ordered(), shape))
    for wanted in ("vandaag", "Contactverbod", "SASH hoog", "Vrijgelaten", "Zitting", "12×", "laatste: vr 20 nov"):
        assert wanted in text, wanted
    assert text.count("SASH gemiddeld") == 1, "the same outcome again is no turn"
    assert "Opvang" not in text, "a measure that is only advised is not in force"


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_every_act_is_drawn_or_counted_as_earlier(shape: Shape) -> None:
    course = course_of(ordered(), full(), NOW, NL)
    layout = lay_out(course, NL, shape)
    marked = sum(mark.number for lane in layout.lanes for mark in lane.marks)
    assert marked + layout.earlier == len(course.acts)
    assert sum(number for _, number in layout.weeks) == marked


def test_the_sentences_of_the_findings_are_spoken_in_place_of_the_picture() -> None:
    pattern = pattern_of(full(), NOW)
    found = findings(pattern, NL)
    page = events_picture(course_of(FACTS, full(), NOW, NL), pattern, found, NL)
    labels = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert len(labels) == 2
    assert all(finding.text in label for label in labels for finding in found)


def test_typed_text_never_becomes_markup() -> None:
    typed = "</title><script>alert(1)</script>\"'<img src=x>\x00\u202e"
    events = (
        an_act(3, Gravity.THREAT, text=typed),
        an_act(4, None, id="o", kind=EventKind.OTHER, text=typed),
        an_act(5, id="b", kind=EventKind.BREACH, text=typed),
    )
    facts = replace(FACTS, assessments=(Assessment(Instrument.SASH, typed, TODAY, "politie"),))
    for shape in (WIDE, NARROW):
        svg = drawn(events, facts, shape)
        assert not re.search(r"<(script|img)", svg)
        assert {element.tag.partition("}")[2] for element in ElementTree.fromstring(svg).iter()} <= {
            *("svg", "g", "path", "rect", "circle", "polygon", "text", "title"),
        }


def test_what_the_reader_may_not_know_is_not_in_it() -> None:
    hidden = CaseEvent(
        "x", EventKind.INCIDENT, NOW - timedelta(days=3), NOW, on_day=True, tier="niemand", readable=False
    )
    text = words(drawn((hidden,)))
    assert "Ernst onbekend" in text
    assert "Ernst onbekend" not in words(drawn((an_act(3),)))


def test_a_case_without_events_has_no_picture() -> None:
    assert course_of(FACTS, (), NOW, NL).empty
    assert not course_of(FACTS, (an_act(3),), NOW, NL).empty


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_what_carries_meaning_stands_out_from_every_ground() -> None:
    grounds = (strokes.SHEET, strokes.GROUND, strokes.AHEAD)
    signs = (*strokes.COLOUR.values(), strokes.RISING, strokes.TURN, strokes.COUNT, strokes.TODAY, strokes.CHILD)
    assert [sign for sign in signs for ground in grounds if contrast(sign, ground) < 3] == []
    inks = ((strokes.INK, strokes.SHEET), (strokes.SOFT, strokes.SHEET), (strokes.SPAN_INK, strokes.SPAN_FILL))
    inks += (("#FFFFFF", strokes.TODAY), ("#FFFFFF", strokes.UNTOLD))
    assert [ink for ink in inks if contrast(*ink) < 4.5] == []


_EVENTS = st.lists(
    st.builds(
        an_act,
        st.floats(-40, 900),
        st.sampled_from((*Gravity, None)),
        kind=st.sampled_from(EventKind),
        text=st.text(max_size=30),
        struck=st.booleans(),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=60)
@given(_EVENTS, st.sampled_from((WIDE, NARROW)))
def test_whatever_happened_the_picture_is_whole_and_inside_its_sheet(events: list[CaseEvent], shape: Shape) -> None:
    told = tuple(replace(event, id=str(number)) for number, event in enumerate(events))
    svg = drawn(told, ordered(), shape)
    width, height = (float(part) for part in ElementTree.fromstring(svg).get("viewBox", "").split()[2:])
    for circle in ElementTree.fromstring(svg).iterfind(".//{*}circle"):
        assert -12 <= float(circle.get("cx", 0)) <= width
        assert -12 <= float(circle.get("cy", 0)) <= height
    layout = lay_out(course_of(ordered(), told, NOW, NL), NL, shape)
    marks = [mark for lane in layout.lanes for mark in lane.marks]
    assert all(lane.top < mark.y < lane.bottom for lane in layout.lanes for mark in lane.marks)
    places = {(round(mark.x), round(mark.y)) for mark in marks}
    assert len(places) == len(marks), "no mark hides another"
