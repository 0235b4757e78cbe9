"""The ways to settle one finding: what `resolutions_for` allows, as choices. One of two can stand in two ways."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from models.terms import Resolution
from pages.frame.markup import show
from pages.plan.board.laid import Laid, held, hold, mark_of
from services.conditions.facts import ConditionView
from services.wording import Say

BY_ACTION = (Resolution.AGREEMENT, Resolution.TO_COURT, Resolution.HOLD_STANDS)
"""Settled by an agreement that comes into the plan as an action."""


@dataclass(frozen=True)
class Way:
    """A choice: what is decided and, where one of them stands or goes on, which."""

    resolution: Resolution
    stands: str = ""

    @property
    def id(self) -> str:
        """What the widget holds."""
        return f"{self.resolution.value}:{self.stands}"


def ways_of(
    resolutions: Sequence[Resolution], views: Sequence[ConditionView], holding: Collection[str] = ()
) -> tuple[Way, ...]:
    """The choices in the order of the screen. A condition whose stop is in force (`holding`) never lapses."""
    found: list[Way] = []
    for resolution in resolutions:
        if resolution is Resolution.ONE_STANDS and len(views) > 1:
            found += [
                Way(resolution, view.id) for view in views if not any(o.id in holding for o in views if o is not view)
            ]
        else:
            found.append(Way(resolution))
    return tuple(found)


def way_chosen(
    laid: Laid, key: str, ways: Sequence[Way], names: dict[Resolution, str], views: Sequence[ConditionView]
) -> Way | None:
    """Draws the choice between these conditions and what follows from it; gives what was chosen, None while nothing
    was."""
    say, widget = laid.say, f"way_{mark_of(key)}"
    by_id = {way.id: way for way in ways}
    now = held(key, "way")
    st.session_state[widget] = now if now in by_id else None
    st.segmented_control(
        say("Decision"),
        list(by_id),
        format_func=lambda which: _word(say, by_id[which], names, laid),
        key=widget,
        on_change=lambda: hold(key, "way", st.session_state[widget]),
    )
    chosen = by_id.get(str(st.session_state[widget]))
    if chosen is not None:
        show(Markup('<p class="small">{}</p>').format(what_follows(laid, chosen, views)))
    return chosen


def what_follows(laid: Laid, way: Way, views: Sequence[ConditionView]) -> str:
    """What happens once this is chosen and recorded."""
    say, both = laid.say, len(views) > 1
    if way.resolution is Resolution.ONE_STANDS:
        other = next(view for view in views if view.id != way.stands)
        return say("V{n} stays as it is and V{other} lapses.", n=laid.views[way.stands].number, other=other.number)
    if way.resolution is Resolution.AGREEMENT:
        if both:
            return say("This comes into the plan as an action. Both conditions go into it and ask nothing more.")
        return say("This comes into the plan as an action. The condition goes into it and asks nothing more.")
    if way.resolution is Resolution.STANDS_WITH_REASON:
        return say("Both stay as they are.") if both else say("It stays as it is, although the rule says otherwise.")
    if way.resolution is Resolution.UNRESOLVED and not both:
        return say("It stays as it is. The plan shows it as an open point, with who takes it further.")
    return {
        Resolution.TO_COURT: say(
            "Going to court comes into the plan as an action. Until the court decides, its order holds."
        ),
        Resolution.HOLD_STANDS: say("The stop stays as it is. The other one waits in the plan as an action."),
        Resolution.MERGED: say("One condition goes on with the wording below. The other goes into it."),
        Resolution.UNRESOLVED: say("Both stay as they are. The plan shows both, with who takes it further."),
    }[way.resolution]


def way_names(say: Say) -> dict[Resolution, str]:
    """What the choices are called under a contradiction."""
    return {
        Resolution.AGREEMENT: say("One agreement"),
        Resolution.TO_COURT: say("To the court"),
        Resolution.HOLD_STANDS: say("The stop holds"),
        Resolution.MERGED: say("Merge"),
        Resolution.STANDS_WITH_REASON: say("No contradiction after all"),
        Resolution.UNRESOLVED: say("Stays open in the plan"),
    }


def _word(say: Say, way: Way, names: dict[Resolution, str], laid: Laid) -> str:
    if way.stands:
        return say("V{n} stands", n=laid.views[way.stands].number)
    return names[way.resolution]
