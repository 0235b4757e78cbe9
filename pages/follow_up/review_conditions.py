"""The conditions of a review as a quick list: met, not met or not known yet, with what shows it. Saves itself."""

import streamlit as st
from markupsafe import Markup

from models.terms import Known
from pages.follow_up.check_form import CheckForm, list_form
from pages.follow_up.review_words import found_tag, found_word, seen_words
from pages.frame.markup import joined, plain, show, tag
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from pages.plan.action_form import action_dialog
from pages.plan.condition_words import hard_words, tier_tag
from services.plans.queries import CaseState
from services.reviews.facts import CheckedCondition, Looked, ReviewLine, ReviewNow
from services.wording import Say
from services.wording.labels import organisation_label


def draw_conditions(screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine) -> None:
    """Draws what must be looked at first, then what may be."""
    say = screen.say
    with st.container(key="card_review_conditions", gap="small"):
        show(_progress(say, now))
        if not state.directs:
            _read(screen, now)
            return
        forms = list_form(screen, state, now, review)
        for one in now.needed:
            _row(screen, state, now, one, CheckForm(screen, now, review, one, forms))
        rest = [one for one in now.looked if not one.needed]
        if rest:
            title = say.plural("{n} other condition, if you wish", "{n} other conditions, if you wish", len(rest))
            with st.expander(title):
                for one in rest:
                    _row(screen, state, now, one, CheckForm(screen, now, review, one, forms))
        forms.status(quiet=True)


def _read(screen: Screen, now: ReviewNow) -> None:
    """The same for who only reads."""
    for one in now.looked:
        with st.container(key=f"row_check_{one.condition.id}", gap="small"):
            seen = one.check
            told = " · ".join(part for part in (seen.evidence, seen_words(screen.say, seen)) if part) if seen else ""
            show(_words(screen.say, one, now) + Markup('<p class="lines">{}</p>').format(told))


def _progress(say: Say, now: ReviewNow) -> Markup:
    done, every = len(now.needed) - len(now.open), len(now.needed)
    if not every:
        text = say("No condition that must hold is in force. Decide on what you know.")
        return Markup("<h2>{}</h2><p>{}</p>").format(say("Conditions"), text)
    marks = joined([Markup('<i class="{}"></i>').format(_mark(one)) for one in now.needed])
    text = say("{n} of {all} looked at", n=done, all=every)
    title = Markup('<h2>{}</h2><p class="small" role="status">{}</p>').format(say("Conditions that must hold"), text)
    return title + Markup('<div class="bar" role="img" aria-label="{}">{}</div>').format(text, marks)


def _mark(one: Looked) -> str:
    return {Known.YES: "yes", Known.NO: "no", Known.UNKNOWN: "wait", None: ""}[one.met]


def _row(screen: Screen, state: CaseState, now: ReviewNow, one: Looked, form: CheckForm) -> None:
    """One condition. One that was kept before this visit folds to what was found."""
    with st.container(key=f"row_check_{one.condition.id}", gap="small"):
        show(_words(screen.say, one, now))
        if one.check is not None and not form.opened:
            _folded(screen, state, form, one.check)
        else:
            _asked(screen, state, form, one)


def _words(say: Say, one: Looked, now: ReviewNow) -> Markup:
    view, former = one.condition, _last_time(now, one)
    home = organisation_label(say, view.organisation)
    head = Markup('<div class="line"><h3>V{} · {}</h3>{}{}{}</div><p class="quote">{}</p>').format(
        view.number,
        home,
        found_tag(say, one.met),
        Markup("") if view.hard else tag(hard_words(say, hard=False), "grey"),
        tier_tag(say, view.tier),
        view.text,
    )
    notes = []
    if view.check:
        notes.append(say("To be seen by: {check}", check=view.check))
    if former is not None:
        found = found_word(say, former.met).lower()
        notes.append(say("Last time: {found}, {seen}", found=found, seen=seen_words(say, former)))
    return head + Markup('<p class="small">{}</p>').format(" · ".join(notes)) if notes else head


