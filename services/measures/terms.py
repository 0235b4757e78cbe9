"""How long a measure may hold, as a table with its sources. Pure.

| measure                | holds at most | extensions            | source                                        |
|------------------------|---------------|-----------------------|-----------------------------------------------|
| behaviour order        | 90 days       | three, 90 days each   | art. 509hh Sv; needs serious grounds          |
| temporary home ban     | 10 days       | to 28 days in all     | Wet tijdelijk huisverbod                      |
| personal alarm (AWARE) | six months    | weigh it anew         | practice: shown as a proposal, never enforced |

Days are counted between the first and the last; the day on which a measure begins is not counted itself. What the
table does not name (DUT, EM, ...) has no term of its own: its end is what its order says. Source: `domain.md`, 1.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from models.terms import Measure, MeasureOutcome
from services.cases.facts import Weighing


@dataclass(frozen=True)
class Term:
    """How long a measure may hold. `firm` False: usual in practice, proposed and never enforced.

    `extensions` None: as many as fit within `in_all_days`.
    """

    days: int
    source: str
    firm: bool = True
    extensions: int | None = 0
    extension_days: int | None = None
    in_all_days: int | None = None
    needs_serious_grounds: bool = False
    needs_prosecution: bool = False


TERMS: dict[Measure, Term] = {
    Measure.BEHAVIOUR_ORDER: Term(
        90,
        "art. 509hh Sv",
        extensions=3,
        extension_days=90,
        needs_serious_grounds=True,
        needs_prosecution=True,
    ),
    Measure.HOME_BAN: Term(10, "Wet tijdelijk huisverbod", extensions=None, in_all_days=28),
    Measure.PERSONAL_ALARM: Term(182, "AWARE", firm=False),
}


def needs_serious_grounds(measure: Measure) -> bool:
    """Whether a measure can only be applied where there are serious grounds (art. 509hh Sv)."""
    return measure in TERMS and TERMS[measure].needs_serious_grounds


def proposed_until(measure: Measure, first: date) -> date | None:
    """The last day of a measure that begins on `first`, by law or by custom; None where no term is known."""
    term = TERMS.get(measure)
    return first + timedelta(days=term.days) if term else None


def extensions_left(weighing: Weighing) -> int | None:
    """How often a measure may still be extended; None means as often as fits, 0 that it must be weighed anew."""
    term = TERMS.get(weighing.measure)
    if term is None or weighing.valid_until is None or weighing.outcome is not MeasureOutcome.APPLIED:
        return 0
    if term.extensions is None:
        longest = latest_until(weighing)
        return None if longest and longest > weighing.valid_until else 0
    return max(term.extensions - weighing.extensions, 0)


def latest_until(weighing: Weighing) -> date | None:
    """The farthest day to which one extension may go; None where the measure cannot be extended."""
    term, until = TERMS.get(weighing.measure), weighing.valid_until
    if term is None or until is None:
        return None
    if term.extension_days is not None:
        return until + timedelta(days=term.extension_days)
    if term.in_all_days is not None and weighing.valid_from is not None:
        return weighing.valid_from + timedelta(days=term.in_all_days)
    return None
