"""The form of one condition: its fields, its questions, what is still wrong with it, and the order it makes.

Whoever is invited answers one question at a time; the case director, after a call, sees all of them at once. Every
question is a function of its own: `whom`, `what`, `reading`, `doer`, `due`, `until`, `checking`, `if_not`, `readers`.
"""

from datetime import time
from typing import Any

from markupsafe import Markup

from models.terms import ConditionKind, PersonRole, Tier
from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from pages.partner.moments import due, end_of, until
from pages.partner.own_words import what
from pages.partner.readership import readers, readers_words
from pages.partner.reading_form import none_to_check, reading
from pages.partner.reading_kept import confirmed, doubted, packed, reading_of, said_of
from pages.partner.who_does import checking, doer, if_not, propose_doer
from pages.partner.whom import only_one, whom
from pages.plan.condition_words import People, name_of, quoted, until_words
from services.conditions.facts import ConditionView, HandIn
from services.scheduling.facts import LOCAL
from services.wording import Say

__all__ = [
    "CHECK",
    "QUESTIONS",
    "READING",
    "WHEN",
    "WRITTEN",
    "checking",
    "confirmed",
    "doer",
    "doubted",
    "due",
    "end_of",
    "fields_of",
    "fields_on",
    "if_not",
    "new_fields",
    "none_to_check",
    "order_of",
    "preview",
    "problem",
    "propose_doer",
    "readers",
    "readers_words",
    "reading",
    "titles",
    "until",
    "what",
    "whom",
]

QUESTIONS = 6
WHEN, READING = 3, 4
WRITTEN = (2, 5)
"""The questions that are answered in own words."""
CHECK = QUESTIONS + 1
"""The page after the questions, where all answers are looked over."""


def new_fields(screen: Screen, people: People = (), organisation: str = "") -> dict[str, Any]:
    """The fields of an empty form, filled in as far as the case tells: who is protected, who does and checks it.

    The condition's id is made here, once, so that a second click changes nothing.
    """
    victim = only_one(people, PersonRole.VICTIM)
    return {
        "id": screen.work.chance.id(),
        "version": 0,
        "follows": "",
        "step": 1,
        "reached": 1,
        "every_kind": False,
        "every_done_by": False,
        "every_checked_by": False,
        "subject_proposed": False,
        "subject": None,
        "protects": [victim] if victim else [],
        "kind": None,
        "begins": None,
        "text": "",
        "hard": True,
        "holds": False,
        "reading": None,
        "read_for": "",
        "act": None,
        "norm": None,
        "adjusting": False,
        "parts": [],
        "done_by": organisation,
        "due_on": None,
        "due_other": False,
        "ends": False,
        "day": None,
        "time": time(12),
        "check": "",
        "checked_by": organisation,
        "if_not": "",
        "tier": Tier.PARTNERS.value,
    }


def fields_of(screen: Screen, view: ConditionView) -> dict[str, Any]:
    """The fields of a condition that was handed in before, ready to be looked over."""
    until_at = view.until.astimezone(LOCAL) if view.until else None
    fields = new_fields(screen) | {
        "id": view.id,
        "version": view.version,
        "follows": view.follows_id,
        "step": CHECK,
        "reached": CHECK,
        "subject": view.subject_ref or None,
        "protects": list(view.protects),
        "kind": view.kind.value,
        "text": view.handed_in_text,
        "hard": view.hard,
        "holds": view.holds_approach,
        "reading": None if view.reading is None else packed(view.reading),
        "done_by": view.done_by,
        "due_on": view.due_on,
        "ends": until_at is not None,
        "day": until_at.date() if until_at else None,
        "time": until_at.time().replace(second=0, microsecond=0) if until_at else time(12),
        "check": view.check,
        "checked_by": view.checked_by,
        "if_not": view.if_not,
        "tier": view.tier,
    }
    return fields | {"read_for": said_of(fields)}


def fields_on(screen: Screen, former: ConditionView) -> dict[str, Any]:
    """The same as a new condition that takes the place of `former`, one of an earlier meeting."""
    fields = fields_of(screen, former)
    return fields | {"id": screen.work.chance.id(), "version": 0, "follows": former.id}


def titles(say: Say) -> tuple[str, ...]:
    """The questions."""
    return (
        say("Whom and what is it about?"),
        say("What must happen, or must not?"),
        say("Who does it, and when?"),
        say("Is this reading right?"),
        say("How do we see that it works?"),
        say("Who may read this?"),
    )


def problem(screen: Screen, form: DraftForm, step: int) -> str:
    """What is still wrong with the answer to a question; empty when it can stand."""
    say = screen.say
    if step == 1 and not form["kind"]:
        return say("Choose what it is about.")
    if step == 2 and not str(form["text"]).strip():
        return say("Write what must happen, or what must not.")
    if step == WHEN and form["ends"]:
        end = end_of(form)
        if end is None:
            return say("Choose a day and a time.")
        if end <= screen.work.clock():
            return say("This moment has passed. Choose one to come.")
    if step == READING and doubted(form):
        return say("You changed an answer after you confirmed this. Is it still right?")
    return ""


def order_of(form: DraftForm) -> HandIn:
    """The order to hand in what the form holds."""
    return HandIn(
        condition_id=str(form["id"]),
        kind=ConditionKind(form["kind"]),
        text=str(form["text"]),
        hard=bool(form["hard"]),
        tier=str(form["tier"]),
        subject_ref=str(form["subject"] or ""),
        protects=tuple(form["protects"] or ()),
        until=end_of(form),
        if_not=str(form["if_not"]),
        holds_approach=bool(form["holds"]),
        seen_version=int(form["version"]),
        done_by=str(form["done_by"] or ""),
        due_on=form["due_on"],
        check=str(form["check"]),
        checked_by=str(form["checked_by"] or ""),
        reading=reading_of(form),
        follows_id=str(form["follows"]),
    )


def preview(say: Say, form: DraftForm, people: People, *, reached: int) -> Markup:
    """How it reads in the plan so far; what was not asked yet is named by the number of its question."""
    later = Markup('<span class="tag t-grey">{}</span>')
    text = str(form["text"]).strip() or later.format(say("question {n}", n=2))
    who = name_of(say, str(form["done_by"] or ""), people) if reached > WHEN else ""
    end = until_words(say, end_of(form), holds=bool(form["holds"])) if reached > WHEN else ""
    by = say("by {day}", day=say.short_day(form["due_on"])) if reached > WHEN and form["due_on"] else ""
    known = [part for part in (who, by, end) if part]
    line = " · ".join(known) or Markup("{} {}").format(
        say("Who and until when:"), later.format(say("question {n}", n=WHEN))
    )
    way_out = str(form["if_not"]).strip()
    return quoted(say, text, line, way_out if reached > 5 else (way_out or later.format(say("question {n}", n=5))))
