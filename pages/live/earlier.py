"""What was agreed earlier, one at a time: one press for each of the four answers, with a few words if they help.

Not done is a fact and no reproach; no longer possible says that circumstances changed.
"""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import ActionAnswer
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show, tag
from pages.frame.writing import writing_area
from pages.live.room import Room, all_done, doing, numbered
from pages.plan.papers.edition_words import tier_tag
from pages.plan.safety_plan import due_text
from services.plans.orders import ActionView
from services.reports.actions import report
from services.reports.facts import OpenAction, Report, ReportAction
from services.reports.rules import UNSETTLED
from services.wording import Say, label
from services.wording.labels import organisation_label

_COLOURS = {
    ActionAnswer.DONE: "green",
    ActionAnswer.NO_LONGER_POSSIBLE: "grey",
    ActionAnswer.NOT_DONE: "red",
    ActionAnswer.NEW_INFORMATION: "blue",
}
ANSWERS = tuple(ActionAnswer)


def draw_earlier(room: Room) -> bool:
    """Draws the next action that was not asked about yet, and below it what was answered. Gives False: the four answers
    have keys of their own."""
    say, earlier = room.say, room.table.earlier
    if not earlier:
        text = all_done(room, say("Nothing was agreed earlier."))
        show(Markup("<p>{}</p>").format(text))
        return False
    waiting = [one for one in earlier if waits(room, one)]
    if waiting:
        _current(room, _chosen(room, waiting), waiting)
    else:
        n = len(earlier)
        text = say.plural("{n} earlier action was gone through.", "All {n} earlier actions were gone through.", n)
        show(Markup('<p class="good">✓ {}</p>').format(text))
    _answered(room, [one for one in earlier if not waits(room, one)])
    return False


def waits(room: Room, one: OpenAction) -> bool:
    """Whether the meeting still has to ask about an action: it asks for something, and at this table nothing was said
    of it yet."""
    return one.action.status in UNSETTLED and not any(said.meeting_id == room.meeting.id for said in one.reports)


def _chosen(room: Room, waiting: Sequence[OpenAction]) -> OpenAction:
    picked = st.session_state.get(_picked_key(room))
    return next((one for one in waiting if one.action.id == picked), waiting[0])


def _current(room: Room, one: OpenAction, waiting: Sequence[OpenAction]) -> None:
    say, action = room.say, one.action
    with st.container(key=f"live_earlier_{action.id}", gap="small"):
        count = say("{n} still to ask", n=len(waiting))
        show(Markup('<p class="soft where">{}</p>').format(count))
        show(action_words(room, action))
        if one.reports:
            show(_said_before(say, one.reports[-1]))
        if room.directs:
            form = DraftForm(room.screen, f"live.report.{action.id}", _fields(room), room.case_id)
            title = say("In a few words, if that helps (what was done, what is needed)")
            if not room.shared:
                writing_area(form, "note", title, height=60)
            _four(room, action, form)
            if len(waiting) > 1:
                later = waiting[(waiting.index(one) + 1) % len(waiting)]
                go = _picker(room, later.action.id)
                st.button(say("Later, first another one"), key="live_earlier_later", type="tertiary", on_click=go)


def _fields(room: Room) -> dict[str, object]:
    return {"note": "", "report": room.screen.work.chance.id()}


def _four(room: Room, action: ActionView, form: DraftForm) -> None:
    names = answer_names(room.say)
    with st.container(key="live_answers", horizontal=True, gap="xsmall"):
        for number, answer in enumerate(ANSWERS, 1):
            st.button(
                plain(names[answer]),
                key=f"live_answer_{number}",
                shortcut=f"Alt+{number}",
                on_click=doing(room, _answerer(room, action, form, answer)),
            )


def answer_names(say: Say) -> dict[ActionAnswer, str]:
    """What is said of an action, in two or three words."""
    return {
        ActionAnswer.DONE: say("Done"),
        ActionAnswer.NO_LONGER_POSSIBLE: say("No longer possible"),
        ActionAnswer.NOT_DONE: say("Not done"),
        ActionAnswer.NEW_INFORMATION: say("Open, something new"),
    }


def _answerer(room: Room, action: ActionView, form: DraftForm, answer: ActionAnswer) -> Callable[[], None]:
    def go() -> None:
        order = ReportAction(
            room.case_id,
            action.id,
            str(form["report"]),
            action.version,
            answer,
            note="" if room.shared else str(form["note"]),
            meeting_id=room.meeting.id,
        )
        report(room.screen.work, order)
        form.discard()

    return go


def action_words(room: Room, action: ActionView) -> Markup:
    """An action large enough to read across a table: who does what by when, how it shows, and what if it fails."""
    say = room.say
    who = say.listed([organisation_label(say, key) for key in (action.owner, *action.supporting)])
    notes = [who, due_text(say, action)]
    body = Markup('<p class="quote">{}</p><p class="small">{} {}</p>').format(
        numbered(room, action.what, f"A{action.number}"), " · ".join(notes), tier_tag(say, action.tier)
    )
    more = [(say("Shows by"), action.proof), (say("If it does not succeed"), action.if_not)]
    return body + joined([Markup('<p class="small">{}: {}</p>').format(name, text) for name, text in more if text])


def _said_before(say: Say, last: Report) -> Markup:
    """What the owner said before the meeting, by the link or to the director."""
    who = last.by or organisation_label(say, last.organisation)
    told = say("{name} answered {moment}", name=who, moment=say.short_moment(last.at))
    note = Markup('<p class="quote">{}</p>').format(last.note) if last.note else Markup("")
    return Markup('<div class="said"><p class="small">{}</p><p>{}</p>{}</div>').format(
        told, answer_tag(say, last), note
    )


def answer_tag(say: Say, one: Report) -> Markup:
    """An answer as a small coloured word."""
    return tag(label(say, one.answer), _COLOURS[one.answer])


def _answered(room: Room, done: Sequence[OpenAction]) -> None:
    """What was gone through, in short, each with what was said of it."""
    if not done:
        return
    say, lines = room.say, []
    for one in done:
        action, said = one.action, one.reports
        badge = answer_tag(say, said[-1]) if said else tag(label(say, action.status))
        note = said[-1].note if said else ""
        owner = organisation_label(say, action.owner)
        words = Markup('<li class="row"><div class="grow"><p>{}</p><p class="small">{}</p></div>{}</li>')
        told = numbered(room, f"{owner}: {action.what}", f"A{action.number}")
        lines.append(words.format(told, note, badge))
    title = say("Gone through: {n}", n=len(done))
    show(Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(title, joined(lines)))


def _picker(room: Room, action_id: str) -> Callable[[], None]:
    return lambda: st.session_state.update({_picked_key(room): action_id})


def _picked_key(room: Room) -> str:
    return f"live.{room.meeting.id}.earlier"
