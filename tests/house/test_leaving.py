"""Nothing leaves the planner around the leak guard: every place that makes an outgoing file or writes a mail is listed
here with what guards it, and a new one fails until it is. The list in words stands in `docs/decisions/0059`."""

import ast
from collections.abc import Iterator

from tests.house.sources import calls, dotted, nodes, sources, where

GUARDS = {
    "hand_out": "reads the file, registers the copy",
    "guard": "reads a file that is no copy of a plan: the form, a copy that is given again",
    "check_leaving": "reads a text that leaves by itself: CSV, GraphML, the words of a picture",
    "check_item_leaves": "reads a calendar item",
}
MAKERS_OF_FILES = {"pack", "write_form", "finished", "render", "calendar_item"}
"""Functions that give the bytes of something that could leave."""
ONLY_MAKES = {
    "services/documents/rendering.py": "renders; its callers hand out",
    "services/documents/finished.py": "packs a layout; its callers hand out",
    "services/documents/forms/writer.py": "writes the form; `issuing` guards it",
    "services/documents/house_styles/example.py": "an example without anything of a case",
    "services/messages/envelope.py": "encloses the item in a mail; `queue` reads both",
}
ATTACHED = {
    "pages/door/download.py": "finished files as the services handed them out; the contacts example holds no case",
    "pages/door/network_file.py": "`export_network` checked it",
    "pages/door/asked.py": "the own calendar item, checked by `own_item`",
}
NO_CASE = {"pages/door/house_style_file.py": "the region's base document and its example: nothing of a case"}


def test_whoever_writes_a_mail_says_which_words_it_may_not_hold() -> None:
    found = [
        where(path, call)
        for path, tree in sources("services", "pages")
        for call in calls(tree)
        if dotted(call.func) == "queue" and "words_of_cases" not in _words_of(tree, call)
    ]
    assert found == [], "a mail goes out with the words of its cases: queue(..., kept=words_of_cases(...))"


def test_mail_is_written_by_queue_alone() -> None:
    makers = {path for path, tree in sources("services") for call in calls(tree) if _is(call, "OutboxMessage")}
    assert makers == {"services/messages/actions.py"}


def test_whatever_makes_an_outgoing_file_also_has_it_read() -> None:
    found = [
        path
        for path, tree in sources("services")
        if path not in ONLY_MAKES
        and not path.startswith(("services/demo/", "services/documents/word/", "services/apart/"))
        and any(dotted(call.func).rpartition(".")[2] in MAKERS_OF_FILES for call in calls(tree))
        and not any(dotted(call.func).rpartition(".")[2] in GUARDS for call in calls(tree))
    ]
    assert found == [], "hand the file to `hand_out`, or say above why it is no way out"


def test_a_file_leaves_the_door_where_it_is_known_to_be_guarded() -> None:
    found = {path for path, tree in sources("pages", "services") if any(_attaches(node) for node in nodes(tree))}
    assert found - set(NO_CASE) == set(ATTACHED)


def test_what_only_makes_is_made_by_something_that_guards() -> None:
    """The list above stays true: each of its files is there, or is not needed any more."""
    there = {path for path, _ in sources("services")}
    makes = {
        path
        for path, tree in sources("services")
        if any(dotted(call.func).rpartition(".")[2] in MAKERS_OF_FILES for call in calls(tree))
    }
    assert set(ONLY_MAKES) - (there & makes) == set()


def test_the_register_is_written_in_one_place() -> None:
    makers = {path for path, tree in sources("services") for call in calls(tree) if _is(call, "IssuedCopy")}
    assert makers == {"services/documents/copies/handing_out.py"}


def _is(call: ast.Call, name: str) -> bool:
    return dotted(call.func) == name


def _words_of(tree: ast.Module, call: ast.Call) -> str:
    """What `kept` is, with the assignment behind a name."""
    kept = next((word.value for word in call.keywords if word.arg == "kept"), None)
    if isinstance(kept, ast.Name):
        return " ".join(ast.dump(value) for value in _assigned(tree, kept.id))
    return ast.dump(kept) if kept is not None else ""


def _assigned(tree: ast.Module, name: str) -> Iterator[ast.expr]:
    for node in nodes(tree):
        if isinstance(node, ast.Assign) and any(dotted(target) == name for target in node.targets):
            yield node.value


def _attaches(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("attachment;")
