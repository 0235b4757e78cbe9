"""Words about conditions that screen and paper share."""

from models.terms import Tier
from services.protection.rules import ONE_ORGANISATION
from services.wording import Say, label
from services.wording.labels import organisation_label


def readers_offered(say: Say, organisation: str) -> tuple[tuple[str, str], ...]:
    """Who may read a condition, as tier and words: what its author can choose from.

    `organisation` is the author's own, by key; the last choice is for it alone.
    """
    return (
        (Tier.PARTNERS.value, say("Everybody at the meeting")),
        (Tier.INVESTIGATION.value, say("Only police, detectives, CCB and prosecution")),
        (Tier.VICTIM.value, say("Everybody at the meeting, and also the victim")),
        (
            f"{ONE_ORGANISATION}{organisation}",
            say(
                "Only {organisation} and the case director",
                organisation=organisation_label(say, organisation),
            ),
        ),
    )


def readers_words(say: Say, tier: str) -> str:
    """Who may read a condition of this tier, whoever wrote it; an unknown tier is its own word."""
    if tier.startswith(ONE_ORGANISATION):
        return say("Only {organisation}", organisation=organisation_label(say, tier.removeprefix(ONE_ORGANISATION)))
    return label(say, Tier(tier)) if tier in list(Tier) else tier
