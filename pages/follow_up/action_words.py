"""How an action and what was reported on it are put into words: by when, where it stands, who tells the victim."""

from markupsafe import Markup

from models.terms import ActionAnswer, ActionStatus
from pages.frame.markup import joined, tag
from services.plans.orders import ActionView
from services.reports.facts import OwnAction, Report
from services.wording import Say, label
from services.wording.labels import organisation_label

_COLOURS = {ActionStatus.DONE: "green", ActionStatus.NOT_DONE: "orange", ActionStatus.OPEN: "white"}
_ANSWER_COLOURS = {ActionAnswer.DONE: "green", ActionAnswer.NOT_DONE: "orange", ActionAnswer.NEW_INFORMATION: "blue"}


def due_word(say: Say, action: ActionView | OwnAction) -> str:
    """By when: a moment, a day, or continuously."""
    if action.due_at is None:
        return say("continuously")
    return say.short_day(action.due_at) if action.due_on_day else say.short_moment(action.due_at)


def state_tag(say: Say, action: ActionView, overdue: bool) -> Markup:
    """Where an action stands; past its last moment it says so."""
    if overdue:
        return tag(say("date passed"), "orange")
    return tag(label(say, action.status), _COLOURS.get(action.status, "grey"))


def answer_words(say: Say) -> dict[ActionAnswer, str]:
    """The four answers, as somebody else than the owner records them."""
    return {
        ActionAnswer.DONE: say("Done"),
        ActionAnswer.NO_LONGER_POSSIBLE: say("No longer possible: circumstances changed"),
        ActionAnswer.NOT_DONE: say("Not done by the organisation"),
        ActionAnswer.NEW_INFORMATION: say("Still open: there is something new"),
    }


def who_words(say: Say, action: ActionView) -> str:
    """Whose action it is, and with whose help."""
    who = organisation_label(say, action.owner)
    if not action.supporting:
        return who
    return say(
        "{owner}, with {others}", owner=who, others=say.listed([organisation_label(say, k) for k in action.supporting])
    )


def telling_words(say: Say, action: ActionView) -> str:
    """Who tells the victim and by when, or when that was done; empty where nobody does."""
    if action.told_victim_on:
        return say("✓ Victim told {day}", day=say.short_day(action.told_victim_on))
    if not action.tells_victim:
        return ""
    who = organisation_label(say, action.tells_victim)
    if action.tell_victim_on is None:
        return say("{organisation} tells the victim", organisation=who)
    return say("{organisation} tells the victim by {day}", organisation=who, day=say.short_day(action.tell_victim_on))


def reports_shown(say: Say, reports: tuple[Report, ...]) -> Markup:
    """Everything that was said of an action, newest first."""
    if not reports:
        return Markup("")
    return Markup('<ul class="below">{}</ul>').format(joined([_report(say, one) for one in reversed(reports)]))


def _report(say: Say, one: Report) -> Markup:
    who = organisation_label(say, one.organisation)
    parts = [say.short_moment(one.at), f"{one.by}, {who}" if one.by else who]
    if one.through_link:
        parts.append(say("by the personal link"))
    if one.meeting_id:
        parts.append(say("at the meeting"))
    head = Markup('<p class="small">{} {}</p>').format(
        tag(answer_words(say)[one.answer], _ANSWER_COLOURS.get(one.answer, "grey")), " · ".join(parts)
    )
    note = Markup('<div class="said"><p class="quote">{}</p></div>').format(one.note) if one.note else Markup("")
    return Markup("<li>{}{}</li>").format(head, note)
