"""The sentences of measures: how long one may hold, what ends when, what must follow."""

from datetime import date

from markupsafe import Markup

from models.terms import CourtOrderKind, Measure, MeasureOutcome
from pages.frame.markup import tag
from services.cases.facts import Weighing
from services.measures.facts import Ending, Expiry, Guard, GuardState, Urgency
from services.measures.orders import WeighMeasure
from services.measures.terms import TERMS, proposed_until
from services.wording import Say, label
from services.wording.labels import organisation_label

_COLOUR = {Urgency.PAST: "red", Urgency.SOON: "orange", Urgency.LATER: "grey"}
SIGN = {Urgency.PAST: "missing", Urgency.SOON: "waiting", Urgency.LATER: "not_yet"}
OUTCOME_COLOUR = {
    MeasureOutcome.APPLIED: "green",
    MeasureOutcome.ADVISED: "blue",
    MeasureOutcome.REPORTED: "blue",
    MeasureOutcome.POSTPONED: "orange",
}


def term_sentence(say: Say, measure: Measure, first: date | None) -> str:
    """How long this measure may hold, by law or by custom; empty where nothing is known of it."""
    term = TERMS.get(measure)
    if term is None:
        return ""
    until = proposed_until(measure, first) if first else None
    day = say.numeric_day(until) if until else ""
    if not term.firm:
        if day:
            return say("Usual is about six months, so until {day}: a proposal. Agree on it yourselves.", day=day)
        return say("Usual is about six months: a proposal. Agree on it yourselves.")
    if day:
        return say("At most {n} days, so until {day} ({source}).", n=term.days, day=day, source=term.source)
    return say("At most {n} days ({source}).", n=term.days, source=term.source)


def outcome_summary(say: Say, weighing: Weighing | WeighMeasure) -> str:
    """A weighing in one line: outcome, until when, why, and who carries on."""
    parts = [label(say, weighing.outcome)]
    if weighing.valid_until:
        parts.append(say("until {day}", day=say.numeric_day(weighing.valid_until)))
    if weighing.weigh_again_on:
        parts.append(say("weigh again on {day}", day=say.numeric_day(weighing.weigh_again_on)))
    if weighing.handover_to:
        parts.append(say("then to {who}", who=organisation_label(say, weighing.handover_to)))
    return " · ".join((*parts, weighing.reason))


def subject_name(say: Say, expiry: Expiry) -> str:
    """What ends or is to be weighed again."""
    return label(say, expiry.subject)


def expiry_title(say: Say, expiry: Expiry) -> str:
    """What comes to its day, as a sentence that begins with the measure."""
    name, day = subject_name(say, expiry), say.day(expiry.on, year=expiry.days_left > 300)
    over = expiry.days_left < 0
    if expiry.what is Ending.WEIGH_AGAIN:
        if over:
            return say("{name}: should have been weighed again on {day}", name=name, day=day)
        return say("{name}: weigh again on {day}", name=name, day=day)
    if over:
        return say("{name}: ended on {day}", name=name, day=day)
    return say("{name}: ends on {day}", name=name, day=day)


def expiry_note(say: Say, expiry: Expiry) -> str:
    """Whose it is and what must follow."""
    who = organisation_label(say, expiry.organisation)
    if expiry.what is Ending.WEIGH_AGAIN:
        return say("By {who}", who=who)
    if expiry.what is Ending.COURT_ORDER:
        return say("{who}. Settle beforehand what protects her afterwards.", who=who)
    parts = [who]
    if expiry.handover_to:
        carries = organisation_label(say, expiry.handover_to)
        parts.append(say("{who} carries on afterwards", who=carries))
    else:
        parts.append(say("nobody was named yet who carries on afterwards"))
    if expiry.extensions_left:
        parts.append(
            say.plural("can be extended {n} time more", "can be extended {n} times more", expiry.extensions_left)
        )
    if expiry.extensions_left == 0 and isinstance(expiry.subject, Measure) and expiry.subject in TERMS:
        parts.append(say("cannot be extended: weigh it anew"))
    return "; ".join(parts)


def days_tag(say: Say, expiry: Expiry) -> Markup:
    """How many days are left, as a word with its colour."""
    days = expiry.days_left
    if days < 0:
        text = say.plural("{n} day ago", "{n} days ago", -days)
    elif days == 0:
        text = say("today")
    else:
        text = say.plural("{n} more day", "{n} more days", days)
    return tag(text, _COLOUR[expiry.urgency])


def is_order(expiry: Expiry) -> bool:
    """Whether a court, prosecutor or mayor gave it."""
    return isinstance(expiry.subject, CourtOrderKind)


def guard_title(say: Say, guard: Guard, *, competent: bool) -> str:
    """What a guard of the stop conversation asks."""
    return {
        "low_risk": say("The risk is low"),
        "no_complaint": say("No formal complaint was made"),
        "no_threats": say("There were no threats and no violence"),
        "veilig_thuis": say("Coordinated with Veilig Thuis beforehand")
        if competent
        else say("Coordinated with Veilig Thuis beforehand (the Safety House carries this case)"),
        "prosecution": say("Coordinated with the prosecution, because of the complaint"),
        "hold": say("The alleged perpetrator may be approached"),
    }[guard.key]


def guard_note(say: Say, guard: Guard) -> str:
    """What to do about a guard that does not let through; empty for one that does."""
    if guard.state is GuardState.MET:
        return ""
    return {
        "low_risk": say("At medium or high risk a stop conversation is no answer."),
        "no_complaint": say("Not known yet: ask it first.")
        if guard.state is GuardState.ASKED
        else say("Once there is a complaint this conversation is of no use any more: consult the prosecution."),
        "no_threats": say("Not known yet: ask it first.")
        if guard.state is GuardState.ASKED
        else say("After threats or violence this conversation is of no use any more."),
        "veilig_thuis": say("Record on what day."),
        "prosecution": say("The policy adviser of the prosecution is asked along."),
        "hold": say("Nobody approaches the alleged perpetrator until the case director releases this."),
    }[guard.key]
