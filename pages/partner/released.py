"""The released plan on the page of whoever was invited by link: what is theirs to do, then the rest they may read.

Nothing of it is asked of a barred person's service or shown before the case director released it.
"""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import Theme
from pages.frame.markup import joined, show, tag
from pages.frame.screen import Screen
from services.documents.facts import ReleasedPlan
from services.documents.released import released_plan
from services.meetings.facts import GuestMeeting
from services.plans.facts import Due, PlanAction, PlanCondition
from services.wording import Say, label
from services.wording.labels import organisation_label

ADDRESS = "/dl/mijn/plan"
Item = PlanCondition | PlanAction


def draw_released(screen: Screen, meeting: GuestMeeting) -> None:
    """Draws the plan as this guest's organisation may read it; nothing at all until it is released."""
    plan = released_plan(screen.work)
    if plan is None:
        return
    say = screen.say
    with st.container(key="card_released", gap="small"):
        show(_head(say, plan))
        draw_items(say, plan, meeting.organisation)
        st.link_button(
            say("Download the plan as a Word file"),
            ADDRESS,
            icon=":material/download:",
            width="stretch",
            type="primary",
        )
        note = say("A download is registered on your name. Keep it where only you can open it.")
        show(Markup('<p class="small">{}</p>').format(note))


def draw_items(say: Say, plan: ReleasedPlan, organisation: str) -> None:
    """Draws what this organisation must do or brought in, and folded below it the rest that it may read."""
    mine = [item for item in _items(plan) if is_own(item, organisation)]
    rest = [item for item in _items(plan) if not is_own(item, organisation)]
    show(_own(say, mine, organisation))
    if rest:
        show(_rest(say, rest, organisation))


def is_own(item: Item, organisation: str) -> bool:
    """Whether this organisation brought it in or must do it; what is written for it alone in the place of another text
    is something it must act on."""
    if isinstance(item, PlanAction):
        return item.withheld or organisation in (item.owner, *item.supporting)
    return item.withheld or organisation in (item.organisation, item.responsible, *item.obliges)


def _head(say: Say, plan: ReleasedPlan) -> Markup:
    since = say.short_moment(plan.released_at)
    line = say("Adopted on {day}, open to you since {moment}.", day=say.day(plan.adopted_on), moment=since)
    parts = [Markup("<h2>{}</h2>").format(say("The safety plan, version {number}", number=plan.version))]
    parts.append(Markup('<p class="small">{}</p>').format(line))
    if plan.changed_since:
        told = say("Ask the case director about it; until then what was agreed stands.")
        changed = say("Something changed since this version.")
        parts.append(Markup('<p class="mind"><strong>{}</strong> {}</p>').format(changed, told))
    if plan.hold_in_force:
        parts.append(Markup('<p class="stop">{}</p>').format(say("Stop: nobody approaches the alleged perpetrator.")))
    if plan.review_on:
        text = say("It is looked at again on {day}.", day=say.day(plan.review_on))
        parts.append(Markup('<p class="small">{}</p>').format(text))
    if not plan.whole:
        parts.append(Markup('<p class="small">{}</p>').format(say("You read the agreements of your own organisation.")))
    return joined(parts)


def _items(plan: ReleasedPlan) -> tuple[Item, ...]:
    return (*plan.actions, *plan.conditions)


def _own(say: Say, mine: list[Item], organisation: str) -> Markup:
    title = Markup("<h2>{}</h2>").format(say("For {organisation}", organisation=organisation_label(say, organisation)))
    if not mine:
        return title + Markup("<p>{}</p>").format(say("Nothing in this plan is asked of your organisation."))
    return title + _lists(say, mine)


def _rest(say: Say, rest: list[Item], organisation: str) -> Markup:
    words = say.plural("What others do: {n} agreement", "What others do: {n} agreements", len(rest))
    return Markup("<details><summary>{}</summary>{}</details>").format(words, _lists(say, rest))


def _lists(say: Say, items: Iterable[Item]) -> Markup:
    """Actions first, then conditions by theme: what is to be done comes before why."""
    items = tuple(items)
    actions = [item for item in items if isinstance(item, PlanAction)]
    conditions = [item for item in items if isinstance(item, PlanCondition)]
    parts = []
    if actions:
        title = say("Actions")
        parts.append(Markup('<h3 class="below">{}</h3>{}').format(title, _rows(_action(say, one) for one in actions)))
    for theme in Theme:
        under = [item for item in conditions if item.theme is theme]
        if under:
            lines = _rows(_condition(say, one) for one in under)
            parts.append(Markup('<h3 class="below">{}</h3>{}').format(label(say, theme), lines))
    return joined(parts)


def _rows(lines: Iterable[Markup]) -> Markup:
    return Markup('<ul class="agreements">{}</ul>').format(joined(list(lines)))


def _action(say: Say, item: PlanAction) -> Markup:
    who = ", ".join(organisation_label(say, key) for key in (item.owner, *item.supporting) if key)
    notes = [who, _due(say, item.due, say("continuously"))]
    if item.ends:
        notes.append(say("until {moment}", moment=say.short_day(item.ends)))
    if item.proof:
        notes.append(say("shown by: {proof}", proof=item.proof))
    return _line(item.number, item.what, notes, _way_out(say, item.if_not))


def _condition(say: Say, item: PlanCondition) -> Markup:
    who = organisation_label(say, item.responsible or item.organisation) if not item.withheld else ""
    notes = [who, say("must hold") if item.hard else "", _due(say, item.due, "")]
    if item.check:
        notes.append(say("checked: {how}", how=item.check))
    return _line(item.number, item.text, notes, _way_out(say, item.if_not))


def _line(number: str, text: str, notes: Iterable[str], below: Markup) -> Markup:
    return Markup('<li><p>{} {}</p><p class="small">{}</p>{}</li>').format(
        tag(number, "white"), text, " · ".join(note for note in notes if note), below
    )


def _way_out(say: Say, text: str) -> Markup:
    if not text:
        return Markup("")
    return Markup('<p class="small">{}: {}</p>').format(say("If it does not succeed"), text)


def _due(say: Say, due: Due, otherwise: str) -> str:
    if due is None:
        return otherwise
    when = say.short_moment(due) if isinstance(due, datetime) else say.short_day(due)
    return say("by {when}", when=when)
