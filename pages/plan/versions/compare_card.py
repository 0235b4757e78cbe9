"""Two versions beside each other: what was added, changed or lapsed, as the reader who looks may read it."""

import streamlit as st
from markupsafe import Markup

from models.terms import ChangeKind
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.plan.versions.change_words import changes_list
from services.plans.queries import CaseState
from services.plans.versions.looks import NOW, VersionStory, compared
from services.wording import label


def compare_card(screen: Screen, state: CaseState, stories: tuple[VersionStory, ...]) -> None:
    """Draws the two to choose from and what differs between them; nothing before there is a version."""
    if not stories:
        return
    say = screen.say
    with st.container(key="card_compare", gap="small"):
        text = say("Choose two versions, or compare one with the plan as it is now.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("What changed"), text))
        names = {
            line.number: say("version {number}", number=line.number) + f" ({label(say, line.status).lower()})"
            for line in stories
        }
        names[NOW] = say("the plan as it is now")
        left, right = st.columns(2, gap="small")
        with left:
            before = st.selectbox(
                say("From"),
                [line.number for line in stories],
                format_func=lambda number: names.get(number, ""),
                key="compare_from",
                index=_first(stories, state),
            )
        with right:
            after = st.selectbox(
                say("To"),
                [NOW, *(line.number for line in stories)],
                format_func=lambda number: names.get(number, ""),
                key="compare_to",
            )
        _differences(screen, state, before, after)


def _first(stories: tuple[VersionStory, ...], state: CaseState) -> int:
    """What is in force is compared first, else the newest version."""
    wanted = state.in_force.number if state.in_force else stories[0].number
    return next(place for place, line in enumerate(stories) if line.number == wanted)


def _differences(screen: Screen, state: CaseState, before: int, after: int) -> None:
    say = screen.say
    found = compared(screen.work, state.facts.id, before, after)
    if not found:
        show(Markup('<p class="good">{}</p>').format(say("Nothing differs that you may read.")))
        return
    counts = {kind.value: sum(one.kind is kind for one in found) for kind in ChangeKind}
    chosen = st.pills(
        say("Show only"),
        [kind for kind, count in counts.items() if count],
        format_func=lambda kind: f"{label(say, ChangeKind(kind))} {counts[kind]}",
        key="compare_kind",
    )
    shown = [one for one in found if chosen in (None, one.kind.value)]
    show(changes_list(say, shown))
