"""Sessions: who is behind a cookie, and when it stops to count."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.directory import SignInSession
from models.meeting import Invitation
from models.terms import AccountRole
from services.access.rules import Permission, Standing
from services.directory import sessions
from services.relations.facts import VISITOR
from services.unit_of_work import NotAllowed
from tests.cast import House, Person
from tests.rows import a_case, a_professional, an_invitation


@pytest.fixture
def astrid(house: House) -> Person:
    return house.first_administrator()


def guest_of(house: House, **about: object) -> tuple[str, str]:
    """An invited professional's session: the cookie's secret and the invitation's id."""
    work = house.work()
    professional_id = a_professional(work, "P. Zandbergen", "p.zandbergen@ggz.example", "ggz_oost")
    invitation_id = an_invitation(work, a_case(work), professional_id, **about)
    with work.act(Permission.LINK_OPEN) as tx:
        return sessions.start_session(tx, invitation_id=invitation_id, language="en"), invitation_id


def test_only_the_hash_of_the_secret_is_kept(house: House, astrid: Person) -> None:
    with house.database.reading() as session:
        row = session.exec(select(SignInSession)).one()
    assert astrid.secret not in row.model_dump_json()
    assert len(astrid.secret) >= 43


@pytest.mark.parametrize("secret", ["", "x", "made-up"])
def test_an_unknown_secret_is_nobody(house: House, astrid: Person, secret: str) -> None:
    assert sessions.recognise(house.work(), secret) is None


def test_the_rows_id_names_the_session_to_the_script_but_is_no_cookie(house: House, astrid: Person) -> None:
    session_id = house.as_(astrid).actor.session_id
    actor = sessions.actor_of(house.work(), session_id)
    assert actor is not None
    assert actor.account_id == astrid.account_id
    assert sessions.recognise(house.work(), session_id) is None


def test_a_quarter_of_an_hour_without_a_sign_of_life_ends_it(house: House, astrid: Person) -> None:
    house.clock.forward(minutes=14, seconds=59)
    assert sessions.recognise(house.work(), astrid.secret) is not None
    house.clock.forward(minutes=15)
    assert sessions.recognise(house.work(), astrid.secret) is None


def test_work_keeps_it_alive_for_eight_hours_and_no_longer(house: House, astrid: Person) -> None:
    for _ in range(47):
        house.clock.forward(minutes=10)
        assert sessions.recognise(house.work(), astrid.secret) is not None
    house.clock.forward(minutes=10)
    assert sessions.recognise(house.work(), astrid.secret) is None


def test_the_sign_of_life_is_written_at_most_once_a_minute(house: House, astrid: Person) -> None:
    def seen():
        with house.database.reading() as session:
            return session.exec(select(SignInSession.last_seen_at)).one()

    begun = seen()
    house.clock.forward(seconds=59)
    sessions.recognise(house.work(), astrid.secret)
    assert seen() == begun
    house.clock.forward(seconds=1)
    sessions.recognise(house.work(), astrid.secret)
    assert seen() == begun + timedelta(seconds=60)


def test_signing_out_ends_this_session_only(house: House, astrid: Person) -> None:
    other = house.signed_in(astrid)
    sessions.end_session(house.as_(astrid))
    assert sessions.recognise(house.work(), astrid.secret) is None
    assert sessions.recognise(house.work(), other.secret) is not None


def test_one_can_end_all_ones_sessions_and_nobody_elses(house: House, astrid: Person) -> None:
    bob = house.account(astrid, "Bob Bakker", AccountRole.AUDITOR)
    other = house.signed_in(astrid)
    sessions.end_all_sessions(house.as_(astrid))
    assert [sessions.recognise(house.work(), p.secret) is None for p in (astrid, other, bob)] == [True, True, False]


def test_a_visitor_has_no_session_to_end(house: House) -> None:
    with pytest.raises(NotAllowed):
        sessions.end_session(house.work(VISITOR))


def test_a_guest_is_known_by_the_professional_behind_the_invitation(house: House) -> None:
    secret, invitation_id = guest_of(house)
    actor = sessions.recognise(house.work(), secret)
    assert actor is not None
    assert actor.standing is Standing.GUEST
    assert (actor.name, actor.email) == ("P. Zandbergen", "p.zandbergen@ggz.example")
    assert (actor.invitation_id, actor.organisation, actor.language) == (invitation_id, "ggz_oost", "en")
    assert actor.account_id == ""


def test_a_revoked_invitation_ends_the_guests_session(house: House) -> None:
    secret, invitation_id = guest_of(house)
    with house.work().upkeep() as tx:
        row = tx.session.get_one(Invitation, invitation_id)
        row.revoked_at = tx.now
        tx.add(row)
    assert sessions.recognise(house.work(), secret) is None


def test_an_expired_invitation_ends_the_guests_session(house: House) -> None:
    secret, _ = guest_of(house, expires_at=house.clock() + timedelta(minutes=5))
    house.clock.forward(minutes=5)
    assert sessions.recognise(house.work(), secret) is None


def test_the_chosen_language_holds_for_session_and_account(house: House, astrid: Person) -> None:
    sessions.choose_language(house.as_(astrid), "en")
    assert house.as_(astrid).actor.language == "en"
    assert house.as_(house.signed_in(astrid)).actor.language == "en"


def test_an_unknown_language_is_dutch(house: House, astrid: Person) -> None:
    sessions.choose_language(house.as_(astrid), "xx")
    assert house.as_(astrid).actor.language == "nl"


def test_a_guest_may_choose_a_language_too(house: House) -> None:
    secret, _ = guest_of(house)
    actor = sessions.recognise(house.work(), secret)
    sessions.choose_language(house.work(actor), "nl")
    assert sessions.recognise(house.work(), secret).language == "nl"
