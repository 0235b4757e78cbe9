"""Looks at what can be issued."""

from services.access.rules import Permission
from services.cases.queries import kept_out
from services.documents.editions import audiences, without
from services.plans.queries import content_in
from services.unit_of_work import Work


def audiences_of(work: Work, case_id: str) -> tuple[str, ...]:
    """The editions of the newest adopted version that this actor may issue; none when they may not, or nothing is
    adopted. Raises `NotAllowed` for a case that is not theirs."""
    with work.read(Permission.PLAN_READ, case_id, screen="editions") as look:
        found = content_in(look, case_id)
        if found is None or not look.may(Permission.DOCUMENT_ISSUE):
            return ()
        return audiences(without(found[1], kept_out(look, case_id)))
