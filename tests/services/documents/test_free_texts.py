"""A text of the plan as a whole reaches who it is for, the director sees who that is, and the guard reads it too."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import get_args, get_type_hints

import pytest

from models.terms import Tier
from services.documents.editions import audiences, project
from services.documents.free_texts import READERS, FreeText, pieces
from services.documents.guarding.guard import guard
from services.documents.rendering import render
from services.documents.what_is_left_out import LeftOutKind, left_out, texts_told, veiled
from services.plans.facts import PlanContent, PlanOpenPoint
from services.protection.rules import LeakFound, Reader
from services.wording import speak
from tests.plan_content import rich_plan
from tests.services.documents.reading import everything

MADE_AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
NL = speak("nl")
PLAN = rich_plan(6)
POLICE = ("organisatie-politie", "organisatie-DR", "organisatie-OM")
OUTSIDE = ("slachtoffer", "extract-school", "taken-lokale_veld", "ovj")
NO_FREE_TEXT = {
    *("code", "code_name", "issuer", "director_role", "director_organisation", "director_number"),
    *("PlanPerson", "PlanSeat", "PlanContribution", "PlanNetwork", "PlanReview"),
}
"""Codes, keys, office numbers and aliases, and what is composed of those; a review is cut by `free_texts`."""


def marked() -> tuple[PlanContent, dict[str, FreeText]]:
    """The rich plan in which each free text holds a word of its own; and which word is whose."""
    words = {f"Merk{kind.name.lower().replace('_', '')}q": kind for kind in FreeText}
    of = {kind: word for word, kind in words.items()}
    review = replace(PLAN.last_review, reasons=of[FreeText.REVIEW])
    texts = {
        kind.value: (of[kind],) if kind is FreeText.REVIEW_EVENTS else of[kind]
        for kind in FreeText
        if kind not in (FreeText.OPEN_POINT, FreeText.REVIEW)
    }
    points = (
        PlanOpenPoint("meeting", of[FreeText.OPEN_POINT]),
        PlanOpenPoint("seat:CCB", "Merkrechercheq", "opsporing"),
    )
    return replace(PLAN, **texts, open_points=points, last_review=review), words


def file_of(plan: PlanContent, audience: str) -> str:
    return everything(render(plan, audience, "7Q2K", NL, MADE_AT).content)


@pytest.mark.parametrize("audience", audiences(PLAN))
def test_a_free_text_is_in_the_file_of_who_it_is_for_and_in_no_other(audience: str) -> None:
    plan, words = marked()
    text = file_of(plan, audience)
    seen = {kind for word, kind in words.items() if word in text}
    whole = set(FreeText) if audience not in OUTSIDE else set()
    spoken = {FreeText.EMERGENCY_WORD} if audience in ("slachtoffer", "taken-lokale_veld") else set()
    assert seen == whole | spoken
    assert ("Merkrechercheq" in text) == (audience in POLICE)
    assert {one.piece.kind for one in texts_told(plan, audience, ())} == seen, "the director is told what the file says"


def test_what_a_review_found_of_a_condition_is_for_who_may_read_that() -> None:
    for audience in audiences(PLAN):
        text = file_of(PLAN, audience)
        assert ("Twee berichten aan de juf." in text) == (audience not in OUTSIDE), audience
        assert ("De post was onbemand." in text) == (audience in POLICE), audience


def test_that_a_point_stayed_open_is_told_without_a_reason_that_is_for_others() -> None:
    point = replace(PLAN, open_points=(PlanOpenPoint("meeting", "Aanhouding vrijdag.", Tier.INVESTIGATION),))
    text = file_of(point, "organisatie-VT")
    assert "Waarom staat niet in deze editie." in text and "Aanhouding vrijdag." not in text
    assert "Aanhouding vrijdag." in file_of(point, "organisatie-DR")


def test_every_free_text_of_a_plan_has_readers() -> None:
    """Whoever adds a text decides who reads it: with a tier beside it, or in the list of readers."""
    hints = get_type_hints(PlanContent)
    plain = {name for name, kind in hints.items() if kind is str or kind == tuple[str, ...]}
    assert plain - NO_FREE_TEXT - {"core"} <= {kind.value for kind in READERS}
    nested = {inner for kind in hints.values() for inner in _classes(kind) if is_dataclass(inner)}
    assert {one.__name__ for one in nested if "tier" not in {f.name for f in fields(one)}} <= NO_FREE_TEXT


def _classes(kind: object) -> list[type]:
    if isinstance(kind, type) and not get_args(kind):
        return [kind]
    return [one for inner in get_args(kind) for one in _classes(inner)] if not isinstance(kind, str) else []


@pytest.mark.parametrize("kind", FreeText)
def test_the_guard_reads_every_free_text(kind: FreeText) -> None:
    plan, words = marked()
    (word,) = (one for one, of in words.items() if of is kind)
    with pytest.raises(LeakFound):
        guard(render(plan, "organisatie-VT", "7Q2K", NL, MADE_AT), [word])


def test_what_is_not_given_is_told_as_left_out() -> None:
    found = [one for one in left_out(PLAN, "organisatie-VT", NL) if one.kind is LeftOutKind.TEXT]
    assert [(one.about, one.number, one.tier) for one in found] == [(FreeText.REVIEW, "V5", "opsporing")]
    assert {one.about for one in left_out(PLAN, "slachtoffer", NL) if one.kind is LeftOutKind.TEXT} == {
        *(set(FreeText) - {FreeText.EMERGENCY_WORD})
    }
    given = project(PLAN, "organisatie-DR").content
    assert pieces(given) == pieces(PLAN)


def test_a_text_that_repeats_what_its_reader_may_not_read_is_pointed_out() -> None:
    hidden = replace(PLAN.conditions[0], text="De aanhouding is vrijdag om negen uur bij zijn werk.", tier="opsporing")
    plan = replace(PLAN, conditions=(hidden,), actions=(), summary="Let op: de aanhouding is vrijdag om negen uur.")
    found = left_out(plan, "organisatie-VT", NL)
    (told,) = (one for one in texts_told(plan, "organisatie-VT", found) if one.repeats)
    assert told.piece.kind is FreeText.SUMMARY
    assert [(one.words, one.of.number) for one in told.repeats] == [("de aanhouding is vrijdag", hidden.number)]
    assert not [one for one in texts_told(plan, "organisatie-DR", left_out(plan, "organisatie-DR", NL)) if one.repeats]
    blind = veiled(found, Reader("VHH"))
    assert not [one for one in texts_told(plan, "organisatie-VT", blind) if one.repeats], "no way to try words"
