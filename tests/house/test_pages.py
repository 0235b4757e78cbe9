"""Screens are functions behind the gate, and text of people reaches them through one escaping door."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import ROOT, calls, dotted, nodes, sources, where

BANNED = {
    "cache_data": "shared by all people",
    "cache_resource": "shared by all people",
    "download_button": "publishes the bytes at an address that needs no session",
    "markdown": "reads links, pictures and HTML in text of people",
    "write": "reads Markdown in text of people",
    "caption": "reads Markdown, and fails the contrast",
    "image": "publishes at an address that needs no session",
    "pdf": "publishes at an address that needs no session",
    "audio": "publishes at an address that needs no session",
    "video": "publishes at an address that needs no session",
    "file_uploader": "a file is read in few places only: contacts (kept once their report was seen), calendars, forms",
    "experimental_user": "only the gate says who it is",
    "login": "signs in around the gate",
    "secrets": "settings come from the environment",
}
TEXT_AREA = "hands its text over when it is left only: pages.frame.writing.writing_area keeps it while it is typed"
CONSTANT_MAKERS = {
    "Markup", "MappingProxyType", "Path", "TypeAdapter", "TypeVar", "date", "datetime.max.replace", "dict.fromkeys",
    "frozenset", "len", "re.compile", "set", "str", "timedelta", "tuple",
}  # fmt: skip
"""What a module may call while it is imported: makers of constants, nothing that draws, asks or opens."""
MAY_CALL = {("pages/network/import_form.py", "file_uploader"), ("pages/frame/file_choice.py", "file_uploader")}
DOOR_MAKERS = {"Chance", "ThreadPoolExecutor", "logging.getLogger", "threading.Event", "tomllib.loads"}
"""The plain HTTP beside the screens holds its threads and its log; no screen does."""
TRUSTED_MARKUP = {"pages/network/network_picture.py", "pages/casework/events_picture.py"}
"""Pictures come as finished SVG; services.network and services.events escape every label in them (tested there)."""
READ_MARKDOWN = {
    "button", "checkbox", "date_input", "dialog", "error", "expander", "form_submit_button", "info", "link_button",
    "metric", "multiselect", "number_input", "page_link", "pills", "popover", "radio", "segmented_control",
    "selectbox", "slider", "success", "text_area", "text_input", "time_input", "toggle", "warning",
}  # fmt: skip
LABELS = ("label", "help", "title", "body")
OUR_WORDS = {"label", "need_button", "short_day", "slot_title", "step_name"}
"""Functions that give words of the house or of the calendar only."""
NUMBERS = {"n", "number", "minutes", "mark"}
"""Names of places in sentences that hold a number, or the random mark of a mishap."""
TRUSTED_LABELS = {("pages/partner/steps.py", "question"): "the questions of the form, our own sentences"}
Label = tuple[ast.expr, ast.FunctionDef | None, ast.Module | None]
"""A label with the function and the module in which it stands."""


def test_nothing_but_the_script_lies_at_the_top() -> None:
    assert {path.name for path in (ROOT / "pages").glob("*.py")} == {"__init__.py", "main.py"}


def test_modules_only_define() -> None:
    found = [
        where(path, node)
        for path, tree in sources("pages")
        if path != "pages/main.py"
        for node in tree.body
        if not _defines(node, CONSTANT_MAKERS | (DOOR_MAKERS if path.startswith("pages/door/") else set()))
    ]
    assert found == []


@pytest.mark.parametrize("name", BANNED)
def test_banned_calls_are_nowhere(name: str) -> None:
    found = [
        where(path, node)
        for path, tree in sources()
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and dotted(node) == f"st.{name}" and (path, name) not in MAY_CALL
    ]
    assert found == [], BANNED[name]


def test_more_than_one_line_is_written_in_our_own_area() -> None:
    found = [where(path, call) for path, tree in sources("pages") for call in calls(tree) if _draws_text_area(call)]
    assert found == [], TEXT_AREA


def test_the_check_of_text_areas_sees_what_it_should() -> None:
    for theirs in ("st.text_area('Waarom')", "left.text_area('Waarom', key='k')"):
        assert _draws_text_area(ast.parse(theirs, mode="eval").body), theirs
    assert not _draws_text_area(ast.parse("writing_area(form, 'reason', 'Waarom')", mode="eval").body)


def _draws_text_area(call: ast.expr) -> bool:
    """By the page, a column or a container alike."""
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "text_area"


def test_nobody_asks_for_unsafe_html_or_old_components() -> None:
    found = [
        where(path, call)
        for path, tree in sources()
        for call in calls(tree)
        if any((word.arg or "").startswith("unsafe_") for word in call.keywords)
        or dotted(call.func).startswith("st.components.v1")
    ]
    assert found == []


def test_html_is_drawn_in_the_frame_only() -> None:
    found = [
        where(path, call)
        for path, tree in sources()
        for call in calls(tree)
        if dotted(call.func) == "st.html" and not path.startswith("pages/frame/")
    ]
    assert found == []


def test_markup_is_made_of_literals_only() -> None:
    """Whoever writes HTML writes it in the house; what people typed goes in by `.format`, which escapes it."""
    found = [
        where(path, call)
        for path, tree in sources()
        for call in calls(tree)
        if dotted(call.func) == "Markup" and path not in TRUSTED_MARKUP and not _literals(call.args)
    ]
    assert found == []


def test_labels_that_may_hold_text_of_people_are_escaped() -> None:
    """Labels read Markdown: a label is a literal, a sentence of ours without places for text, or `plain(...)`."""
    found = [
        f"{where(path, call)} {ast.unparse(label[0])}"
        for path, call, label in _labels()
        if not _safe(label) and (path, ast.unparse(label[0])) not in TRUSTED_LABELS
    ]
    assert found == []


def test_the_check_of_labels_sees_what_it_should() -> None:
    for unsafe in ("f'{name}'", "name", "say('{n}', n=name)", "case.code_name", "'a' + name"):
        assert not _safe((ast.parse(unsafe, mode="eval").body, None, None)), unsafe
    for safe in ("'Open'", "say('Open')", "plain(name)", "say('{n}', n=len(x))", "plain(a) if b else say('c')"):
        assert _safe((ast.parse(safe, mode="eval").body, None, None)), safe


def _defines(node: ast.stmt, makers: set[str]) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return all(dotted(call.func).lstrip(".") in makers or _of_path(call) for call in calls(node))
    return False


def _of_path(call: ast.Call) -> bool:
    """Paths of the program's own files: `Path(__file__).resolve()`, `(...).read_text()`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in (
        "resolve",
        "read_text",
        "read_bytes",
        "with_name",
    )


