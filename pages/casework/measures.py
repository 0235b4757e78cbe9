"""The measures of a case: what ends when, what was weighed and why, the stop conversation and the police plan."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import Measure, MeasureOutcome, Phase
from pages.casework.expiry_strip import expiry_strip
from pages.casework.extend_form import extend_dialog
from pages.casework.measure_words import OUTCOME_COLOUR, SIGN, days_tag, expiry_note, expiry_title, outcome_summary
from pages.casework.police_plan_card import police_plan_card
from pages.casework.stop_talk_card import stop_talk_card
from pages.frame.case_header import case_header
from pages.frame.check_words import check_line
from pages.frame.markup import facts_list, heading, line, plain, rows, show, tag
from pages.frame.screen import Screen
from pages.plan.papers.edition_words import tier_tag
from pages.plan.weighing_form import weighing_dialog
from services.cases.facts import Weighing
from services.measures.facts import Entry, Expiry, Register, Urgency, Weighed
from services.measures.queries import register
from services.measures.terms import extensions_left
from services.plans.orders import State
from services.plans.queries import CaseState, case_state
from services.wording import Say, label
from services.wording.labels import organisation_label

WINDOW = 30


def render(screen: Screen) -> None:
    """Draws the measures of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="maatregelen")
    case_header(screen, state, "maatregelen")
    found = register(screen.work, state.facts.id)
    say = screen.say
    heading(say("Measures"), _summary(say, found))
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        _calendar(say, found, screen.today)
        _weighed(screen, state, found)
    with right:
        if state.facts.phase is Phase.LOW or found.stop_talk.id:
            stop_talk_card(screen, state, found)
        if found.reads_police_plan:
            police_plan_card(screen, state.facts.id)
        _about_terms(say)


def _summary(say: Say, found: Register) -> str:
    """The one thing to know before reading on."""
    near = [expiry for expiry in found.expiring if expiry.days_left <= WINDOW]
    past = sum(expiry.urgency is Urgency.PAST for expiry in near)
    if past:
        return say.plural("For {n} measure the day has passed.", "For {n} measures the day has passed.", past)
    if near:
        return say.plural("{n} measure needs you within a month.", "{n} measures need you within a month.", len(near))
    return say("Every weighing is kept with its reason, whatever it came to.")


def _calendar(say: Say, found: Register, today: date) -> None:
    with st.container(key="card_calendar", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("What ends when")))
        if not found.expiring:
            text = say("Nothing has an end date yet. Measures and orders with a last day stand here in time.")
            show(Markup('<p class="soft">{}</p>').format(text))
            return
        show(expiry_strip(say, found.expiring, today))
        near = [expiry for expiry in found.expiring if expiry.days_left <= WINDOW]
        if near:
            show(rows([_expiry_line(say, expiry) for expiry in near]))
        else:
            show(Markup('<p class="small">{}</p>').format(say("Nothing ends within the next thirty days.")))


def _expiry_line(say: Say, expiry: Expiry) -> Markup:
    badge = days_tag(say, expiry)
    return line(SIGN[expiry.urgency], expiry_title(say, expiry), expiry_note(say, expiry), badge)


