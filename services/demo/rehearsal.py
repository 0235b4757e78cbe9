"""Plays one case of a file to its end, every step through the services that the screens use (`rehearsal.md`).

Opened the Friday before; conditions an hour, actions two hours later; weighed, decided and adopted when the meeting
ends. Where the phase asks for no meeting, the director coordinates by phone an hour after the actions. A seat that the
file leaves empty is explained neutrally, and told under `unresolved`.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from services.conditions import actions as conditions
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of
from services.demo import notice_played
from services.demo.compared import compared, left_open
from services.demo.facts import CaseFile, FileAction, FileCase, FileCondition
from services.demo.follow_up import duties, moment_of, play, told_flags, tried
from services.demo.meeting_played import NO_TIME, coordinate, meet, slots
from services.demo.outcome import Outcome
from services.demo.played import PlayedClock, own_database
from services.demo.queries import adopted_actions, barred_names
from services.demo.region import guest_actor, hand_in_order
from services.demo.settled import settle_as_agreed
from services.demo.staging import Stage, Staged, latest_outcome, put_on
from services.documents.actions import issue
from services.documents.forms.issuing import issue_own_form
from services.documents.guarding.unpack import FileUnreadable
from services.documents.queries import audiences_of
from services.duties.rules import unanswered
from services.measures import actions as measures
from services.measures.orders import WeighMeasure
from services.meetings.facts import Attendee
from services.meetings.queries import meetings_of
from services.network.drawn.picture import network_svg
from services.network.queries import network_of
from services.plans import actions as plans
from services.plans.orders import AdoptPlan, Check, RecordAction
from services.plans.queries import case_state
from services.plans.rules import AdoptionBlocked, blocking
from services.protection.rules import LeakFound
from services.settings import stopwatch
from services.unit_of_work import Work
from services.wording import speak

EXPLAINED = {"seat": "Niet bezet in het bestand", "meeting": NO_TIME}
NOT_IN_THE_FILE = "Niet genoemd in het bestand"
_HOUR = timedelta(hours=1)
Watch = Callable[[], float]


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
            self.outcome.slots = slots(self.work, self.case_id, self.file, self.case)
        attendees = meet(self.work, self.case_id, self.file, self.outcome)
        with self._timed("forms"):
            self._make_forms(attendees)
        self.clock.moment = self.opened + _HOUR
        self._hand_in(attendees)
        notices = self._write_notices()
        self._flag()
        with self._timed("conflicts"):
            self.outcome.compared = compared(self.work, self.case_id, self.condition_ids)
        self.clock.moment = self.opened + 2 * _HOUR
        agreed = [self._recorded(action) for action in sorted(self.case.actions, key=lambda action: action.number)]
        for order in agreed:
            plans.record_action(self.work, order)
        self.clock.moment = self._after_meeting()
        coordinate(self.work, self.case_id, self.outcome)
        self._weigh()
        with self._timed("settled"):
            self._settle_and_decide(agreed)
        self._look_for_holes()
        with self._timed("network"):
            self._network()
        with self._timed("plan"):
            self._adopt()
        with self._timed("editions"):
            self._issue()
        self._flag()
        self.outcome.duties_after = unanswered(duties(self.work, self.case_id))
        self._go_on(notices)
        return self.outcome

    def _write_notices(self) -> tuple[str, ...]:
        """What the file wrote for the suspect, tried at once: a stop that stands by now must keep it here."""
        written, refused = notice_played.write(self.work, self.case_id, self.case)
        self.outcome.unresolved = (*self.outcome.unresolved, *refused)
        self.outcome.notice_refused = notice_played.refused_now(self.work, self.case_id, written)
        return written

    def _go_on(self, notices: tuple[str, ...]) -> None:
        """What happens after adoption. The notice is made at the moment when the last stop has ended, between the
        events before it and those after it; where a stop has no end it is never made."""
        free = notice_played.free_from(self.work, self.case_id) if notices else None
        before = [event for event in self.case.follow_up if free is not None and moment_of(event) < free]
        events = list(play(self.work, self.clock, self.case_id, before))
        if free is not None:
            self.clock.moment = max(self.clock(), free)
            self.outcome.editions += notice_played.made(self.work, self.case_id, notices)
        rest = [event for event in self.case.follow_up if event not in before]
        self.outcome.events = (*events, *play(self.work, self.clock, self.case_id, rest))
        self.outcome.versions = case_state(self.work, self.case_id, screen="plan").versions
        if self.outcome.versions:
            self.outcome.tried = tuple(tried(self.work, self.clock, self.case_id, self.case.review_events))

    @contextmanager
    def _timed(self, step: str) -> Generator[None]:
        before = self._watch()
        yield
        self.outcome.seconds[step] = round(self._watch() - before, 3)

    def _make_forms(self, attendees: tuple[Attendee, ...]) -> None:
        """One form for every invited organisation, as its first attendee makes it before anything was handed in. A form
        that would tell what it may not is not written, and told."""
        for organisation, guest in _first_of_each(attendees).items():
            try:
                form = issue_own_form(self.work.as_actor(guest_actor(guest)))
            except (LeakFound, FileUnreadable):
                self.outcome.unresolved = (*self.outcome.unresolved, f"form-{organisation}")
                continue
            self.outcome.forms.append((organisation, form))

    def _hand_in(self, attendees: tuple[Attendee, ...]) -> None:
        """Guests by their own link; who was not invited by way of the case director."""
        first = _first_of_each(attendees)
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

    def _weigh(self) -> None:
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

    def _settle_and_decide(self, agreed: list[RecordAction]) -> None:
        """What is contradictory is settled as the file agreed; it does not name what became of every other condition:
        those are taken over as they were told."""
        left = settle_as_agreed(self.work, self.case_id, agreed, self.condition_ids)
        self.outcome.unresolved = (*self.outcome.unresolved, *left)
        done = {view.id for view in conditions_of(self.work, self.case_id) if view.decided}
        for condition_id in self.condition_ids.values():
            if condition_id not in done:
                conditions.decide(self.work, Decide(self.case_id, condition_id, 1, Decision.ACCEPT))

    def _look_for_holes(self) -> None:
        """What the agreed plan leaves open, beside what was found before it."""
        there = self.outcome.compared
        if there is not None:
            more = left_open(self.work, self.case_id, self.condition_ids)
            self.outcome.compared = replace(there, holes=(*there.holes, *more))

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


def _first_of_each(attendees: tuple[Attendee, ...]) -> dict[str, Attendee]:
    """The first attendee by organisation, in the order of the invitations."""
    found: dict[str, Attendee] = {}
    for attendee in attendees:
        found.setdefault(attendee.organisation, attendee)
    return found


def _explanation(check: Check) -> str:
    return EXPLAINED.get(check.kind, NOT_IN_THE_FILE)
