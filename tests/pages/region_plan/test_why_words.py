"""Why a meeting is late or has no time: one sentence with the exact figures, in both languages, for every reason."""

import pytest

from models.terms import Risk
from pages.region_plan.needs_decision import gives_way, reasons
from pages.region_plan.why_words import blocking_words, proof, way_out, why
from services.scheduling.many.reasons import BlockingSeat, Hindrance, Suggestion, WayOut
from services.wording import speak
from tests.pages.region_plan.build import POLICE, PROSECUTOR, SAFE_HOME, a_meeting, at, no_common_time

DUTCH, ENGLISH = speak("nl"), speak("en")
LINES = {one.id: one for one in (a_meeting(number) for number in range(1, 8))}


def test_it_names_who_blocks_with_the_starts_that_this_costs() -> None:
    one = a_meeting(1)
    assert blocking_words(DUTCH, one, no_common_time(1)) == [
        "Zonder Veilig Thuis / Veiligheidshuis: 14 tijden; met: 0."
    ]


def test_who_costs_nothing_is_not_named() -> None:
    found = no_common_time(1, times=2, blocking=(BlockingSeat((SAFE_HOME,), "", 2), BlockingSeat((PROSECUTOR,), "", 3)))
    assert blocking_words(DUTCH, a_meeting(1), found) == ["Zonder OM: 3 tijden; met: 2."]


def test_a_required_seat_is_named_by_its_organisation() -> None:
    found = no_common_time(1, blocking=(BlockingSeat((), f"seat-{PROSECUTOR}", 1),))
    assert blocking_words(DUTCH, a_meeting(1), found) == ["Zonder OM: 1 tijd; met: 0."]


@pytest.mark.parametrize("hindrance", Hindrance)
@pytest.mark.parametrize("others", [(), ("line-2", "line-3")], ids=["alone", "with others"])
def test_every_hindrance_has_a_sentence(hindrance: Hindrance, others: tuple[str, ...]) -> None:
    found = no_common_time(1, hindrance=hindrance, others=others)
    said = [why(say, a_meeting(1), found, LINES) for say in (DUTCH, ENGLISH)]
    assert all(text.endswith(".") and "{" not in text and "  " not in text for text in said)
    assert said[0] != said[1]


def test_others_that_take_its_times_are_named_by_number_and_then_counted() -> None:
    found = no_common_time(1, hindrance=Hindrance.TAKEN_BY_OTHERS, times=6, others=tuple(LINES)[1:])
    assert why(DUTCH, a_meeting(1), found, LINES) == (
        "Alleen had het 6 tijden voor vr 27 nov 17.00; die gingen naar Z-002, Z-003, Z-004 en nog 3."
    )


def test_a_case_that_keeps_the_reader_out_is_not_named() -> None:
    found = no_common_time(1, hindrance=Hindrance.SHORTAGE, others=("line-of-another",))
    assert "line-of" not in why(DUTCH, a_meeting(1), found, LINES)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            Suggestion(WayOut.SUBSTITUTE, times=3, seat_id=f"seat-{SAFE_HOME}"),
            "Met een vervanger voor Veilig Thuis: 3 tijden.",
        ),
        (Suggestion(WayOut.ONLINE, times=1), "Online: 1 tijd."),
        (Suggestion(WayOut.SHORTER, times=2, minutes=60), "In 60 minuten in plaats van 90: 2 tijden."),
        (Suggestion(WayOut.SWAP, times=1, meeting_id="line-3"), "Als Z-003 (gemiddeld risico) wijkt: 1 tijd."),
        (Suggestion(WayOut.SWAP, times=1, meeting_id="unknown"), "Als een andere zaak met lager risico wijkt: 1 tijd."),
        (
            Suggestion(WayOut.AFTER_DEADLINE, start=at(7, 10), late_minutes=3 * 24 * 60),
            "Na de uiterste tijd: ma 30 nov 10.00, 3 dagen te laat.",
        ),
    ],
)  # fmt: skip
def test_every_way_out_is_a_sentence_with_its_figure(found: Suggestion, words: str) -> None:
    assert way_out(DUTCH, a_meeting(1), found, LINES) == words


def test_what_only_the_director_can_do_names_the_director() -> None:
    one = a_meeting(1, explained=no_common_time(1), director="H. Huisman", unknown=(POLICE,))
    read = reasons(DUTCH, one, LINES)
    assert (
        "H. Huisman is casusregisseur van deze zaak en kan een vervanger aanwijzen, een korter overleg plannen en "
        "de werktijden invullen of opvragen." in read
    )
    alone = a_meeting(1, explained=no_common_time(1, suggestions=(Suggestion(WayOut.ONLINE, times=1),)))
    assert "casusregisseur" not in reasons(DUTCH, alone, LINES)


def test_what_would_help_by_giving_way_can_be_looked_at() -> None:
    ways = (Suggestion(WayOut.SWAP, times=1, meeting_id="line-3"), Suggestion(WayOut.SWAP, times=1, meeting_id="x"))
    one = a_meeting(1, explained=no_common_time(1, suggestions=ways))
    assert [other.code for other in gives_way(one, LINES)] == ["Z-003"]


def test_it_says_whether_it_is_proven() -> None:
    assert "bewezen: in geen enkel plan" in proof(DUTCH, a_meeting(1), no_common_time(1))
    assert "samen met deze" in proof(DUTCH, a_meeting(1), no_common_time(1, others=("m2",)))
    assert "niet bewezen" in proof(DUTCH, a_meeting(1), no_common_time(1, proven=False))


def test_a_meeting_that_was_not_explained_says_what_to_do() -> None:
    assert "bereken de tijden opnieuw" in reasons(DUTCH, a_meeting(1, risk=Risk.HIGH), LINES)


def test_unknown_hours_are_told_as_such_and_prove_nothing_about_people() -> None:
    one = a_meeting(1, explained=no_common_time(1), unknown=(POLICE, SAFE_HOME, POLICE))
    read = reasons(DUTCH, one, LINES)
    assert "Van politie en Veilig Thuis zijn geen werktijden bekend" in read
    assert "Zolang die tijden onbekend zijn" in read
    assert "bewezen" not in read
    assert "werktijden bekend" not in reasons(DUTCH, a_meeting(1, explained=no_common_time(1)), LINES)
