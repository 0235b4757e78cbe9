"""What an organisation said of a version, in words."""

from markupsafe import Markup

from models.terms import PlanAnswer
from pages.frame.markup import tag
from services.plans.versions.facts import AnswerLine
from services.wording import Say, label

_COLOUR = {PlanAnswer.AGREED: "green", PlanAnswer.AGREED_WITH_REMARK: "blue", PlanAnswer.NOT_AGREED: "orange"}


def answer_tag(say: Say, answer: PlanAnswer | None) -> Markup:
    """The answer as a small word, also where there is none yet."""
    return tag(label(say, answer), _COLOUR[answer]) if answer else tag(say("Not answered"), "white")


def answered_words(say: Say, line: AnswerLine) -> str:
    """Who answered when, and by what way; empty while nobody did."""
    if line.answered_at is None:
        return ""
    when = say.short_moment(line.answered_at)
    if line.by_phone:
        return say("{when}, {name}, recorded by the case director", when=when, name=line.person)
    return say("{when}, {name}, by link", when=when, name=line.person)
