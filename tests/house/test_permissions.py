"""Every act and every look names its permission, and no permission is left unused or unruled."""

import ast

from services.access.rules import POLICY, Permission
from tests.house.sources import calls, dotted, nodes, sources, where

UPKEEP = {
    "services/directory/sessions.py": "when a session was last seen",
    "services/directory/sign_in.py": "a password hash made stronger, the last time code used",
    "services/directory/throttle.py": "how often something was tried",
    "services/messages/actions.py": "whether a message was delivered",
}


def test_every_permission_is_used_and_ruled() -> None:
    used = {
        node.attr
        for path, tree in sources("services")
        if path != "services/access/rules.py"
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and dotted(node.value) == "Permission"
    }
    assert {permission.name for permission in Permission} - used == set()
    assert set(POLICY) == set(Permission)


def test_every_act_and_look_names_its_permission() -> None:
    found = [
        where(path, call)
        for path, tree in sources("services", "pages")
        for call in _work_calls(tree)
        if not call.args or not all(name.startswith("Permission.") for name in _named(call.args[0]))
    ]
    assert found == []


def _named(argument: ast.expr) -> list[str]:
    """A permission, or one of two."""
    choices = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
    return [dotted(choice) for choice in choices]


def test_there_are_acts_and_looks_to_check() -> None:
    number = sum(1 for _, tree in sources("services") for _ in _work_calls(tree))
    assert number > 60


def test_work_is_begun_in_services_only() -> None:
    assert [where(path, call) for path, tree in sources("pages") for call in _work_calls(tree)] == []


def test_upkeep_without_audit_is_for_signs_of_life_only() -> None:
    callers = {
        path
        for path, tree in sources()
        for call in calls(tree)
        if dotted(call.func).endswith(".upkeep") and path != "services/unit_of_work.py"
    }
    assert callers == set(UPKEEP), "say here what it writes; never case content"


def _work_calls(tree: ast.Module):
    """`work.act(...)`, `work.read(...)` and `work.read_many(...)`, in a `with` or handed on."""
    for node in nodes(tree):
        for item in node.items if isinstance(node, ast.With) else ():
            call = item.context_expr
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in ("act", "read", "read_many")
            ):
                yield call
