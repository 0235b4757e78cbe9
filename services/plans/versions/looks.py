"""What a screen asks of the versions: all of them with who and when, two beside each other, the answers on one."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models.directory import Organisation
from models.plan import PlanResponse, PlanVersion
from models.terms import PlanStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.queries import readable
from services.plans.appendices import PlanChange
from services.plans.facts import PlanContent
from services.plans.versions.comparing import changes, same_substance
from services.plans.versions.facts import AnswerLine
from services.plans.versions.freezing import as_it_stands, content_of, former
from services.plans.versions.lines import OPEN, account_names, rows_of_versions
from services.plans.versions.queries import answer_lines
from services.plans.versions.rules import is_answerable
from services.unit_of_work import NotAllowed, Reading, Work

NOW = 0
"""Stands for the plan as it is now, where a version's number is asked."""


@dataclass(frozen=True)
class VersionStory:
    """A version in the list, with who did what to it when; names are empty for who is barred since.

    `reason` is why it was taken back, for whoever may take one back: it has no tier. `answerable`: whether partners can
    say what they think of it now.
    """

    id: str
    number: int
    status: PlanStatus
    made_at: datetime
    made_by: str
    circulated_at: datetime | None = None
    circulated_by: str = ""
    adopted_at: datetime | None = None
    adopted_by: str = ""
    released_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    reason: str = ""
    answerable: bool = False


@dataclass(frozen=True)
class Proposal:
    """How the open version stands to what is in the case now: `same`, or what changed since it was frozen."""

    number: int
    status: PlanStatus
    same: bool
    changed: tuple[PlanChange, ...] = ()


@dataclass(frozen=True)
class OpenVersion:
    """A version that partners can answer on, not yet cut down to a reader. `former`: what its reader saw before."""

    id: str
    content: PlanContent
    sha256: str
    status: PlanStatus
    open_since: datetime
    former: PlanContent | None = None


def history(work: Work, case_id: str) -> tuple[VersionStory, ...]:
    """Every version there ever was, newest first. Raises `NotAllowed`."""
    with work.read(Permission.PLAN_READ, case_id, screen="versions") as look:
        rows = rows_of_versions(look, [case_id])
        wanted = {who for row in rows for who in (row.made_by, row.circulated_by, row.adopted_by, row.withdrawn_by)}
        names = account_names(look, {case_id: {who for who in wanted if who}})
        told, tells = {account: name for (_, account), name in names.items()}, look.may(Permission.PLAN_WITHDRAW)
        return tuple(_story(look, row, told, tells=tells) for row in rows)


def _story(look: Reading, row: PlanVersion, names: dict[str, str], *, tells: bool) -> VersionStory:
    return VersionStory(
        id=row.id,
        number=row.number,
        status=row.status,
        made_at=row.made_at,
        made_by=names.get(row.made_by, ""),
        circulated_at=row.circulated_at,
        circulated_by=names.get(row.circulated_by or "", ""),
        adopted_at=row.adopted_at,
        adopted_by=names.get(row.adopted_by or "", ""),
        released_at=row.released_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=names.get(row.withdrawn_by or "", ""),
        reason=look.unseal(row, "withdrawn_reason_sealed") if row.withdrawn_reason_sealed and tells else "",
        answerable=is_answerable(row.status, row.released_at),
    )


def compared(work: Work, case_id: str, before: int, after: int) -> tuple[PlanChange, ...]:
    """What changed between two versions by number, or the plan as it stands (`NOW`), as the acting person may read it.

    Raises `NotAllowed` for a number that there is not.
    """
    with work.read(Permission.PLAN_READ, case_id, screen="compared versions") as look:
        sides = [_numbered(look, case_id, number, practice=work.practice) for number in (before, after)]
        found = changes(sides[0], sides[1])
        return tuple(change for change in found if readable(look, case_id, change.tier, reader_of(look)))


def proposal(work: Work, case_id: str) -> Proposal | None:
    """The open version beside what stands now, as the acting person may read it; None when nothing is open."""
    with work.read(Permission.PLAN_READ, case_id, screen="proposed plan") as look:
        row = next((row for row in rows_of_versions(look, [case_id]) if row.status in OPEN), None)
        if row is None:
            return None
        was = content_of(look, row)
        now = as_it_stands(look, case_id, row.number, practice=work.practice)
        told = tuple(one for one in changes(was, now) if readable(look, case_id, one.tier, reader_of(look)))
        return Proposal(row.number, row.status, same_substance(was, now), told)


def answers_on(work: Work, case_id: str, version_id: str) -> tuple[AnswerLine, ...]:
    """Every partner organisation with its word on a version, as the acting person may read it."""
    with work.read(Permission.PLAN_READ, case_id, screen="plan answers") as look:
        return answer_lines(look, case_id, version_id, reader_of(look))


def open_to_answers(look: Reading, case_id: str, organisation: str) -> OpenVersion | None:
    """The version on which an organisation is asked for its word: the one that was sent round, else the plan in force
    once it is released. Asked inside an allowed look; content and what went before are not cut to a reader yet."""
    rows = rows_of_versions(look, [case_id])
    standing = [row for row in rows if is_answerable(row.status, row.released_at)]
    row = next((one for one in standing if one.status in OPEN), standing[0] if standing else None)
    if row is None:
        return None
    since = row.circulated_at if row.status in OPEN else row.released_at
    return OpenVersion(
        id=row.id,
        content=content_of(look, row),
        sha256=row.content_sha256,
        status=row.status,
        open_since=since or row.made_at,
        former=_seen_before(look, case_id, organisation, row),
    )


def _seen_before(look: Reading, case_id: str, organisation: str, row: PlanVersion) -> PlanContent | None:
    """The last version that this organisation answered on, else the last one that was adopted before this one."""
    answered = look.session.exec(
        select(PlanVersion)
        .join(PlanResponse, col(PlanResponse.plan_version_id) == col(PlanVersion.id))
        .join(Organisation, col(Organisation.id) == col(PlanResponse.organisation_id))
        .where(PlanVersion.case_id == case_id, PlanVersion.number < row.number, Organisation.key == organisation)
        .order_by(col(PlanVersion.number).desc())
    ).first()
    return content_of(look, answered) if answered else former(look, case_id, below=row.number)


def _numbered(look: Reading, case_id: str, number: int, *, practice: bool) -> PlanContent:
    if number == NOW:
        return as_it_stands(look, case_id, NOW, practice=practice)
    row = next((row for row in rows_of_versions(look, [case_id]) if row.number == number), None)
    if row is None:
        raise NotAllowed
    return content_of(look, row)
