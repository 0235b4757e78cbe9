"""The pages behind a personal link, over plain HTTP: nothing without the secret, an answer without the code."""

import re

import pytest

from models.terms import BarKind, InvitationAnswer, PollChoice
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.meetings.actions import reissue_link, withdraw
from services.meetings.queries import meetings_of
from services.polls.queries import poll_of
from tests.asked import Asked, a_case_put_to_the_vote, an_invited_case, people_of
from tests.pages.door.conftest import Door


@pytest.fixture
def invited(door: Door) -> Asked:
    return an_invited_case(people_of(door.house.database, door.house.settings))


@pytest.fixture
def polled(door: Door) -> Asked:
    return a_case_put_to_the_vote(people_of(door.house.database, door.house.settings))


def opened(door: Door, asked: Asked, home: str = "VT") -> str:
    path, secret = asked.key(home)
    answer = door.post(path, secret=secret)
    assert answer.status_code == 200
    return answer.text


def times(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="t-(\w+)"', page)))


def choices(asked: Asked, home: str = "VT") -> list[PollChoice | None]:
    key = asked.attendee(home).invitation_id
    return [o.choices.get(key) for o in poll_of(asked.director, asked.case_id, asked.meeting_id).options]


def test_a_look_at_the_address_tells_nothing_and_uses_nothing_up(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    for _ in range(3):
        page = door.browser.get(path).text
        unknown = door.browser.get("/u/" + "0" * 32).text
        assert page.replace(path, "") == unknown.replace("/u/" + "0" * 32, "")
    assert "Heggemus" not in page
    assert "Heggemus" in door.post(path, secret=secret).text


def test_the_page_asks_for_an_answer_and_keeps_it(door: Door, invited: Asked) -> None:
    page = opened(door, invited)
    assert "Komt u?" in page
    assert "Wat maakt het nu veiliger?" not in page
    path, secret = invited.key("VT")
    for _ in range(2):
        saved = door.post(path, secret=secret, doen="antwoord", answer="ja", sequence="0").text
        assert "Opgeslagen" in saved
    assert invited.attendee("VT").answer is InvitationAnswer.YES
    assert re.search(r'value="ja"[^>]*checked', opened(door, invited))
    assert "set-cookie" not in door.post(path, secret=secret).headers


def test_a_typed_deputy_comes_back_with_what_is_missing_under_its_box(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    about = {"secret": secret, "doen": "antwoord", "answer": "vervanger"}
    refused = door.post(path, **about, name='"><script>alert(1)</script>')
    assert refused.status_code == 422
    assert 'id="email-fout"' in refused.text
    assert "<script>alert" not in refused.text
    assert "&lt;script&gt;alert(1)" in refused.text
    assert invited.attendee("VT").answer is InvitationAnswer.OPEN
    kept = door.post(path, **about, name="Noor Naaste", email="noor@partner.example").text
    assert "beoordeelt dit" in kept
    assert invited.attendee("VT").answer is InvitationAnswer.DEPUTY


def test_nothing_chosen_is_said_at_the_choice(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    answer = door.post(path, secret=secret, doen="antwoord")
    assert (answer.status_code, 'id="answer-fout"' in answer.text) == (422, True)


def test_an_answer_to_a_time_that_was_changed_shows_the_new_one(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    answer = door.post(path, secret=secret, doen="antwoord", answer="ja", sequence="7")
    assert (answer.status_code, "gewijzigd" in answer.text) == (422, True)
    assert invited.attendee("VT").answer is InvitationAnswer.OPEN


def test_the_calendar_item_comes_by_post_only_and_is_the_own_one(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    answer = door.post(path, secret=secret, doen="agenda")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="overleg.ics"'
    assert answer.headers["cache-control"] == "no-store"
    assert invited.key("DR")[1] not in answer.text.replace("\r\n ", "")


def test_link_and_code_still_let_in_and_a_wrong_code_keeps_the_page(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    wrong = door.post(path, secret=secret, code="AAAAAAAA")
    assert (wrong.status_code, 'id="code-fout"' in wrong.text, "Komt u?" in wrong.text) == (422, True, True)
    right = door.post(path, secret=secret, code=invited.attendee("VT").code)
    assert (right.status_code, right.headers["location"]) == (303, "/u")


def test_a_poll_is_answered_time_by_time_or_all_at_once(door: Door, polled: Asked) -> None:
    page = opened(door, polled)
    assert "Wanneer kunt u?" in page
    assert len(times(page)) == 5
    path, secret = polled.key("VT")
    first, second, *_ = times(page)
    about = {"secret": secret, "doen": "peiling"}
    saved = door.post(path, **about, **{f"t-{first}": "ja", f"t-{second}": "als_het_moet"}).text
    assert "3 tijden zijn nog zonder antwoord" in saved
    assert choices(polled) == [PollChoice.YES, PollChoice.IF_NEEDED, None, None, None]
    for _ in range(2):
        door.post(path, **about, alles="ja", **{f"t-{first}": "nee"})
        assert choices(polled) == [PollChoice.YES] * 5
    assert choices(polled, "DR") == [None] * 5


def test_nonsense_in_a_poll_is_refused_and_changes_nothing(door: Door, polled: Asked) -> None:
    path, secret = polled.key("VT")
    first = times(opened(door, polled))[0]
    for about in ({}, {f"t-{first}": "misschien"}, {"t-" + "0" * 32: "ja"}, {"t-": "ja"}):
        assert door.post(path, secret=secret, doen="peiling", **about).status_code == 422
    answer = door.post(path, secret=secret, doen="antwoord", answer="ja")
    assert answer.status_code == 422
    assert choices(polled) == [None] * 5
    assert polled.attendee("VT").answer is InvitationAnswer.OPEN


def test_others_are_named_only_where_the_organiser_shares(door: Door, polled: Asked) -> None:
    path, secret = polled.key("DR")
    door.post(path, secret=secret, doen="peiling", alles="ja")
    assert "Deelnemer 3" not in opened(door, polled)
    shared = a_case_put_to_the_vote(people_of(door.house.database, door.house.settings), shared=True, code="T-200")
    path, secret = shared.key("DR")
    door.post(path, secret=secret, doen="peiling", alles="ja")
    assert "Deelnemer 3: ja" in opened(door, shared)
    bar(shared.director, shared.case_id, NewBar(BarKind.NAME, "Deelnemer 3"))
    assert "Deelnemer 3" not in opened(door, shared)


def _guessed(asked: Asked, key: tuple[str, str]) -> tuple[str, str]:
    return key[0], "x" * 43


def _unknown(asked: Asked, key: tuple[str, str]) -> tuple[str, str]:
    return "/u/" + "0" * 32, key[1]


def _foreign(asked: Asked, key: tuple[str, str]) -> tuple[str, str]:
    return key[0], asked.key("DR")[1]


def _replaced(asked: Asked, key: tuple[str, str]) -> tuple[str, str]:
    reissue_link(asked.director, asked.case_id, asked.attendee("VT").invitation_id)
    return key


def _called_off(asked: Asked, key: tuple[str, str]) -> tuple[str, str]:
    withdraw(asked.director, asked.case_id, asked.meeting_id, meetings_of(asked.director, asked.case_id)[0].version)
    return key


def _barred(asked: Asked, key: tuple[str, str]) -> tuple[str, str]:
    bar(asked.director, asked.case_id, NewBar(BarKind.NAME, asked.attendee("VT").name))
    return key


@pytest.mark.parametrize("spoil", [_guessed, _unknown, _foreign, _replaced, _called_off, _barred])
def test_every_link_that_does_not_hold_shows_the_same_page(door: Door, invited: Asked, spoil) -> None:
    path, secret = spoil(invited, invited.key("VT"))
    pages = set()
    for deed in ({}, {"doen": "antwoord", "answer": "ja"}, {"doen": "peiling", "alles": "ja"}, {"doen": "agenda"}):
        answer = door.post(path, secret=secret, **deed)
        assert answer.status_code == 422
        pages.add(answer.text.replace(path, "").replace(secret, ""))
    lost = door.post("/u/" + "1" * 32, secret="y" * 43)
    pages.add(lost.text.replace("/u/" + "1" * 32, "").replace("y" * 43, ""))
    assert len(pages) == 1
    assert "Heggemus" not in pages.pop()


def test_of_many_guesses_none_gets_in_and_after_ten_none_is_judged(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    pages = [door.post(path, secret=f"{number:043}").text for number in range(15)]
    assert not any("Heggemus" in page for page in pages)
    assert ["Te vaak" in page for page in pages] == [False] * 10 + [True] * 5
    assert "Te vaak" in door.post(path, secret=secret).text


def test_no_secret_stands_in_an_address_or_leaves_in_a_header(door: Door, invited: Asked) -> None:
    path, secret = invited.key("VT")
    for deed in ({}, {"doen": "antwoord", "answer": "ja"}, {"doen": "agenda"}, {"code": "AAAAAAAA"}):
        answer = door.post(path, secret=secret, **deed)
        assert secret not in str(answer.url)
        assert secret not in str(answer.headers)
        assert answer.headers["cache-control"] == "no-store"
        assert not re.search(rf'(href|src|action)="[^"]*{secret}', answer.text)
