"""Editions and tiers in words."""

from markupsafe import Markup

from models.terms import Tier
from pages.frame.markup import tag
from services.documents.editions import EXTRACT, ORGANISATION, PARTNERS, PROSECUTOR, VICTIM
from services.wording import Say, label
from services.wording.labels import organisation_label


def edition_title(say: Say, audience: str) -> str:
    """What an edition is called on screen."""
    fixed = {
        PARTNERS: say("Plan for all partners"),
        VICTIM: say("Sheet for the victim"),
        PROSECUTOR: say("Plan for the prosecutor"),
    }
    if audience in fixed:
        return fixed[audience]
    if audience.startswith(ORGANISATION):
        return say("Plan for {who}", who=organisation_label(say, audience.removeprefix(ORGANISATION)))
    return say("Own agreements of {who}", who=organisation_label(say, audience.removeprefix(EXTRACT)))


def edition_note(say: Say, audience: str) -> str:
    """What its reader gets."""
    if audience == VICTIM:
        return say("One page in plain words; give it in person, or keep it with the contact person")
    if audience == PARTNERS:
        return say("What every partner may read")
    if audience.startswith(EXTRACT):
        return say("No chain partner: only what they agreed to themselves")
    return say("With what only this reader may see")


def tier_tag(say: Say, tier: str) -> Markup:
    """Who may read an item, as a small word; the investigation tier stands out."""
    if tier in tuple(Tier):
        return tag(label(say, Tier(tier)), "red" if tier == Tier.INVESTIGATION else "grey")
    return tag(say("only {who}", who=organisation_label(say, tier.removeprefix("partner:"))), "orange")
