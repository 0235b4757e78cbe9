"""No part of a mail or calendar item holds a protected word: not its address, its folded lines or its escaped signs."""

import pytest

from services.messages.facts import Mail
from services.messages.leaving import MailLeaks, check_item_leaves, check_mail_leaves, unfolded

LINKS = "https://planner.example"
CLEAN = Mail("jan@politie.example", "Uitnodiging MDO", "U bent uitgenodigd voor Zaak Heggemus.\n", "SUMMARY:MDO\r\n")
KEPT = ("Polderman", "Dorpsstraat 12", "06 12345678", "De Regenboog")


def test_a_mail_without_protected_words_passes() -> None:
    check_mail_leaves(CLEAN, KEPT, LINKS)


@pytest.mark.parametrize(
    ("part", "mail"),
    [
        ("to", Mail("c.polderman@mail.example", "x", "y")),
        ("subject", Mail("a@b.example", "Overleg over Pólderman", "y")),
        ("text", Mail("a@b.example", "x", "Kom naar de\nDorpsstraat  12.")),
        ("calendar", Mail("a@b.example", "x", "y", "DESCRIPTION:bel 06-1234\r\n 5678\r\n")),
        ("calendar", Mail("a@b.example", "x", "y", "LOCATION:Dorps\r\n\tstraat 12\\, Veendam\r\n")),
        ("calendar", Mail("a@b.example", "x", "y", "SUMMARY:MDO\\nDe\\, Regenboog\r\n")),
    ],
)
def test_a_protected_word_in_any_part_stops_the_mail_and_only_the_part_is_told(part: str, mail: Mail) -> None:
    with pytest.raises(MailLeaks) as stopped:
        check_mail_leaves(mail, KEPT, LINKS)
    assert stopped.value.fields == {"hits": 1, "parts": (part,)}


def test_the_signs_of_a_personal_link_are_no_words() -> None:
    link = f"{LINKS}/u/0612345678#ab-Polderman-cd"
    check_mail_leaves(Mail("a@b.example", "x", f"Uw link:\n{link}\n", f"DESCRIPTION:{link}\r\n"), KEPT, LINKS)
    with pytest.raises(MailLeaks):
        check_mail_leaves(Mail("a@b.example", "x", f"{link} Polderman"), KEPT, LINKS)
    with pytest.raises(MailLeaks):
        check_mail_leaves(Mail("a@b.example", "x", "https://elders.example/Polderman"), KEPT, LINKS)


def test_an_item_that_is_taken_from_a_page_is_read_as_well() -> None:
    check_item_leaves("SUMMARY:MDO\r\n", KEPT, LINKS)
    with pytest.raises(MailLeaks):
        check_item_leaves("SUMMARY:MDO Polder\r\n man\r\n", KEPT, LINKS)


def test_a_calendar_reads_folded_and_escaped_text_as_it_was_typed() -> None:
    assert unfolded("A:een\\, twee\\; drie\\\\n\r\n  vier\\nvijf") == "A:een, twee; drie\\n vier\nvijf"
