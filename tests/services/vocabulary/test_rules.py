"""Readings in their plain form: nothing gets lost, nothing unknown gets in."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Modality
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import NormWrong, check_norm, norm_of, plain
from tests.services.vocabulary.norms import ORGANISATIONS, PERSONS, norms, read_conditions
from tests.shared import needs_cases

BAN = {"modality": "must_not", "act": "contact", "by": ["P2"], "to": ["P1"]}


def refused(plain_form: Any) -> tuple[str, str]:
    """Field and reason of the refusal, whether it is read or checked."""
    with pytest.raises(NormWrong) as wrong:
        check_norm(vocabulary(), norm_of(plain_form), PERSONS, ORGANISATIONS)
    return wrong.value.field, wrong.value.reason


@needs_cases
def test_every_reading_of_the_cases_is_read_checked_and_written_as_it_stood() -> None:
    conditions = list(read_conditions())
    assert len(conditions) == 25
    for condition in conditions:
        for said in condition.says:
            norm = norm_of(said)
            check_norm(vocabulary(), norm, [ref for ref, _, _ in condition.people], condition.organisations)
            assert plain(norm) == said, condition.id


@given(norms())
def test_a_norm_comes_back_from_json_as_it_was(norm: Norm) -> None:
    check_norm(vocabulary(), norm, PERSONS, ORGANISATIONS)
    assert norm_of(json.loads(json.dumps(plain(norm)))) == norm


@given(
    st.datetimes(min_value=datetime(2026, 10, 25, 0), max_value=datetime(2026, 10, 25, 3)),  # noqa: DTZ001
    st.sampled_from(["until", "before", "from_", "when"]),
)
def test_a_moment_of_the_doubled_hour_keeps_its_instant(naive: datetime, field: str) -> None:
    moment = naive.replace(tzinfo=UTC)
    norm = replace(Norm(Modality.MUST_NOT, "contact"), **{field: moment})
    assert getattr(norm_of(plain(norm)), field).astimezone(UTC) == moment


def test_a_term_that_ends_in_the_doubled_hour_ends_in_the_second_one() -> None:
    assert norm_of(BAN | {"until": "2026-10-25T02:30"}).until == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert norm_of(BAN | {"from": "2026-10-25T02:30"}).from_ == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_without_an_offset_is_local_and_a_day_stays_a_day() -> None:
    norm = norm_of(BAN | {"until": "2026-11-26T12:00", "from": "2026-11-24"})
    assert norm.until == datetime(2026, 11, 26, 11, tzinfo=UTC)
    assert norm.from_ == date(2026, 11, 24)
    assert plain(norm)["until"] == "2026-11-26T12:00"


def test_unquoted_days_of_a_case_file_are_read_as_well() -> None:
    assert norm_of(BAN | {"until": date(2026, 11, 26)}) == norm_of(BAN | {"until": "2026-11-26"})


def test_the_fields_with_other_names_are_written_like_a_case_file() -> None:
    norm = Norm(
        Modality.MAY, "stop_talk", maximum=1, minimum=1, if_=("crisis",), exceptions=(("to", ("P1",)),), months=2
    )
    assert plain(norm) == {
        "modality": "may",
        "act": "stop_talk",
        "if": ["crisis"],
        "except": {"to": ["P1"]},
        "max": 1,
        "min": 1,
        "months": 2,
    }


@pytest.mark.parametrize(
    "value",
    [
        "P1",
        "politie",
        "politie/wijkagent",
        "home:P1",
        "anyone",
        "place:de brug",
        "group:koor/alt",
        "person:de buur",
        "OM",
    ],
)
def test_each_way_to_name_something_is_known(value: str) -> None:
    check_norm(vocabulary(), norm_of(BAN | {"to": [value]}), PERSONS, ORGANISATIONS)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"act": "hug"}, "act", "unknown_act"),
        ({"act": "hug and kiss"}, "act", "not_a_word"),
        ({"act": None}, "act", "missing"),
        ({"modality": "should"}, "modality", "unknown_modality"),
        ({"modality": None}, "modality", "missing"),
        ({"on": "2026-11-24"}, "", "unknown_field"),
        ({True: "2026-11-24"}, "", "unknown_field"),
        ({"at": ["home:P1"]}, "at", "slot_not_of_act"),
        ({"to": ["P9"]}, "to", "unknown_value"),
        ({"to": ["nobody in particular"]}, "to", "unknown_value"),
        ({"to": ["hideout:P1"]}, "to", "unknown_term"),
        ({"to": ["home:P9"]}, "to", "unknown_owner"),
        ({"to": ["club/keeper"]}, "to", "unknown_organisation"),
        ({"to": ["politie/"]}, "to", "odd_value"),
        ({"to": ["place: "]}, "to", "odd_value"),
        ({"to": ["place:a\nb"]}, "to", "odd_value"),
        ({"to": [" P1"]}, "to", "odd_value"),
        ({"to": ["place:" + "a" * 120]}, "to", "odd_value"),
        ({"to": [f"place:{n}" for n in range(9)]}, "to", "too_many"),
        ({"to": "P1"}, "to", "not_a_list"),
        ({"to": [1]}, "to", "not_a_list"),
        ({"to": [""]}, "to", "odd_value"),
        ({"until": "tomorrow"}, "until", "odd_moment"),
        ({"until": 7}, "until", "odd_moment"),
        ({"until": "2026-11-31"}, "until", "odd_moment"),
        ({"until": "0001-01-01T00:00"}, "until", "odd_moment"),
        ({"from": "2026-11-26", "until": "2026-11-25"}, "until", "ends_before_it_begins"),
        ({"hours": ["9", "17"]}, "hours", "odd_hours"),
        ({"hours": ["09:00"]}, "hours", "odd_hours"),
        ({"hours": ["09:00", "09:00"]}, "hours", "odd_hours"),
        ({"days": ["mon"]}, "days", "odd_days"),
        ({"days": ["ma", "ma"]}, "days", "odd_days"),
        ({"until_event": "doomsday"}, "until_event", "unknown_term"),
        ({"until_event": "home"}, "until_event", "not_an_event"),
        ({"if": ["doomsday"]}, "if", "unknown_term"),
        ({"unless": ["crisis:P9"]}, "unless", "unknown_term"),
        ({"except": {"at": ["home:P1"]}}, "except", "slot_not_of_act"),
        ({"except": {"to": ["P9"]}}, "except", "unknown_value"),
        ({"except": {"to": []}}, "except", "odd_value"),
        ({"except": {"whom": ["P1"]}}, "except", "odd_value"),
        ({"except": ["P1"]}, "except", "odd_value"),
        ({"max": -1}, "max", "odd_number"),
        ({"max": True}, "max", "odd_number"),
        ({"max": 1, "min": 2}, "min", "min_above_max"),
        ({"months": 1000}, "months", "odd_number"),
        ({"basis": "gut_feeling"}, "basis", "unknown_basis"),
    ],
)
def test_what_is_unknown_or_out_of_bounds_is_refused(change: dict[Any, Any], field: str, reason: str) -> None:
    changed = {key: value for key, value in (BAN | change).items() if value is not None}
    assert refused(changed) == (field, reason)


@pytest.mark.parametrize("nothing", [None, [], "ban"])
def test_what_is_no_mapping_is_refused(nothing: object) -> None:
    assert refused(nothing) == ("", "not_a_mapping")


def test_a_moment_without_a_zone_is_refused_in_a_norm() -> None:
    with pytest.raises(NormWrong) as wrong:
        check_norm(vocabulary(), Norm(Modality.MUST, "contact", when=datetime(2026, 11, 24, 9)), PERSONS, ())  # noqa: DTZ001
    assert wrong.value.reason == "naive_moment"


def test_a_refusal_carries_no_word_of_the_reading() -> None:
    with pytest.raises(NormWrong) as wrong:
        norm_of(BAN | {"geheim adres": "Kade 1"})
    assert "Kade" not in str(wrong.value.fields)
    assert "geheim" not in str(wrong.value.fields)
