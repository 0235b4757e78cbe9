"""Corrections beneath locked minutes: with name and time, for one circle of readers."""

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.plan.condition_words import tier_tag
from services.minutes.actions import add_addendum
from services.minutes.facts import Addendum, Minutes
from services.minutes.rules import LONGEST_ADDENDUM
from services.plans.queries import CaseState
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.wording import Say, label
from services.wording.labels import organisation_label


def draw_addenda(screen: Screen, state: CaseState, minutes: Minutes, *, fixed: bool = False) -> None:
    """Draws what was added since locking, and where to add something; nothing beneath a draft."""
    if not minutes.is_locked or (fixed and not minutes.addenda):
        return
    say = screen.say
    with st.container(key=f"card_minutes_addenda_{minutes.meeting_id}", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Corrections afterwards")))
        if minutes.addenda:
            lines = joined([_one(say, one) for one in minutes.addenda])
            show(Markup('<ul class="agreements">{}</ul>').format(lines))
        else:
            told = say("Nothing was added. What turns out to be wrong is corrected here; the minutes stay as they are.")
            show(Markup('<p class="soft">{}</p>').format(told))
        if not fixed:
            _add(screen, state, minutes)


def _one(say: Say, one: Addendum) -> Markup:
    at = say.moment(one.added_at)
    by = say("{name}, {moment}", name=one.author, moment=at) if one.author else at
    lines = [Markup("<p>{}</p>").format(line) for line in one.text.splitlines() if line.strip()]
    return Markup('<li>{}<p class="small">{} &nbsp;{}</p></li>').format(joined(lines), by, tier_tag(say, one.tier))


def _add(screen: Screen, state: CaseState, minutes: Minutes) -> None:
    say = screen.say
    fields = {"id": screen.work.chance.id(), "text": "", "tier": Tier.PARTNERS.value}
    form = DraftForm(screen, f"addendum.{minutes.meeting_id}", fields, state.facts.id)
    with st.expander(say("Add a correction"), icon=":material/add:", expanded=bool(form["text"])):
        writing_area(form, "text", say("What was wrong, and what it should be"), height=110, longest=LONGEST_ADDENDUM)
        named = _readers(screen)
        st.selectbox(
            say("Who may read this"),
            list(named),
            format_func=lambda tier: named.get(tier, tier),
            key=form.key("tier"),
            on_change=form.save,
            width=360,
        )
        form.status()
        if st.button(say("Add this correction"), type="primary", key=f"addendum_{minutes.meeting_id}"):
            with refusals_shown(say):
                order = (str(form["id"]), str(form["text"]), str(form["tier"]))
                add_addendum(screen.work, state.facts.id, minutes.meeting_id, *order)
                form.discard()
                st.rerun()


def _readers(screen: Screen) -> dict[str, str]:
    """The circles of readers that the writer belongs to."""
    say, home = screen.say, screen.work.actor.organisation
    named = {Tier.PARTNERS.value: label(say, Tier.PARTNERS)}
    if may_read(Tier.INVESTIGATION, Reader(home)):
        named[Tier.INVESTIGATION.value] = label(say, Tier.INVESTIGATION)
    if home:
        named[f"{ONE_ORGANISATION}{home}"] = say("only {who}", who=organisation_label(say, home))
    return named
