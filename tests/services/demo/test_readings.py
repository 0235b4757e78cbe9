"""Readings of a case file, with the words that a file adds."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from models.terms import Modality
from services.demo.case_file import CaseFileWrong, read
from services.demo.played import own_database
from services.demo.readings import later
from services.demo.region import hand_in_order
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from tests.services.demo.build import case as a_case
from tests.services.demo.build import put, text

GAME = {
    "acts": [
        {
            "id": "play_chess",
            "nl": "samen schaken",
            "en": "play chess",
            "theme": "hulp_en_dagelijks_leven",
            "slots": ["by", "to", "at"],
            "ask": ["to"],
            "kinds": ["wellbeing"],
            "aspect": "once",
        }
    ]
}
CLUB = {"terms": [{"id": "chess_club", "nl": "schaakclub", "en": "chess club", "type": "place"}]}


def condition(*says: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": "c1", "org": "VT", "kind": "wellbeing", "nl": "Zij schaken samen.", "says": list(says), **more}


def a_file(tmp_path: Path, *says: dict[str, object], extra: object = None, **top: object) -> Path:
    case = a_case(conditions=[condition(*says)], **({"extra_vocabulary": extra} if extra is not None else {}))
    return put(tmp_path, text(case, **top))


PLAY = {"modality": "must", "act": "play_chess", "by": ["P2"], "at": ["chess_club"]}


def test_a_reading_in_words_of_the_region_is_handed_in_with_its_condition(tmp_path: Path) -> None:
    says = {"modality": "must", "act": "limit_faces", "to": ["P1"], "max": 2}
    (one,) = read(a_file(tmp_path, says)).cases[0].conditions
    assert hand_in_order(one, "c1").reading == (Norm(Modality.MUST, "limit_faces", to=("P1",), maximum=2),)


def test_words_of_the_file_and_of_the_case_are_joined_and_known_to_the_database_of_that_case(tmp_path: Path) -> None:
    case = read(a_file(tmp_path, PLAY, extra=CLUB, extra_vocabulary=GAME)).cases[0]
    assert case.conditions[0].unread is None
    with own_database(case, None) as (work, _):
        words = vocabulary(work.settings.vocabulary)
    assert "play_chess" in words.acts and "chess_club" in words.terms
    assert "play_chess" not in vocabulary().acts


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (PLAY, "act"),
        ({"modality": "must", "act": "contact", "to": ["P9"]}, "to"),
        ({"modality": "shall", "act": "contact"}, "modality"),
        ({"modality": "must_not", "act": "contact", "on": ["wo"]}, ""),
    ],
)
def test_a_reading_that_is_not_understood_is_left_out_and_told(
    tmp_path: Path, wrong: dict[str, object], field: str
) -> None:
    (one,) = read(a_file(tmp_path, {"modality": "must_not", "act": "contact"}, wrong)).cases[0].conditions
    assert one.reading is None and one.unread is not None and one.unread[0] == field
    assert hand_in_order(one, "c1").reading is None


def test_no_checkable_agreement_stays_that(tmp_path: Path) -> None:
    assert read(a_file(tmp_path)).cases[0].conditions[0].reading == ()


@pytest.mark.parametrize("extra", [{"acts": [{"id": "x"}]}, {"recipes": []}, {"part_of": [["nothing", "contact"]]}])
def test_words_that_cannot_be_added_refuse_the_file_with_the_line(tmp_path: Path, extra: object) -> None:
    path = a_file(tmp_path, extra=extra)
    with pytest.raises(CaseFileWrong) as refused:
        read(path)
    assert refused.value.reason == "vocabulary"
    assert 1 < refused.value.line <= len(path.read_text().splitlines())


def test_in_another_week_a_reading_keeps_the_time_on_the_clock(tmp_path: Path) -> None:
    norm = Norm(Modality.MUST, "contact", before=date(2026, 10, 20), until=datetime(2026, 10, 20, 8, tzinfo=UTC))
    (moved,) = later((norm,), timedelta(weeks=1)) or ()
    assert (moved.before, moved.until) == (date(2026, 10, 27), datetime(2026, 10, 27, 9, tzinfo=UTC))
    assert later(None, timedelta(weeks=1)) is None


def test_what_is_written_for_a_database_is_plain_yaml(tmp_path: Path) -> None:
    case = read(a_file(tmp_path, PLAY, extra=CLUB, extra_vocabulary=GAME)).cases[0]
    assert [yaml.safe_load(text) for text in case.extra_vocabulary] == [GAME, CLUB]
