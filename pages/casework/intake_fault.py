"""Says under a field of the intake what is wrong with it."""

from collections.abc import Sequence

from markupsafe import Markup

from pages.casework.intake_order import Problem
from pages.frame.markup import show


def fault(open_points: Sequence[Problem], field: str) -> None:
    """Says under a field what is wrong with it."""
    for problem in open_points:
        if problem.field == field:
            show(Markup('<p class="stop" role="alert">{}</p>').format(problem.sentence))
