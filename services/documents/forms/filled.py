"""What stands in a condition, question by question: for printing it in a form and for laying a form beside it. Pure."""

from collections.abc import Mapping
from datetime import date

from services.conditions.facts import ConditionView
from services.documents.forms.facts import Control, Question
from services.documents.forms.questions import HARD, WISH
from services.wording import Say
from services.wording.speech import LOCAL

PROTECTS = "protects."


def values_of(view: ConditionView, say: Say) -> Mapping[str, str | bool | date | None]:
    """By a question's key what the condition says: the value of a choice, a text, a local day, or whether it is ticked.

    The text is the author's own. Of several readings the first; who is protected is asked per person (`answer_of`).
    """
    until = view.until.astimezone(LOCAL) if view.until else None
    reading = view.reading[0] if view.reading else None
    return {
        "kind": view.kind.value,
        "subject": view.subject_ref,
        "text": view.handed_in_text,
        "hard": HARD if view.hard else WISH,
        "holds": view.holds_approach,
        "modality": reading.modality.value if reading else "",
        "act": reading.act if reading else "",
        "done_by": view.done_by,
        "due_on": view.due_on,
        "until": until.date() if until else None,
        "until_time": say.time(until) if until else "",
        "check": view.check,
        "checked_by": view.checked_by,
        "if_not": view.if_not,
        "tier": view.tier,
    }


def answer_of(view: ConditionView, question: Question, say: Say) -> str | bool | date | None:
    """What the condition says to one question; for a choice its words, empty where it is not offered."""
    if question.key.startswith(PROTECTS):
        return question.key.removeprefix(PROTECTS) in view.protects
    value = values_of(view, say).get(question.key, "")
    return dict(question.options).get(str(value), "") if question.control is Control.CHOICE else value
