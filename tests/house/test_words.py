"""No sentence is shown that was not spoken through the catalogue, and the catalogue holds nothing else."""

import ast
import re
import string
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from models import terms
from pages.frame.sentences import SENTENCES
from services.wording import label, speak
from services.wording.term_words import TERM_WORDS
from tests.house.sources import ROOT, calls, dotted, nodes, sources, where

NEVER_SHOWN = {terms.RuleForce}
"""Marks in the regional file; what they mean is said by the rule's own text."""
BOTH_LANGUAGES_AT_ONCE = {
    "pages/door/page_words.py": "shown before a language is known",
    "pages/door/opening.py": "the terminal, in both languages",
}
SHOWING = {"show", "heading", "facts_list", "table", "line", "tag", "page", "el", "Markup"}
SHOWN_KEYWORDS = ("label", "help", "placeholder", "title", "caption")
WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}[,.:;]? +[A-Za-zÀ-ÿ]{2,}")


@lru_cache
def catalogue() -> dict[str, Message]:
    """Every entry of the Dutch catalogue by its English sentence."""
    with (ROOT / "services/wording/nl.po").open("rb") as file:
        return {_id(message): message for message in read_po(file, locale="nl") if message.id}


def spoken() -> Iterator[tuple[str, str]]:
    """Every sentence that the program hands to `say`, with its place."""
    for path, tree in sources():
        for call in calls(tree):
            name = dotted(call.func).split(".")[-1]
            if name in ("say", "plural") and call.args:
                yield from ((text, where(path, call)) for text in _texts(call.args[0]))
    yield from ((text, f"refusal {code}") for code, text in SENTENCES.items())
    yield from ((text, f"label {term!r}") for term, text in TERM_WORDS)


def test_every_sentence_has_its_dutch() -> None:
    assert [f"{place}: {text}" for text, place in spoken() if text and not _dutch(text)] == []


def test_there_are_sentences_to_check() -> None:
    assert len({text for text, _ in spoken()}) > 600


def test_catalogue_holds_nothing_that_is_not_in_the_program() -> None:
    there = {
        node.value
        for _, tree in sources()
        for node in nodes(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(catalogue()) - there) == []


def test_dutch_fills_the_same_places() -> None:
    wrong = [
        text
        for text, message in catalogue().items()
        for form in (message.string if isinstance(message.string, tuple | list) else (message.string,))
        if _places(form) - _places(text) or (not message.pluralizable and _places(text) != _places(form))
    ]
    assert wrong == []


def test_no_sentence_is_said_straight() -> None:
    """A text of two words or more in what is shown goes through `say`."""
    found = [
        f"{where(path, call)} {text}"
        for path, tree in sources("pages", "services/documents")
        if path not in BOTH_LANGUAGES_AT_ONCE
        for call in calls(tree)
        if _shows(call)
        for text in _straight(call)
    ]
    assert found == []


def test_the_check_of_straight_sentences_sees_one() -> None:
    seen = [list(_straight(call)) for call in calls(ast.parse("show(Markup('<p>Nog niet klaar</p>'))"))]
    assert any(seen)
    spoken_well = "show(Markup('<p class=\"a b\">{}</p>').format(say('Not ready yet')))"
    assert not any(list(_straight(call)) for call in calls(ast.parse(spoken_well)) if _shows(call))


def test_every_term_that_is_shown_has_a_word_in_both_languages() -> None:
    kinds = [kind for kind in vars(terms).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    shown = [member for kind in kinds if kind not in NEVER_SHOWN for member in kind]
    worded = {(type(term), term) for term, _ in TERM_WORDS}
    assert len(shown) > 130
    assert [term for term in shown if (type(term), term) not in worded] == []
    assert [term for term in shown if not (label(speak("nl"), term) and label(speak("en"), term))] == []


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _dutch(text: str) -> bool:
    message = catalogue().get(text)
    forms = message.string if message and isinstance(message.string, tuple | list) else (message and message.string,)
    return all(forms)


def _texts(node: ast.AST) -> Iterator[str]:
    """The literal a sentence is, or the literals it can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
        for value in node.value.values:
            yield from _texts(value)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _shows(call: ast.Call) -> bool:
    name = dotted(call.func)
    return name.startswith("st.") or name.split(".")[-1] in SHOWING or name.endswith((".paragraph", ".heading"))


def _straight(call: ast.Call) -> Iterator[str]:
    """Natural language directly among the arguments; tags and attributes of HTML aside."""
    keywords = [
        word.value for word in call.keywords if word.arg in ("label", "help", "placeholder", "title", "caption")
    ]
    for argument in (*call.args, *keywords):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            text = re.sub(r"<[^>]*>|&\w+;", " ", argument.value)
            if WORDS.search(text) and argument.value not in catalogue():
                yield text