def _last_time(now: ReviewNow, one: Looked) -> CheckedCondition | None:
    """What an earlier review found of it, if there was one."""
    decided = [line for line in now.history if line.decision is not None]
    return next((check for line in decided for check in line.checks if check.condition_id == one.condition.id), None)


def _folded(screen: Screen, state: CaseState, form: CheckForm, check: CheckedCondition) -> None:
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"folded_{check.condition_id}"):
        text = " · ".join(part for part in (check.evidence, seen_words(say, check)) if part)
        show(Markup('<p class="lines">{}</p>').format(text))
        st.button(say("Change"), key=f"check_open_{check.condition_id}", on_click=form.open, type="tertiary")
    if check.met is Known.NO:
        _new_action(screen, state, form)


def _asked(screen: Screen, state: CaseState, form: CheckForm, one: Looked) -> None:
    say = screen.say
    named = {met.value: found_word(say, met) for met in Known}
    with st.container(key=f"found_{one.condition.id}"):
        st.segmented_control(
            plain(say("Is condition V{n} met?", n=one.condition.number)),
            list(named),
            format_func=lambda value: named[value],
            key=form.key("met"),
            on_change=form.keep,
            label_visibility="collapsed",
        )
    if form["met"] is None:
        return
    _evidence(say, form, one)
    _who_and_when(screen, form)
    _told(screen, form)
    if one.check is not None:
        with st.container(horizontal=True, gap="small"):
            st.button(say("Ready"), key=f"check_fold_{one.condition.id}", on_click=form.fold)
            if one.met is Known.NO:
                _new_action(screen, state, form)


def _evidence(say: Say, form: CheckForm, one: Looked) -> None:
    met = Known(form["met"])
    label = {
        Known.YES: say("What shows that it is met"),
        Known.NO: say("What was seen, and what holds in its place for now"),
        Known.UNKNOWN: say("What is known, and what must be found out"),
    }[met]
    writing_area(form.form, form.name("evidence"), label, height=70, keep=form.keep)


def _who_and_when(screen: Screen, form: CheckForm) -> None:
    say = screen.say
    homes = {key: organisation_label(say, key) for key in form.homes}
    unknown = form["met"] == Known.UNKNOWN.value
    who, when = st.columns([1.6, 1], gap="small")
    who.selectbox(
        say("Who finds this out") if unknown else say("Who saw this"),
        list(homes),
        format_func=lambda key: homes.get(key, ""),
        index=None,
        key=form.key("by"),
        placeholder=say("Choose"),
        on_change=form.keep,
    )
    when.date_input(
        say("Asked on") if unknown else say("Seen on"),
        key=form.key("on"),
        format="DD-MM-YYYY",
        min_value=form.first_day,
        max_value=max(screen.today, form["on"] or screen.today),
        on_change=form.keep,
    )


def _told(screen: Screen, form: CheckForm) -> None:
    """Whether it counts by now, or what is still missing; and another writer's check beside one's own."""
    say = screen.say
    if form.theirs is not None:
        text = say("Somebody else recorded this meanwhile. Keep yours in its place, or take theirs.")
        mine, theirs = form.summed(say), form.theirs_summed(say)
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))
        with st.container(horizontal=True, gap="small"):
            st.button(say("Keep mine"), key=f"check_mine_{form.condition.id}", on_click=form.keep_mine)
            st.button(say("Take theirs"), key=f"check_theirs_{form.condition.id}", on_click=form.fold)
    elif form.problem is not None:
        show(Markup('<p class="mind" role="status">{}</p>').format(sentence(form.problem, say)))


def _new_action(screen: Screen, state: CaseState, form: CheckForm) -> None:
    """What is not met leads to an action, filled in as far as it can be."""
    view = form.condition
    if st.button(screen.say("New action from this"), key=f"check_action_{view.id}", icon=":material/add_task:"):
        known = {"conditions": [view.id], "what": view.text, "tier": view.tier, "if_not_tier": view.tier}
        if view.done_by in form.homes:
            known["owner"] = view.done_by
        action_dialog(screen, state, None, known=known, about=view.id)
