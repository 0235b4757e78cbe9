"""In which forms protected words of each kind are looked for."""

import pytest

from models.terms import ProtectedKind
from services.cases.telling import telling_forms
from services.protection.matching import hits

FOUND = (
    (ProtectedKind.VEHICLE, "grijze bus, AB-123-C", "kenteken ab123c"),
    (ProtectedKind.VEHICLE, "12-XX-34", "12xx34"),
    (ProtectedKind.SCHOOL, "Basisschool De Regenboog", "zij wordt gehaald bij De Regenboog"),
    (ProtectedKind.WORK, "Drukkerij Vonk & Zonen, Kade 12", "werkt bij drukkerij Vonk en bij Drukkerij Vonk & Zonen"),
    (ProtectedKind.NAME, "Sanne Wit", "gebeld met S. Wit"),
    (ProtectedKind.NAME, "Jan van der Meulen", "Jan v.d. Meulen"),
    (ProtectedKind.NAME, "Sanne Wit", "Wit, Sanne"),
    (ProtectedKind.ADDRESS, "Dorpsstraat 12-II, 1234 AB Oefendam", "12 Dorpsstraat"),
    (ProtectedKind.ADDRESS, "Dorpsstraat 12-II, 1234 AB Oefendam", "Dorpsstr. 12"),
    (ProtectedKind.PHONE, "+32 470 12 34 56", "0032470123456"),
    (ProtectedKind.PHONE, "06-12345678", "+31 (0)6 1234 5678"),
    (ProtectedKind.OTHER, "sanne.wit85@voorbeeld.example", "haar account sanne.wit85"),
    (ProtectedKind.OTHER, "06 12345678", "0031612345678"),
    (ProtectedKind.OTHER, "@sanne_w_x", "zoek sanne_w_x"),
)


@pytest.mark.parametrize(("kind", "words", "text"), FOUND)
def test_words_are_found_in_the_forms_of_their_kind(kind: ProtectedKind, words: str, text: str) -> None:
    assert hits(text, telling_forms(kind, words))


@pytest.mark.parametrize(
    ("kind", "words", "text"),
    [
        (ProtectedKind.SCHOOL, "Basisschool De Regenboog", "er stond een regenboog boven de basisschool"),
        (ProtectedKind.NAME, "Sanne Bakker", "de bakker om de hoek"),
        (ProtectedKind.ADDRESS, "Dorpsstraat 12, 1234 AB Oefendam", "de Dorpsstraat in Oefendam is afgesloten"),
        (ProtectedKind.VEHICLE, "grijze bus, AB-123-C", "er rijdt een grijze bus"),
        (ProtectedKind.NAME, "Jan van der Meulen", "hij komt van der hoek"),
    ],
)
def test_ordinary_words_are_no_protected_words(kind: ProtectedKind, words: str, text: str) -> None:
    assert hits(text, telling_forms(kind, words)) == ()
