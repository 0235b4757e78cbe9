"""Every refusal has a sentence that says what to do, in both languages; no refusal carries a text of its own."""

import ast
import importlib
import pkgutil
import re

import pytest

import pages
import services
from pages.frame.refusal import sentence
from pages.frame.sentences import SENTENCES
from services.errors import ServiceError
from services.wording import speak
from tests.house.sources import calls, dotted, sources, where


def codes() -> dict[str, type[ServiceError]]:
    """Every code of the program, after importing all of it."""
    for package in (services, pages):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name != "pages.main" and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    return {
        code: kind
        for code, kind in ServiceError.all_codes().items()
        if kind.__module__.startswith(("services.", "pages."))
    }


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) > 30
    assert sorted(set(codes()) - set(SENTENCES)) == []


def test_no_two_refusals_share_a_code() -> None:
    found: dict[str, set[str]] = {}
    codes()
    waiting = [ServiceError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(("services.", "pages.")):
            found.setdefault(kind.code, set()).add(kind.__qualname__)
    assert {code: kinds for code, kinds in found.items() if len(kinds) > 1} == {}


def test_every_sentence_belongs_to_a_code() -> None:
    known = set(codes())
    assert [key for key in SENTENCES if not any(key == code or key.startswith(f"{code}.") for code in known)] == []


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_is_said_in_dutch(key: str) -> None:
    assert speak("nl")(SENTENCES[key]) != SENTENCES[key]
    assert re.search(r"[.!]$", SENTENCES[key])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_unknown_refusal_still_gets_a_calm_sentence(language: str) -> None:
    class Never(ServiceError):
        code = "test.never"

    said = sentence(Never(), speak(language))
    assert said == speak(language)(SENTENCES["service.refused"])


def test_refusals_carry_fields_and_never_a_sentence() -> None:
    """A text in an exception ends up in logs; fields are ids, numbers, dates and terms."""
    kinds = {kind.__name__ for kind in codes().values()}
    found = [
        where(path, call)
        for path, tree in sources("services")
        for call in calls(tree)
        if dotted(call.func) in kinds and (call.args or any(_speaks(word.value) for word in call.keywords))
    ]
    assert found == []


def _speaks(value: ast.expr) -> bool:
    """Whether a field is given a sentence: two words, or a text put together with anything but a constant's name."""
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and " " in str(part.value) for part in value.values)
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value
