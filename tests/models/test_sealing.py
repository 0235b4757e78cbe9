"""Sealed fields open in their own place and with their own key only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sealing import SealBroken, Vault

VAULT = Vault(bytes(range(32)))
PLACE = ("case_person", "r1", "address_sealed")
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)
names = st.text(st.characters(categories=("Ll", "Nd"), include_characters="_"), min_size=1, max_size=20)


@given(texts)
def test_what_was_sealed_opens_again_in_its_place(text: str) -> None:
    assert VAULT.unseal(*PLACE, VAULT.seal(*PLACE, text)) == text


@given(texts, st.tuples(names, names, names), st.tuples(names, names, names))
def test_a_sealed_text_moved_to_another_table_row_or_column_is_refused(
    text: str, home: tuple[str, str, str], elsewhere: tuple[str, str, str]
) -> None:
    sealed = VAULT.seal(*home, text)
    if home == elsewhere:
        assert VAULT.unseal(*elsewhere, sealed) == text
    else:
        with pytest.raises(SealBroken):
            VAULT.unseal(*elsewhere, sealed)


@given(texts, st.binary(min_size=32, max_size=32).filter(lambda key: key != bytes(range(32))))
def test_another_key_opens_nothing(text: str, key: bytes) -> None:
    with pytest.raises(SealBroken):
        Vault(key).unseal(*PLACE, VAULT.seal(*PLACE, text))


@given(texts, st.data())
def test_a_changed_sign_is_refused(text: str, data: st.DataObject) -> None:
    sealed = VAULT.seal(*PLACE, text)
    at = data.draw(st.integers(0, len(sealed.rstrip("=")) - 2))  # the last sign may hold unused bits
    other = data.draw(st.sampled_from("ABCXYZabcxyz0189+/!").filter(lambda sign: sign != sealed[at]))
    with pytest.raises(SealBroken):
        VAULT.unseal(*PLACE, sealed[:at] + other + sealed[at + 1 :])


@pytest.mark.parametrize("nonsense", ["1", "1AAAA", "2" + "A" * 60, "plain text", "1é", "1" + "A" * 61, "\0"])
def test_what_is_no_sealed_text_is_refused_without_saying_what_it_was(nonsense: str) -> None:
    with pytest.raises(SealBroken) as broken:
        VAULT.unseal(*PLACE, nonsense)
    assert str(broken.value) == "case_person.address_sealed"


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert len({VAULT.seal(*PLACE, "Dorpsstraat 1") for _ in range(50)}) == 50


def test_nothing_stays_nothing() -> None:
    assert VAULT.seal(*PLACE, "") == VAULT.unseal(*PLACE, "") == ""


def test_each_purpose_has_a_key_of_its_own_that_is_not_the_master() -> None:
    keys = {VAULT.audit_key, VAULT.database_key, bytes(range(32))}
    assert len(keys) == 3


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short")


@given(st.tuples(names, texts), st.tuples(names, texts))
def test_a_lookup_hash_tells_purposes_and_values_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (VAULT.lookup(*one) == VAULT.lookup(*other)) == (one == other)
    assert len(VAULT.lookup(*one)) == 64


def test_a_lookup_hash_cannot_be_made_without_the_key() -> None:
    assert VAULT.lookup("email", "a@b.nl") != Vault(bytes(32)).lookup("email", "a@b.nl")