def _literals(arguments: list[ast.expr]) -> bool:
    return all(isinstance(argument, ast.Constant) for argument in arguments)


def _labels() -> Iterator[tuple[str, ast.Call, Label]]:
    for path, tree in sources("pages"):
        for function in nodes(tree):
            if isinstance(function, ast.FunctionDef):
                for call in calls(function):
                    yield from ((path, call, (label, function, tree)) for label in _labels_of(call))


def _labels_of(call: ast.Call) -> Iterator[ast.expr]:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in READ_MARKDOWN:
        return
    first = 1 if call.func.attr == "page_link" else 0
    yield from call.args[first : first + 1]
    yield from (word.value for word in call.keywords if word.arg in LABELS)


def _safe(label: Label) -> bool:
    text, function, module = label
    if isinstance(text, ast.Constant):
        return True
    if isinstance(text, ast.IfExp):
        return _safe((text.body, function, module)) and _safe((text.orelse, function, module))
    if isinstance(text, ast.Subscript) and isinstance(text.value, ast.Dict):
        return all(_safe((value, function, module)) for value in text.value.values)
    if isinstance(text, ast.Attribute) and text.attr == "title":
        return dotted(text).startswith(".") and "places[" in ast.unparse(text)
    if isinstance(text, ast.Name) and function is not None:
        meant = _meant(text.id, function, module)
        return bool(meant) and all(_safe(one) for one in meant)
    if isinstance(text, ast.Call):
        name = dotted(text.func).split(".")[-1]
        if name in ("say", "plural"):
            return all(_harmless(word.value) for word in text.keywords)
        return name == "plain" or name in OUR_WORDS
    return False


def _meant(name: str, function: ast.FunctionDef, module: ast.Module | None) -> list[Label]:
    """What a name in a function stands for: all that is given to it there, or by those who call the function."""
    given: list[Label] = [(value, function, module) for value in _given(name, function)]
    names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
    if given or name not in names:
        return given
    place = names.index(name) - (names[0] == "self")
    for tree in [module] if function.name.startswith("_") and module else [tree for _, tree in sources("pages")]:
        for caller in (node for node in nodes(tree) if isinstance(node, ast.FunctionDef)):
            for call in (call for call in calls(caller) if dotted(call.func).split(".")[-1] == function.name):
                given += [(word.value, caller, tree) for word in call.keywords if word.arg == name]
                given += [(value, caller, tree) for value in call.args[place : place + 1]]
    return given


def _given(name: str, function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Name) and target.id == name:
            yield value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, given in zip(target.elts, value.elts, strict=True):
                if isinstance(one, ast.Name) and one.id == name:
                    yield given


def _harmless(value: ast.expr) -> bool:
    """Numbers and words of ours cannot hold Markdown."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "lower":
        return _harmless(value.func.value)
    if isinstance(value, ast.Call):
        name = dotted(value.func)
        return name.split(".")[-1] in ("len", *OUR_WORDS) or name.startswith(("say.", "screen.say."))
    word = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
    return isinstance(value, ast.Constant) or word in NUMBERS
