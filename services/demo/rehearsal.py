"""Plays one case of a file to its end, every step through the services that the screens use (`rehearsal.md`).

Opened the Friday before; conditions an hour, actions two hours later; weighed, decided and adopted when the meeting
ends. A seat that the file leaves empty is explained neutrally, and told under `unresolved`.
"""

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from models.terms import MeetingKind, Risk
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.queries import case_facts
from services.conditions import actions as conditions
from services.conditions.facts import Decide, Decision
from services.demo.facts import CaseFile, FileAction, FileCase, FileCondition
from services.demo.follow_up import PlayedEvent, duties, play, told_flags
from services.demo.played import PlayedClock, own_database
from services.demo.queries import adopted_actions, barred_names
from services.demo.region import guest_actor, hand_in_order
from services.demo.staging import NEWS, QUESTION, Stage, Staged, at, latest_outcome, put_on
from services.documents.actions import issue
from services.documents.facts import IssuedFile
from services.documents.guard import LeakFound
from services.documents.queries import audiences_of
from services.documents.unpack import FileUnreadable
from services.duties.rules import unanswered
from services.measures import actions as measures
from services.measures.orders import WeighMeasure
from services.meetings import actions as meetings
from services.meetings.facts import Attendee, Availability
from services.meetings.orders import PlanMeeting
from services.meetings.proposing import availability
from services.meetings.queries import meetings_of
from services.meetings.rules import default_deadline, invitable
from services.messages.envelope import as_eml
from services.messages.queries import mail_of
from services.network.drawn.picture import network_svg
from services.network.queries import Network, network_of
from services.plans import actions as plans
from services.plans.orders import AdoptPlan, Check, RecordAction
from services.plans.queries import case_state
from services.plans.rules import AdoptionBlocked, blocking
from services.scheduling.facts import Slot
from services.settings import stopwatch
from services.unit_of_work import Work
from services.wording import speak

EXPLAINED = {"seat": "Niet bezet in het bestand", "meeting": "Geen moment in de week dat aan het minimum voldoet"}
NOT_IN_THE_FILE = "Niet genoemd in het bestand"
_WEEK_DAYS, _NINE = 7, 9 * 60
_HOUR = timedelta(hours=1)
Watch = Callable[[], float]


