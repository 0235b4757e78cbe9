"""What a form asks: one list, for whoever prints it, reads it back and shows it. Pure but for `options_of`.

Nothing in it tells more than an alias, a part in the case and an organisation. The order is that of the phone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from models.terms import ConditionKind, Modality, PersonRole
from services.cases.seating import persons, seats
from services.conditions.words import readers_offered
from services.documents.forms.facts import Control, Question
from services.unit_of_work import Reading
from services.wording import Say, label
from services.wording.labels import organisation_label

BLOCKS = 4
"""How many blocks a form has when nothing is known yet."""
SPARE_BLOCKS = 2
"""How many empty blocks follow those that are filled in already."""
HARD, WISH = "hard", "wish"
_ABOUT = (PersonRole.VICTIM, PersonRole.SUSPECT, PersonRole.CHILD)


class Acts(Protocol):
    """The acts of a vocabulary and what they are called."""

    @property
    def acts(self) -> Mapping[str, object]:
        """By id."""

    def act_label(self, id: str, language: str) -> str:
        """What an act is called in a language."""


@dataclass(frozen=True)
class FormOptions:
    """What can be chosen in the form of one organisation: values with their words, in the form's language.

    `persons` are reference, alias and role of everybody a condition can be about.
    """

    persons: tuple[tuple[str, str, str], ...]
    organisations: tuple[tuple[str, str], ...]
    tiers: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """References with aliases, to choose from."""
        return tuple((ref, alias) for ref, alias, _ in self.persons)

    @property
    def with_suspect(self) -> bool:
        """Whether somebody is suspected, so that a stop on approaching them can be asked."""
        return any(role == PersonRole.SUSPECT.value for _, _, role in self.persons)


def options_of(look: Reading, case_id: str, say: Say, organisation: str) -> FormOptions:
    """What can be chosen in a case by one organisation (its key). Whoever is barred is not offered."""
    known = [person for _, person in persons(look, [case_id]) if person.role in _ABOUT]
    seated = {organisation: ""} | {seat.organisation: seat.organisation_name for _, seat in seats(look, [case_id])}
    return FormOptions(
        persons=tuple((person.ref, person.alias, person.role.value) for person in known),
        organisations=_apart((key, organisation_label(say, key)) for key in seated if key),
        tiers=readers_offered(say, organisation),
        kinds=tuple((kind.value, label(say, kind)) for kind in ConditionKind),
    )


def head_questions(say: Say) -> tuple[Question, ...]:
    """Who fills the form in."""
    return (
        Question("name", say("Name of who fills this in"), Control.TEXT),
        Question("function", say("Function"), Control.TEXT),
        Question("phone", say("Phone in office hours"), Control.TEXT),
    )


def block_questions(say: Say, vocabulary: Acts | None, options: FormOptions) -> tuple[Question, ...]:
    """One condition. Without a vocabulary the structured reading is not asked."""
    return (
        *_whom(say, options),
        *_what(say, options),
        *_reading(say, vocabulary),
        *_by_whom(say, options),
        *_how_sure(say, options),
        Question("tier", say("Who may read this?"), Control.CHOICE, options.tiers),
    )


def tail_questions(say: Say) -> tuple[Question, ...]:
    """What is declared at the end."""
    return (
        Question("nothing", say("Our organisation has no safety conditions for this case"), Control.CHECK),
        Question("true", say("The information is right, up to date and needed for safety"), Control.CHECK),
    )


def block_key(number: int) -> str:
    """How a block is called in tags, from 1: `c2`."""
    return f"c{number}"


def block_title(say: Say, number: int) -> str:
    """What a block is called on paper."""
    return say("Condition {n}", n=number)


def tag_of(question: Question, number: int = 0) -> str:
    """The tag of a question's control: `c2.kind` in block 2, `name` outside the blocks."""
    return f"{block_key(number)}.{question.key}" if number else question.key


def alias_of(say: Say, question: Question, number: int = 0) -> str:
    """The name of a question's control, which Word shows and screen readers say; unique in a form."""
    return f"{block_title(say, number)}: {question.label}" if number else question.label


def prompt_of(say: Say, question: Question) -> str:
    """What stands in a control that is not filled in; whoever reads a form takes it for nothing."""
    if question.hint:
        return question.hint
    prompts = {
        Control.TEXT: say("Click and type"),
        Control.CHOICE: say("Choose"),
        Control.DAY: say("Choose a day"),
        Control.CHECK: "",
    }
    return prompts[question.control]


def _whom(say: Say, options: FormOptions) -> Iterable[Question]:
    yield Question("kind", say("What is it about?"), Control.CHOICE, options.kinds)
    if options.persons:
        yield Question("subject", say("Whose behaviour is it about?"), Control.CHOICE, options.people)
    for ref, alias in options.people:
        yield Question(f"protects.{ref}", say("Protects {name}", name=alias), Control.CHECK)


def _what(say: Say, options: FormOptions) -> Iterable[Question]:
    hint = say("One agreement, in your own words")
    yield Question("text", say("What must happen, or must not?"), Control.TEXT, long=True, hint=hint)
    strengths = ((HARD, say("Must hold")), (WISH, say("Wish")))
    yield Question("hard", say("Must it hold, or is it a wish?"), Control.CHOICE, strengths)
    if options.with_suspect:
        yield Question("holds", say("Nobody approaches the alleged perpetrator for now"), Control.CHECK)


def _reading(say: Say, vocabulary: Acts | None) -> Iterable[Question]:
    if vocabulary is None:
        return
    modalities = tuple((modality.value, label(say, modality)) for modality in Modality)
    yield Question("modality", say("In short: must, must not or may?"), Control.CHOICE, modalities)
    words = ((act, vocabulary.act_label(act, say.language)) for act in vocabulary.acts)
    called = sorted(words, key=lambda pair: pair[1].casefold())
    yield Question("act", say("In short: do what?"), Control.CHOICE, _apart(called))


def _by_whom(say: Say, options: FormOptions) -> Iterable[Question]:
    doers = _apart((*options.organisations, *options.people))
    yield Question("done_by", say("Who must do it?"), Control.CHOICE, doers)
    yield Question("due_on", say("By which day?"), Control.DAY)
    yield Question("until", say("Holds until which day?"), Control.DAY)
    hint = say("for example 12:00")
    yield Question("until_time", say("Until what time that day?"), Control.TEXT, hint=hint)


def _how_sure(say: Say, options: FormOptions) -> Iterable[Question]:
    hint = say("How does one see that it holds?")
    yield Question("check", say("How is it checked?"), Control.TEXT, hint=hint)
    yield Question("checked_by", say("Who checks it?"), Control.CHOICE, options.organisations)
    hint = say("For example: who calls whom, and how soon")
    yield Question("if_not", say("What if it does not succeed?"), Control.TEXT, long=True, hint=hint)


def _apart(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Choices of which no two read alike: only the words come back from paper."""
    found: dict[str, str] = {}
    for value, words in pairs:
        found[words if words not in found else f"{words} ({value})"] = value
    return tuple((value, words) for words, value in found.items())
