"""Time, chance and environment enter through two doors, so that tests can hold them still."""

import ast

import pytest

from tests.house.sources import calls, dotted, nodes, sources, where

DOORS = {"services/settings.py", "services/unit_of_work.py"}
ASKS = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns", "time.localtime",
    "os.getenv", "os.urandom", "pyotp.random_base32", "uuid.uuid1", "uuid.uuid4", "uuid4",
}  # fmt: skip
ASKING_MODULES = ("random.", "secrets.")
EXCEPTIONS = {
    ("models/sealing.py", "os.urandom"): "the nonce of a sealed field: nothing ever depends on its value",
    ("services/directory/second_factor.py", "pyotp.random_base32"): "the shared secret of an authenticator app",
}


def _asks(call: ast.Call) -> str:
    name = dotted(call.func)
    return name if name in ASKS or name.startswith(ASKING_MODULES) else ""


def test_only_two_modules_ask_for_time_and_chance() -> None:
    found = [
        f"{where(path, call)} {_asks(call)}"
        for path, tree in sources()
        for call in calls(tree)
        if path not in DOORS and _asks(call) and (path, _asks(call)) not in EXCEPTIONS
    ]
    assert found == []


def test_only_settings_read_the_environment() -> None:
    found = [
        where(path, node)
        for path, tree in sources()
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and dotted(node) == "os.environ" and path != "services/settings.py"
    ]
    assert found == []


@pytest.mark.parametrize(("path", "name"), EXCEPTIONS)
def test_exceptions_are_still_needed(path: str, name: str) -> None:
    tree = dict(sources())[path]
    assert any(_asks(call) == name for call in calls(tree))
