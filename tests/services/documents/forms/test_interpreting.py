"""Words of a form become fields; what cannot be one is named, and nothing is ever guessed."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ConditionKind, Modality, PersonRole
from services.documents.forms.facts import Answer, FormRead
from services.documents.forms.interpreting import Asked, Filled, asked_in, filled_blocks
from services.documents.forms.questions import FormOptions, block_questions, prompt_of
from services.documents.forms.saying import NOTHING, ROWS, Said, differing, held_against, only, order_of
from services.documents.forms.written_days import Written, written_day, written_time
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Norm
from services.wording import speak

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
NUMBER = "111222333"
OPTIONS = FormOptions(
    persons=(("P1", "Mevrouw W.", PersonRole.VICTIM.value), ("P2", "De heer D.", PersonRole.SUSPECT.value)),
    organisations=(("VT", "Veilig Thuis"), ("politie", "Politie")),
    tiers=(("partners", "Iedereen bij het overleg"), ("slachtoffer", "Ook mevrouw zelf")),
    kinds=(("contact", "Contact met het slachtoffer"), ("digital", "Telefoons")),
)


class TwoActs:
    """A vocabulary of two acts."""

    acts: ClassVar = {"share": None, "contact": None}

    def act_label(self, id: str, language: str) -> str:
        """As people know them."""
        return {"share": "Delen", "contact": "Contact hebben"}[id]


def asked() -> Asked:
    every = [(say, block_questions(say, TwoActs(), OPTIONS)) for say in (speak("nl"), speak("en"))]
    return asked_in([(questions, [prompt_of(say, question) for question in questions]) for say, questions in every])


def begin(act: str, modality: Modality, said: Said) -> Norm:
    return Norm(modality, act, by=(said.subject,) if said.subject else ())


def read(**cells: Any) -> tuple[Filled, ...]:
    every = dict.fromkeys(asked().questions, "") | {"kind": "contact", "text": "Geen contact."} | cells
    answers = [
        Answer(f"c1.{key}", checked=value) if isinstance(value, bool) else Answer(f"c1.{key}", str(value))
        for key, value in every.items()
    ]
    return filled_blocks(FormRead(tuple(answers), None, None, ""), asked(), NOW, begin)


def the_block(**cells: Any) -> Filled:
    (block,) = read(**cells)
    return block


# ---- days and times ----


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24-11-2026", date(2026, 11, 24)),
        ("4-1-2027", date(2027, 1, 4)),
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T00:00:00Z", date(2026, 11, 24)),
        ("24/11/26", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24 november 2026", date(2026, 11, 24)),
        ("  Dinsdag 24  November 2026 ", date(2026, 11, 24)),
        ("di 24 nov.", date(2026, 11, 24)),
        ("24-11", date(2026, 11, 24)),
        ("23-11", MONDAY),
        ("22-11", date(2027, 11, 22)),
        ("29-2", None),
        ("3 mrt", date(2027, 3, 3)),
        ("May 3, 2027", date(2027, 5, 3)),
        ("31-11-2026", None),
        ("morgen", None),
        ("0-0-0000", None),
        ("24-11-20261", None),
        ("9" * 500, None),
    ],
)
def test_days_as_people_write_them(text: str, day: date | None) -> None:
    assert written_day(text, MONDAY) == Written(day, wrong="" if day else "day")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("12:00", time(12)),
        ("9.30 uur", time(9, 30)),
        ("9u", time(9)),
        ("14 uur", time(14)),
        ("14u30", time(14, 30)),
        ("25:00", None),
        ("12:60", None),
        ("middag", None),
        ("", None),
    ],
)
def test_times_as_people_write_them(text: str, hour: time | None) -> None:
    assert written_time(text) == hour


def test_a_day_with_its_time_in_one_cell() -> None:
    assert written_day("wo 25 november om 14.30 uur", MONDAY) == Written(date(2026, 11, 25), time(14, 30))
    assert written_day("25-11-2026 25:00", MONDAY).wrong == "time"


@given(st.dates(date(2000, 1, 1), date(2999, 12, 31)), st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]))
def test_every_written_day_is_read_back(day: date, how: str) -> None:
    assert written_day(day.strftime(how), MONDAY) == Written(day)


# ---- rows ----


def test_a_form_without_anything_in_it_has_no_block() -> None:
    assert read(kind="", text="") == ()
    for say in (speak("nl"), speak("en")):
        prompts = {question.key: prompt_of(say, question) for question in block_questions(say, TwoActs(), OPTIONS)}
        assert read(**prompts) == ()


@pytest.mark.parametrize("word", ["contact", "Contact met het slachtoffer", " CONTACT  met het Slachtoffer "])
def test_a_choice_by_its_value_or_its_words(word: str) -> None:
    assert the_block(kind=word).said.kind is ConditionKind.CONTACT


def test_every_row_becomes_its_field() -> None:
    block = the_block(
        subject="De heer D.",
        hard="Wens",
        holds=True,
        modality="Mag niet",
        act="Delen",
        done_by="Politie",
        due_on="24-11",
        until="27-11-2026",
        until_time="12.00",
        check=" Belverslag. ",
        checked_by="veilig thuis",
        if_not="Bel 112.",
        tier="Ook mevrouw zelf",
        **{"protects.P1": True},
    )
    assert not block.faults
    assert block.said == Said(
        kind=ConditionKind.CONTACT,
        subject="P2",
        protects=("P1",),
        text="Geen contact.",
        hard=False,
        holds=True,
        reading=(Norm(Modality.MUST_NOT, "share", by=("P2",)),),
        done_by="politie",
        due_on=date(2026, 11, 24),
        until=datetime(2026, 11, 27, 12, tzinfo=LOCAL),
        check="Belverslag.",
        checked_by="VT",
        if_not="Bel 112.",
        tier="slachtoffer",
    )


def test_until_a_day_means_until_its_end() -> None:
    assert the_block(until="24-11").said.until == datetime(2026, 11, 24, 23, 59, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("cells", "row", "fault"),
    [
        ({"kind": "Iets heel anders"}, "kind", "unknown_choice"),
        ({"kind": ""}, "kind", "empty"),
        ({"text": ""}, "text", "empty"),
        ({"text": "x" * 2001}, "text", "too_long"),
        ({"text": f"Zijn nummer is {NUMBER}."}, "text", "national_number"),
        ({"if_not": "a\x00b"}, "if_not", "unreadable"),
        ({"due_on": "morgen"}, "due_on", "day"),
        ({"due_on": "24-11 om 12.00"}, "due_on", "only_day"),
        ({"due_on": "22-11-2026"}, "due_on", "in_past"),
        ({"until": "vrijdag"}, "until", "day"),
        ({"until": "24-11", "until_time": "25:00"}, "until", "time"),
        ({"until": "23-11", "until_time": "9.00"}, "until", "in_past"),
        ({"until_time": "9.00"}, "until", "no_day"),
        ({"tier": "de hele straat"}, "tier", "unknown_choice"),
        ({"act": "Delen"}, "reading", "half"),
        ({"modality": "Moet", "act": "Vliegen"}, "reading", "unknown_choice"),
        ({"done_by": "De buurman"}, "done_by", "unknown_choice"),
    ],
)
def test_what_cannot_be_kept_is_named_and_its_words_stay(cells: dict[str, str], row: str, fault: str) -> None:
    block = the_block(**cells)
    assert block.faults[row] == fault
    assert all(text in block.words[row] for text in map(str.strip, cells.values()) if text)


def test_fields_without_words_are_a_block_with_a_fault() -> None:
    (block,) = read(kind="", text="", due_on="24-11")
    assert dict(block.faults) == {"kind": "empty", "text": "empty"}


def test_a_row_whose_control_is_gone_is_missing_not_emptied() -> None:
    answers = (Answer("c1.kind", "contact"), Answer("c1.text", "Geen contact."))
    (block,) = filled_blocks(FormRead(answers, None, None, ""), asked(), NOW, begin)
    assert {"if_not", "tier", "reading", "until"} <= block.missing
    assert not {"kind", "text"} & block.missing


TEXTS = st.one_of(st.text(max_size=40), st.sampled_from(["contact", "24-11", "25:00", "P1", "Moet", "Delen"]))


@given(st.dictionaries(st.sampled_from([*asked().questions, "kind.x", "99", ""]), TEXTS, max_size=12), st.booleans())
def test_nothing_that_stands_in_a_form_makes_it_fall(cells: dict[str, str], ticked: bool) -> None:
    answers = tuple(Answer(f"c1.{key}", text, ticked) for key, text in cells.items())
    for block in filled_blocks(FormRead(answers, None, None, ""), asked(), NOW, begin):
        assert set(block.faults) <= set(ROWS)
        order = order_of(block.said, "c1", seen_version=0)
        assert order is None or order.kind is block.said.kind


# ---- against what stands ----


def test_rows_that_differ_and_rows_that_are_taken() -> None:
    now = Said(kind=ConditionKind.CONTACT, text="Zo.", if_not="Bel.")
    said = Said(kind=ConditionKind.CONTACT, text="Anders.", if_not="", due_on=MONDAY + timedelta(days=1))
    assert differing(said, now) == {"text", "if_not", "due_on"}
    assert only({"text"}, said, now) == Said(kind=ConditionKind.CONTACT, text="Anders.", if_not="Bel.")
    assert only(ROWS, said, NOTHING) == said


def test_a_full_reading_stays_where_the_form_says_the_same_in_short() -> None:
    full = (Norm(Modality.MUST_NOT, "share", by=("P2",), to=("VT",)), Norm(Modality.MUST, "contact"))
    now = Said(reading=full)
    assert held_against(Said(reading=(Norm(Modality.MUST_NOT, "share"),)), now).reading == full
    assert held_against(Said(), now).reading == full
    other = (Norm(Modality.MUST, "share"),)
    assert held_against(Said(reading=other), now).reading == other
    assert held_against(Said(reading=other), NOTHING).reading == other


def test_what_could_not_be_said_in_the_form_stays_as_it_stands() -> None:
    now = Said(
        kind=ConditionKind.CONTACT, protects=("P1", "P9"), done_by="reclassering", checked_by="VT", tier="partner:RN"
    )
    block = the_block()
    said = held_against(block.said, now, asked().offered(block.words))
    assert (said.done_by, said.tier, said.protects) == ("reclassering", "partner:RN", ("P9",))
    assert said.checked_by == ""
