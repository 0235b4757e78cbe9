"""A document per reader of the plan: the plan itself, then a sheet per reader; and what each does not get."""

import streamlit as st
from markupsafe import Markup

from models.terms import PlanStatus
from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from pages.plan.papers.edition_words import edition_note, edition_title, is_whole_plan
from pages.plan.papers.left_out_words import left_out_list, texts_list
from pages.plan.papers.recipient_choice import recipient_choice
from services.documents.phrases import NOT_ADOPTED
from services.documents.queries import EditionLine, Editions, editions_of
from services.plans.queries import CaseState
from services.wording import Say, label


def editions_card(screen: Screen, state: CaseState, language: str) -> None:
    """One file per reader of the version that is chosen; by itself the newest that was adopted."""
    say = screen.say
    versions = _versions(state)
    if not versions:
        with st.container(key="card_documents", gap="small"):
            show(Markup("<h2>{}</h2>").format(say("The safety plan")))
            show(Markup("<p>{}</p>").format(say("Documents can be made once there is a draft of the plan.")))
            if "versies" in screen.places:
                screen.link("versies", say("To the drafts"), state.facts.id, icon=":material/arrow_forward:")
        return
    with st.container(key="card_documents", gap="small"):
        note = say("Each file is made for its reader and checked for words that reader may not see.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("The safety plan"), note))
        number = _chosen(say, state, versions)
        editions = editions_of(screen.work, state.facts.id, number, language)
        if editions is None:
            return
        if versions[number] in NOT_ADOPTED:
            show(Markup('<p class="mind">{}</p>').format(say("This version is a draft; every page says so.")))
        _rows(screen, state, editions, [one for one in editions.lines if is_whole_plan(one.audience)], language)
    with st.container(key="card_sheets", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("One sheet per reader")))
        _rows(screen, state, editions, [one for one in editions.lines if not is_whole_plan(one.audience)], language)


def _versions(state: CaseState) -> dict[int, PlanStatus]:
    """Numbers and states of the versions that copies can be made of, newest first: the draft and what was adopted."""
    draft = {state.draft.number: state.draft.status} if state.draft else {}
    return draft | {line.number: line.status for line in state.versions if line.status is not PlanStatus.WITHDRAWN}


def _chosen(say: Say, state: CaseState, versions: dict[int, PlanStatus]) -> int:
    """The version in force, until another is chosen."""
    usual = state.in_force.number if state.in_force else next(iter(versions))
    if len(versions) == 1:
        return usual
    chosen = st.selectbox(
        say("Version"),
        list(versions),
        index=list(versions).index(usual),
        format_func=lambda number: f"{number} · {label(say, versions[number])}" if number in versions else "",
        key="papers_version",
    )
    return int(chosen) if chosen in versions else usual


def _rows(screen: Screen, state: CaseState, editions: Editions, lines: list[EditionLine], language: str) -> None:
    say = screen.say
    for line in lines:
        with st.container(key=f"row_{line.audience}", gap="xsmall"):
            with st.container(key=f"edition_{line.audience}", horizontal=True, wrap=False, vertical_alignment="center"):
                title, below = edition_title(say, line.audience), edition_note(say, line.audience)
                show(Markup('<h3>{}</h3><p class="small">{}</p>').format(title, below))
                address = f"/dl/{state.facts.id}/{line.audience}?taal={language}&versie={editions.version}"
                st.link_button(say("Open in Word"), address, icon=":material/description:", help=plain(title))
                recipient_choice(screen, state.facts.id, line.audience, address)
            _left_out(screen, state, line)
            _texts(say, line)


def _left_out(screen: Screen, state: CaseState, line: EditionLine) -> None:
    """What this reader does not get, folded; with a way to the texts where words in its place are missing."""
    say = screen.say
    if not line.left_out:
        show(Markup('<p class="small">{}</p>').format(say("Nothing of the plan is left out for this reader.")))
        return
    missing = [item for item in line.left_out if item.stub_missing]
    title = say.plural("Left out for this reader: {n} item", "Left out for this reader: {n} items", len(line.left_out))
    if missing:
        title += " · " + say.plural("{n} without words in its place", "{n} without words in their place", len(missing))
    with st.expander(title, key=f"left_out_{line.audience}"):
        show(Markup('<p class="small">{}</p>').format(say("Behind each item stands who may read it.")))
        show(left_out_list(say, line.left_out))
        if missing and "teksten" in screen.places:
            text = say("Write what this reader reads instead")
            screen.link("teksten", plain(text), state.facts.id, icon=":material/edit_note:")


def _texts(say: Say, line: EditionLine) -> None:
    """Which free texts this reader gets, folded: they have no readers of their own, so somebody has to look."""
    if not line.texts:
        return
    title = say.plural("Free text in this copy: {n}", "Free texts in this copy: {n}", len(line.texts))
    if telling := [one for one in line.texts if one.repeats]:
        title += " · " + say.plural(
            "{n} repeats what this reader may not read", "{n} repeat what this reader may not read", len(telling)
        )
    with st.expander(title, key=f"texts_{line.audience}"):
        note = say("These were typed for the plan as a whole. Read them as this reader does, before the copy leaves.")
        show(Markup('<p class="small">{}</p>').format(note))
        show(texts_list(say, line.texts))
