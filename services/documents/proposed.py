"""The version on which a guest's organisation is asked for its word: what they may read of it, and what changed there.

Both sides of a change are cut to the reader before they are compared: what somebody could never read, no change tells.
"""

from dataclasses import replace

from models.terms import ChangeKind
from services.access.rules import Permission
from services.cases.queries import kept_out
from services.documents.editions import audience_of, project, without
from services.documents.facts import PlanToAnswer
from services.documents.released import as_read
from services.meetings.queries import case_of_guest
from services.plans.appendices import PlanChange
from services.plans.facts import PlanContent
from services.plans.versions.comparing import changes
from services.plans.versions.looks import open_to_answers
from services.plans.versions.queries import answer_lines
from services.protection.rules import Reader
from services.unit_of_work import Work


def plan_to_answer(work: Work) -> PlanToAnswer | None:
    """The version that the acting guest is asked about, as their organisation may read it; None while none is open.

    Raises `NotAllowed` for whoever is no guest of the case, or is kept out of it.
    """
    case_id = case_of_guest(work)
    with work.read(Permission.PLAN_ANSWER, case_id, screen="plan to answer") as look:
        home = look.actor.organisation
        found = open_to_answers(look, case_id, home)
        if found is None:
            return None
        content = without(found.content, kept_out(look, case_id))
        audience = audience_of(content, home)
        if audience is None:
            return None
        lines = answer_lines(look, case_id, found.id, Reader(home))
        own = next((line for line in lines if line.organisation == home), None)
        return PlanToAnswer(
            version_id=found.id,
            status=found.status,
            sha256=found.sha256,
            plan=as_read(content, audience, found.open_since, home),
            changes=changes_for(found.former, content, audience),
            since=found.former.version if found.former else None,
            own=own if own is not None and own.answer is not None else None,
            asked=own is not None,
        )


def changes_for(before: PlanContent | None, after: PlanContent, audience: str) -> tuple[PlanChange, ...]:
    """What changed for one reader. Something that they may no longer read did not lapse for that: it is left out.

    Who reads is judged by the seats of today. Raises `EditionUnknown`.
    """
    if before is None:
        return ()
    was = project(replace(before, seats=after.seats), audience).content
    now = project(after, audience).content
    lapsed = {_what(one) for one in changes(before, after) if one.kind is ChangeKind.LAPSED}
    found = changes(was, now)
    return tuple(one for one in found if one.kind is not ChangeKind.LAPSED or _what(one) in lapsed)


def _what(change: PlanChange) -> tuple[object, ...]:
    return change.number, change.before, change.measure
