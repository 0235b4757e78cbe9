"""A review in words: what was found, what asks for a look, what a decision means."""

from markupsafe import Markup

from models.terms import Instrument, Known, ReviewDecision
from pages.frame.markup import tag
from services.reviews.facts import CheckedCondition
from services.wording import Say
from services.wording.labels import event_label, organisation_label

FOUND_COLOUR = {Known.YES: "green", Known.NO: "red", Known.UNKNOWN: "orange"}


def found_word(say: Say, met: Known) -> str:
    """Whether a condition is met."""
    return {Known.YES: say("Met"), Known.NO: say("Not met"), Known.UNKNOWN: say("Not known yet")}[met]


def found_tag(say: Say, met: Known | None) -> Markup:
    """The same as a tag; what nobody looked at yet is calm."""
    return tag(found_word(say, met), FOUND_COLOUR[met]) if met else tag(say("Not looked at yet"), "white")


def seen_words(say: Say, check: CheckedCondition) -> str:
    """Who saw it and when, or who finds it out."""
    who = organisation_label(say, check.by_organisation)
    if check.met is Known.UNKNOWN:
        return say("{who} finds this out", who=who)
    return say("seen by {who} on {day}", who=who, day=say.short_day(check.seen_on))


def news_words(say: Say, word: str) -> str:
    """What asks for another look: a kind of event, an instrument, or a case's own word for it."""
    if word == Instrument.SASH.value:
        return say("A new SASH")
    return event_label(say, word)


def decision_words(say: Say, decision: ReviewDecision) -> str:
    """What a decision means, in one sentence."""
    return {
        ReviewDecision.CONTINUE: say("The plan stands as it is. What happened until now has been looked at."),
        ReviewDecision.CHANGE: say(
            "What stands now becomes the next draft. The plan in force stays in force until then."
        ),
        ReviewDecision.SCALE_UP: say("More is needed: an action meeting today, heavier measures, protection."),
        ReviewDecision.SCALE_DOWN: say("The risk is lower than when the plan was made, so the plan can be lighter."),
        ReviewDecision.CLOSE: say(
            "Nobody needs to look any more. The closing itself is the next step, with its own check."
        ),
    }[decision]
