"""What people type is kept or refused with a reason; a citizen service number is found however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.protection.typed import LONGEST_TEXT, flaw, holds_national_number

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_national(digits: str) -> bool:
    return sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11 == 0 and set(digits) != {"0"}


def with_last_digit(number: int) -> str:
    """Eight digits and the ninth that passes, which is 10 for one in eleven."""
    first = f"{number:08d}"
    return first + str(sum(w * int(d) for w, d in zip(WEIGHTS, first, strict=False)) % 11)


numbers = st.integers(1, 10**9 - 1).map(lambda number: f"{number:09d}")
national = st.integers(1, 10**8 - 1).map(with_last_digit).filter(lambda digits: len(digits) == 9)


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(national, st.sampled_from(("BSN {}", "{}", "({})", "persoon 1 {}.", "x{}y", "a\n{}\nb")))
def test_a_national_number_is_found_in_any_text(number: str, around: str) -> None:
    assert holds_national_number(around.format(number))


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(national, st.sampled_from(" .-\u00a0\u2013"))
def test_a_national_number_is_found_in_groups(number: str, between: str) -> None:
    for parts in ((number[:4], number[4:6], number[6:]), (number[:3], number[3:6], number[6:])):
        assert holds_national_number(f"nummer {between.join(parts)}!")


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(national)
def test_a_national_number_is_found_behind_invisible_signs_and_in_other_digits(number: str) -> None:
    assert holds_national_number("\u200b".join(number))
    assert holds_national_number("".join(chr(0xFF10 + int(digit)) for digit in number))
    assert holds_national_number("".join(chr(0x0660 + int(digit)) for digit in number))


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(numbers.filter(lambda digits: not is_national(digits)))
def test_nine_other_digits_are_no_national_number(digits: str) -> None:
    assert not holds_national_number(f"nummer {digits}")


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True))
def test_a_dutch_phone_number_is_never_taken_for_one(number: str) -> None:
    bare = number[1:]
    forms = (number, f"{number[:2]} {number[2:]}", f"{number[:2]}-{number[2:]}", f"{number[:3]}-{number[3:]}")
    abroad = (f"+31{bare}", f"+31 {bare}", f"+31 (0){bare}", f"0031{bare}", f"0031 {bare}", f"00 31 {bare}")
    grouped = (f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}", f"{number[:3]} {number[3:6]} {number[6:]}")
    for form in (*forms, *abroad, *grouped):
        assert not holds_national_number(f"Bel {form} tussen 9 en 15 uur"), form


@pytest.mark.parametrize("text", ["000000000", "1234567820", "12345678", "25-11-2026 1", "zaak 18-123456-26"])
def test_other_numbers_are_none(text: str) -> None:
    assert not holds_national_number(text)


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\ud800", "\udfff", "\x85"])
def test_signs_that_nothing_can_carry_are_refused(sign: str) -> None:
    assert flaw(f"a{sign}b") == "unreadable"


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "שלום\u202e olleh", "👩‍👧‍👦 🏳️‍🌈", "a\u200bb\u200d", "e\u0301", "𝕬", "\ufeff", "ﷺ"]
)
def test_every_script_and_emoji_is_text(text: str) -> None:
    assert flaw(text, lines=False) == ""


def test_lines_only_where_there_is_room_for_them() -> None:
    assert flaw("a\nb\r\nc\td") == ""
    assert {flaw(f"a{sign}b", lines=False) for sign in "\n\r\t"} == {"unreadable"}


def test_a_text_is_kept_up_to_its_longest() -> None:
    assert flaw("x" * LONGEST_TEXT) == ""
    assert flaw("x" * (LONGEST_TEXT + 1)) == "too_long"
    assert flaw("x" * 100_000) == "too_long"


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(st.text(max_size=200))
def test_what_passes_can_be_sealed_and_written(text: str) -> None:
    if not flaw(text):
        assert text.encode().decode() == text
        assert "\0" not in text
