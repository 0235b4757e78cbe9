"""What no condition says yet: one line per kind, the heaviest first, each with the buttons that help.

Who lacks protection is not to be lost among what is true of many conditions at once.
"""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show, sign
from pages.plan.board.check_form import draw_check, filler
from pages.plan.board.filtering import ALL, show_list
from pages.plan.board.laid import Laid
from pages.plan.by_phone import call_about
from pages.plan.decision_card import open_decision
from services.conditions.facts import ConditionView, Decision
from services.consistency.facts import Hole, HoleKind
from services.consistency.told.sentences import hole_sentence
from services.wording import Say, label

_ORDER = (
    HoleKind.PERSON,
    HoleKind.THEME,
    HoleKind.NOT_CHECKABLE,
    HoleKind.NO_CHECK,
    HoleKind.NO_OWNER,
    HoleKind.NO_PROOF,
    HoleKind.NO_ACTION,
)
_BY_CALL = (HoleKind.PERSON, HoleKind.THEME)
_OF_CONDITIONS = (HoleKind.NOT_CHECKABLE, HoleKind.NO_CHECK)


def draw_missing(laid: Laid, holes: Sequence[Hole]) -> None:
    """Draws the list. Nothing where nothing is missing."""
    if not holes:
        return
    with st.container(key="card_missing", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(laid.say("What is still missing")))
        for what, same in groupby(sorted(holes, key=lambda hole: _ORDER.index(hole.what)), lambda hole: hole.what):
            _line(laid, what, tuple(same))


def _line(laid: Laid, what: HoleKind, holes: tuple[Hole, ...]) -> None:
    views = _in_order(laid, holes)
    said, later = _sentence(laid, what, holes), what is HoleKind.NO_ACTION and _before_the_meeting(laid)
    if later:
        said = laid.say("{said} That comes after the meeting.", said=said)
    words = Markup('<p class="{}">{}</p>').format("small" if later else "", said)
    body = Markup('<div class="finding">{}<div>{}</div></div>').format(sign("not_yet" if later else "waiting"), words)
    with st.container(key=f"row_hole_{what.value}", horizontal=True, vertical_alignment="center", gap="small"):
        show(body)
        if laid.directs:
            _buttons(laid, what, views, said)
    if what is HoleKind.NO_CHECK and laid.directs:
        draw_check(laid)


def _sentence(laid: Laid, what: HoleKind, holes: tuple[Hole, ...]) -> str:
    """What is missing, once for all of its kind."""
    say = laid.say
    if len(holes) == 1 and what is not HoleKind.NO_ACTION:
        return hole_sentence(holes[0], laid.statements, say, laid.names)
    if what is HoleKind.PERSON:
        names = say.listed([laid.names.get(hole.person, hole.person) for hole in holes])
        return say("{names} are not protected or named by any condition yet.", names=names)
    if what is HoleKind.THEME:
        return say("No condition yet on {themes}.", themes=say.listed([_theme(say, hole) for hole in holes]))
    views = _in_order(laid, holes)
    which = say.listed([f"V{view.number}" for view in views])
    if what is HoleKind.NO_ACTION:
        return say("Must hold, and no action carries it out yet: {which}.", which=which)
    counted = hole_sentence(Hole(what, count=sum(hole.count for hole in holes)), laid.statements, say, laid.names)
    if what not in _OF_CONDITIONS or not (named := _without_button(laid, what, views)):
        return counted
    decided = say("Already decided: {which}.", which=say.listed(named)) if laid.directs else f"({say.listed(named)})"
    return f"{counted} {decided}"


def _without_button(laid: Laid, what: HoleKind, views: Sequence[ConditionView]) -> list[str]:
    """Which of these are only named, because there is nothing to press."""
    return [f"V{view.number}" for view in views if not _fillable(laid, what, view)]


def _fillable(laid: Laid, what: HoleKind, view: ConditionView) -> bool:
    """Whether the reader may fill it in. How one that was decided on is checked stands with its action."""
    return laid.directs and not (what is HoleKind.NO_CHECK and view.decided)


def _in_order(laid: Laid, holes: Sequence[Hole]) -> list[ConditionView]:
    return sorted(laid.seen(hole.condition for hole in holes), key=lambda view: view.number)


def _theme(say: Say, hole: Hole) -> str:
    asked = hole.kind or hole.theme
    return say("“{word}”", word=label(say, asked)) if asked else ""


def _before_the_meeting(laid: Laid) -> bool:
    meeting = laid.state.meeting
    return meeting is None or laid.screen.work.clock() < meeting.starts_at


def _buttons(laid: Laid, what: HoleKind, views: Sequence[ConditionView], said: str) -> None:
    say, key = laid.say, f"hole_{what.value}"
    if what in _BY_CALL:
        st.button(say("Fill in after a call"), key=key, help=plain(said), on_click=lambda: call_about(laid.case_id))
    elif what in _OF_CONDITIONS:
        for view in views:
            if _fillable(laid, what, view):
                _one(laid, what, view)
    elif st.button(say("To the plan"), key=key, help=plain(said)):
        laid.screen.go("plan", laid.case_id)


def _one(laid: Laid, what: HoleKind, view: ConditionView) -> None:
    """A button for one condition."""
    say, key = laid.say, f"hole_{what.value}_{view.number}"
    if what is HoleKind.NO_CHECK:
        title = say("Fill in how V{n} is checked", n=view.number)
        st.button(f"V{view.number}", key=key, help=plain(title), on_click=filler(laid, view))
        return

    def go() -> None:
        show_list(laid.case_id, ALL)
        open_decision(view, Decision.CHANGE)

    st.button(f"V{view.number}", key=key, help=plain(say("Open V{n}", n=view.number)), on_click=go)
