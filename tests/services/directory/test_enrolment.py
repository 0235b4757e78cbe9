"""Set-up of the first account and acceptance of an invitation."""

import pyotp
import pytest
from sqlmodel import select

from models.directory import Account, AccountInvitation, Professional, RecoveryCode, SetupCode
from models.terms import AccountRole, OrganisationKind
from services.directory import accounts, enrolment, sessions
from services.directory.account_queries import known_accounts, open_invitations
from services.directory.facts import BeginAcceptance, BeginSetup, ConfirmEnrolment, InviteAccount
from services.directory.sign_in import SecondFactorRefused
from services.directory.throttle import TooManyTries
from services.directory.tickets import StepExpired
from services.relations.facts import SYSTEM
from services.unit_of_work import NotAllowed
from tests.cast import PASSWORD, House, Person


@pytest.fixture
def astrid(house: House) -> Person:
    return house.first_administrator()


def begin(house: House, code: str, **changes: str):
    order = {"code": code, "name": "Astrid Admiraal", "email": "a@beheer.example", "password": PASSWORD} | changes
    return enrolment.begin_setup(house.work(), BeginSetup(**order))


def confirm(house: House, begun) -> ConfirmEnrolment:
    return ConfirmEnrolment(begun.ticket, pyotp.TOTP(begun.totp_secret).at(house.clock()))


def invite(house: House, by: Person, role: AccountRole = AccountRole.AUDITOR, **about: str) -> tuple[str, str]:
    order = InviteAccount("Bob Bakker", "bob@politie.example", role, **about)
    link = accounts.invite_account(house.as_(by), order)
    invitation_id, _, secret = link.rpartition("/")[2].partition("#")
    return invitation_id, secret


def accept(house: House, invitation_id: str, secret: str, password: str = PASSWORD):
    return enrolment.begin_acceptance(house.work(), BeginAcceptance(invitation_id, secret, password))


def test_the_first_account_is_an_administrator_and_is_signed_in(house: House, astrid: Person) -> None:
    actor = house.as_(astrid).actor
    assert (actor.standing.value, actor.name, actor.email) == ("beheerder", "Astrid Admiraal", "astrid@beheer.example")
    assert len(set(astrid.recovery_codes)) == 10


def test_the_set_up_code_is_kept_as_a_hash_and_gone_once_used(house: House) -> None:
    code = enrolment.prepare_setup(house.work(SYSTEM))
    with house.database.reading() as session:
        kept = session.exec(select(SetupCode)).one()
    assert code.replace("-", "") not in kept.code_hash
    enrolment.finish_setup(house.work(), confirm(house, begin(house, code)))
    with house.database.reading() as session:
        assert session.exec(select(SetupCode)).all() == []
    assert enrolment.prepare_setup(house.work(SYSTEM)) is None
    assert not enrolment.setup_is_open(house.work())


def test_a_new_start_makes_a_new_code_and_the_old_one_dies(house: House) -> None:
    old = enrolment.prepare_setup(house.work(SYSTEM))
    new = enrolment.prepare_setup(house.work(SYSTEM))
    with pytest.raises(enrolment.SetupRefused):
        begin(house, old)
    assert begin(house, new.lower().replace("-", " "))


def test_after_five_wrong_set_up_codes_the_right_one_must_wait(house: House) -> None:
    code = enrolment.prepare_setup(house.work(SYSTEM))
    for _ in range(5):
        with pytest.raises(enrolment.SetupRefused):
            begin(house, "AAAA-AAAA-AAAA")
    with pytest.raises(TooManyTries):
        begin(house, code)
    house.clock.forward(minutes=15)
    assert begin(house, code)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": " "}, accounts.NameMissing),
        ({"name": "a\nb"}, accounts.NameMissing),
        ({"email": "nergens"}, accounts.EmailWrong),
        ({"password": "kort"}, enrolment.PasswordRefused),
    ],
)
def test_a_wrong_field_costs_no_try(house: House, changes: dict[str, str], error: type[Exception]) -> None:
    code = enrolment.prepare_setup(house.work(SYSTEM))
    for _ in range(6):
        with pytest.raises(error):
            begin(house, code, **changes)
    assert begin(house, code)


def test_two_at_once_make_one_administrator(house: House) -> None:
    code = enrolment.prepare_setup(house.work(SYSTEM))
    first, second = begin(house, code), begin(house, code, email="other@beheer.example")
    enrolment.finish_setup(house.work(), confirm(house, first))
    with pytest.raises(enrolment.SetupRefused):
        enrolment.finish_setup(house.work(), confirm(house, second))


def test_nothing_is_written_before_the_phone_is_linked(house: House) -> None:
    begun = begin(house, enrolment.prepare_setup(house.work(SYSTEM)))
    with pytest.raises(SecondFactorRefused):
        enrolment.finish_setup(house.work(), ConfirmEnrolment(begun.ticket, "000000"))
    with house.database.reading() as session:
        assert session.exec(select(Account)).all() == []
    assert PASSWORD not in begun.ticket


def test_a_ticket_of_set_up_opens_no_invitation(house: House) -> None:
    begun = begin(house, enrolment.prepare_setup(house.work(SYSTEM)))
    with pytest.raises(StepExpired):
        enrolment.accept_invitation(house.work(), confirm(house, begun))


def test_secrets_lie_in_the_database_as_hashes_or_sealed(house: House, astrid: Person) -> None:
    with house.database.reading() as session:
        account = session.exec(select(Account)).one()
        codes = session.exec(select(RecoveryCode)).all()
    kept = " ".join([account.model_dump_json(), *(code.code_hash for code in codes)])
    for secret in (astrid.totp.secret, astrid.email, PASSWORD, astrid.secret, *astrid.recovery_codes):
        assert secret not in kept
        assert secret.replace("-", "") not in kept


