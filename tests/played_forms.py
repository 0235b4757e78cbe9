"""Cases of a file, played until everybody is invited; and what whoever fills a form in chooses and types for what a
file says."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from models.terms import FormStatus
from services.access.rules import Permission
from services.conditions.actions import hand_in, nothing_to_add
from services.conditions.facts import ConditionView, HandIn
from services.conditions.queries import conditions_of
from services.demo.facts import CaseFile, FileCase
from services.demo.meeting_played import meet, slots
from services.demo.outcome import Outcome
from services.demo.played import own_database
from services.demo.region import guest_actor, hand_in_order
from services.demo.staging import Stage, latest_outcome, put_on
from services.documents.forms.facts import Control, Question
from services.documents.forms.issuing import issue_own_form
from services.documents.forms.queries import forms_of
from services.documents.forms.questions import HARD, WISH, block_questions, options_of
from services.documents.forms.readings import begin_with
from services.documents.forms.saying import Said
from services.documents.forms.taking_over import take_nothing_to_add, take_over
from services.meetings.facts import Attendee
from services.meetings.queries import meetings_of
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from services.vocabulary.queries import vocabulary
from services.wording import speak

SAY = speak("nl")


@dataclass
class Invited:
    """A case of a file in a database of its own, an hour after its partners were invited."""

    case: FileCase
    case_id: str
    director: Work
    guests: Mapping[str, Attendee]
    """The first attendee by organisation."""

    def as_guest(self, organisation: str) -> Work:
        """Somebody who came in by the personal link."""
        return self.director.as_actor(guest_actor(self.guests[organisation]))

    def orders(self, organisation: str) -> tuple[HandIn, ...]:
        """What the file says that an organisation writes, with the reading that a form can say of it: what is begun
        with an act and a modality."""
        mine = [one for one in self.case.conditions if one.organisation == organisation]
        return tuple(self._sayable(hand_in_order(one, f"file{one.id}"), organisation) for one in mine)

    def questions(self, organisation: str) -> dict[str, Question]:
        """What one block of this organisation's form asks, by key."""
        return questions_of(self.director, self.case_id, organisation)

    def conditions(self) -> list[ConditionView]:
        """What stands, but for its ids, its moment and the way it came in."""
        bare = {"id": "", "invitation_id": "", "meeting_id": "", "arrived": None, "handed_in_at": None}
        return [replace(view, **bare) for view in conditions_of(self.director, self.case_id)]

    def silent(self) -> set[str]:
        """Who said to have no conditions."""
        return {one.organisation for one in meetings_of(self.director, self.case_id)[0].attendees if one.nothing_to_add}

    def by_link(self) -> None:
        """Everybody hands in by the link."""
        for organisation in self.guests:
            for order in self.orders(organisation):
                hand_in(self.as_guest(organisation), order)
            if not self.orders(organisation):
                nothing_to_add(self.as_guest(organisation))

    def form(self, organisation: str) -> bytes:
        """The form that an organisation makes for itself."""
        return issue_own_form(self.as_guest(organisation)).content

    def take_all(self) -> int:
        """The director takes over everything that waits, one act per block; gives how many."""
        acts = 0
        while waiting := [one for one in forms_of(self.director, self.case_id) if one.status is FormStatus.WAITING]:
            form, acts = waiting[0], acts + 1
            if form.nothing_to_add:
                take_nothing_to_add(self.director, self.case_id, form.id, form.version)
                continue
            block = next(one for one in form.blocks if one.answer is None and one.changes)
            version = block.condition_version
            take_over(self.director, self.case_id, form.id, block.key, form.version, condition_version=version)
        return acts

    def _sayable(self, order: HandIn, organisation: str) -> HandIn:
        if not order.reading:
            return order
        begin = begin_with(vocabulary(self.director.settings.vocabulary), organisation)
        said = Said(
            subject=order.subject_ref,
            protects=tuple(sorted(order.protects)),
            done_by=order.done_by,
            due_on=order.due_on,
            until=order.until,
        )
        norm = begin(order.reading[0].act, order.reading[0].modality, said)
        return replace(order, reading=(norm,) if norm else None)


@contextmanager
def invited(file: CaseFile, case: FileCase) -> Generator[Invited]:
    """Plays a case until its partners were invited to the meeting that the phase asks for."""
    with own_database(case, None) as (work, clock):
        opened, stage = clock(), Stage(work)
        clock.moment = max(opened, latest_outcome(case))
        staged, outcome = put_on(stage, case), Outcome(case)
        clock.moment, director = opened, work.as_actor(staged.director)
        outcome.slots = slots(director, staged.case_id, file, case)
        attendees = meet(director, staged.case_id, file, outcome)
        clock.moment = opened + timedelta(hours=1)
        guests = {one.organisation: one for one in reversed(attendees)}
        yield Invited(case, staged.case_id, director, {key: guests[key] for key in sorted(guests)})


def questions_of(director: Work, case_id: str, organisation: str) -> dict[str, Question]:
    """What one block of an organisation's form asks, by key."""
    with director.read(Permission.CASE_READ, case_id) as look:
        options = options_of(look, case_id, SAY, organisation)
    acts = vocabulary(director.settings.vocabulary)
    return {question.key: question for question in block_questions(SAY, acts, options)}


def typed(orders: Iterable[HandIn], asked: Mapping[str, Question], *, first: int = 1) -> dict[str, str | bool]:
    """What is chosen and typed in the blocks of a form, from block `first` on, to say the same as these orders; who has
    nothing to say ticks that."""
    said: dict[str, str | bool] = {"true": True}
    blocks = list(orders)
    for number, order in enumerate(blocks, first):
        said |= {f"c{number}.{key}": answer for key, answer in _block(order, asked).items()}
    return said if blocks else said | {"nothing": True}


def _block(order: HandIn, asked: Mapping[str, Question]) -> dict[str, str | bool]:
    until = order.until.astimezone(LOCAL) if order.until else None
    norm = order.reading[0] if order.reading else None
    values = {
        "kind": order.kind.value,
        "subject": order.subject_ref,
        "text": order.text,
        "hard": HARD if order.hard else WISH,
        "modality": norm.modality.value if norm else "",
        "act": norm.act if norm else "",
        "done_by": order.done_by,
        "due_on": f"{order.due_on:%d-%m-%Y}" if order.due_on else "",
        "until": f"{until:%d-%m-%Y}" if until else "",
        "until_time": f"{until:%H.%M} uur" if until else "",
        "check": order.check,
        "checked_by": order.checked_by,
        "if_not": order.if_not,
        "tier": order.tier,
    }
    spoken = {
        key: dict(asked[key].options)[value] if _chosen(asked, key) else value for key, value in values.items() if value
    }
    ticked = {f"protects.{ref}": True for ref in order.protects}
    return {**spoken, **ticked, **({"holds": True} if order.holds_approach else {})}


def _chosen(asked: Mapping[str, Question], key: str) -> bool:
    return asked[key].control is Control.CHOICE
