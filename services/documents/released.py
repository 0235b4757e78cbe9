"""The released plan for a guest: what their organisation may read of it, and a copy of their own.

Both are the edition that the case director would issue to that organisation, so that screen and paper say the same.
"""

from dataclasses import replace
from datetime import datetime

from services.access.rules import Permission
from services.cases.queries import kept_out
from services.directory.rules import OWN_FILE
from services.directory.throttle import spend
from services.documents.actions import copy_in
from services.documents.editions import audience_of, project, reader_of, without
from services.documents.facts import IssuedFile, ReleasedPlan
from services.errors import ServiceError
from services.meetings.queries import case_of_guest
from services.new_information.queries import changed_since
from services.plans.facts import PlanContent
from services.plans.releasing import OpenPlan, released_in
from services.reviews.told import with_last_review
from services.unit_of_work import Reading, Work


class NotReleased(ServiceError):
    """No version of the plan is open to this guest: none was released, or their organisation has no seat in it."""

    code = "documents.not_released"


def released_plan(work: Work) -> ReleasedPlan | None:
    """The plan as the acting guest's organisation may read it; None while nothing is open to them.

    Raises `NotAllowed` for whoever is no guest of the case, or is kept out of it.
    """
    case_id = case_of_guest(work)
    with work.read(Permission.PLAN_COPY, case_id, screen="released plan") as look:
        found = _open_in(look, case_id)
        if found is None:
            return None
        plan, audience = found
        content = with_last_review(look, case_id, plan.content)
        shown = as_read(content, audience, plan.released_at, look.actor.organisation)
        return replace(shown, changed_since=changed_since(look, plan.content, reader_of(plan.content, audience)))


def as_read(content: PlanContent, audience: str, open_since: datetime, organisation: str) -> ReleasedPlan:
    """A version as one organisation may read it on a screen: its edition. Raises `EditionUnknown`."""
    edition = project(content, audience)
    cut = edition.content
    return ReleasedPlan(
        version=cut.version,
        adopted_on=cut.adopted_on,
        released_at=open_since,
        organisation=organisation,
        whole=not edition.reader.external,
        conditions=cut.conditions,
        actions=cut.actions,
        review_on=cut.review_on,
        valid_until=cut.valid_until,
        hold_in_force=cut.hold_in_force,
        summary=cut.summary,
    )


def own_copy(work: Work, language: str = "nl") -> IssuedFile:
    """A copy of the released plan for the acting guest's organisation: guarded and registered on their name.

    Raises `NotReleased`, `LeakFound` (nothing is issued then), `TooManyTries` or `NotAllowed`.
    """
    case_id = case_of_guest(work)
    spend(work, OWN_FILE, work.actor.invitation_id)
    with work.act(Permission.PLAN_COPY, case_id) as tx:
        found = _open_in(tx, case_id)
        if found is None:
            raise NotReleased
        plan, audience = found
        return copy_in(tx, plan.version_id, plan.content, audience, language)


def _open_in(look: Reading, case_id: str) -> tuple[OpenPlan, str] | None:
    """The released version, without whoever is barred, and the edition for the guest's organisation."""
    plan = released_in(look, case_id)
    if plan is None:
        return None
    content = without(plan.content, kept_out(look, case_id))
    audience = audience_of(content, look.actor.organisation)
    return (replace(plan, content=content), audience) if audience else None
