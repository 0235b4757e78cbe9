"""What every letter says, and what it never says."""

from dataclasses import fields, replace

import pytest

from models.terms import MeetingKind
from services.messages.facts import InvitationText, Letter
from services.messages.letters import invitation, words
from services.messages.rules import MessageFieldWrong
from tests.services.messages.texts import EN, NL, TEXT, WAS

LINE_TEXTS = [field.name for field in fields(InvitationText) if field.type in (str, "str")]
NO_LINK = (Letter.WITHDRAWN, Letter.STOOD_IN)


def written(letter: Letter, text: InvitationText = TEXT) -> tuple[str, str]:
    """Subject and body in Dutch."""
    return words(letter, text, NL)


def test_an_invitation_tells_when_how_to_answer_until_when_and_how_the_code_comes() -> None:
    subject, body = invitation(TEXT, NL)
    assert subject == "Uitnodiging MDO, woensdag 25 november 10.30 uur"
    assert "multidisciplinair overleg (Zaak Heggemus) op woensdag 25 november 2026, 10.30 tot 12.00 uur." in body
    assert f"vervanger of geef uw informatie schriftelijk. Antwoorden kan zonder code:\n{TEXT.link}\n" in body
    assert "uiterlijk dinsdag 24 november 16.00 uur uw voorwaarden in." in body
    assert "telefonisch van de casusregisseur, M. de Wit" in body
    assert "Dit bericht bevat bewust geen informatie over de zaak." in body


def test_of_whom_no_conditions_are_asked_the_letter_speaks_of_none_and_of_no_code() -> None:
    _, body = invitation(replace(TEXT, conditions_asked=False), NL)
    assert TEXT.link in body
    assert "voorwaarden" not in body
    assert "telefonisch" not in body


def test_an_invitation_speaks_english_too() -> None:
    subject, body = invitation(TEXT, EN)
    assert subject == "Invitation MDO, Wednesday 25 November 10:30 h"
    assert "You are invited to a case conference (Zaak Heggemus)" in body
    assert TEXT.link in body


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (MeetingKind.ACTION_MEETING, "Uitnodiging actieoverleg, woensdag 25 november 10.30 uur"),
        (MeetingKind.COORDINATION, "Uitnodiging telefonische afstemming, woensdag 25 november 10.30 uur"),
    ],
)
def test_every_kind_of_meeting_is_called_by_its_name(kind: MeetingKind, subject: str) -> None:
    assert invitation(replace(TEXT, kind=kind), NL)[0] == subject


def test_an_unnamed_director_is_simply_the_case_director() -> None:
    nobody = replace(TEXT, director_name="")
    assert "die krijgt u telefonisch van de casusregisseur.\n" in invitation(nobody, NL)[1]
    assert "Bel de casusregisseur.\n" in written(Letter.DEPUTY_DECLINED, nobody)[1]


def test_a_move_shows_the_old_time_as_past_the_new_one_and_the_same_link() -> None:
    subject, body = written(Letter.MOVED, replace(TEXT, was=WAS))
    assert subject == "Verplaatst: MDO, nu woensdag 25 november 10.30 uur"
    assert "Nieuw: woensdag 25 november 2026, 10.30 tot 12.00 uur.\n" in body
    assert "Was: maandag 23 november 2026, 14.00 tot 15.30 uur. Die tijd vervalt." in body
    assert "Uw link blijft dezelfde" in body
    assert "opnieuw" in body
    assert TEXT.link in body


def test_a_move_of_which_the_old_time_is_not_known_says_only_the_new_one() -> None:
    assert "Was:" not in written(Letter.MOVED)[1]


def test_a_withdrawal_says_that_the_link_is_dead_and_does_not_repeat_it() -> None:
    subject, body = written(Letter.WITHDRAWN)
    assert subject == "Gaat niet door: MDO, woensdag 25 november 10.30 uur"
    assert "gaat niet door" in body
    assert "werkt niet meer" in body


