"""The pure rules of conditions."""

from models.terms import ConditionKind, Theme
from services.conditions.rules import theme_of


def test_every_kind_stands_under_a_theme_and_every_theme_has_a_kind() -> None:
    assert {theme_of(kind) for kind in ConditionKind} == set(Theme)
