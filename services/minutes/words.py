"""What minutes say of people, notes and actions, the same on the screen and on paper."""

from models.terms import InvitationAnswer
from services.minutes.facts import Noted, Person, Record, Said, Sat
from services.plans.facts import PlanAction
from services.wording import Say
from services.wording.labels import label, organisation_label


def stay_words(say: Say, stay: Sat) -> str:
    """'10.30 tot 12.00 uur', or since when somebody sits there."""
    if stay.left_at is None:
        return say("from {time} h", time=say.time(stay.arrived_at))
    return say("{start} to {end} h", start=say.time(stay.arrived_at), end=say.time(stay.left_at))


def attendance_words(say: Say, one: Person) -> list[str]:
    """As what somebody was there and from when to when; or that this was not recorded."""
    told = [label(say, one.capacity) if one.capacity else say("Present") if one.was_there else say("Not recorded")]
    told += [stay_words(say, stay) for stay in one.stays]
    if one.stands_in_for:
        told.append(say("stands in for {name}", name=one.stands_in_for))
    if one.informed_at:
        told.append(say("sent information in writing"))
    return told


def absent_words(say: Say, one: Person) -> str:
    """What is known of somebody who did not come."""
    told = [say("sent word of absence") if one.answer is InvitationAnswer.NO else say("not there")]
    if one.informed_at:
        told.append(say("sent information in writing on {day}", day=say.short_day(one.informed_at)))
    return ", ".join(told)


def accepted_words(say: Say, record: Record, one: Person) -> str:
    """Whether somebody at the table accepted the statement; empty where no meeting was opened here."""
    if one.accepted_at:
        return say("accepted at {time} h", time=say.time(one.accepted_at))
    return say("not accepted") if one.stays and record.opened_at else ""


def statement_words(say: Say, record: Record) -> str:
    """Whether the statement was read aloud, when and by whom."""
    if record.statement_read_at is None:
        return say("It was not recorded that this was read aloud.")
    at = say.time(record.statement_read_at)
    if not record.statement_read_by:
        return say("Read aloud at {time} h.", time=at)
    return say("Read aloud at {time} h by {name}.", time=at, name=record.statement_read_by)


def without_words(say: Say, record: Record) -> str:
    """Whom it was decided to meet without; empty where nobody was missed."""
    who = [organisation_label(say, key) for key in record.without]
    return say("It was decided to meet without {who}.", who=say.listed(who)) if who else ""


def home_of(say: Say, one: Person) -> str:
    """The name of somebody's organisation."""
    return one.organisation_name or organisation_label(say, one.organisation)


def held_words(say: Say, record: Record) -> str:
    """From when to when it was held; empty where it was not opened here."""
    if record.opened_at is None:
        return ""
    if record.closed_at is None:
        return say("opened at {time} h, not closed yet", time=say.time(record.opened_at))
    return say.span(record.opened_at, record.closed_at)


def seat_words(say: Say, record: Record, seat_id: str) -> str:
    """'I. Brandsma, Politie' for who sat on a seat, or that nobody was named."""
    found = next((one for one in record.people if seat_id and one.seat_id == seat_id), None)
    return f"{found.name}, {home_of(say, found)}" if found else say("nobody was named")


def byline(say: Say, note: Noted) -> str:
    """Who noted it, and that it was corrected before the minutes were locked."""
    told = [say("Noted by {name}", name=note.author)] if note.author else []
    if note.edited_at and note.edited_by:
        told.append(say("edited by {name}", name=note.edited_by))
    elif note.edited_at:
        told.append(say("edited afterwards"))
    return ", ".join(told)


def telling_words(say: Say, action: PlanAction) -> str:
    """Who tells the victim of an action, and by when; empty where that was not agreed."""
    if not action.tells_victim:
        return ""
    who = organisation_label(say, action.tells_victim)
    if action.told_to_victim_on:
        return say("{who} told the victim on {day}", who=who, day=say.short_day(action.told_to_victim_on))
    if action.tell_victim_by:
        return say("{who} tells the victim by {day}", who=who, day=say.short_day(action.tell_victim_by))
    return say("{who} tells the victim", who=who)


def said_words(say: Say, one: Said) -> str:
    """What its owner said of an action, who and when."""
    who = organisation_label(say, one.organisation)
    about = say(
        "{answer}, said by {who} ({day})",
        answer=label(say, one.answer),
        who=f"{one.by}, {who}" if one.by else who,
        day=say.short_day(one.at),
    )
    return f"{about}: {one.note}" if one.note else about


def next_words(say: Say, record: Record) -> str:
    """When the next meeting and the next review are."""
    told = [
        say("The next meeting is on {moment}.", moment=say.moment(record.next_at))
        if record.next_at
        else say("No next meeting has been planned.")
    ]
    if record.plan.review_on:
        told.append(say("This plan is reviewed on {day} at the latest.", day=say.day(record.plan.review_on)))
    return " ".join(told)