def test_an_invited_director_gets_a_professional_at_the_police(house: House, astrid: Person) -> None:
    hanna = house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR, function="casusregisseur")
    actor = house.as_(hanna).actor
    assert actor.organisation == OrganisationKind.POLITIE.value
    with house.database.reading() as session:
        professional = session.get(Professional, actor.professional_id)
    assert (professional.name, professional.function) == ("Hanna Huisman", "casusregisseur")


def test_a_known_professional_is_not_made_twice(house: House, astrid: Person) -> None:
    invite(house, astrid, AccountRole.CASE_DIRECTOR)
    invite(house, astrid, AccountRole.CASE_DIRECTOR)
    with house.database.reading() as session:
        assert len(session.exec(select(Professional)).all()) == 1


@pytest.mark.parametrize("role", [AccountRole.CASE_HOLDER, AccountRole.PARTNER, AccountRole.READER])
def test_other_roles_on_cases_must_name_an_organisation(house: House, astrid: Person, role: AccountRole) -> None:
    with pytest.raises(accounts.OrganisationNeeded):
        invite(house, astrid, role)
    with pytest.raises(accounts.OrganisationNeeded):
        invite(house, astrid, role, organisation_id="unknown")


def test_only_administrators_invite(house: House, astrid: Person) -> None:
    bob = house.account(astrid, "Bob Bakker", AccountRole.AUDITOR)
    with pytest.raises(NotAllowed):
        invite(house, bob)
    with pytest.raises(NotAllowed):
        known_accounts(house.as_(bob))


def test_an_invitation_works_once(house: House, astrid: Person) -> None:
    link = invite(house, astrid)
    begun = accept(house, *link)
    enrolment.accept_invitation(house.work(), confirm(house, begun))
    with pytest.raises(enrolment.InvitationRefused):
        accept(house, *link)
    with pytest.raises(enrolment.InvitationRefused):
        enrolment.accept_invitation(house.work(), confirm(house, begun))


def test_an_invitation_lives_seven_days(house: House, astrid: Person) -> None:
    link = invite(house, astrid)
    house.clock.forward(days=7)
    with pytest.raises(enrolment.InvitationRefused):
        accept(house, *link)


def test_a_second_invitation_ends_the_first(house: House, astrid: Person) -> None:
    first, second = invite(house, astrid), invite(house, astrid)
    with pytest.raises(enrolment.InvitationRefused):
        accept(house, *first)
    assert accept(house, *second)


def test_a_withdrawn_invitation_is_refused_midway_too(house: House, astrid: Person) -> None:
    link = invite(house, astrid)
    begun = accept(house, *link)
    accounts.withdraw_invitation(house.as_(astrid), link[0])
    with pytest.raises(enrolment.InvitationRefused):
        enrolment.accept_invitation(house.work(), confirm(house, begun))
    assert open_invitations(house.as_(astrid)) == ()


@pytest.mark.parametrize("secret", ["", "x", "é", "x" * 5000])
def test_a_wrong_secret_is_refused(house: House, astrid: Person, secret: str) -> None:
    invitation_id, _ = invite(house, astrid)
    with pytest.raises(enrolment.InvitationRefused):
        accept(house, invitation_id, secret)


def test_guessing_at_an_invitation_is_throttled(house: House, astrid: Person) -> None:
    link = invite(house, astrid)
    for _ in range(10):
        with pytest.raises(enrolment.InvitationRefused):
            accept(house, link[0], "guess")
    with pytest.raises(TooManyTries):
        accept(house, *link)


def test_someone_with_an_account_is_not_invited_again(house: House, astrid: Person) -> None:
    order = InviteAccount("Astrid", astrid.email.upper(), AccountRole.AUDITOR)
    with pytest.raises(accounts.EmailTaken):
        accounts.invite_account(house.as_(astrid), order)


def test_the_link_hides_its_secret_behind_the_fragment(house: House, astrid: Person) -> None:
    order = InviteAccount("Bob Bakker", "bob@politie.example", AccountRole.AUDITOR)
    link = accounts.invite_account(house.as_(astrid), order)
    path, _, secret = link.partition("#")
    with house.database.reading() as session:
        row = session.exec(select(AccountInvitation)).one()
    assert path == f"http://127.0.0.1:8501/uitnodiging/{row.id}"
    assert len(secret) >= 43
    assert secret not in row.model_dump_json()


def test_disabling_ends_every_session_at_the_next_click(house: House, astrid: Person) -> None:
    bob = house.account(astrid, "Bob Bakker", AccountRole.AUDITOR)
    accounts.disable_account(house.as_(astrid), bob.account_id)
    assert sessions.recognise(house.work(), bob.secret) is None
    assert [(a.name, a.disabled) for a in known_accounts(house.as_(astrid))] == [
        ("Astrid Admiraal", False),
        ("Bob Bakker", True),
    ]


def test_the_last_administrator_stays(house: House, astrid: Person) -> None:
    with pytest.raises(accounts.LastAdministrator):
        accounts.disable_account(house.as_(astrid), astrid.account_id)
    other = house.account(astrid, "Ada Ander", AccountRole.ADMINISTRATOR)
    accounts.disable_account(house.as_(other), astrid.account_id)
    assert sessions.recognise(house.work(), astrid.secret) is None


def test_disabling_someone_unknown_is_refused(house: House, astrid: Person) -> None:
    with pytest.raises(accounts.AccountUnknown):
        accounts.disable_account(house.as_(astrid), "nobody")
