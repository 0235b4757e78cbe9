"""What rows and controls say, as answers by tag. By the control's own name; where that is gone, by its row's label."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from services.documents.forms.facts import Answer
from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.walking import (
    BY_LABEL,
    LONGEST,
    MOST_ANSWERS,
    TICKED,
    UNTICKED,
    FilledControl,
    Row,
    Words,
)
from services.documents.forms.words import FormWords, alike

TWICE, BESIDE, LINES_LOST = "twice", "beside", "lines_lost"
_YES = frozenset(("x", "v", "ja", "j", "yes", "y"))
_GLYPHS = "".join((*TICKED, *UNTICKED))
_LINES = re.compile(r"\r\n?|[\u2028\u2029\u0085\v\f]")
_BLANKS = re.compile(r"[^\S\n]*\n")
_GAPS = re.compile(r"\n{3,}")
_SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0x00A0, 0x202F, 0x3000, 9), " ")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def answers_in(rows: Iterable[Row], words: FormWords, choices: Mapping[str, str] | None = None) -> tuple[Answer, ...]:
    """Every answer, in the order of the document; a second one of a name is flagged. `choices` are the values of what
    could be chosen, by its words. Raises FormRefused for more than 400, or one of more than 20,000 characters."""
    found: list[Answer] = []
    names: Counter[str] = Counter()
    for row in rows:
        for answer in _of_row(row, words):
            answer = _by_reference(answer, choices or {})
            label = _label(row, words)
            copied = names[answer.tag] and BY_LABEL not in answer.flags and label and not names[label]
            if names[answer.tag] and BY_LABEL in answer.flags and not (answer.text or answer.checked):
                continue
            if copied and label.partition(".")[2] == answer.tag.partition(".")[2]:  # a block that somebody copied
                answer = replace(answer, tag=label, flags=(*answer.flags, BY_LABEL))
            elif names[answer.tag]:
                answer = replace(answer, flags=(*answer.flags, TWICE))
            names[answer.tag] += 1
            found.append(answer)
            if len(found) > MOST_ANSWERS:
                raise FormRefused(reason=FormFault.TOO_MANY_ANSWERS)
    return tuple(found)


def _by_reference(answer: Answer, choices: Mapping[str, str]) -> Answer:
    """A box known by a label that ends in a name gets the reference under which that name could be chosen elsewhere."""
    block, _, named = answer.tag.partition(".")
    key, _, name = named.partition(".")
    if BY_LABEL in answer.flags and name and (reference := choices.get(alike(name))):
        return replace(answer, tag=f"{block}.{key}.{reference}")
    return answer


def _of_row(row: Row, words: FormWords) -> Iterator[Answer]:
    beside = _beside(row, words)
    for control in row.controls:
        yield _of_control(control, beside if len(row.controls) == 1 else None, words)
    if row.controls:
        return
    label = _label(row, words)
    if label and row.table:
        yield _answer(label, beside or Words(), words, box=None)
        return
    for cell in row.cells:
        yield from _of_lines(cell, row.block, words)


def _label(row: Row, words: FormWords) -> str:
    return words.key(row.cells[0].text, row.block) if row.table and len(row.cells) > 1 else ""


def _beside(row: Row, words: FormWords) -> Words | None:
    """What stands right of the label outside controls: typed beside one, or what is left of one."""
    if not row.table:
        return None
    gathered = Words()
    for cell in row.cells[1:]:
        if cell.text and not words.empty(cell.text):
            gathered.said += (cell.text, "\n")
        gathered.flags |= cell.flags
        gathered.breaks += cell.breaks
    return gathered


def _of_control(control: FilledControl, beside: Words | None, words: FormWords) -> Answer:
    said = Words(list(control.said), set(control.flags))
    if words.empty(said.text) or (control.prompting and (control.dressed or not words.prompts)):
        said.said.clear()
    typed = beside.text if beside else ""
    if beside and beside.breaks and said.text and not said.breaks:  # LibreOffice 7.4 puts them before the control
        said.flags.add(LINES_LOST)
    if typed and beside and not words.key(typed, 1):
        said.said += ("\n", typed)
        said.flags |= beside.flags | {BESIDE}
    return _answer(control.tag, said, words, box=control.box, by_label=False)


def _of_lines(cell: Words, block: int, words: FormWords) -> Iterator[Answer]:
    """Ticked lines of which only the words are left: `☒ Our organisation has no safety conditions`."""
    for line in cell.text.splitlines():
        bare = line.strip()
        if bare[:1] in TICKED + UNTICKED or bare[-1:] in TICKED + UNTICKED:
            label = words.key(bare.strip(_GLYPHS + " "), block)
            if label:
                ticked = Words([sign for sign in bare if sign in _GLYPHS], set(cell.flags))
                yield _answer(label, ticked, words, box=None)


def _answer(tag: str, said: Words, words: FormWords, *, box: bool | None, by_label: bool = True) -> Answer:
    text = clean(said.text)
    flags = said.flags | ({BY_LABEL} if by_label else set())
    bare = text.strip(_GLYPHS + " \n")
    if box is None and not words.is_check(tag) and (bare or not text):
        return Answer(tag, text, flags=tuple(sorted(flags)))
    shown = [sign for sign in text if sign in _GLYPHS]
    ticked = any(sign in TICKED for sign in shown) if shown else bool(box)
    return Answer(tag, bare, ticked or bare.casefold() in _YES, tuple(sorted(flags)))


def clean(text: str) -> str:
    """A text as it may be kept: one kind of space and of line, nothing that cannot be seen. Raises FormRefused when
    it is too long."""
    text = _LINES.sub("\n", text).translate(_SPACES)
    text = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)
    text = _GAPS.sub("\n\n", _BLANKS.sub("\n", unicodedata.normalize("NFC", text))).strip()
    if len(text) > LONGEST:
        raise FormRefused(reason=FormFault.TOO_LONG)
    return text
