"""Of several victims each reads what is agreed for her, never what is agreed for another one alone."""

from dataclasses import replace
from datetime import date
from json import dumps, loads

import pytest

from models.terms import PersonRole, PlanStatus, Theme, Tier
from services.documents.editions import EditionUnknown, audiences, project
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanPerson, PlanSeat
from services.plans.queries import CONTENT

FIRST, SECOND = "Mevrouw W.", "De heer R."


def condition(number: str, *victims: str) -> PlanCondition:
    return PlanCondition(number, "VT", Theme.CONTACT, "Iets.", victims=victims)


def action(number: str, what: str, *settles: str) -> PlanAction:
    return PlanAction(number, what, "politie", tier=Tier.VICTIM, settles=settles)


@pytest.fixture
def content() -> PlanContent:
    return PlanContent(
        "X-1",
        "Zaak X",
        1,
        PlanStatus.ADOPTED,
        date(2026, 11, 23),
        persons=(PlanPerson(FIRST, PersonRole.VICTIM), PlanPerson(SECOND, PersonRole.VICTIM)),
        seats=(
            PlanSeat("VT", "casushouder", "A", speaks_with=(FIRST,), number="1"),
            PlanSeat("SHN", "casemanager", "B", speaks_with=(SECOND,), number="2"),
        ),
        conditions=(condition("V1", FIRST), condition("V2", SECOND), condition("V3", FIRST, SECOND)),
        actions=(
            action("A1", "Alarm voor de een.", "V1"),
            action("A2", "Alarm voor de ander.", "V2"),
            action("A3", "Voor allebei.", "V3"),
            action("A4", "Van niemand in het bijzonder."),
            action("A5", "Wij halen de heer R. op."),
            action("A6", "Mevrouw W. en de heer R. horen dit samen.", "V1"),
        ),
    )


def numbers(content: PlanContent, audience: str) -> list[str]:
    return [action.number for action in project(content, audience).content.actions]


def test_each_victim_has_an_edition_with_what_concerns_her_and_nothing_of_another(content: PlanContent) -> None:
    assert audiences(content)[:4] == ("partners", "slachtoffer", "slachtoffer-2", "ovj")
    assert numbers(content, "slachtoffer") == ["A1", "A3", "A4", "A6"]
    assert numbers(content, "slachtoffer-2") == ["A2", "A3", "A4", "A5", "A6"]


def test_each_calls_whoever_speaks_with_her(content: PlanContent) -> None:
    for audience, organisation in (("slachtoffer", "VT"), ("slachtoffer-2", "SHN")):
        assert [seat.organisation for seat in project(content, audience).content.seats] == [organisation]


def test_where_there_is_one_victim_everything_for_the_victim_is_hers(content: PlanContent) -> None:
    alone = replace(content, persons=content.persons[:1])
    assert numbers(alone, "slachtoffer") == ["A1", "A2", "A3", "A4", "A5", "A6"]
    with pytest.raises(EditionUnknown):
        project(alone, "slachtoffer-2")


def test_who_tells_her_is_for_partners_and_stands_in_no_sheet_of_hers(content: PlanContent) -> None:
    day = date(2026, 11, 24)
    told = replace(content.actions[0], tells_victim="VT", tell_victim_by=day, told_to_victim_on=day)
    content = replace(content, actions=(told,))
    (hers,) = project(content, "slachtoffer").content.actions
    assert (hers.tells_victim, hers.tell_victim_by, hers.told_to_victim_on) == ("", None, None)
    for audience in ("partners", "organisatie-VT", "taken-VT"):
        (theirs,) = project(content, audience).content.actions
        assert (theirs.tells_victim, theirs.tell_victim_by) == ("VT", day), audience


def test_a_version_frozen_before_this_was_asked_still_opens(content: PlanContent) -> None:
    old = loads(CONTENT.dump_json(content))
    for action in old["actions"]:
        del action["tells_victim"], action["tell_victim_by"]
    assert CONTENT.validate_json(dumps(old)) == content
