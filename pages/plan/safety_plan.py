"""The safety plan: what holds adoption up, the measures weighed, the actions, versions and a document per reader."""

import streamlit as st
from markupsafe import Markup

from pages.casework.core_form import edit_dialog
from pages.frame.case_header import case_header
from pages.frame.check_words import check_line
from pages.frame.markup import heading, joined, plain, rows, show, table, tag
from pages.frame.screen import Screen
from pages.plan.action_form import action_dialog
from pages.plan.adopting import adopt_dialog
from pages.plan.edition_words import edition_note, edition_title, tier_tag
from pages.plan.release_card import release_card
from pages.plan.weighing_form import weighing_dialog
from services.documents.queries import audiences_of
from services.plans.orders import ActionView, Step
from services.plans.queries import CaseState, case_state, issued_copies
from services.plans.rules import blocking
from services.wording import Say, label
from services.wording.labels import organisation_label


def render(screen: Screen) -> None:
    """Draws the plan of the case that the address names."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="plan")
    case_header(screen, state, "plan")
    heading(say("Safety plan"), _status(say, state))
    left, right = st.columns([1, 1.25], gap="medium")
    with left:
        _readiness(screen, state)
        _weighings(screen, state)
        _versions(say, state)
    with right:
        _actions(screen, state)
        release_card(screen, state)
        if state.directs:
            _documents(screen, state)


def _status(say: Say, state: CaseState) -> str:
    if not state.versions:
        return say("Draft, not adopted yet")
    newest = state.versions[0]
    return say(
        "Version {number}, adopted {moment} by {name}",
        number=newest.number,
        moment=say.short_moment(newest.adopted_at),
        name=newest.adopted_by,
    )


def _readiness(screen: Screen, state: CaseState) -> None:
    say = screen.say
    open_points = blocking(state.checks)
    with st.container(key="card_readiness", gap="small"):
        shown = [check for check in state.checks if check.step is Step.PLAN or check in open_points]
        lines = rows([check_line(say, check) for check in shown])
        show(Markup("<h2>{}</h2>{}").format(say("Ready to adopt?"), lines))
        if any(check.kind == "contradictions" for check in open_points) and st.button(
            say("To what clashes"), icon=":material/compare_arrows:", width="stretch", key="to_board"
        ):
            screen.go("voorwaarden", state.facts.id)
        if not state.directs:
            return
        _review_button(screen, state)
        firm = [check for check in open_points if not check.explainable]
        again = bool(state.versions)
        if state.directs and st.button(
            say("Adopt a new version") if again else say("Adopt the plan"),
            type="secondary" if again else "primary",
            width="stretch",
            key="adopt",
            disabled=bool(firm),
            help=say("Possible when every point is ready or explained") if firm else None,
        ):
            adopt_dialog(screen, state)
        if firm:
            count = say.plural("{n} point must be settled first.", "{n} points must be settled first.", len(firm))
            show(Markup('<p class="small">{}</p>').format(count))


def _review_button(screen: Screen, state: CaseState) -> None:
    if state.facts.review_on is None and st.button(
        screen.say("Choose the date of review"), icon=":material/event:", width="stretch", key="choose_review"
    ):
        edit_dialog(screen, state.facts)


def _weighings(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_weighings", gap="small"):
        lines = [
            [
                Markup("<strong>{}</strong><br>{}").format(
                    label(say, weighing.measure), organisation_label(say, weighing.organisation)
                ),
                Markup("{} {}<br>{}").format(
                    tag(label(say, weighing.outcome), "blue"), tier_tag(say, weighing.tier), weighing.reason
                ),
            ]
            for weighing in state.facts.weighings
        ]
        body = table([say("Measure"), say("Outcome and reason")], lines) if lines else say("Nothing weighed yet.")
        show(Markup("<h2>{}</h2>{}").format(say("Measures weighed"), body))
        if state.directs and st.button(
            say("Record a weighing"), icon=":material/balance:", width="stretch", key="weigh"
        ):
            weighing_dialog(screen, state)


def _actions(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_actions", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say.plural("{n} action", "{n} actions", len(state.actions))))
        if not state.actions:
            show(Markup("<p>{}</p>").format(say("Write who does what, and by when. Start with the hard conditions.")))
        for action in state.actions:
            with st.container(
                key=f"row_action_{action.number}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"
            ):
                show(_action(say, action))
                if state.directs and st.button(
                    say("Change"), key=f"change_{action.number}", help=plain(f"A{action.number}")
                ):
                    action_dialog(screen, state, action)
        if state.directs and st.button(say("New action"), icon=":material/add:", width="stretch", key="new_action"):
            action_dialog(screen, state, None)


def _action(say: Say, action: ActionView) -> Markup:
    who = ", ".join(organisation_label(say, key) for key in (action.owner, *action.supporting))
    return Markup('<h3>A{}. {}</h3><p class="quote">{}</p><p class="small">{} · {} {}</p>').format(
        action.number,
        organisation_label(say, action.owner),
        action.what,
        who,
        due_text(say, action),
        tier_tag(say, action.tier),
    )


def due_text(say: Say, action: ActionView) -> str:
    """By when: a day, a moment, or continuously."""
    if action.due_at is None:
        return say("continuously")
    when = say.short_day(action.due_at) if action.due_on_day else say.short_moment(action.due_at)
    return say("by {when}", when=when)


def _versions(say: Say, state: CaseState) -> None:
    if not state.versions:
        return
    with st.container(key="card_versions"):
        lines = [
            [
                Markup("<strong>{}</strong>").format(version.number),
                f"{say.short_moment(version.adopted_at)}, {version.adopted_by}",
                Markup("{} {}").format(
                    tag(label(say, version.status), "green" if number == 0 else "grey"),
                    tag(say("released"), "blue") if version.released_at and number == 0 else "",
                ),
            ]
            for number, version in enumerate(state.versions)
        ]
        show(
            Markup("<h2>{}</h2>{}").format(
                say("Versions"), table([say("Version"), say("When and who"), say("Status")], lines)
            )
        )


def _documents(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_documents", gap="small"):
        note = say("Each file is made for its reader and checked for words that reader may not see.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("A document per reader"), note))
        if not state.versions:
            show(Markup("<p>{}</p>").format(say("Documents can be made once the plan is adopted.")))
            return
        for audience in audiences_of(screen.work, state.facts.id):
            with st.container(
                key=f"row_{audience}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
            ):
                title, below = edition_title(say, audience), edition_note(say, audience)
                show(Markup('<h3>{}</h3><p class="small">{}</p>').format(title, below))
                address = f"/dl/{state.facts.id}/{audience}"
                st.link_button(say("Open in Word"), address, icon=":material/description:", help=plain(title))
        _copies(screen, state)


def _copies(screen: Screen, state: CaseState) -> None:
    say = screen.say
    copies = issued_copies(screen.work, state.facts.id)[:5]
    if not copies:
        return
    lines = joined(
        [
            Markup('<li class="row small">{} · {} · {}</li>').format(
                edition_title(say, copy.audience),
                say("copy {code}", code=copy.copy_code),
                f"{say.short_moment(copy.issued_at)}, {copy.issued_to}",
            )
            for copy in copies
        ]
    )
    show(Markup('<p class="small">{}</p><ul>{}</ul>').format(say("Latest copies"), lines))