def _weighed(screen: Screen, state: CaseState, found: Register) -> None:
    say = screen.say
    with st.container(key="card_weighed", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Measures weighed")))
        asked = [check for check in state.checks if check.kind == "weighing" and check.state is not State.READY]
        if asked:
            show(rows([check_line(say, check) for check in asked]))
        if not found.entries and not asked:
            text = say("Nothing weighed yet. What is weighed stands here with its reason, also when the answer is no.")
            show(Markup('<p class="soft">{}</p>').format(text))
        for number, entry in enumerate(found.entries):
            _entry(screen, state, entry, number, weighs=found.weighs)
        if found.weighs and st.button(
            say("Record a weighing"), icon=":material/balance:", width="stretch", key="weigh", type="secondary"
        ):
            weighing_dialog(screen, state)


def _entry(screen: Screen, state: CaseState, entry: Entry, number: int, *, weighs: bool) -> None:
    say, weighing = screen.say, entry.now.weighing
    with st.container(key=f"row_weighing_{number}", gap="xsmall"):
        with st.container(key=f"entry_{number}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
            show(_standing(say, entry.now))
            if weighs:
                with st.container(width="content", gap="xsmall"):
                    _entry_buttons(screen, state, weighing, number)
        if entry.earlier:
            count = len(entry.earlier)
            text = say.plural("{n} earlier weighing", "{n} earlier weighings", count)
            with st.expander(text, key=f"earlier_{number}"):
                show(rows([_earlier(say, before) for before in entry.earlier]))


def _entry_buttons(screen: Screen, state: CaseState, weighing: Weighing, number: int) -> None:
    say = screen.say
    name = plain(f"{label(say, weighing.measure)}, {organisation_label(say, weighing.organisation)}")
    if st.button(say("Weigh again"), key=f"again_{number}", help=name):
        weighing_dialog(screen, state, weighing)
    unsettled = weighing.valid_until is not None and not weighing.handover_to
    if unsettled and st.button(say("Settle what follows"), key=f"follows_{number}", help=name):
        weighing_dialog(screen, state, weighing)
    if extensions_left(weighing) != 0 and st.button(say("Extend"), key=f"extend_{number}", help=name):
        extend_dialog(screen, state.facts, weighing)


def _standing(say: Say, now: Weighed) -> Markup:
    weighing = now.weighing
    by = [organisation_label(say, weighing.organisation)]
    if weighing.weighed_on:
        by.append(say.day(weighing.weighed_on, weekday=False))
    if now.by:
        by.append(say("recorded by {name}", name=now.by))
    details = facts_list(_details(say, weighing))
    return Markup('<div class="line"><h3>{}</h3>{} {}</div><p class="quote">{}</p><p class="small">{}</p>{}').format(
        label(say, weighing.measure),
        tag(label(say, weighing.outcome), OUTCOME_COLOUR.get(weighing.outcome, "grey")),
        tier_tag(say, weighing.tier),
        weighing.reason,
        " · ".join(by),
        Markup('<div class="below">{}</div>').format(details) if _details(say, weighing) else "",
    )


def _details(say: Say, weighing: Weighing) -> list[tuple[str, Markup | str]]:
    found: list[tuple[str, Markup | str]] = []
    if weighing.valid_until:
        until = say.day(weighing.valid_until, weekday=False)
        span = (
            say("{first} until {last}", first=say.day(weighing.valid_from, weekday=False), last=until)
            if weighing.valid_from
            else say("until {day}", day=until)
        )
        found.append((say("Holds"), span))
    if weighing.outcome is MeasureOutcome.APPLIED and weighing.measure is Measure.BEHAVIOUR_ORDER:
        found.append((say("Extended"), say("{n} of 3 times", n=weighing.extensions)))
    elif weighing.extensions:
        found.append((say("Extended"), say.plural("{n} time", "{n} times", weighing.extensions)))
    if weighing.handover_to:
        words = organisation_label(say, weighing.handover_to)
        found.append((say("Afterwards"), f"{words}: {weighing.handover}" if weighing.handover else words))
    elif weighing.valid_until:
        nobody = Markup("{}").format(tag(say("nobody named yet"), "orange"))
        found.append((say("Afterwards"), nobody))
    if weighing.weigh_again_on:
        found.append((say("To be weighed again"), say.day(weighing.weigh_again_on)))
    return found


def _earlier(say: Say, before: Weighed) -> Markup:
    weighing = before.weighing
    when = say.short_day(weighing.weighed_on) if weighing.weighed_on else ""
    replaced = say("replaced on {day}", day=say.short_moment(before.replaced_at)) if before.replaced_at else ""
    note = " · ".join(part for part in (when, before.by, replaced) if part)
    return Markup('<li class="row"><div class="grow"><p>{}</p><p class="small">{}</p></div></li>').format(
        outcome_summary(say, weighing), note
    )


def _about_terms(say: Say) -> None:
    """How long measures may hold, with where that comes from: law and custom apart."""
    entries = [
        (
            label(say, Measure.BEHAVIOUR_ORDER),
            say("90 days, at most three extensions of 90 days; needs serious grounds, extending needs a prosecution."),
        ),
        (label(say, Measure.HOME_BAN), say("10 days, to at most 28 days in all.")),
        (label(say, Measure.PERSONAL_ALARM), say("Usually about six months: a proposal, not a law.")),
    ]
    told = rows([Markup('<li class="row small"><div><strong>{}</strong><br>{}</div></li>').format(*e) for e in entries])
    with st.container(key="card_terms"):
        show(Markup("<h2>{}</h2>{}").format(say("How long may it last?"), told))
