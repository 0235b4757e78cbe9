"""Signing in: it works, and then every way in which it must not."""

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.directory import RecoveryCode
from services.directory import accounts, sessions
from services.directory.facts import SecondStep, SignIn
from services.directory.sign_in import SecondFactorRefused, SignInRefused, check_password, check_second_step
from services.directory.throttle import TooManyTries
from services.directory.tickets import StepExpired
from tests.cast import House, Person


@pytest.fixture
def astrid(house: House) -> Person:
    person = house.first_administrator()
    house.clock.forward(minutes=1)
    return person


def ticket_of(house: House, person: Person) -> str:
    return check_password(house.work(), SignIn(person.email, person.password))


def test_password_and_time_code_open_a_session(house: House, astrid: Person) -> None:
    secret = check_second_step(house.work(), SecondStep(ticket_of(house, astrid), astrid.totp.at(house.clock())))
    actor = sessions.recognise(house.work(), secret)
    assert actor is not None
    assert (actor.account_id, actor.name, actor.standing.value) == (astrid.account_id, "Astrid Admiraal", "beheerder")


def test_the_address_is_found_whatever_its_capitals(house: House, astrid: Person) -> None:
    assert check_password(house.work(), SignIn("  ASTRID@Beheer.Example ", astrid.password))


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("astrid@beheer.example", "een heel ander wachtwoord"),
        ("nobody@beheer.example", "vier paarse fietsen op zolder"),
    ],
)
def test_wrong_password_and_unknown_address_get_the_same_answer(
    house: House, astrid: Person, email: str, password: str
) -> None:
    with pytest.raises(SignInRefused) as refused:
        check_password(house.work(), SignIn(email, password))
    assert refused.value.fields == {}


def test_a_refusal_is_logged_without_the_typed_address(house: House, astrid: Person) -> None:
    with pytest.raises(SignInRefused):
        check_password(house.work(), SignIn("nobody@beheer.example", "maakt niet uit wat hier"))
    with house.database.reading() as session:
        last = session.exec(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert last.permission == "session.refuse"
    assert last.notes == {"step": "password", "account": "unknown"}


def test_the_sixth_try_within_a_quarter_is_refused_even_with_the_right_password(house: House, astrid: Person) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            check_password(house.work(), SignIn(astrid.email, "fout wachtwoord nummer zoveel"))
    with pytest.raises(TooManyTries) as refused:
        ticket_of(house, astrid)
    assert refused.value.fields["until"] > house.clock()
    house.clock.forward(minutes=15)
    assert ticket_of(house, astrid)


def test_an_unknown_address_is_throttled_like_a_known_one(house: House, astrid: Person) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            check_password(house.work(), SignIn("nobody@beheer.example", "x" * 20))
    with pytest.raises(TooManyTries):
        check_password(house.work(), SignIn("nobody@beheer.example", "x" * 20))


def test_one_address_on_the_net_may_fail_thirty_times_an_hour(house: House, astrid: Person) -> None:
    for n in range(30):
        with pytest.raises(SignInRefused):
            check_password(house.work(), SignIn(f"guess{n}@beheer.example", "x" * 20, ip="192.0.2.7"))
    with pytest.raises(TooManyTries):
        check_password(house.work(), SignIn("guess31@beheer.example", "x" * 20, ip="192.0.2.7"))
    assert check_password(house.work(), SignIn(astrid.email, astrid.password, ip="192.0.2.8"))


def test_successes_do_not_use_up_a_shared_address(house: House, astrid: Person) -> None:
    for _ in range(40):
        assert check_password(house.work(), SignIn(astrid.email, astrid.password, ip="192.0.2.7"))


def test_a_time_code_works_once(house: House, astrid: Person) -> None:
    code = astrid.totp.at(house.clock())
    assert check_second_step(house.work(), SecondStep(ticket_of(house, astrid), code))
    with pytest.raises(SecondFactorRefused):
        check_second_step(house.work(), SecondStep(ticket_of(house, astrid), code))


def test_an_older_code_than_the_last_used_one_is_refused(house: House, astrid: Person) -> None:
    older = astrid.totp.at(house.clock())
    house.clock.forward(seconds=30)
    newer = astrid.totp.at(house.clock())
    assert check_second_step(house.work(), SecondStep(ticket_of(house, astrid), newer))
    with pytest.raises(SecondFactorRefused):
        check_second_step(house.work(), SecondStep(ticket_of(house, astrid), older))


def test_five_wrong_codes_shut_the_second_step(house: House, astrid: Person) -> None:
    ticket = ticket_of(house, astrid)
    for _ in range(5):
        with pytest.raises(SecondFactorRefused):
            check_second_step(house.work(), SecondStep(ticket, "000000"))
    with pytest.raises(TooManyTries):
        check_second_step(house.work(), SecondStep(ticket_of(house, astrid), astrid.totp.at(house.clock())))


def test_a_recovery_code_works_once_however_it_is_typed(house: House, astrid: Person) -> None:
    code = astrid.recovery_codes[3]
    typed = f" {code.lower().replace('-', ' ')} "
    assert check_second_step(house.work(), SecondStep(ticket_of(house, astrid), typed))
    with pytest.raises(SecondFactorRefused):
        check_second_step(house.work(), SecondStep(ticket_of(house, astrid), code))
    with house.database.reading() as session:
        assert len(session.exec(select(RecoveryCode).where(RecoveryCode.used_at.is_not(None))).all()) == 1


def test_a_recovery_code_under_another_number_is_refused(house: House, astrid: Person) -> None:
    with pytest.raises(SecondFactorRefused):
        check_second_step(house.work(), SecondStep(ticket_of(house, astrid), "4" + astrid.recovery_codes[3][1:]))


@pytest.mark.parametrize("ticket", ["", "x", "1AAAA"])
def test_a_made_up_ticket_is_refused(house: House, astrid: Person, ticket: str) -> None:
    with pytest.raises(StepExpired):
        check_second_step(house.work(), SecondStep(ticket, astrid.totp.at(house.clock())))


def test_a_ticket_is_good_for_five_minutes(house: House, astrid: Person) -> None:
    ticket = ticket_of(house, astrid)
    house.clock.forward(minutes=5, seconds=1)
    with pytest.raises(StepExpired):
        check_second_step(house.work(), SecondStep(ticket, astrid.totp.at(house.clock())))


def test_a_disabled_account_is_refused_like_an_unknown_one(house: House, astrid: Person) -> None:
    from models.terms import AccountRole

    house.clock.forward(minutes=1)
    other = house.account(house.signed_in(astrid), "Bob Bakker", AccountRole.AUDITOR)
    ticket = ticket_of(house, other)
    accounts.disable_account(house.as_(house.signed_in(astrid)), other.account_id)
    with pytest.raises(SignInRefused):
        ticket_of(house, other)
    with pytest.raises(StepExpired):
        check_second_step(house.work(), SecondStep(ticket, other.totp.at(house.clock())))
