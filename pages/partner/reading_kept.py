"""The structured reading of one form: what was confirmed, what is being made, whether it is still about the text."""

from typing import Any

from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from pages.plan.condition_words import People
from services.vocabulary.facts import Norm, Vocabulary
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of
from services.vocabulary.rules import plain as written
from services.vocabulary.sentences import names_in, sentence


class Reading:
    """The reading of one form, with what is needed to put it into words."""

    def __init__(self, screen: Screen, form: DraftForm, people: People, organisation: str, organisations: list[str]):
        self.screen, self.say, self.form, self.people = screen, screen.say, form, people
        self.organisation, self.organisations = organisation, organisations
        self.vocabulary: Vocabulary = vocabulary(screen.work.settings.vocabulary)
        self.names = names_in(screen.say, (), {ref: alias for ref, alias, _ in people}, organisations)

    def sentence(self, content: dict[str, Any]) -> str:
        """The sentence that a norm makes."""
        return sentence(self.vocabulary, norm_of(content), self.say, names=self.names)

    @property
    def norm(self) -> Norm | None:
        """The one that is being made."""
        return norm_of(self.form["norm"]) if self.form["norm"] else None

    @norm.setter
    def norm(self, norm: Norm | None) -> None:
        self.form["norm"] = None if norm is None else written(norm)


def confirmed(screen: Screen, form: DraftForm, people: People, organisations: list[str]) -> tuple[str, ...] | None:
    """The sentences that were confirmed, None where the question was passed over."""
    if form["reading"] is None:
        return None
    made = Reading(screen, form, people, "", organisations)
    return tuple(made.sentence(content) for content in form["reading"])


def reading_of(form: DraftForm) -> tuple[Norm, ...] | None:
    """What was confirmed, as records; None where the question was passed over."""
    return None if form["reading"] is None else tuple(norm_of(content) for content in form["reading"])


def packed(norms: tuple[Norm, ...]) -> list[dict[str, Any]]:
    """Records as the form keeps them."""
    return [written(norm) for norm in norms]


def doubted(form: DraftForm) -> bool:
    """Whether what was confirmed is older than an answer that it speaks of."""
    return form["reading"] is not None and form["read_for"] != said_of(form)


def said_of(answers: Any) -> str:
    """The answers that a reading speaks of, as one line to compare. `answers`: a form, or its fields."""
    told = ("kind", "subject", "text", "done_by", "due_on", "ends", "day", "time")
    return "|".join([*(str(answers[field]).strip() for field in told), *sorted(answers["protects"] or ())])
