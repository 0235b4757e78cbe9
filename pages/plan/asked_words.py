"""How far one attendee is with conditions, in words: a sign with a word, a line below it, what to do next. Pure."""

from datetime import datetime
from enum import StrEnum

from markupsafe import Markup

from models.terms import FormStatus
from pages.frame.markup import tag
from services.conditions.facts import Asked
from services.wording import Say


class Group(StrEnum):
    """Where an attendee stands in the list."""

    OWING = "owing"
    IN = "in"
    NOT_ASKED = "not_asked"


class AskAct(StrEnum):
    """What the case director can do about one attendee's conditions."""

    REMIND = "remind"
    CALL = "call"
    LAST_TIME = "last_time"
    NONE = "none"
    EXTEND = "extend"
    FORM = "form"
    NOT_ASKED = "not_asked"
    ASK = "ask"
    LINK = "link"


IN_THE_WAITING_ROOM = (FormStatus.WAITING, FormStatus.SET_APART)


def group_of(asked: Asked) -> Group:
    """Not in yet, in, or nothing asked. A form that waits to be taken over is not in yet: something is to be done."""
    if asked.handed_in or asked.nothing_to_add or asked.information_at:
        return Group.IN
    if not asked.asked:
        return Group.NOT_ASKED
    return Group.OWING


def state_tag(say: Say, asked: Asked, now: datetime) -> Markup:
    """How far they are, as sign and word."""
    if asked.form in IN_THE_WAITING_ROOM:
        return tag("! " + say("form in the waiting room"), "orange")
    if asked.handed_in:
        return tag("✓ " + say("{n} handed in", n=asked.handed_in), "green")
    if asked.nothing_to_add:
        return tag("✓ " + say("no conditions"), "green")
    if asked.information_at:
        return tag("✓ " + say("information in writing"), "blue")
    if not asked.asked:
        return tag("○ " + say("not asked"), "grey")
    if asked.locked:
        return tag("! " + say("link locked"), "red")
    if asked.due_at <= now:
        return tag("! " + say("deadline passed"), "red")
    if asked.writing:
        return tag("? " + say("is writing"), "blue")
    return tag("? " + say("link opened"), "blue") if asked.opened_at else tag("? " + say("not opened yet"), "orange")


def notes(say: Say, asked: Asked, reminder: datetime | None) -> str:
    """Name, and what goes with the state: since when, until when, reminded or to be reminded."""
    parts = [asked.name]
    if asked.handed_in_at and asked.handed_in:
        parts.append(say("last {moment}", moment=say.short_moment(asked.handed_in_at)))
    if asked.information_at and not asked.handed_in:
        parts.append(say("received {moment}", moment=say.short_moment(asked.information_at)))
    if group_of(asked) is Group.OWING:
        parts += _while_owing(say, asked, reminder)
    return " · ".join(parts)


def next_acts(asked: Asked, now: datetime) -> tuple[AskAct, ...]:
    """What is sensible now: a new link for a locked one, a reminder if there was none, and always a call; nothing
    where all is in, or a form waits to be taken over."""
    if group_of(asked) is not Group.OWING or asked.form in IN_THE_WAITING_ROOM:
        return ()
    if asked.locked:
        return (AskAct.LINK, AskAct.CALL)
    silent = not asked.reminders and asked.due_at > now
    return (AskAct.REMIND, AskAct.CALL) if silent else (AskAct.CALL,)


def other_acts(asked: Asked, now: datetime, starts_at: datetime) -> list[AskAct]:
    """What else can be done, the likely first; without what stands on the button already."""
    if not asked.asked:
        return [AskAct.ASK, AskAct.CALL, AskAct.LINK] if now < starts_at else [AskAct.CALL]
    owing, ahead = group_of(asked) is Group.OWING, now < starts_at
    acts = [AskAct.CALL, AskAct.LAST_TIME]
    acts += [AskAct.REMIND] if owing and ahead and not asked.locked else []
    acts += [AskAct.NONE] if not asked.handed_in and not asked.nothing_to_add else []
    acts += [AskAct.EXTEND, AskAct.FORM] if ahead else []
    acts += [AskAct.NOT_ASKED] if owing else []
    acts += [AskAct.LINK] if ahead else []
    return [act for act in acts if act not in next_acts(asked, now)]


def act_word(say: Say, act: AskAct) -> str:
    """The words on its button."""
    return {
        AskAct.REMIND: say("Send a reminder"),
        AskAct.CALL: say("Fill in after a call"),
        AskAct.LAST_TIME: say("Same as last time"),
        AskAct.NONE: say("Has no conditions"),
        AskAct.EXTEND: say("Give more time"),
        AskAct.FORM: say("Word form"),
        AskAct.NOT_ASKED: say("Ask nothing"),
        AskAct.ASK: say("Ask after all"),
        AskAct.LINK: say("Link and code"),
    }[act]


def _while_owing(say: Say, asked: Asked, reminder: datetime | None) -> list[str]:
    parts = []
    if asked.extended:
        parts.append(say("more time until {moment}", moment=say.short_moment(asked.due_at)))
    if asked.form_sent and asked.form is None:
        parts.append(say("Word form made"))
    if asked.reminded_at:
        parts.append(say("reminded {moment}", moment=say.short_moment(asked.reminded_at)))
    if reminder:
        parts.append(say("next reminder {moment}", moment=say.short_moment(reminder)))
    return parts
