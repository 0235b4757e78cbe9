"""What goes with a condition's text: who does it and by when, how it is checked, how it reads, how it came in."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from models.terms import Arrival
from pages.frame.markup import Text, facts_list, joined, tag
from pages.frame.two_texts import marked
from pages.plan.condition_words import People, name_of
from services.conditions.earlier import EarlierWording
from services.conditions.facts import ConditionView
from services.vocabulary.sentences import nothing_checkable
from services.wording import Say, label
from services.wording.labels import organisation_label


def fields(say: Say, view: ConditionView, people: People, sentences: Sequence[str]) -> Markup:
    """Names with values; what nobody filled in is left out, nothing at all where nothing was."""
    due = say("by {when}", when=say.short_day(view.due_on)) if view.due_on else ""
    checked = say("by {who}", who=name_of(say, view.checked_by, people)) if view.checked_by else ""
    rows: list[tuple[str, Text]] = [
        (say("Who does it"), _line((name_of(say, view.done_by, people), due))),
        (say("How it is checked"), _line((view.check, checked))),
        (say("Reads as"), Markup("<br>").join(sentences)),
    ]
    shown = [(name, value) for name, value in rows if value]
    return facts_list(shown) if shown else Markup("")


def origin_tag(say: Say, view: ConditionView, lead: str) -> Markup:
    """Whether the leading organisation asks it, or another partner brings it in."""
    if view.organisation == lead:
        return tag(say("condition of {organisation}", organisation=organisation_label(say, lead)), "blue")
    return tag(say("brought in by a partner"), "white")


def arrival(say: Say, view: ConditionView, follows: int | None) -> str:
    """When and how it came in, what it takes the place of, and whether a reading of it is still to come."""
    parts = []
    if view.handed_in_at:
        parts.append(say.short_moment(view.handed_in_at))
    if view.arrived:
        how = label(say, view.arrived)
        parts.append(how[:1].lower() + how[1:] if view.arrived is not Arrival.FORM else how)
    if follows:
        parts.append(say("replaces V{n} of last time", n=follows))
    if view.reading is None:
        parts.append(say("no reading yet"))
    elif not view.reading:
        told = nothing_checkable(say)
        parts.append(told[:1].lower() + told[1:])
    return " · ".join(parts)


def earlier(say: Say, view: ConditionView, wordings: Iterable[EarlierWording]) -> Markup:
    """Earlier wordings, folded; the words that changed since are marked. Nothing where there are none."""
    wordings = tuple(wordings)
    if not wordings:
        return Markup("")
    words = say.plural("{n} earlier wording", "{n} earlier wordings", len(wordings))
    lines = [
        Markup('<p class="quote">{}</p><p class="small">{}</p>').format(
            marked(one.text, view.handed_in_text), say("until {moment}", moment=say.short_moment(one.replaced_at))
        )
        for one in wordings
    ]
    return Markup("<details><summary>{}</summary>{}</details>").format(words, joined(lines))


def _line(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
