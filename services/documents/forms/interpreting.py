"""What a form that was read says: words become fields, row by row, and what cannot be one is named. Pure.

| in a cell                                     | counts as                                                       |
|-----------------------------------------------|-----------------------------------------------------------------|
| a choice's value, or its words in any language| that choice, whatever its case and spaces                       |
| the prompt of an empty control                | nothing                                                         |
| a day without a year                          | the first one to come                                           |
| until a day without a time                    | until the end of that day                                       |
| strength or reader left open                  | it must hold; everybody at the meeting                          |

A row at fault keeps the words that stand there; nothing of it is guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from models.terms import ConditionKind, Modality
from services.conditions.rules import LONGEST_TEXT
from services.documents.forms.facts import Answer, Control, FormRead, Question
from services.documents.forms.filled import PROTECTS
from services.documents.forms.questions import HARD, block_key
from services.documents.forms.saying import NEEDED, Said
from services.documents.forms.written_days import written_day, written_time
from services.protection.typed import flaw
from services.scheduling.facts import LOCAL, local_day
from services.vocabulary.facts import Norm

CHOSEN = ("subject", "done_by", "checked_by", "tier")
_BLOCK = re.compile(r"c([1-9][0-9]?)\.(.+)")
_END_OF_DAY = time(23, 59)
_ROW_OF = {"until_time": "until", "modality": "reading", "act": "reading"}
Begin = Callable[[str, Modality, Said], Norm | None]
"""Makes a reading of an act, a modality and all the rest that is said; None when the vocabulary knows no such act."""


@dataclass(frozen=True)
class Asked:
    """What a form may have asked: its questions by key, with the words of every language, and the prompts that stand
    in what was not filled in."""

    questions: Mapping[str, Question]
    words: Mapping[str, Mapping[str, str]]
    prompts: frozenset[str]

    def offered(self, answered: Collection[str]) -> Mapping[str, frozenset[str]]:
        """By row what could be said in it, for choices that were left open and for whom a condition protects: what
        stands beyond that could not be printed in the form, and was not taken out of it."""
        boxes = frozenset(key.removeprefix(PROTECTS) for key in self.questions if key.startswith(PROTECTS))
        left_open = {key: frozenset(self.words.get(key, {}).values()) for key in CHOSEN if key not in answered}
        return {**left_open, "protects": boxes}


@dataclass(frozen=True)
class Filled:
    """One filled in block. `words` are the answers as they stand there, by row; `faults` why a row cannot be taken
    over; `missing` the rows of which the form has no control any more."""

    key: str
    number: int
    said: Said
    words: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


def asked_in(languages: Sequence[tuple[Sequence[Question], Collection[str]]]) -> Asked:
    """The questions of a block with the prompts, once per language, as one."""
    questions: dict[str, Question] = {}
    words: dict[str, dict[str, str]] = {}
    for in_language, _ in languages:
        for question in in_language:
            questions.setdefault(question.key, question)
            known = words.setdefault(question.key, {})
            for value, spoken in question.options:
                known.setdefault(normal(spoken), value)
    for key, question in questions.items():  # a value before a word that happens to read like it
        words[key] |= {normal(value): value for value, _ in question.options}
    prompts = frozenset(normal(prompt) for _, said in languages for prompt in said if prompt)
    return Asked(questions, words, prompts)


def normal(text: str) -> str:
    """The form in which words are compared: case, width, accents of composition and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def numbers_in(read: FormRead) -> tuple[int, ...]:
    """The blocks that a form has controls of, in order."""
    found = {int(tag[1]) for answer in read.answers if (tag := _BLOCK.fullmatch(answer.tag))}
    return tuple(sorted(found))


def filled_blocks(read: FormRead, asked: Asked, moment: datetime, begin: Begin) -> tuple[Filled, ...]:
    """Every block in which something was filled in. Never raises, whatever stands there."""
    by_tag = {answer.tag: answer for answer in reversed(read.answers)}
    found = []
    for number in numbers_in(read):
        cells = {key: by_tag.get(f"{block_key(number)}.{key}") for key in asked.questions}
        if any(_answered(cell, asked) for cell in cells.values()):
            found.append(_Block(number, cells, asked, moment, begin).read())
    return tuple(found)


def _answered(cell: Answer | None, asked: Asked) -> bool:
    return cell is not None and bool(cell.checked or _text(cell, asked))


