"""People: the administrator invites, withdraws and disables; nobody else comes here and no case shows."""

import pytest

from models.terms import AccountRole
from pages.office import people
from services.cases.actions import open_case
from services.directory import enrolment, sessions
from services.directory.account_queries import open_invitations
from services.directory.enrolment import InvitationRefused
from services.directory.facts import BeginAcceptance
from tests.cast import PASSWORD, House
from tests.pages.casework.orders import a_new_case
from tests.pages.stage import AppTest, play, press, said


def test_invitation_gives_a_link_that_lets_the_person_in(house: House, astrid) -> None:
    stage = _invited(play(people.render, house.as_(astrid)))
    invitation_id, secret = _parts(stage.code[0].value)
    begun = enrolment.begin_acceptance(house.work(), BeginAcceptance(invitation_id, secret, PASSWORD))
    assert begun.name == "Hanna Huisman"
    assert "7 dagen" in said(stage) and "Openstaande uitnodigingen" in said(stage)


def test_link_is_shown_only_once(house: House, astrid) -> None:
    stage = _invited(play(people.render, house.as_(astrid)))
    assert not stage.run().code
    assert not any("#" in str(value) for key, value in stage.session_state.items() if isinstance(value, str))


def test_withdrawn_invitation_lets_nobody_in(house: House, astrid) -> None:
    stage = _invited(play(people.render, house.as_(astrid)))
    invitation_id, secret = _parts(stage.code[0].value)
    press(stage, "withdraw_")
    assert open_invitations(house.as_(astrid)) == ()
    with pytest.raises(InvitationRefused):
        enrolment.begin_acceptance(house.work(), BeginAcceptance(invitation_id, secret, PASSWORD))


def test_disabled_account_is_out_at_once(house: House, astrid, hanna) -> None:
    stage = play(people.render, house.as_(astrid))
    press(stage, f"disable_{hanna.account_id}")
    assert "afgesloten" in said(stage)
    assert sessions.recognise(house.work(), hanna.secret) is None


def test_last_administrator_cannot_be_disabled(house: House, astrid) -> None:
    stage = press(play(people.render, house.as_(astrid)), f"disable_{astrid.account_id}")
    assert "laatste beheerder" in said(stage)
    assert sessions.recognise(house.work(), astrid.secret) is not None


def test_wrong_address_is_told_and_the_name_kept(house: House, astrid) -> None:
    stage = play(people.render, house.as_(astrid))
    stage.text_input(key="invite.name").set_value("Hanna Huisman").run()
    stage.text_input(key="invite.email").set_value("geen adres").run()
    press(stage, "invite.make")
    assert stage.error and not stage.code
    assert stage.text_input(key="invite.name").value == "Hanna Huisman"


def test_role_at_an_organisation_needs_one(house: House, astrid) -> None:
    stage = play(people.render, house.as_(astrid))
    stage.selectbox(key="invite.role").set_value(AccountRole.READER.value).run()
    press(_invited(stage), "invite.make")
    assert "organisatie" in stage.error[0].value


def test_no_case_shows_here(house: House, astrid, hanna) -> None:
    open_case(house.as_(hanna), a_new_case())
    text = said(play(people.render, house.as_(astrid)))
    assert "Hanna" in text
    assert "Heggemus" not in text and "Mevrouw W" not in text


def test_others_get_no_list_of_accounts(house: House, hanna, member) -> None:
    for person in (hanna, member("Otto Oog", AccountRole.AUDITOR)):
        text = said(play(people.render, house.as_(person)))
        assert "U heeft geen toegang" in text
        assert "astrid@" not in text and "Astrid" not in text


def _invited(stage: AppTest) -> AppTest:
    stage.text_input(key="invite.name").set_value("Hanna Huisman").run()
    stage.text_input(key="invite.email").set_value("hanna@politie.example").run()
    return press(stage, "invite.make")


def _parts(link: str) -> tuple[str, str]:
    invitation_id, _, secret = link.rpartition("/")[2].partition("#")
    return invitation_id, secret
