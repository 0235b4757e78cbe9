"""What somebody fills in of the conditions at a review: a draft at once, and a check as soon as it says enough.

One draft holds the whole list: a review begins with one look at it, however many conditions there are.
"""

from datetime import date
from typing import Any

import streamlit as st

from models.terms import Known
from pages.follow_up.review_words import found_word
from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from services.errors import ServiceError
from services.plans.queries import CaseState
from services.reviews.actions import check_condition
from services.reviews.facts import CheckCondition, CheckedCondition, Looked, ReviewLine, ReviewNow
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say
from services.wording.labels import organisation_label


def list_form(screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine) -> DraftForm:
    """The draft of all conditions of a review, for this writer."""
    values: dict[str, Any] = {}
    for one in now.looked:
        found = _values(now, _kept(review, one), one, screen.today)
        values |= {f"{name}.{one.condition.id}": value for name, value in found.items()}
    return DraftForm(screen, f"review.{review.id}", values, state.facts.id)


def _kept(review: ReviewLine, one: Looked) -> CheckedCondition | None:
    return next((check for check in review.checks if check.condition_id == one.condition.id), None)


def _values(now: ReviewNow, kept: CheckedCondition | None, one: Looked, today: date) -> dict[str, Any]:
    """What the fields of a condition hold before anybody writes in them."""
    view = one.condition
    by = next((home for home in (view.checked_by, view.organisation) if home in now.homes), None)
    if kept is None:
        return {"met": None, "evidence": "", "by": by, "on": today, "version": 0, "dirty": False}
    if one.check is None:  # what was found of other words: nothing of it is taken over
        return {"met": None, "evidence": "", "by": by, "on": today, "version": kept.version, "dirty": False}
    found = {"met": kept.met.value, "evidence": kept.evidence, "by": kept.by_organisation, "on": kept.seen_on}
    return found | {"version": kept.version, "dirty": False}


class CheckForm:
    """The fields of one condition in the list; `keep` is the callback of every one of them.

    The check carries the version that its writer saw. What somebody else recorded meanwhile is shown beside it, and
    simply taken over where nothing was written here.
    """

    def __init__(self, screen: Screen, now: ReviewNow, review: ReviewLine, one: Looked, fields: DraftForm) -> None:
        self._screen, self._now, self._review, self._one, self._fields = screen, now, review, one, fields
        self._kept = _kept(review, one)
        self.condition, self.homes, self.form = one.condition, now.homes, fields
        self.first_day = local_day(now.plan.adopted_at) if now.plan else date.min
        if self._other_version() and not self["dirty"]:
            self._fill()

    def __getitem__(self, name: str) -> Any:
        return self._fields[self.name(name)]

    def name(self, name: str) -> str:
        """A field of this condition in the list's draft."""
        return f"{name}.{self.condition.id}"

    def key(self, name: str) -> str:
        """The widget key of a field."""
        return self._fields.key(self.name(name))

    @property
    def opened(self) -> bool:
        """Whether its fields are shown although it was kept."""
        return bool(self._get("opened")) or bool(self["dirty"])

    @property
    def problem(self) -> ServiceError | None:
        """What is missing before it counts."""
        held = self._get("problem")
        return held if isinstance(held, ServiceError) else None

    @property
    def theirs(self) -> CheckedCondition | None:
        """The check that somebody else kept while something else is written here."""
        return self._kept if self["dirty"] and self._other_version() else None

    def keep(self) -> None:
        """Keeps the check if it says enough, and the draft in any case."""
        self._set("opened", True)
        self._put("dirty", True)
        if self["met"] is not None:
            self._try(self._order())
        self._fields.save()

    def keep_mine(self) -> None:
        """Keeps this check in the place of the other one."""
        self._put("version", self._kept.version if self._kept else 0)
        self.keep()

    def open(self) -> None:
        """Shows the fields of a check that was kept."""
        self._set("opened", True)

    def fold(self) -> None:
        """Folds to what is kept; what was written beside it is given up."""
        self._fill()
        self._fields.save()
        for what in ("opened", "problem"):
            self._set(what, None)

    def summed(self, say: Say) -> str:
        """What is filled in, as one text."""
        return _summed(say, self["met"], str(self["evidence"]), str(self["by"] or ""))

    def theirs_summed(self, say: Say) -> str:
        """The same of what somebody else kept."""
        kept = self._kept
        return _summed(say, kept.met, kept.evidence, kept.by_organisation) if kept else ""

    def _try(self, order: CheckCondition) -> None:
        problem: ServiceError | None = None
        try:
            version = check_condition(self._screen.work, order)
        except ChangedMeanwhile:
            pass  # both are shown at the next rerun: the version that stands is another one than the form's
        except ServiceError as refusal:
            problem = refusal
        else:
            self._put("version", version)
            self._put("dirty", False)
        self._set("problem", problem)

    def _order(self) -> CheckCondition:
        return CheckCondition(
            case_id=self._review.case_id,
            review_id=self._review.id,
            condition_id=self.condition.id,
            met=Known(self["met"]),
            evidence=str(self["evidence"]),
            by_organisation=str(self["by"] or ""),
            seen_on=self["on"] or self._screen.today,
            version=int(self["version"] or 0),
        )

    def _other_version(self) -> bool:
        return (self._kept.version if self._kept else 0) != int(self["version"] or 0)

    def _fill(self) -> None:
        for name, value in _values(self._now, self._kept, self._one, self._screen.today).items():
            self._put(name, value)

    def _put(self, name: str, value: object) -> None:
        self._fields[self.name(name)] = value

    def _key(self, what: str) -> str:
        return f"checking.{self._review.id}.{self.condition.id}.{what}"

    def _get(self, what: str) -> object:
        return st.session_state.get(self._key(what))

    def _set(self, what: str, value: object) -> None:
        st.session_state[self._key(what)] = value


def _summed(say: Say, met: str | None, evidence: str, home: str) -> str:
    word = found_word(say, Known(met)) if met else ""
    return "\n".join(part for part in (word, evidence, organisation_label(say, home) if home else "") if part)
