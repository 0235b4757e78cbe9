"""Small phrases that every document shares: who, by when, and the neutral stub. Pure."""

from datetime import date, datetime

from models.terms import ConditionStatus, PlanStatus
from services.documents.word.layout import Line, line, strong
from services.plans.facts import Due, PlanAction, PlanCondition, PlanContent, PlanOpenPoint
from services.wording import Say
from services.wording.labels import organisation_label, seat_label

NOTHING = "–"
NOT_ADOPTED = (PlanStatus.DRAFT, PlanStatus.CIRCULATED)
_MARKS = {
    PlanStatus.DRAFT: "DRAFT – not adopted",
    PlanStatus.CIRCULATED: "DRAFT – not adopted",
    PlanStatus.SUPERSEDED: "SUPERSEDED – a later version holds",
    PlanStatus.WITHDRAWN: "WITHDRAWN – do not use",
}


def marking(say: Say, content: PlanContent) -> str:
    """The mark on every page of a version that is not in force, and of a fictional case; nothing on an adopted plan of
    a real one."""
    marks = [say(_MARKS[content.status])] if content.status in _MARKS else []
    marks += [say("FICTIONAL – practice region")] if content.fictional else []
    return " · ".join(marks)


def not_in_force(content: PlanContent) -> bool:
    """Whether nobody may act on this version: it is not adopted yet, or no longer holds."""
    return content.status in _MARKS


def subtitle(say: Say, content: PlanContent) -> str:
    """Below the title: what this version is."""
    day = say.day(content.adopted_on, weekday=False)
    if content.status in NOT_ADOPTED:
        return say("Draft of a shared plan of the partners, made on {day}", day=day)
    return say("Shared plan of the partners, adopted on {day}", day=day)


def standing(say: Say, content: PlanContent) -> str:
    """One sentence on whether this version holds."""
    day, number = say.day(content.adopted_on), content.version
    match content.status:
        case PlanStatus.DRAFT:
            return say("Version {number} is a draft of {day}. Nothing in it has been adopted.", number=number, day=day)
        case PlanStatus.CIRCULATED:
            told = "Version {number} of {day} went round for an answer. Nothing in it has been adopted."
            return say(told, number=number, day=day)
        case PlanStatus.SUPERSEDED:
            told = "Version {number} was adopted on {day} and has been superseded: a later version holds."
            return say(told, number=number, day=day)
        case PlanStatus.WITHDRAWN:
            return say("Version {number} of {day} was withdrawn. Do not act on it.", number=number, day=day)
    return say("Adopted on {day} as version {number}.", day=day, number=number)


def changed_since(say: Say) -> Line:
    """On the first page of a copy that was made after something happened: that it did, never what."""
    told = say("Ask the case director about it; until then what was agreed stands.")
    return line(strong(say("Something changed since this version.")), f" {told}")


def author(say: Say, content: PlanContent) -> str:
    """The organisation that stands as author: never a person."""
    return content.issuer or organisation_label(say, content.director_organisation) or organisation_label(say, "VHH")


def role(say: Say, key: str) -> str:
    """A seat's name; free words begin with a capital like the others."""
    words = seat_label(say, key)
    return words[:1].upper() + words[1:]


def organisation(say: Say, key: str) -> str:
    """An organisation's name, or a dash."""
    return organisation_label(say, key) if key else NOTHING


def seat(say: Say, seat_role: str, key: str) -> str:
    """'Casusregisseur, Politie'."""
    return f"{role(say, seat_role)}, {organisation_label(say, key)}" if key else role(say, seat_role)


def telling(say: Say, action: PlanAction) -> tuple[str, ...]:
    """Who tells the victim of an action and by when, or since when she knows; nothing where nobody tells her."""
    if action.told_to_victim_on:
        return (say("Victim told {day}", day=say.short_day(action.told_to_victim_on)),)
    if not action.tells_victim:
        return ()
    who = organisation(say, action.tells_victim)
    if action.tell_victim_by is None:
        return (say("{organisation} tells the victim", organisation=who),)
    return (
        say("{organisation} tells the victim by {day}", organisation=who, day=say.short_day(action.tell_victim_by)),
    )


