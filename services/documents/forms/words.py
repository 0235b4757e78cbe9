"""The words by which a form is read when its controls lost their names: labels of rows, titles of blocks, prompts.

They come from `questions`, in every language a form goes out in; whoever reads a form is handed them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from models.terms import PersonRole

_SPACE = re.compile(r"\s+")
_NAME = "\x00"
_PROMPTS_OF_WORD = (
    *("Klik of tik om tekst in te voeren.", "Klik hier als u tekst wilt invoeren.", "Kies een item."),
    *("Klik of tik om een datum in te voeren.", "Klik hier als u een datum wilt invoeren."),
    *("Click or tap here to enter text.", "Click here to enter text.", "Choose an item."),
    *("Click or tap to enter a date.", "Click here to enter a date."),
)


@dataclass(frozen=True)
class FormWords:
    """Labels to keys, outside the blocks and within them; beginnings of labels that end in a name, to keys; what a
    block's title begins with; what stands in a control that nobody filled in. All as `alike` leaves them."""

    outside: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    prompts: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()

    def key(self, label: str, block: int) -> str:
        """The tag that belongs to a label in this block (0: outside them), empty when there is none.

        A label that ends in a name gives a tag that does: `c2.protects.Anna` where the form's own is `c2.protects.P1`.
        """
        read = _read(label)
        label = read.casefold()
        if block and label in self.within:
            return f"c{block}.{self.within[label]}"
        for begins, key in self.named.items():
            if block and label.startswith(begins) and len(label) > len(begins):
                return f"c{block}.{key}.{read[len(begins) :][:80]}"
        return self.outside.get(label, "")

    def block(self, title: str) -> int:
        """The number in a block's title, 0 when it is none."""
        if len(title) > 80:
            return 0
        for begins in self.titles:
            if found := re.match(rf"[\d.\s]*{re.escape(begins)}\s*(\d{{1,2}})(?!\d)", alike(title)):
                return int(found[1])
        return 0

    def empty(self, text: str) -> bool:
        """Whether a text is what stands in a control that nobody filled in."""
        return alike(text) in self.prompts

    def is_check(self, tag: str) -> bool:
        """Whether a tag is that of a box to tick."""
        key = tag.partition(".")[2] if re.match(r"c\d", tag) else tag
        return key in self.checks or key.partition(".")[0] in self.checks

    def packed(self) -> list[Any]:
        """As plain values, for the limited worker."""
        return [self.outside, self.within, self.named, list(self.titles), sorted(self.prompts), sorted(self.checks)]

    @classmethod
    def unpacked(cls, told: list[Any]) -> "FormWords":
        """The same words again."""
        outside, within, named, titles, prompts, checks = told
        return cls(outside, within, named, tuple(titles), frozenset(prompts), frozenset(checks))


def alike(text: str) -> str:
    """A text so that two that read alike are alike: case, spaces, and the signs at its end left out."""
    return _read(text).casefold()


def _read(text: str) -> str:
    return _SPACE.sub(" ", text).strip().rstrip(":?.* ")


class _NoActs:
    """A vocabulary in which there is nothing to choose: the questions are all that is wanted here."""

    acts: ClassVar[Mapping[str, Any]] = {}

    def act_label(self, id: str, language: str) -> str:
        """Never asked."""
        return f"{language} {id}"


@lru_cache(maxsize=1)
def words_of_forms() -> FormWords:
    """The words of every form that goes out, in both languages."""
    from services.documents.forms import questions as q  # reaches far; the limited worker is handed the words instead
    from services.documents.forms.facts import Control
    from services.wording import speak

    nobody = q.FormOptions(persons=((_NAME, _NAME, PersonRole.SUSPECT.value),), organisations=(), tiers=(), kinds=())
    outside: dict[str, str] = {}
    within: dict[str, str] = {}
    named: dict[str, str] = {}
    titles: list[str] = []
    prompts, checks = {alike(prompt) for prompt in _PROMPTS_OF_WORD}, set[str]()
    for say in (speak("nl"), speak("en")):
        titles.append(alike(q.block_title(say, 1).replace("1", "")))
        blocks = q.block_questions(say, _NoActs(), nobody)
        for question in (*q.head_questions(say), *q.tail_questions(say), *blocks):
            key = question.key.replace(f".{_NAME}", "")
            where = within if question in blocks else outside
            if _NAME in question.label:
                named[alike(question.label.partition(_NAME)[0]) + " "] = key
            else:
                where[alike(question.label)] = key
            prompts.add(alike(q.prompt_of(say, question)))
            if question.control is Control.CHECK:
                checks.add(key)
    return FormWords(outside, within, named, tuple(titles), frozenset(prompts - {""}), frozenset(checks))
