"""People for the screens: a house with one of each role."""

from collections.abc import Callable

import pytest

from models.database import Database
from models.terms import AccountRole
from tests.cast import House, Person


@pytest.fixture
def database(encrypted_file: Database) -> Database:
    """Screens are drawn on the encrypted file; what differs between databases is asked of the services, on both."""
    return encrypted_file


@pytest.fixture
def astrid(house: House) -> Person:
    """The administrator."""
    return house.first_administrator()


@pytest.fixture
def hanna(house: House, astrid: Person) -> Person:
    """A case director."""
    return house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)


@pytest.fixture
def member(house: House, astrid: Person) -> Callable[[str, AccountRole], Person]:
    """Somebody else with an account, by name and role."""

    def made(name: str, role: AccountRole) -> Person:
        return house.account(astrid, name, role)

    return made