def _text(cell: Answer | None, asked: Asked) -> str:
    """What was filled in, without the prompt of an empty control."""
    text = cell.text.strip() if cell else ""
    return "" if normal(text) in asked.prompts else text


class _Block:
    """Reads one block, row after row."""

    def __init__(
        self, number: int, cells: Mapping[str, Answer | None], asked: Asked, moment: datetime, begin: Begin
    ) -> None:
        self.number, self.cells, self.asked, self.moment, self.make_reading = number, cells, asked, moment, begin
        self.faults: dict[str, str] = {}

    def read(self) -> Filled:
        """The block as a condition, with what is wrong with it."""
        until = self._until()
        said = Said(
            kind=ConditionKind(kind) if (kind := self._choice("kind")) else None,
            subject=self._choice("subject"),
            protects=self._protects(),
            text=self._prose("text"),
            hard=self._choice("hard") in ("", HARD),
            holds=self._checked("holds"),
            done_by=self._choice("done_by"),
            due_on=self._due_on(),
            until=until,
            check=self._prose("check"),
            checked_by=self._choice("checked_by"),
            if_not=self._prose("if_not"),
            tier=self._choice("tier") or Said.tier,
        )
        said = replace(said, reading=self._reading(said))
        for row in NEEDED:
            if not getattr(said, row):
                self.faults.setdefault(row, "empty")
        gone = frozenset(row_of(key) for key, cell in self.cells.items() if cell is None)
        return Filled(block_key(self.number), self.number, said, self._words(), self.faults, gone)

    def _cell(self, key: str) -> str:
        return _text(self.cells.get(key), self.asked)

    def _checked(self, key: str) -> bool:
        cell = self.cells.get(key)
        return cell is not None and cell.checked

    def _choice(self, key: str) -> str:
        text = self._cell(key)
        if not text:
            return ""
        value = self.asked.words.get(key, {}).get(normal(text))
        if value is None:
            self.faults.setdefault(row_of(key), "unknown_choice")
        return value or ""

    def _protects(self) -> tuple[str, ...]:
        keys = [key for key in self.asked.questions if key.startswith(PROTECTS)]
        return tuple(sorted(key.removeprefix(PROTECTS) for key in keys if self._checked(key)))

    def _prose(self, key: str) -> str:
        text = self._cell(key)
        if wrong := flaw(text, LONGEST_TEXT):
            self.faults[row_of(key)] = wrong
            return ""
        return text

    def _due_on(self) -> date | None:
        found = written_day(self._cell("due_on"), local_day(self.moment))
        wrong = found.wrong or ("only_day" if found.hour else "")
        if not wrong and found.day is not None and found.day < local_day(self.moment):
            wrong = "in_past"
        if wrong:
            self.faults["due_on"] = wrong
        return None if wrong else found.day

    def _until(self) -> datetime | None:
        found, spoken = written_day(self._cell("until"), local_day(self.moment)), self._cell("until_time")
        hour = written_time(spoken) if spoken else found.hour
        wrong = found.wrong or ("time" if spoken and hour is None else "")
        if not wrong and found.day is None:
            wrong = "no_day" if spoken else ""
        if wrong or found.day is None:
            if wrong:
                self.faults["until"] = wrong
            return None
        moment = datetime.combine(found.day, hour or _END_OF_DAY, tzinfo=LOCAL)
        if moment <= self.moment:
            self.faults["until"] = "in_past"
            return None
        return moment

    def _reading(self, said: Said) -> tuple[Norm, ...] | None:
        act, modality = self._choice("act"), self._choice("modality")
        if "reading" in self.faults or not (act or modality):
            return None
        begun = self.make_reading(act, Modality(modality), said) if act and modality else None
        if begun is None:
            self.faults["reading"] = "half" if not (act and modality) else "unknown_choice"
            return None
        return (begun,)

    def _words(self) -> dict[str, str]:
        """By row what stands in the form, for rows that could not be read."""
        found: dict[str, list[str]] = {}
        for key, question in self.asked.questions.items():
            if question.control is not Control.CHECK and (text := self._cell(key)):
                found.setdefault(row_of(key), []).append(text)
        return {row: " ".join(texts) for row, texts in found.items()}


def row_of(key: str) -> str:
    """The row in the waiting room under which a question of the form stands."""
    return "protects" if key.startswith(PROTECTS) else _ROW_OF.get(key, key)
