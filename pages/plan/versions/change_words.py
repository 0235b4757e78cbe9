"""What changed in a plan, in words: item by item, before and after beside each other with the changed words marked."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from markupsafe import Markup

from models.terms import ChangeKind
from pages.frame.markup import joined, tag
from pages.frame.two_texts import beside
from services.plans.appendices import ChangedPart, Due, PlanChange
from services.wording import Say, label
from services.wording.labels import organisation_label

_COLOUR = {ChangeKind.ADDED: "green", ChangeKind.CHANGED: "blue", ChangeKind.LAPSED: "orange"}


def changes_list(say: Say, found: Sequence[PlanChange]) -> Markup:
    """These changes under the chapter of the plan that they are in; empty chapters are left out."""
    parts: list[Markup] = []
    for title, chapter in _chapters(say, found):
        lines = joined([change_line(say, one) for one in chapter])
        parts.append(Markup('<h3 class="below">{}</h3><ul class="agreements">{}</ul>').format(title, lines))
    return joined(parts)


def _chapters(say: Say, found: Sequence[PlanChange]) -> Iterable[tuple[str, list[PlanChange]]]:
    signs = {"V": say("Safety conditions"), "A": say("Actions"), "W": say("Measures weighed"), "S": say("Signals")}
    for sign, title in signs.items():
        chapter = [one for one in found if _sign(one) == sign]
        if chapter:
            yield title, chapter


def _sign(change: PlanChange) -> str:
    if change.number:
        return change.number[0]
    return "W" if change.measure else "S"


def change_line(say: Say, change: PlanChange) -> Markup:
    """One change: what it is of, its words, and what else is not what it was."""
    name = change.number or (label(say, change.measure) if change.measure else "")
    head = Markup("{} {}").format(
        tag(name, "white") if name else "", tag(label(say, change.kind), _COLOUR[change.kind])
    )
    notes = joined([Markup('<p class="small">{}</p>').format(note) for note in _notes(say, change)])
    return Markup("<li><p>{}</p>{}{}</li>").format(head, _words(say, change), notes)


def _words(say: Say, change: PlanChange) -> Markup:
    if change.kind is ChangeKind.CHANGED and change.before != change.after:
        return beside(say("Was"), change.before, say("Is now"), change.after)
    words = change.before if change.kind is ChangeKind.LAPSED else change.after
    return Markup('<p class="quote">{}</p>').format(words) if words else Markup("")


def _notes(say: Say, change: PlanChange) -> Iterable[str]:
    if change.kind is not ChangeKind.CHANGED:
        if outcome := change.outcome or change.outcome_before:
            yield label(say, outcome)
        yield " · ".join(part for part in (_home(say, change.owner), _when(say, change)) if part)
        if change.gone_into:
            yield say("went on in {number}", number=change.gone_into)
        return
    if change.outcome is not change.outcome_before and change.outcome and change.outcome_before:
        yield _from_to(say, say("Outcome"), label(say, change.outcome_before), label(say, change.outcome))
    if change.owner != change.owner_before:
        yield _from_to(say, say("Who"), _home(say, change.owner_before), _home(say, change.owner))
    if change.due != change.due_before:
        yield _from_to(say, say("Due by"), due_words(say, change.due_before), due_words(say, change.due))
    if change.also:
        yield say("also changed: {what}", what=", ".join(_part(say, part) for part in change.also))


def _when(say: Say, change: PlanChange) -> str:
    if change.number:
        return due_words(say, change.due)
    return due_words(say, change.due) if change.due else ""


def _home(say: Say, organisation: str) -> str:
    return organisation_label(say, organisation) if organisation else ""


def _from_to(say: Say, what: str, before: str, now: str) -> str:
    nothing = say("nothing")
    return say("{what}: {before} → {now}", what=what, before=before or nothing, now=now or nothing)


def due_words(say: Say, due: Due) -> str:
    """By when: a moment, a whole day, or continuously."""
    if due is None:
        return say("continuously")
    return say.short_moment(due) if isinstance(due, datetime) else say.short_day(due)


def _part(say: Say, part: ChangedPart) -> str:
    return {
        ChangedPart.HARD: say("whether it must hold"),
        ChangedPart.CHECK: say("how it is checked"),
        ChangedPart.PROOF: say("what shows it"),
        ChangedPart.IF_NOT: say("what if it fails"),
        ChangedPart.ENDS: say("until when"),
        ChangedPart.SUPPORTING: say("who helps"),
        ChangedPart.STATUS: say("how far it is"),
        ChangedPart.TELLS_VICTIM: say("who tells the victim"),
        ChangedPart.INFORM: say("who signals and who is told"),
        ChangedPart.ORGANISATION: say("whose condition it is"),
        ChangedPart.READERS: say("who may read it"),
    }[part]
