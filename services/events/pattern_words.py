"""The pattern in sentences, one per finding: what stands beside the picture, and what is read in its place."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from models.terms import Gravity
from services.events.facts import CaseEvent
from services.events.pattern import Pattern, Trend, rank
from services.wording import Say, label


class Topic(StrEnum):
    """What a finding is about."""

    COUNT = "aantal"
    TREND = "frequentie"
    ESCALATION = "escalatie"
    LAST = "laatste"
    BREACH = "overtreding"


@dataclass(frozen=True)
class PatternFinding:
    """One finding: its topic and one whole sentence. `grave` ones want attention."""

    topic: Topic
    text: str
    grave: bool = False


def findings(pattern: Pattern, say: Say) -> tuple[PatternFinding, ...]:
    """What the pattern shows, in the order of reading; empty for a log without incidents."""
    if not pattern.count:
        return tuple(_breaches(pattern, say))
    return (
        PatternFinding(Topic.COUNT, _count(pattern, say)),
        PatternFinding(Topic.TREND, trend_sentence(pattern, say), grave=pattern.trend is Trend.MORE),
        *_escalation(pattern, say),
        PatternFinding(Topic.LAST, last_sentence(pattern, say)),
        *_breaches(pattern, say),
    )


def _count(pattern: Pattern, say: Say) -> str:
    first = pattern.weeks[0].monday
    busiest = max(pattern.weeks, key=lambda week: week.count)
    if pattern.count < 2 or busiest.count < 2:
        return say.plural("{n} incident in the log.", "{n} incidents in the log.", pattern.count)
    return say.plural(
        "{n} incident in the log since the week of {day}; most in the week of {busiest}: {most}.",
        "{n} incidents in the log since the week of {day}; most in the week of {busiest}: {most}.",
        pattern.count,
        day=say.day(first, weekday=False),
        busiest=say.day(busiest.monday, weekday=False, year=False),
        most=busiest.count,
    )


def trend_sentence(pattern: Pattern, say: Say) -> str:
    """How often lately beside the weeks before; carefully, for the log knows only what was told."""
    if pattern.trend is Trend.TOO_SHORT:
        return say("The log is too short to say whether it happens more or less often.")
    if pattern.trend is Trend.TOO_FEW:
        return say("Too few incidents in the last six weeks to say whether it happens more or less often.")
    counted = say(
        "last two weeks {recent}, the four weeks before {before}", recent=pattern.recent, before=pattern.before
    )
    return {
        Trend.MORE: say("More often than before, as far as the log tells: {counted}.", counted=counted),
        Trend.FEWER: say("Less often than before, as far as the log tells: {counted}.", counted=counted),
        Trend.NO_CHANGE: say("No clear change in how often: {counted}.", counted=counted),
    }[pattern.trend]


def trend_word(pattern: Pattern, say: Say) -> str:
    """The trend in a word or two, for a card."""
    return {
        Trend.MORE: say("more often lately"),
        Trend.FEWER: say("less often lately"),
        Trend.NO_CHANGE: say("no clear change"),
        Trend.TOO_FEW: say("too few to say"),
        Trend.TOO_SHORT: say("log still short"),
    }[pattern.trend]


def last_sentence(pattern: Pattern, say: Say) -> str:
    """When something was last told of, and how long ago."""
    if pattern.last is None or pattern.days_since is None:
        return say("No incident in the log.")
    return say("Last incident: {moment}, {ago}.", moment=moment_of(pattern.last, say), ago=ago(pattern.days_since, say))


def ago(days: int, say: Say) -> str:
    """'3 days ago', 'today'."""
    if days == 0:
        return say("today")
    return say("yesterday") if days == 1 else say.plural("{n} day ago", "{n} days ago", days)


def moment_of(event: CaseEvent, say: Say) -> str:
    """'wo 18 nov 14.30', or the day alone where only that is known."""
    return say.short_day(event.happened_at) if event.on_day else say.short_moment(event.happened_at)


def waited(since: timedelta, say: Say) -> str:
    """How long a clock has run: minutes, hours, and from two days on in days."""
    hours = int(since.total_seconds() // 3600)
    if hours < 1:
        minutes = int(since.total_seconds() // 60)
        return say.plural("{n} minute", "{n} minutes", minutes) if minutes > 0 else say("less than a minute")
    if hours < 48:
        return say.plural("{n} hour", "{n} hours", hours)
    return say.plural("{n} day", "{n} days", hours // 24)


def _escalation(pattern: Pattern, say: Say) -> list[PatternFinding]:
    found = []
    for gravity, sentence in (
        (Gravity.THREAT, say("First threat: {moment}.")),
        (Gravity.VIOLENCE, say("First violence: {moment}.")),
    ):
        event = pattern.first(gravity)
        if event is not None:
            moment = say.day(event.happened_at, weekday=False)
            found.append(PatternFinding(Topic.ESCALATION, sentence.format(moment=moment), grave=True))
    if pattern.graver_lately and pattern.gravest_recent and pattern.gravest_before:
        text = say(
            "Graver in the last six weeks than before: {now}, before that at most {then}.",
            now=label(say, pattern.gravest_recent).lower(),
            then=label(say, pattern.gravest_before).lower(),
        )
        found.insert(0, PatternFinding(Topic.ESCALATION, text, grave=True))
    elif not found and pattern.rising:
        gravest = label(say, max((first.gravity for first in pattern.rising), key=rank)).lower()
        found.append(
            PatternFinding(
                Topic.ESCALATION, say("No threat or violence in the log; gravest: {gravity}.", gravity=gravest)
            )
        )
    return found


def _breaches(pattern: Pattern, say: Say) -> list[PatternFinding]:
    found = []
    if pattern.breaches:
        text = say.plural("{n} breach of an order.", "{n} breaches of an order.", pattern.breaches)
        found.append(PatternFinding(Topic.BREACH, text))
    if pattern.untold:
        text = say.plural(
            "{n} breach has not been told to the prosecution yet, as far as recorded.",
            "{n} breaches have not been told to the prosecution yet, as far as recorded.",
            len(pattern.untold),
        )
        found.append(PatternFinding(Topic.BREACH, text, grave=True))
    return found
