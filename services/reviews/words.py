"""What stands in the way of a decision on a review, in sentences."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.duties.facts import ClosingPoint
from services.duties.words import closing_words
from services.reviews.facts import ReviewPoint
from services.wording import Say, label

Data = Mapping[str, Any]


def point_words(say: Say, point: ReviewPoint) -> str:
    """What stands in the way of a decision, and what would take it out of the way."""
    if point.key.startswith("closing."):
        return closing_words(say, ClosingPoint(point.key.removeprefix("closing."), point.data))
    return _POINTS[point.key](say, point.data)


def _conditions(say: Say, numbers: Iterable[int]) -> str:
    return say.listed([f"V{number}" for number in numbers])


_POINTS: dict[str, Callable[[Say, Data], str]] = {
    "not_looked": lambda say, d: say.plural(
        "{n} condition that must hold was not looked at yet: {which}.",
        "{n} conditions that must hold were not looked at yet: {which}.",
        d["n"],
        which=_conditions(say, d["numbers"]),
    ),
    "not_known": lambda say, d: say("Not known yet whether met: {which}.", which=_conditions(say, d["numbers"])),
    "not_met": lambda say, d: say("Not met: {which}.", which=_conditions(say, d["numbers"])),
    "explain": lambda say, d: say(
        "V{n} must hold and is not met. That asks to change the plan or to scale up. Say why the plan can go on.",
        n=d["number"],
    ),
    "unseen": lambda say, d: say(
        "Something that only others may read is not known to be met. Ask your deputy to look."
    ),
    "sash_missing": lambda say, d: say("No SASH was recorded in this case."),
    "sash_due": lambda say, d: say("A new SASH is asked since {day}.", day=say.short_day(d["since"])),
    "risk_higher": lambda say, d: say(
        "The newest SASH says {risk}; the case does not. Bring the risk along first.",
        risk=label(say, d["risk"]).lower(),
    ),
    "other_lane": lambda say, d: say(
        "The risk took the case to another part of the route map. It asks for a new plan."
    ),
    "not_higher": lambda say, d: say(
        "The case stands at low risk. Record the SASH that says more first; you can change the plan at once."
    ),
    "not_lower": lambda say, d: say(
        "Scaling down needs a newest SASH that is lower than when the plan was made, and a case that follows it."
    ),
    "close_reason": lambda say, d: say("Choose why the case can be closed."),
}
