"""What happened since the plan was adopted, in words: kinds and days, never what an event says."""

from models.terms import EventKind, Instrument
from services.new_information.facts import News, StalePlan
from services.wording import Say, label


def because_words(say: Say, stale: StalePlan) -> str:
    """What the plan no longer fits, as one list: 'incident en overtreding'."""
    return say.listed([_called(say, what) for what in stale.because])


def since_words(say: Say, stale: StalePlan) -> str:
    """Since when it does not."""
    return say.short_day(stale.since) if stale.on_day else say.short_moment(stale.since)


def news_moment(say: Say, news: News) -> str:
    """When an event happens or happened."""
    return say.short_day(news.happened_at) if news.on_day else say.short_moment(news.happened_at)


def unheard_words(say: Say, count: int) -> str:
    """How many still must hear."""
    if not count:
        return say("Everybody who must hear this knows.")
    return say.plural("{n} still has to hear this", "{n} still have to hear this", count)


def _called(say: Say, what: str) -> str:
    if what in list(EventKind):
        return label(say, EventKind(what)).lower()
    return say("new {instrument}", instrument=label(say, Instrument(what)) if what in list(Instrument) else what)
