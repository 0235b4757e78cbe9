"""Marks: the same out as in, and no change to any of them goes unseen."""

from dataclasses import fields, replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sealing import Vault
from services.documents.forms.facts import Marks
from services.documents.forms.provenance import (
    check,
    marks_in_part,
    marks_in_properties,
    part_of,
    printed_code,
    properties_of,
    sealed,
)

VAULT = Vault(b"k" * 32)
MARKS = Marks("f" * 32, "F-8Q3M2", "m1", "o1", "i1", "2026-11-24T15:00:00+00:00", 1, "nl")
TEXT = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=40)


def test_sealed_marks_hold_and_unsealed_ones_do_not() -> None:
    assert check(sealed(MARKS, VAULT), VAULT)
    assert not check(MARKS, VAULT)
    assert not check(sealed(MARKS, VAULT), Vault(b"x" * 32))


@pytest.mark.parametrize("name", [field.name for field in fields(Marks)])
def test_a_change_to_any_mark_breaks_the_seal(name: str) -> None:
    whole = sealed(MARKS, VAULT)
    other = 2 if name == "schema" else getattr(whole, name) + "x"
    assert not check(replace(whole, **{name: other}), VAULT)


def test_what_moves_from_one_mark_to_the_next_breaks_the_seal() -> None:
    whole = sealed(replace(MARKS, meeting_id="ab", organisation="c"), VAULT)
    assert not check(replace(whole, meeting_id="a", organisation="bc"), VAULT)


@given(code=TEXT, organisation=TEXT, schema=st.integers(0, 9999))
def test_both_places_give_back_what_was_put_in(code: str, organisation: str, schema: int) -> None:
    marks = sealed(replace(MARKS, code=code, organisation=organisation, schema=schema), VAULT)
    assert marks_in_properties(properties_of(marks)) == marks
    assert marks_in_part(ElementTree.fromstring(part_of(marks))) == marks


def test_marks_that_are_not_whole_are_none() -> None:
    told = properties_of(sealed(MARKS, VAULT))
    assert marks_in_properties(told[1:]) is None
    assert marks_in_properties((*told, told[0])) is None
    assert marks_in_properties((*told, ("form.other", "x"))) is None
    assert marks_in_properties([(name, "²" if name == "form.schema" else value) for name, value in told]) is None
    assert marks_in_properties([(name, "x" * 300 if name == "form.code" else value) for name, value in told]) is None
    assert marks_in_properties((("copy", "7Q2K"),)) is None
    assert marks_in_part(ElementTree.fromstring("<marks/>")) is None


def test_properties_of_others_do_not_hide_the_marks() -> None:
    marks = sealed(MARKS, VAULT)
    assert marks_in_properties((("Company", "x"), *properties_of(marks))) == marks


def test_the_printed_code_begins_with_the_forms_own_and_ends_with_the_seals_first_eight() -> None:
    marks = replace(MARKS, mac="0f49bea4" + "0" * 56)
    assert printed_code(marks) == "F-8Q3M2-0F49BEA4"
