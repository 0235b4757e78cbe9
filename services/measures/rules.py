"""Pure rules of measures: what may be weighed, applied and extended, what guards a stop conversation, what follows it.

How long each measure may hold stands in `terms`.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.terms import EventKind, Known, Measure, MeasureOutcome, Phase
from services.cases.facts import CaseFacts, Weighing
from services.cases.rules import hold_in_force
from services.errors import ServiceError
from services.measures.facts import AfterTalk, Guard, GuardState, StopTalk
from services.measures.orders import AgreeStopTalk, CloseStopTalk, ExtendMeasure, HoldStopTalk, WeighMeasure
from services.measures.terms import TERMS, extensions_left, latest_until, needs_serious_grounds
from services.protection.rules import WHOLE, may_read
from services.scheduling.facts import local_day

LONGEST_TEXT = 4000
LONGEST_PLACE = 200
LONGEST_NUMBER = 60
_LONGEST_KEY = 60
_FARTHEST = timedelta(days=3660)


class MeasureFieldWrong(ServiceError):
    """A field of a weighing, a stop conversation or the police plan cannot be kept. Fields: `field`, `reason`."""

    code = "measures.field_wrong"


class MeasureRefused(ServiceError):
    """What was asked is not allowed for this measure as the case stands. Fields: `reason`, and days or numbers."""

    code = "measures.refused"


class StopTalkRefused(ServiceError):
    """A guard of the stop conversation is not met. Field: `reason`, the key of the guard."""

    code = "measures.stop_talk_refused"


# ---- weighing and extending ----


def check_weighing(order: WeighMeasure, facts: CaseFacts, today: date, standing: Weighing | None = None) -> None:
    """Raises `MeasureFieldWrong` for what cannot be kept, `MeasureRefused` for what the rules do not allow.

    `standing` is the weighing whose place this one takes, if any.
    """
    _check_text("reason", order.reason)
    _check_key("organisation", order.organisation, needed=True)
    if order.weighed_on > today:
        raise MeasureFieldWrong(field="weighed_on", reason="in_future")
    if not may_read(order.tier, WHOLE):
        raise MeasureFieldWrong(field="tier", reason="unknown")
    if order.weigh_again_on is not None:
        _check_day("weigh_again_on", order.weigh_again_on, today)
        if order.weigh_again_on <= order.weighed_on:
            raise MeasureFieldWrong(field="weigh_again_on", reason="before")
    _check_span(order, today, standing)
    _check_allowed(order, facts, again=same_order(order, standing))


def _check_span(order: WeighMeasure, today: date, standing: Weighing | None) -> None:
    first, last = order.valid_from, order.valid_until
    if order.outcome is not MeasureOutcome.APPLIED:
        if first or last or order.handover_to or order.handover.strip():
            raise MeasureFieldWrong(field="valid_until", reason="not_applied")
        return
    _check_key("handover_to", order.handover_to)
    _check_text("handover", order.handover, needed=False)
    for name, day in (("valid_from", first), ("valid_until", last)):
        if day is not None:
            _check_day(name, day, today)
    if first and last and last < first:
        raise MeasureFieldWrong(field="valid_until", reason="before_start")
    term = TERMS.get(order.measure)
    if term is None or not term.firm:
        return
    if first is None or last is None:
        raise MeasureFieldWrong(field="valid_until", reason="needed")
    longest = first + timedelta(days=term.days)
    if same_order(order, standing) and standing is not None and standing.valid_until is not None:
        longest = max(longest, standing.valid_until)
    if last > longest:
        raise MeasureRefused(reason="too_long", days=term.days, until=longest)


def same_order(order: WeighMeasure, standing: Weighing | None) -> bool:
    """Whether a weighing speaks of the very measure that holds already (put right, not given anew).

    It keeps the extensions of that measure: recording it once more is no way around their number.
    """
    return (
        standing is not None
        and order.outcome is standing.outcome is MeasureOutcome.APPLIED
        and order.valid_from is not None
        and order.valid_from == standing.valid_from
    )


def _check_allowed(order: WeighMeasure, facts: CaseFacts, *, again: bool) -> None:
    """`again`: the measure was applied rightly before and holds; only what is written of it changes."""
    applied = order.outcome is MeasureOutcome.APPLIED
    if applied and not again and needs_serious_grounds(order.measure) and facts.serious_grounds is not Known.YES:
        raise MeasureRefused(reason="serious_grounds")
    proposes = order.outcome in (MeasureOutcome.APPLIED, MeasureOutcome.ADVISED)
    if order.measure is Measure.MEDIATION and proposes and facts.stalking_active is not Known.NO:
        raise MeasureRefused(reason="mediation")
    if applied and order.measure is Measure.STOP_TALK and Known.YES in (facts.complaint, facts.threats_or_violence):
        raise MeasureRefused(reason="stop_talk")


def check_extension(weighing: Weighing, order: ExtendMeasure, facts: CaseFacts, today: date) -> None:
    """Raises `MeasureRefused` when this measure may not be extended like this, `MeasureFieldWrong` without a reason."""
    _check_text("reason", order.reason)
    until, longest = weighing.valid_until, latest_until(weighing)
    if until is None or longest is None or extensions_left(weighing) == 0:
        raise MeasureRefused(reason="no_extension_left")
    if until < today:
        raise MeasureRefused(reason="over", until=until)
    if order.until <= until:
        raise MeasureFieldWrong(field="until", reason="before")
    if order.until > longest:
        raise MeasureRefused(reason="too_long", days=(longest - until).days, until=longest)
    term = TERMS[weighing.measure]
    if term.needs_serious_grounds and facts.serious_grounds is not Known.YES:
        raise MeasureRefused(reason="serious_grounds")
    if term.needs_prosecution and not order.prosecution_started:
        raise MeasureRefused(reason="prosecution")


# ---- the stop conversation ----


def guards(facts: CaseFacts, talk: StopTalk, moment: datetime) -> tuple[Guard, ...]:
    """What must be so for a stop conversation, in the order in which it is asked.

    An unknown fact is a question, never a pass (L-POL-1). The prosecution is asked along once there is a complaint
    (L-POL-1a), though the conversation itself is of no use any more then.
    """
    low = GuardState.MET if facts.phase is Phase.LOW else GuardState.STOPS
    found = [
        Guard("low_risk", low, ("L-POL-1",)),
        Guard("no_complaint", _absent(facts.complaint), ("L-POL-1",)),
        Guard("no_threats", _absent(facts.threats_or_violence), ("L-POL-1",)),
        Guard("veilig_thuis", _given(talk.veilig_thuis_agreed_on), ("L-POL-1a",)),
    ]
    if facts.complaint is Known.YES:
        found.append(Guard("prosecution", _given(talk.prosecution_agreed_on), ("L-POL-1a",)))
    if talk.held_on is None and hold_in_force(facts, moment) is not None:
        found.append(Guard("hold", GuardState.STOPS, ("H-VT-1",)))
    return tuple(found)


def check_agreeing(order: AgreeStopTalk, facts: CaseFacts, talk: StopTalk, moment: datetime) -> None:
    """Raises `StopTalkRefused` by the first guard that is not met, `MeasureFieldWrong` for a day to come."""
    if talk.held_on is not None:
        raise StopTalkRefused(reason="once")
    _check_guards(facts, talk, moment, ("low_risk", "no_complaint", "no_threats"))
    for name, day in (("veilig_thuis_on", order.veilig_thuis_on), ("prosecution_on", order.prosecution_on)):
        if day is not None and day > local_day(moment):
            raise MeasureFieldWrong(field=name, reason="in_future")


def check_holding(order: HoldStopTalk, facts: CaseFacts, talk: StopTalk, moment: datetime) -> None:
    """Raises `StopTalkRefused` by the first guard that is not met, `MeasureFieldWrong` for a wrong day or place."""
    if talk.held_on is not None:
        raise StopTalkRefused(reason="once")
    _check_guards(facts, talk, moment, ("low_risk", "no_complaint", "no_threats", "veilig_thuis", "hold"))
    if order.held_on > local_day(moment):
        raise MeasureFieldWrong(field="held_on", reason="in_future")
    if talk.veilig_thuis_agreed_on is not None and order.held_on < talk.veilig_thuis_agreed_on:
        raise MeasureFieldWrong(field="held_on", reason="before_coordination")
    _check_text("where", order.where, longest=LONGEST_PLACE)


def check_closing(order: CloseStopTalk, talk: StopTalk) -> None:
    """Raises `StopTalkRefused` before it was held or after it was closed, `MeasureFieldWrong` without a report number.

    A complaint that came after the conversation does not stop its report from being recorded (L-POL-1b).
    """
    if talk.held_on is None:
        raise StopTalkRefused(reason="not_held")
    if talk.closed:
        raise StopTalkRefused(reason="closed")
    _check_text("report_number", order.report_number, longest=LONGEST_NUMBER)


def after_talk(talk: StopTalk | None, events: Iterable[tuple[EventKind, datetime]], facts: CaseFacts) -> AfterTalk:
    """What the events say since the stop conversation or, where none was held, since the case was opened (L-POL-2b).

    Only incidents and breaches count. Of the conversation no hour is known, so an event of the same day is a question.
    Somebody who says that the stalking stopped is believed, and told when the events say otherwise (L-POL-2a).
    """
    held, opened = held_on(talk, facts), facts.opened_at
    telling = sorted(moment for kind, moment in events if kind in (EventKind.INCIDENT, EventKind.BREACH))
    later = tuple(m for m in telling if (local_day(m) > held if held else opened is None or m > opened))
    same_day = tuple(m for m in telling if held is not None and local_day(m) == held)
    stopped = facts.stalking_active is Known.NO
    return AfterTalk(bool(later) and not stopped, later, same_day, bool(later) and stopped)


def held_on(talk: StopTalk | None, facts: CaseFacts) -> date | None:
    """The day of the stop conversation: as it was recorded, or as a weighing says that it was applied."""
    if talk is not None and talk.held_on is not None:
        return talk.held_on
    applied = (
        w.weighed_on
        for w in facts.weighings
        if w.measure is Measure.STOP_TALK and w.outcome is MeasureOutcome.APPLIED and w.weighed_on
    )
    return max(applied, default=None)


def goes_on(talk: StopTalk | None, events: Iterable[tuple[EventKind, datetime]], facts: CaseFacts) -> bool:
    """Whether the stalking goes on, so that L-POL-2b, 3 and 4 hold."""
    return after_talk(talk, events, facts).goes_on


def _check_guards(facts: CaseFacts, talk: StopTalk, moment: datetime, keys: tuple[str, ...]) -> None:
    for guard in guards(facts, talk, moment):
        if guard.key in keys and guard.state is not GuardState.MET:
            unknown = guard.state is GuardState.ASKED and guard.key in ("no_complaint", "no_threats")
            raise StopTalkRefused(reason=f"{guard.key}_unknown" if unknown else guard.key)


def _absent(known: Known) -> GuardState:
    return {Known.NO: GuardState.MET, Known.YES: GuardState.STOPS, Known.UNKNOWN: GuardState.ASKED}[known]


def _given(day: date | None) -> GuardState:
    return GuardState.MET if day else GuardState.ASKED


# ---- fields ----


def check_plan_text(text: str, longest: int) -> None:
    """Raises `MeasureFieldWrong` for a police plan that is empty or longer than `longest` characters."""
    _check_text("plan", text, longest=longest)


def _check_text(name: str, text: str, *, needed: bool = True, longest: int = LONGEST_TEXT) -> None:
    if needed and not text.strip():
        raise MeasureFieldWrong(field=name, reason="empty")
    if len(text) > longest:
        raise MeasureFieldWrong(field=name, reason="too_long", longest=longest)


def _check_key(name: str, key: str, *, needed: bool = False) -> None:
    if (needed and not key.strip()) or len(key) > _LONGEST_KEY or not key.isprintable():
        raise MeasureFieldWrong(field=name, reason="unknown")


def _check_day(name: str, day: date, today: date) -> None:
    """A day more than ten years away is a slip of the hand: no measure was given or ends then."""
    if abs(day - today) > _FARTHEST:
        raise MeasureFieldWrong(field=name, reason="far_away")
