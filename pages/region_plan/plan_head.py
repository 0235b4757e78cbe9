"""The head of a plan: its weeks, what came of working it out in figures, how far that is now, and the next step."""

from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.region_plan.meeting_words import GRAVEST, Counted, place_name, to_move, untold
from pages.region_plan.refused_words import code_words
from pages.region_plan.shown import MORE, PUBLISHING, opens
from services.region_plan import working
from services.region_plan.actions import lay_aside, refresh
from services.region_plan.facts import PlanBeside, PlanLine, PlanStage, WeekPlan
from services.region_plan.working import Working
from services.wording import Say, label

_EVERY_SECONDS = 1
_STAGE_COLOUR = {PlanStage.PUBLISHED: "green", PlanStage.WORKED_OUT: "blue"}


def head_card(screen: Screen, plan: WeekPlan, found: Counted, now: Working | None) -> None:
    """Draws the head; while the times are worked out only its bar is drawn anew."""
    say = screen.say
    with st.container(key="card_region_head", gap="small"):
        show(
            Markup('<p class="line">{} {}</p><h2 class="slot">{}</h2>{}{}').format(
                tag(stage_name(say, plan.stage), _STAGE_COLOUR.get(plan.stage, "grey")),
                tag(place_name(say, plan.place)),
                period_words(say, plan),
                figures(say, plan, found),
                Markup('<p class="small">{}</p>').format(when_words(say, plan)),
            )
        )
        if now is not None and not now.ended:
            _progress(screen, plan)
            return
        if now is not None and now.failed:
            show(Markup('<p class="mind" role="alert">{}</p>').format(code_words(say, now.failed)))
        if not plan.meetings:
            text = say("No open case needs a meeting in these weeks, as far as you may see them.")
            show(Markup("<p>{}</p>").format(text))
        _buttons(screen, plan, found)


def stage_name(say: Say, stage: PlanStage) -> str:
    """How far a plan is, in words."""
    return {
        PlanStage.BEGUN: say("begun"),
        PlanStage.WORKED_OUT: say("worked out, not announced"),
        PlanStage.PUBLISHED: say("announced"),
        PlanStage.LAID_ASIDE: say("laid aside"),
    }[stage]


def period_words(say: Say, plan: WeekPlan | PlanLine | PlanBeside) -> str:
    """'24 november tot en met 7 december 2026'."""
    last = plan.first_day + timedelta(days=plan.days - 1)
    first = say.day(plan.first_day, year=plan.first_day.year != last.year, weekday=False)
    return say("{first} to {last}", first=first, last=say.day(last, weekday=False))


def when_words(say: Say, plan: WeekPlan) -> str:
    """When it was worked out and announced."""
    if plan.worked_out_at is None:
        return say("Begun on {moment}. Not worked out yet.", moment=say.moment(plan.begun_at))
    text = say("Worked out on {moment}.", moment=say.moment(plan.worked_out_at))
    if plan.published_at:
        text += " " + say("Announced on {moment}.", moment=say.moment(plan.published_at))
    return text


def figures(say: Say, plan: WeekPlan, found: Counted) -> Markup:
    """The numbers that say how good the plan is; of one that was not worked out yet, what there is to plan."""
    left = (say("left to directors"), len(found.left_out), "")
    if plan.worked_out_at is None and not found.planned:
        risks = [
            (say("{risk} risk", risk=label(say, risk)), sum(one.risk is risk for one in found.without), "")
            for risk in GRAVEST
        ]
        rows = [(say("to plan"), len(found.without), ""), *risks, left]
    else:
        rows = [
            (say("planned"), len(found.planned), "good-figure" if found.planned else ""),
            (say("late"), len(found.late), "bad-figure" if found.late else ""),
            (say("without a time"), len(found.without), "bad-figure" if found.without else ""),
            left,
            (say("person-days"), plan.person_days, ""),
        ]
    items = [
        Markup('<div class="{}"><dt>{}</dt><dd>{}</dd></div>').format(tone, name, value) for name, value, tone in rows
    ]
    return Markup('<dl class="figures">{}</dl>').format(joined(items))


def _buttons(screen: Screen, plan: WeekPlan, found: Counted) -> None:
    """One of them is the next step: working out what is new or no longer fits, else announcing."""
    say = screen.say
    news = sum(1 for one in found.planned if untold(one) or to_move(one))
    work_first = plan.worked_out_at is None or bool(plan.outdated)
    with st.container(key="region_head_do", horizontal=True, gap="small"):
        words = say("Work out times") if plan.worked_out_at is None else say("Work out again")
        if plan.meetings and st.button(
            words,
            key="region_work_out",
            type="primary" if work_first or not found.planned else "secondary",
            icon=":material/calendar_month:",
            help=say("What is confirmed or pinned keeps its time."),
        ):
            with refusals_shown(say):
                if plan.worked_out_at is not None:
                    refresh(screen.work, plan.id, plan.version)
                working.start(screen.work, plan.id)
                st.rerun()
        if news and st.button(
            say.plural("Announce {n} meeting", "Announce {n} meetings", news),
            key="region_publish_open",
            type="secondary" if work_first else "primary",
            icon=":material/mail:",
        ):
            opens(PUBLISHING, plan.id)
        if st.button(say("Plan other weeks"), key="region_more", type="tertiary", icon=":material/add:"):
            st.session_state[MORE] = True
            st.rerun()
        _lay_aside(screen, plan)


def _lay_aside(screen: Screen, plan: WeekPlan) -> None:
    say = screen.say
    with st.popover(say("Lay aside"), type="tertiary", key="region_aside"):
        text = say("The plan then goes from this screen. What was announced stays announced; nobody gets a mail.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Lay this plan aside"), key="region_lay_aside"):
            with refusals_shown(say):
                lay_aside(screen.work, plan.id, plan.version)
                st.rerun()


def _progress(screen: Screen, plan: WeekPlan) -> None:
    """How far the working out is, looked at each second; the page is drawn anew once it has ended."""
    say = screen.say

    @st.fragment(run_every=_EVERY_SECONDS)
    def drawn() -> None:
        with refusals_shown(say):
            now = working.state(screen.work, plan.id)
            if now is None or now.ended:
                st.rerun()
            show(progress_bar(say, now))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if st.button(say("Stop"), key="region_stop", icon=":material/stop_circle:", disabled=now.stopping):
                    working.stop(screen.work, plan.id)
                text = say("You can go on reading. What you change meanwhile is kept; these times then are not.")
                show(Markup('<p class="small">{}</p>').format(text))

    drawn()


def progress_bar(say: Say, now: Working) -> Markup:
    """A bar, with how many meetings have a time so far where one may know."""
    words = say("{n} of {all} meetings have a time", n=now.planned, all=now.of) if now.of else ""
    work = say("Finding out why some are late") if now.explaining else say("Working out the times")
    state = say("Stopping; the best so far is kept") if now.stopping else work
    return Markup(
        '<p><strong>{}</strong> <span class="soft">{}</span></p>'
        '<progress class="work" max="100" value="{}" aria-label="{}">{}</progress>'
    ).format(state, words, round(now.done * 100), state, words or state)
