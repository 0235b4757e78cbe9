"""A finding that was settled: one line that says what was decided, when and by whom, and who does not agree."""

import streamlit as st
from markupsafe import Markup

from models.terms import Resolution
from pages.frame.markup import plain, show, tag
from pages.frame.refusal import sentence
from pages.plan.board.dissent_form import dissent_count, draw_dissent
from pages.plan.board.do_or_leave import do_or_leave
from pages.plan.board.laid import Laid, held, hold, holder, mark_of
from pages.plan.board.sides import alone, side_by_side
from pages.plan.board.titles import whose
from pages.plan.board.ways import BY_ACTION
from services.consistency.facts import SettledFinding
from services.errors import ServiceError
from services.plans.settling import withdraw
from services.wording import label
from services.wording.labels import organisation_label


def draw_settled(laid: Laid, key: str, title: str, settled: SettledFinding) -> None:
    """Draws the line and, for who directs the case, the way back."""
    mark, say = mark_of(key), laid.say
    with st.container(key=f"card_settled_{mark}", gap="small"):
        with st.container(key=f"settled_{mark}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            show(_words(laid, key, title, settled))
            if laid.directs:
                st.button(
                    say("Change"), key=f"unsettle_{mark}", help=plain(title), on_click=holder(key, "withdrawing", True)
                )
        if isinstance(problem := held(key, "problem"), ServiceError):
            hold(key, "problem", None)
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, say)))
        if laid.directs and held(key, "withdrawing"):
            _withdrawing(laid, key, settled)
        _both(laid, settled)
        draw_dissent(laid, key)


def what_was_decided(laid: Laid, settled: SettledFinding) -> str:
    """The decision in one sentence."""
    say, pair = laid.say, settled.conditions
    others = [name for name in pair if name != settled.stands_id]
    gone = say.listed([whose(say, laid, name) for name in others])
    if settled.resolution is Resolution.ONE_STANDS and settled.stands_id:
        return say("{one} stands; {other} lapses.", one=whose(say, laid, settled.stands_id), other=gone)
    if settled.resolution is Resolution.MERGED and settled.stands_id:
        return say("{other} went into {one}.", one=whose(say, laid, settled.stands_id), other=gone)
    if settled.resolution is Resolution.STANDS_WITH_REASON:
        return say("Both can stand.") if len(pair) > 1 else say("It stays as it is.")
    if settled.resolution is Resolution.UNRESOLVED:
        owner = organisation_label(say, settled.owner) if settled.owner else ""
        day = say.short_day(settled.due_on) if settled.due_on else ""
        if day:
            return say("It stays open in the plan. {who} takes it further, by {day}.", who=owner, day=day)
        return say("It stays open in the plan. {who} takes it further.", who=owner)
    return _agreement(laid, settled)


def _agreement(laid: Laid, settled: SettledFinding) -> str:
    say = laid.say
    action = next((one for one in laid.state.actions if one.id == settled.action_id), None)
    if action is None:
        return say("One agreement came in their place.")
    who = organisation_label(say, action.owner)
    return say("A{n}. {who}: {what}", n=action.number, who=who, what=action.what)


def _words(laid: Laid, key: str, title: str, settled: SettledFinding) -> Markup:
    say = laid.say
    numbers = say.listed([f"V{view.number}" for view in laid.seen(settled.conditions)])
    when = say.short_moment(settled.settled_at)
    by = say("decided {moment} by {name}", moment=when, name=settled.settled_by) if settled.settled_by else ""
    reason = f"{say('Reason')}: {settled.reason}" if settled.reason else ""
    parts = (numbers, reason, by or say("decided {moment}", moment=when), dissent_count(laid, key))
    return Markup('<div class="line"><h3>{}</h3>{}</div><p>{}</p><p class="small">{}</p>').format(
        title,
        _tags(laid, settled),
        what_was_decided(laid, settled),
        " · ".join(part for part in parts if part),
    )


def _both(laid: Laid, settled: SettledFinding) -> None:
    """The conditions that it was about, folded."""
    views = laid.seen(settled.conditions)
    if views:
        body = side_by_side(laid, views, ((),) * len(views)) if len(views) > 1 else alone(laid, views[0])
        title = laid.say.plural("Show the condition", "Show the conditions", len(views))
        show(
            Markup('<details class="small"><summary>{}</summary><div class="below">{}</div></details>').format(
                title, body
            )
        )


def _tags(laid: Laid, settled: SettledFinding) -> Markup:
    """That it was decided and, where an agreement took their place, in what way."""
    say, done = laid.say, tag("✓ " + laid.say("decided"), "green")
    return done + tag(label(say, settled.resolution), "white") if settled.resolution in BY_ACTION else done


def _withdrawing(laid: Laid, key: str, settled: SettledFinding) -> None:
    say, mark = laid.say, mark_of(key)
    text = say("Withdraw this decision? The conditions ask again what they asked before, and you decide anew.")
    if settled.action_id:
        text += " " + say("The agreement that was made stays in the plan until you take it out there.")
    if laid.state.board.dissent.get(key):
        text += " " + say("Who does not agree stays recorded with this decision.")
    show(Markup('<p class="mind" role="status">{}</p>').format(text))

    def go() -> None:
        hold(key, "withdrawing", None)
        try:
            withdraw(laid.screen.work, laid.case_id, key, settled.id)
        except ServiceError as refusal:
            hold(key, "problem", refusal)

    leave = say("Leave it as decided")
    do_or_leave(f"withdraw_{mark}", say("Withdraw the decision"), go, leave, holder(key, "withdrawing", None))
