"""Who must act on what they may not read gets other words, nobody else does, and the editions keep to the same rule."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.terms import PlanStatus, Tier
from services.documents.editions import ORGANISATION, project
from services.plans.acting import Acting, acting_item, gets_stub, must_act, stubs_needed
from services.plans.facts import PlanAction, PlanContent, PlanSeat
from services.protection.rules import ANY_PARTNER, Reader, may_read

HOMES = ("politie", "DR", "VT", "lokale_veld", "RN")
TIERS = (Tier.INVESTIGATION.value, Tier.PARTNERS.value, Tier.VICTIM.value, "partner:VT", "partner:DR", "onbekend")
_EMPTY = PlanContent("T-01", "Zaak Proef", 1, PlanStatus.ADOPTED, date(2026, 11, 25))
items = st.builds(
    Acting,
    number=st.just("A1"),
    tier=st.sampled_from(TIERS),
    doers=st.lists(st.sampled_from(HOMES), max_size=3).map(tuple),
    approach=st.booleans(),
    stands=st.booleans(),
)


def test_whoever_has_a_task_in_a_hidden_item_gets_other_words() -> None:
    hidden = Acting("V5", Tier.INVESTIGATION, ("politie", "VT"))
    (need,) = stubs_needed([("c5", hidden)], HOMES)
    assert (need.item_id, need.number, need.organisations) == ("c5", "V5", ("VT",))


def test_everybody_waits_for_who_may_approach_him() -> None:
    held = Acting("V5", Tier.INVESTIGATION, ("DR",), approach=True)
    (need,) = stubs_needed([("c5", held)], HOMES)
    assert need.organisations == ("VT", "lokale_veld", "RN")
    assert need.approach


def test_what_asks_nothing_any_more_needs_no_words() -> None:
    assert stubs_needed([("c5", Acting("V5", Tier.INVESTIGATION, ("VT",), stands=False))], HOMES) == ()


def test_an_organisation_with_several_seats_is_named_once() -> None:
    (need,) = stubs_needed([("a1", Acting("A1", "partner:DR", ("VT",)))], ("VT", "VT", "DR"))
    assert need.organisations == ("VT",)


@given(items, st.sampled_from((*HOMES, ANY_PARTNER)))
def test_words_in_place_are_for_nobody_who_may_read_the_item(item: Acting, home: str) -> None:
    reader = Reader(home)
    if gets_stub(item, reader):
        assert not may_read(item.tier, reader)
        assert item.approach or must_act(item, reader)


@given(items, st.sampled_from(HOMES))
def test_the_screen_asks_for_words_for_exactly_who_gets_them_in_the_edition(item: Acting, home: str) -> None:
    owner, *supporting = item.doers or ("OM",)
    action = PlanAction("A1", "Wat er gebeurt.", owner, item.tier, tuple(supporting), approach=item.approach)
    seats = tuple(PlanSeat(one, "adviseur", "X. Naam") for one in HOMES)
    needs = stubs_needed([("a1", acting_item(action))], HOMES)
    edition = project(replace(_EMPTY, actions=(action,), seats=seats), ORGANISATION + home).content
    assert any(home in need.organisations for need in needs) == any(one.withheld for one in edition.actions)
