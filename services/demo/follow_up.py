"""What a file tells of the time after adoption, played through the services: events, new outcomes of the SASH."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from models.terms import EventKind, Instrument, OrganisationKind, Phase
from services.access.rules import Permission
from services.cases.actions import record_assessment
from services.cases.facts import Assessment
from services.demo.facts import FileEvent
from services.demo.played import PlayedClock
from services.duties.facts import Obligation
from services.duties.flagging import flags
from services.duties.queries import evidence_in
from services.duties.rules import obligations
from services.duties.stale import stale_since
from services.duties.words import flag_words
from services.events.actions import record_events
from services.events.facts import NewEvent
from services.route_map.queries import regional
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from services.vocabulary.queries import vocabulary
from services.wording import speak

_NOON = time(12)
_OTHER_WORDS = {"wissel_CR": EventKind.DIRECTOR_CHANGED, "breach": EventKind.BREACH, "arrest": EventKind.ARREST}


@dataclass(frozen=True)
class PlayedEvent:
    """One event of the file and what it set off: rules that began to hold or ask again, the phase after it."""

    on: date
    event: str
    fired_rules: tuple[str, ...]
    phase: Phase
    review_proposed: bool


def play(work: Work, clock: PlayedClock, case_id: str, events: Iterable[FileEvent]) -> Iterable[PlayedEvent]:
    """Plays the events in the order of their days; the clock never goes back."""
    for event in sorted(events, key=lambda event: event.on):
        clock.moment = max(clock(), datetime.combine(event.on, _NOON, tzinfo=LOCAL))
        before = duties(work, case_id)
        _happens(work, case_id, event, clock())
        with work.read(Permission.CASE_READ, case_id, screen="follow-up") as look:
            evidence = evidence_in(look, [case_id])[case_id]
            after = obligations(regional(look.settings.route_map), evidence)
        fired = _fired(before, after)
        yield PlayedEvent(event.on, event.event, fired, evidence.facts.phase, bool(stale_since(evidence)))


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


def _happens(work: Work, case_id: str, event: FileEvent, moment: datetime) -> None:
    instrument = next((i for i in Instrument if i.value.casefold() == event.event.casefold()), None)
    if instrument is not None and event.outcome:
        by = OrganisationKind.POLITIE if instrument is Instrument.SASH else OrganisationKind.VEILIG_THUIS
        outcome = Assessment(instrument, event.outcome, event.on, by.value)
        record_assessment(work, case_id, outcome, sets_risk=instrument is Instrument.SASH)
        return
    told = NewEvent(work.chance.id(), _kind(event.event), min(moment, work.clock()), event.text or event.outcome)
    record_events(work, case_id, (told,))


def _kind(word: str) -> EventKind:
    """The kind of event that a file means; words of its own come in as something else that happened."""
    known = {kind.value: kind for kind in EventKind} | _OTHER_WORDS
    return known.get(word, EventKind.OTHER)


def _fired(before: tuple[Obligation, ...], after: tuple[Obligation, ...]) -> tuple[str, ...]:
    """The rules that hold since, those that were settled and ask again, and those that ask for more than before."""
    held = {duty.id: duty for duty in before}
    return tuple(duty.id for duty in after if duty.id not in held or _asks_anew(held[duty.id], duty))


def _asks_anew(was: Obligation, now: Obligation) -> bool:
    more = {note.key for note in now.notes} - {note.key for note in was.notes}
    return now.asking and (was.settled or bool(more))
