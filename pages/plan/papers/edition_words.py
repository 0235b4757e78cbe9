"""Editions and tiers in words."""

from markupsafe import Markup

from models.terms import Tier
from pages.frame.markup import tag
from services.documents.editions import EXTRACT, ORGANISATION, PARTNERS, PROSECUTOR, TASK_SLIP
from services.documents.for_victims import VICTIM
from services.documents.notices.rules import is_for_suspect
from services.wording import Say, label
from services.wording.labels import organisation_label


def edition_title(say: Say, audience: str) -> str:
    """What an edition is called on screen."""
    fixed = {
        PARTNERS: say("Plan for all partners"),
        VICTIM: say("Sheet for the victim"),
        PROSECUTOR: say("Sheet for the prosecutor"),
    }
    if audience in fixed:
        return fixed[audience]
    if audience.startswith(f"{VICTIM}-"):
        return say("Sheet for victim {number}", number=audience.removeprefix(f"{VICTIM}-"))
    if is_for_suspect(audience):
        return say("Notice for the alleged perpetrator")
    if audience.startswith(ORGANISATION):
        return say("Plan for {who}", who=organisation_label(say, audience.removeprefix(ORGANISATION)))
    if audience.startswith(TASK_SLIP):
        return say("Task slip for {who}", who=organisation_label(say, audience.removeprefix(TASK_SLIP)))
    return say("Own agreements of {who}", who=organisation_label(say, audience.removeprefix(EXTRACT)))


def edition_note(say: Say, audience: str) -> str:
    """What its reader gets."""
    if audience.startswith(VICTIM):
        return say("One page in plain words; give it in person, or keep it with the contact person")
    if audience == PARTNERS:
        return say("What every partner may read")
    if audience == PROSECUTOR:
        return say("The route map's questions first, then every agreement that the prosecution may read")
    if audience.startswith(TASK_SLIP):
        return say("To carry along: own tasks, what to signal and whom to call; no risk, nothing of others")
    if audience.startswith(EXTRACT):
        return say("No chain partner: only what they agreed to themselves")
    return say("With what only this reader may see")


def is_whole_plan(audience: str) -> bool:
    """Whether an edition is the plan itself, and not a sheet beside it."""
    return audience == PARTNERS or audience.startswith(ORGANISATION)


def tier_tag(say: Say, tier: str) -> Markup:
    """Who may read an item, as a small word; the investigation tier stands out."""
    if tier in tuple(Tier):
        return tag(label(say, Tier(tier)), "red" if tier == Tier.INVESTIGATION else "grey")
    return tag(say("only {who}", who=organisation_label(say, tier.removeprefix("partner:"))), "orange")
