"""The sentences of my day about what follows a meeting: actions, owners, the victim, news, minutes."""

from services.oversight.facts import Need
from services.wording import Say


def following_title(say: Say, need: Need) -> str | None:
    """What to do, verb first; None for a need of another kind."""
    if need.kind == "overdue":
        return say.plural(
            "Ask after {n} action whose date has passed", "Ask after {n} actions whose date has passed", need.count
        )
    if need.kind == "owners":
        return say.plural("Decide on {n} owner who stays silent", "Decide on {n} owners who stay silent", need.count)
    if need.kind == "tell_victim":
        return say.plural(
            "See whether the victim was told of {n} action",
            "See whether the victim was told of {n} actions",
            need.count,
        )
    if need.kind == "unheard":
        return say.plural("Tell {n} partner what happened", "Tell {n} partners what happened", need.count)
    if need.kind == "minutes":
        return say.plural("Lock the minutes of {n} meeting", "Lock the minutes of {n} meetings", need.count)
    return {
        "stale": say("Look at the plan again: something happened"),
        "left_open": say("Close the meeting that was left open"),
    }.get(need.kind)


def following_reason(say: Say, need: Need) -> str | None:
    """Why; None for a need of another kind."""
    return {
        "overdue": say("nothing was reported yet"),
        "owners": say("reminded twice, no answer"),
        "tell_victim": say("the day that was agreed has come"),
        "unheard": say("not everybody who must know has been told"),
        "minutes": say("within three working days"),
        "stale": say("review it, or call an action meeting"),
        "left_open": say("it was opened on an earlier day"),
    }.get(need.kind)
