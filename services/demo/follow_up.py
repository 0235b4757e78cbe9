"""What a file tells of the time after adoption, played through the services: events, new outcomes of the SASH."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.terms import EVENT_WORDS, CloseReason, EventKind, Instrument, OrganisationKind, Phase
from services.access.rules import Permission
from services.cases.actions import record_assessment
from services.cases.facts import Assessment
from services.demo.facts import FileEvent
from services.demo.played import PlayedClock
from services.duties.closing import closing_points
from services.duties.facts import Obligation
from services.duties.flagging import flags
from services.duties.queries import evidence_in
from services.duties.rules import obligations
from services.duties.stale import stale_since
from services.duties.words import flag_words
from services.events.actions import record_events, strike_out
from services.events.facts import NewEvent
from services.new_information.facts import ProposedMeeting
from services.new_information.queries import news_in, stale_plan
from services.route_map.queries import regional
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import Work
from services.vocabulary.queries import vocabulary
from services.wording import speak

_NOON = time(12)


@dataclass(frozen=True)
class PlayedEvent:
    """One event of the file and what it set off: rules that began to hold or ask again, the phase after it.

    `must_hear`: organisations that must hear of it; `meeting`: the action meeting that is proposed, None where one
    stands or the plan fits; `closing`: what keeps the case from being closed then, by key.
    """

    on: date
    event: str
    fired_rules: tuple[str, ...]
    phase: Phase
    review_proposed: bool
    must_hear: tuple[str, ...] = ()
    meeting: ProposedMeeting | None = None
    closing: tuple[str, ...] = ()


def play(work: Work, clock: PlayedClock, case_id: str, events: Iterable[FileEvent]) -> Iterable[PlayedEvent]:
    """Plays the events in the order of their days; the clock never goes back."""
    for event in sorted(events, key=lambda event: event.on):
        clock.moment = max(clock(), moment_of(event))
        yield _set_off(work, case_id, event, clock())[0]


def tried(work: Work, clock: PlayedClock, case_id: str, words: Iterable[str]) -> Iterable[PlayedEvent]:
    """What each of the events would set off after which the plan is to be looked at again: told by itself a minute
    after the one before, and struck out before the next. A new SASH is no event of the log and is passed over."""
    for word in words:
        if word.casefold().startswith(Instrument.SASH.value.casefold()):
            continue
        clock.moment += timedelta(minutes=1)
        event = FileEvent(local_day(clock()), word, text=word)
        played, event_id = _set_off(work, case_id, event, clock())
        strike_out(work, case_id, event_id, speak("nl")("Tried in a rehearsal"))
        yield played


def _set_off(work: Work, case_id: str, event: FileEvent, moment: datetime) -> tuple[PlayedEvent, str]:
    """The event happens; gives what followed, and its id in the log (empty for an outcome of an instrument)."""
    before = duties(work, case_id)
    event_id = _happens(work, case_id, event, moment)
    with work.read(Permission.CASE_READ, case_id, screen="follow-up") as look:
        evidence = evidence_in(look, [case_id])[case_id]
        after = obligations(regional(look.settings.route_map), evidence)
        news = news_in(look, [case_id]).get(case_id, ())
    found = stale_plan(work, case_id)
    hearers = next((one.hearers for one in news if one.event_id == event_id), ())
    played = PlayedEvent(
        on=event.on,
        event=event.event,
        fired_rules=_fired(before, after),
        phase=evidence.facts.phase,
        review_proposed=bool(stale_since(evidence)),
        must_hear=tuple(one.organisation for one in hearers),
        meeting=found.meeting if found else None,
        closing=tuple(point.key for point in closing_points(after, evidence, CloseReason.STOPPED)),
    )
    return played, event_id


def moment_of(event: FileEvent) -> datetime:
    """When an event is played: at noon of its day."""
    return datetime.combine(event.on, _NOON, tzinfo=LOCAL)


def duties(work: Work, case_id: str) -> tuple[Obligation, ...]:
    """Every duty of the case as it really is, whoever looks."""
    with work.read(Permission.CASE_READ, case_id, screen="duties") as look:
        evidence = evidence_in(look, [case_id])[case_id]
        return obligations(regional(look.settings.route_map), evidence)


def told_flags(work: Work, case_id: str, condition_ids: Mapping[str, str]) -> tuple[tuple[str, str | None, str], ...]:
    """Every warning of the case as it really is: rule, condition by its name in the file, and why, in Dutch.

    `condition_ids` are the ids by those names.
    """
    say, named = speak("nl"), {row: name for name, row in condition_ids.items()}
    with work.read(Permission.CASE_READ, case_id, screen="duties") as look:
        words = vocabulary(look.settings.vocabulary)
        found = flags(regional(look.settings.route_map), words, evidence_in(look, [case_id])[case_id])
    return tuple((flag.rule_id, named.get(flag.condition_id or ""), flag_words(say, flag)) for flag in found)


def _happens(work: Work, case_id: str, event: FileEvent, moment: datetime) -> str:
    instrument = next((i for i in Instrument if i.value.casefold() == event.event.casefold()), None)
    if instrument is not None and event.outcome:
        by = OrganisationKind.POLITIE if instrument is Instrument.SASH else OrganisationKind.VEILIG_THUIS
        outcome = Assessment(instrument, event.outcome, event.on, by.value)
        record_assessment(work, case_id, outcome, sets_risk=instrument is Instrument.SASH)
        return ""
    told = NewEvent(work.chance.id(), _kind(event.event), min(moment, work.clock()), event.text or event.outcome)
    record_events(work, case_id, (told,))
    return told.event_id


def _kind(word: str) -> EventKind:
    """The kind of event that a file means; words of its own come in as something else that happened."""
    return EVENT_WORDS.get(word.casefold(), EventKind.OTHER)


def _fired(before: tuple[Obligation, ...], after: tuple[Obligation, ...]) -> tuple[str, ...]:
    """The rules that hold since, those that were settled and ask again, and those that ask for more than before."""
    held = {duty.id: duty for duty in before}
    return tuple(duty.id for duty in after if duty.id not in held or _asks_anew(held[duty.id], duty))


def _asks_anew(was: Obligation, now: Obligation) -> bool:
    more = {note.key for note in now.notes} - {note.key for note in was.notes}
    return now.asking and (was.settled or bool(more))