def test_a_withdrawal_names_the_time_that_its_reader_knows() -> None:
    subject, body = written(Letter.WITHDRAWN, replace(TEXT, was=WAS))
    assert subject == "Gaat niet door: MDO, maandag 23 november 14.00 uur"
    assert "25 november" not in body


def test_a_poll_asks_until_when_and_names_no_time_and_no_code() -> None:
    subject, body = written(Letter.POLL, replace(TEXT, poll_closes_at=TEXT.conditions_due_at))
    assert subject == "Wanneer kunt u? MDO, antwoord graag uiterlijk dinsdag 24 november 16.00 uur"
    assert "Laat uiterlijk dinsdag 24 november 16.00 uur weten welke momenten u schikken." in body
    assert "geen code nodig" in body
    assert TEXT.link in body
    assert "25 november" not in body + subject


def test_what_is_said_of_a_poll_that_ends_names_no_time_either() -> None:
    polled = replace(TEXT, poll_closes_at=TEXT.conditions_due_at)
    for letter in NO_LINK:
        subject, body = written(letter, polled)
        assert "november" not in subject + body
        assert "werkt niet meer" in body


def test_who_is_replaced_is_thanked_and_need_do_nothing() -> None:
    subject, body = written(Letter.STOOD_IN)
    assert subject == "U wordt vervangen: MDO, woensdag 25 november 10.30 uur"
    assert "Dank u wel." in body
    assert "gaat uit uw agenda" in body


def test_a_declined_deputy_means_come_yourself_or_write_and_ask_the_director() -> None:
    body = written(Letter.DEPUTY_DECLINED)[1]
    assert "Kom graag zelf, of geef uw informatie schriftelijk." in body
    assert "Bel de casusregisseur, M. de Wit." in body
    assert TEXT.link in body


@pytest.mark.parametrize("letter", Letter)
@pytest.mark.parametrize("say", [NL, EN], ids=["nl", "en"])
def test_every_letter_asks_for_no_case_information_and_holds_a_link_only_while_it_works(letter, say) -> None:
    subject, body = words(letter, TEXT, say)
    assert say("This message holds no case information on purpose. Please add none in your reply.") in body
    assert (TEXT.link in body) == (letter not in NO_LINK)
    assert TEXT.link not in subject
    assert "Zaak Heggemus" not in subject
    assert "{" not in subject + body


def test_of_another_place_is_told_that_it_changed_and_the_time_stays_but_not_where() -> None:
    subject, body = written(Letter.PLACE)
    assert subject == "Andere plek: MDO, woensdag 25 november 10.30 uur"
    assert "op een andere plek, of online. De tijd blijft gelijk." in body
    assert "Wat u antwoordde blijft gelden." in body
    assert f"met uw code:\n{TEXT.link}\n" in body


def test_dutch_and_english_are_both_there() -> None:
    for letter in Letter:
        assert words(letter, TEXT, NL)[0] != words(letter, TEXT, EN)[0]


@pytest.mark.parametrize("letter", Letter)
def test_a_fictional_case_is_marked(letter: Letter) -> None:
    subject, body = written(letter, replace(TEXT, fictional=True))
    assert subject.startswith("[Fictief] ")
    assert body.startswith("Dit is een verzonnen zaak")
    assert "[Fictief]" not in written(letter)[0]


@pytest.mark.parametrize("field", LINE_TEXTS)
@pytest.mark.parametrize("poison", ["a\r\nBcc: x@evil.example", "a\nb", "a\u2028b", "a\0b", "a\u202eb"])
def test_a_line_break_or_hidden_sign_in_any_text_is_refused_by_every_letter(field: str, poison: str) -> None:
    poisoned = replace(TEXT, **{field: poison})
    for letter in Letter:
        with pytest.raises(MessageFieldWrong) as refused:
            words(letter, poisoned, NL)
        assert refused.value.fields == {"field": field}