@dataclass
class Outcome:
    """What came out, before it is written down. Empty where the play did not come that far."""

    case: FileCase
    facts: CaseFacts | None = None
    slots: dict[MeetingKind, Availability] = field(default_factory=dict)
    deputies: dict[str, str] = field(default_factory=dict)
    network: Network | None = None
    barred: tuple[str, ...] = ()
    version: int | None = None
    blocked_by: tuple[str, ...] = ()
    adopted_actions: int | None = None
    unresolved: tuple[str, ...] = ()
    editions: list[tuple[str, IssuedFile | None]] = field(default_factory=list)
    invitations: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    """Name without ending, calendar item, mail."""
    picture: str = ""
    duties_before: tuple[str, ...] = ()
    duties_after: tuple[str, ...] = ()
    flags: dict[tuple[str, str | None, str], None] = field(default_factory=dict)  # rule, condition, why; each once
    events: tuple[PlayedEvent, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def rehearse(file: CaseFile, case: FileCase, route_map: Path | None = None, watch: Watch = stopwatch) -> Outcome:
    """Plays a case in a database of its own. Raises only what the services raise on a case that cannot be."""
    with own_database(case, route_map) as (work, clock):
        return _Play(file, case, work, clock, watch).to_end()


class _Play:
    def __init__(self, file: CaseFile, case: FileCase, work: Work, clock: PlayedClock, watch: Watch) -> None:
        self.file, self.case, self.clock, self._watch = file, case, clock, watch
        self.outcome = Outcome(case)
        self.opened = clock()
        with self._timed("load"):
            self.stage = Stage(work)
            self.clock.moment = max(self.opened, latest_outcome(case))
            self.staged: Staged = put_on(self.stage, case)
            self.clock.moment = self.opened
            self.work = work.as_actor(self.staged.director)
        self.case_id = self.staged.case_id
        self.outcome.deputies = dict(self.staged.deputies)
        self.condition_ids = {condition.id: work.chance.id() for condition in case.conditions}

    def to_end(self) -> Outcome:
        """Every step, in the order in which people take them."""
        self.outcome.duties_before = unanswered(duties(self.work, self.case_id))
        with self._timed("slots"):
            self._slots()
        attendees = self._meet()
        self.clock.moment = self.opened + _HOUR
        self._hand_in(attendees)
        self._flag()
        self.clock.moment = self.opened + 2 * _HOUR
        for action in sorted(self.case.actions, key=lambda action: action.number):
            plans.record_action(self.work, self._recorded(action))
        self.clock.moment = self._after_meeting()
        self._weigh_and_decide()
        with self._timed("network"):
            self._network()
        with self._timed("plan"):
            self._adopt()
        with self._timed("editions"):
            self._issue()
        self._flag()
        self.outcome.duties_after = unanswered(duties(self.work, self.case_id))
        self.outcome.events = tuple(play(self.work, self.clock, self.case_id, self.case.follow_up))
        return self.outcome

    @contextmanager
    def _timed(self, step: str) -> Generator[None]:
        before = self._watch()
        yield
        self.outcome.seconds[step] = round(self._watch() - before, 3)

    def _slots(self) -> None:
        for kind, minutes in self.file.minutes.items():
            self.outcome.slots[kind] = availability(
                self.work,
                self.case_id,
                kind,
                minutes,
                first_day=self.case.week_start,
                days=_WEEK_DAYS,
                deadline=self.case.deadline,
                lunch_free=False,  # the weeks of a file know no lunch
            )

    def _meet(self) -> tuple[Attendee, ...]:
        """Plans the meeting that the phase asks for, with everybody who can be invited; gives who was."""
        facts = case_facts(self.work, self.case_id)
        seats = invitable(facts)
        found = self.outcome.slots.get(MeetingKind.ACTION_MEETING)
        if found is None or not found.needed or len(seats) < 2:
            return ()
        kind, start = self._chosen()
        missing = _somebody_missing(found, [seat.organisation for seat in seats])
        order = PlanMeeting(
            meeting_id=self.work.chance.id(),
            case_id=self.case_id,
            kind=kind,
            starts_at=start,
            minutes=self.file.minutes[kind],
            seat_ids=tuple(seat.id for seat in seats),
            conditions_due_at=default_deadline(start, self.clock()),
            question=QUESTION,
            news=NEWS,
            override_reason=EXPLAINED["meeting"] if missing else "",
        )
        meetings.plan(self.work, order)
        attendees = meetings_of(self.work, self.case_id)[0].attendees
        self._keep_invitations(attendees)
        return attendees

    def _chosen(self) -> tuple[MeetingKind, datetime]:
        """High risk waits for nobody: the earliest action meeting. Medium: the best attended conference.

        Where no time meets the minimum, those who can come meet on Monday at nine, and it is told as unresolved.
        """
        kinds = list(self.outcome.slots)
        if self.case.risk is not Risk.HIGH:
            kinds.reverse()
        for kind in kinds:
            proposals = self.outcome.slots[kind].proposals
            slot: Slot | None = proposals.earliest if self.case.risk is Risk.HIGH else proposals.best
            if slot is not None:
                return kind, slot.start
        self.outcome.unresolved = ("meeting",)
        return MeetingKind.ACTION_MEETING, at(self.case.week_start, 0, _NINE)

    def _keep_invitations(self, attendees: tuple[Attendee, ...]) -> None:
        with self.work.read(Permission.MEETING_READ, self.case_id, screen="invitations") as look:
            mails = mail_of(look, [attendee.invitation_id for attendee in attendees])
        count: Counter[str] = Counter()
        for attendee in attendees:
            count[attendee.organisation] += 1
            name = f"invite-{attendee.organisation}-{count[attendee.organisation]}"
            for queued in mails[attendee.invitation_id][-1:]:
                calendar = (queued.mail.calendar or "").encode()
                letter = as_eml(queued.mail, self.work.settings.mail_from, self.clock(), message_id=queued.id)
                self.outcome.invitations.append((name, calendar, letter))

    def _hand_in(self, attendees: tuple[Attendee, ...]) -> None:
        """Guests by their own link; who was not invited by way of the case director."""
        first = {attendee.organisation: attendee for attendee in reversed(attendees)}
        spoken = set()
        for condition in self.case.conditions:
            guest = first.get(condition.organisation)
            if guest is not None:
                spoken.add(guest.invitation_id)
            self._hand_in_one(condition, guest)
        for attendee in attendees:
            if attendee.invitation_id not in spoken:
                conditions.nothing_to_add(self.work.as_actor(guest_actor(attendee)))

    def _hand_in_one(self, condition: FileCondition, guest: Attendee | None) -> None:
        order = hand_in_order(condition, self.condition_ids[condition.id])
        elsewhere = order.tier.startswith("partner:") and order.tier != f"partner:{condition.organisation}"
        if guest is None:
            by = self.stage.organisation(condition.organisation)
            conditions.record_condition(self.work, self.case_id, by, order)
        elif elsewhere:
            conditions.hand_in_for(self.work, self.case_id, guest.invitation_id, order)
        else:
            conditions.hand_in(self.work.as_actor(guest_actor(guest)), order)

    def _recorded(self, action: FileAction) -> RecordAction:
        for organisation in (action.owner, *action.supporting):
            self.stage.organisation(organisation)
        return RecordAction(
            case_id=self.case_id,
            action_id=self.work.chance.id(),
            what=action.what,
            owner=action.owner,
            due_at=action.due,
            tier=action.tier,
            due_on_day=action.due_on_day,
            supporting=action.supporting,
            condition_ids=tuple(self.condition_ids[name] for name in action.conditions),
            proof=action.proof,
            if_not=action.if_not,
            if_not_tier=action.if_not_tier,
            ends_on=action.ends,
        )

    def _after_meeting(self) -> datetime:
        planned = meetings_of(self.work, self.case_id)
        return planned[0].ends_at if planned else self.opened + 3 * _HOUR

    def _weigh_and_decide(self) -> None:
        """The file names what was agreed, not what became of each condition: all are taken over as they were told."""
        for weighing in self.case.weighings:
            measures.weigh(
                self.work,
                WeighMeasure(
                    case_id=self.case_id,
                    measure=weighing.measure,
                    organisation=weighing.organisation,
                    outcome=weighing.outcome,
                    reason=weighing.reason,
                    weighed_on=self.clock().date(),
                    tier=weighing.tier,
                ),
            )
        for condition_id in self.condition_ids.values():
            conditions.decide(self.work, Decide(self.case_id, condition_id, 1, Decision.ACCEPT))

    def _flag(self) -> None:
        """What goes against a rule now; what was seen before stays told."""
        self.outcome.flags |= dict.fromkeys(told_flags(self.work, self.case_id, self.condition_ids))

    def _network(self) -> None:
        say = speak("nl")
        self.outcome.network = network_of(self.work, self.case_id, say)
        self.outcome.facts = self.outcome.network.case
        self.outcome.picture = network_svg(self.outcome.network.facts, self.outcome.network.findings, say)
        self.outcome.barred = barred_names(self.work, self.case_id)

    def _adopt(self) -> None:
        open_points = blocking(case_state(self.work, self.case_id, screen="plan").checks)
        explanations = {check.key: _explanation(check) for check in open_points if check.explainable}
        self.outcome.unresolved = tuple(dict.fromkeys((*self.outcome.unresolved, *explanations)))
        try:
            self.outcome.version = plans.adopt(self.work, AdoptPlan(self.case_id, explanations))
        except AdoptionBlocked as blocked:
            self.outcome.blocked_by = tuple(blocked.fields["missing"])
            return
        self.outcome.adopted_actions = adopted_actions(self.work, self.case_id)

    def _issue(self) -> None:
        for audience in audiences_of(self.work, self.case_id):
            try:
                self.outcome.editions.append((audience, issue(self.work, self.case_id, audience)))
            except (LeakFound, FileUnreadable):
                self.outcome.editions.append((audience, None))


def _explanation(check: Check) -> str:
    return EXPLAINED.get(check.kind, NOT_IN_THE_FILE)


def _somebody_missing(found: Availability, organisations: list[str]) -> bool:
    """Whether a group of the minimum has nobody among those invited."""
    return any(not group & set(organisations) for group in found.required)
