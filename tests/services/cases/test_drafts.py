"""Drafts: one per writer and form, sealed, never overwritten silently, nobody else's."""

import pytest
from sqlmodel import select

from models.casework import Draft
from models.terms import AccountRole
from services.cases.actions import open_case
from services.cases.drafts import LARGEST, DraftTooLong, discard_draft, draft, save_draft
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.cast import House
from tests.pages.casework.orders import a_new_case


@pytest.fixture
def astrid(house: House):
    return house.first_administrator()


@pytest.fixture
def work(house: House, astrid) -> Work:
    return house.as_(house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR))


@pytest.fixture
def mallory(house: House, astrid) -> Work:
    return house.as_(house.account(astrid, "Mallory Maas", AccountRole.CASE_DIRECTOR))


def test_draft_comes_back_as_it_was_typed(work: Work) -> None:
    content = {"text": "regel 1\nregel 2 €", "people": [{"alias": "Mevrouw W.", "age": None}]}
    save_draft(work, "intake", content)
    found = draft(work, "intake")
    assert found is not None and found.content == content
    discard_draft(work, "intake")
    assert draft(work, "intake") is None


def test_draft_lies_sealed(work: Work) -> None:
    save_draft(work, "intake", {"text": "Dorpsstraat 1"})
    with work.database.reading() as session:
        assert "Dorpsstraat" not in session.exec(select(Draft.content_sealed)).one()


def test_second_tab_is_told_and_overwrites_nothing(work: Work) -> None:
    save_draft(work, "intake", {"text": "eerste"}, 0)
    with pytest.raises(ChangedMeanwhile):
        save_draft(work, "intake", {"text": "tweede"}, 0)
    found = draft(work, "intake")
    assert found is not None and found.content == {"text": "eerste"}
    assert save_draft(work, "intake", {"text": "derde"}, found.version).version == 2


def test_nobody_reads_or_finds_the_draft_of_another(work: Work, mallory: Work) -> None:
    case_id = open_case(work, a_new_case())
    save_draft(work, "intake", {"text": "van Hanna"})
    save_draft(work, "core", {"text": "van de zaak"}, case_id=case_id)
    assert draft(mallory, "intake") is None


def test_draft_that_is_too_long_is_refused_and_the_last_one_stands(work: Work) -> None:
    save_draft(work, "intake", {"text": "kort"})
    with pytest.raises(DraftTooLong):
        save_draft(work, "intake", {"text": "x" * LARGEST}, 1)
    found = draft(work, "intake")
    assert found is not None and found.content == {"text": "kort"}


def test_administrator_keeps_no_drafts(house: House, astrid) -> None:
    with pytest.raises(NotAllowed):
        save_draft(house.as_(astrid), "intake", {})