def open_point(say: Say, key: str) -> str:
    """A point that stayed open at adoption, by its check's key."""
    kind, _, rest = key.partition(":")
    home, _, seat_role = rest.partition("/")
    if kind == "seat":
        return f"{organisation(say, home)}, {role(say, seat_role).lower()}" if seat_role else organisation(say, home)
    return {
        "director": say("Case director and deputy"),
        "meeting": say("Meeting with the minimum attendance"),
        "answers": say("What partners say of the plan"),
    }.get(kind, kind)


def left_open(say: Say, point: PlanOpenPoint) -> str:
    """A point that stayed open, and why as far as this reader may know."""
    reason = point.reason or say("Why is not told in this edition.")
    return say("Open at adoption: {point}. {reason}", point=open_point(say, point.key), reason=reason)


def due(say: Say, when: Due) -> str:
    """'ma 23 nov 18.00 uur', 'vr 27 nov' or 'Doorlopend'."""
    if when is None:
        return say("Ongoing")
    if isinstance(when, datetime):
        return say("{day} {time} h", day=say.short_day(when), time=say.time(when))
    return say.short_day(when)


def day_of(say: Say, when: Due) -> str:
    """'ma 23 nov' without the time, or a dash."""
    return say.short_day(when) if when else NOTHING


def day(say: Say, when: date | None) -> str:
    """'25-11-2026', or a dash."""
    return say.numeric_day(when) if when else NOTHING


def if_not(say: Say, item: PlanCondition | PlanAction) -> tuple[Line, ...]:
    """'Als dit niet lukt: ...' as a line of its own, where there is one."""
    return (line(strong(say("If this does not work:")), f" {item.if_not}"),) if item.if_not else ()


def gone(say: Say, item: PlanCondition) -> tuple[Line, ...]:
    """'Verder in A2' as a line of its own, where a condition went on in something else."""
    if item.status is not ConditionStatus.MERGED:
        return ()
    told = (
        say("Goes on in {number}.", number=item.gone_into) if item.gone_into else say("Goes on in another agreement.")
    )
    return (line(strong(told)),)


def open_against(say: Say, content: PlanContent, item: PlanCondition) -> tuple[Line, ...]:
    """What a condition does not go together with and nobody settled yet, as a line of its own."""
    points = [one for one in content.contradictions if item.number in one.conditions and one.is_open]
    others = list(dict.fromkeys(number for one in points for number in one.conditions if number != item.number))
    if others:
        return (line(strong(say("Open point: does not go together with {numbers}.", numbers=say.listed(others)))),)
    return (line(strong(say("Open point: goes against a rule."))),) if points else ()


def stub(say: Say, item: PlanCondition | PlanAction) -> str:
    """What stands in the place of an item that this reader may not read but must act on: the words that were written
    for it, else a sentence that tells nothing."""
    if own := item.what if isinstance(item, PlanAction) else item.text:
        return own
    return waits(say, approach=item.approach)


def waits(say: Say, *, approach: bool) -> str:
    """The built-in sentence, where nobody wrote words of their own."""
    if approach:
        return say("Approaching the alleged perpetrator: waits for release by CR (case director).")
    return say("Waits for word from the case director.")


def direct_danger(say: Say, content: PlanContent) -> tuple[Line, ...]:
    """The red box: 112, the word to say, the number of the director."""
    first = [strong(say("In immediate danger: call 112."))]
    told = say("Say “{word}”.", word=content.emergency_word) if content.emergency_word else ""
    number = content.director_number
    then = say("Then the case director: {number} (day and night).", number=number) if number else ""
    spoken = " ".join(part for part in (told, then) if part)
    rule = say("Never share this plan, or where people stay, with the alleged perpetrator.")
    return (line(*first, f" {spoken}" if spoken else ""), line(rule))
