"""Reading a form in a limited process of its own. What comes back are facts of ours, checked on arrival."""

from dataclasses import asdict
from importlib import import_module
from typing import Any

from services.apart.reading import Apart, TooHeavy, TooLarge
from services.documents.forms.facts import Answer, FormRead, Marks
from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.opening import LARGEST
from services.documents.forms.words import FormWords, words_of_forms

SECONDS = 5
"""Of reckoning; a form takes a hundredth of it."""
MEMORY = 500 * 1024 * 1024
FORMS = Apart("services.documents.forms.apart", SECONDS, MEMORY, LARGEST)


def read_apart(content: bytes, words: FormWords | None = None) -> FormRead:
    """`reader.read_form`, bounded. Raises FormRefused, with TOO_HEAVY when a bound is met."""
    try:
        told = FORMS.read(content, (words or words_of_forms()).packed())
    except TooLarge:
        raise FormRefused(reason=FormFault.TOO_LARGE) from None
    except TooHeavy:
        raise FormRefused(reason=FormFault.TOO_HEAVY) from None
    if "reason" in told:
        raise FormRefused(reason=FormFault(told["reason"]))
    return FormRead(
        answers=tuple(
            Answer(row["tag"], row["text"], bool(row["checked"]), tuple(row["flags"])) for row in told["answers"]
        ),
        part_marks=_marks(told["part_marks"]),
        property_marks=_marks(told["property_marks"]),
        printed_code=told["printed_code"],
        flags=tuple(told["flags"]),
    )


def prepare() -> None:
    """Loads the reader, and what it would otherwise load from disk when it first needs it; in the worker only."""
    for name in ("ascii", "cp437", "latin_1", "utf_8", "utf_16", "utf_16_be", "utf_16_le"):
        import_module(f"encodings.{name}")
    import services.documents.forms.reader  # noqa: F401  (known to the bounded process only)


def answer(content: bytes, words: list[Any]) -> dict[str, Any]:
    """What the worker hands back: everything that was read, or why the file was refused."""
    from services.documents.forms.reader import read_form

    try:
        return asdict(read_form(content, FormWords.unpacked(words)))
    except FormRefused as refused:
        return {"reason": refused.fields["reason"]}


def _marks(told: dict[str, Any] | None) -> Marks | None:
    return Marks(**told) if told else None
