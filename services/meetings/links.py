"""Personal links: a guest without an account comes in with the link's secret and a code told by phone."""

from models.terms import MeetingStatus
from services.access.rules import Permission
from services.directory.personal_links import CodeWrong, LinkLocked, LinkRefused, try_code
from services.directory.sessions import start_session
from services.errors import ServiceError
from services.meetings.by_link import invited_by
from services.meetings.orders import OpenLink
from services.unit_of_work import Work

__all__ = ["CodeWrong", "LinkLocked", "LinkRefused", "open_link"]


def open_link(work: Work, order: OpenLink) -> str:
    """Lets a guest in; gives the session's secret. Raises `LinkRefused`, `CodeWrong` or `LinkLocked`."""
    refusal: ServiceError | None = LinkRefused()
    with work.act(Permission.LINK_OPEN) as tx:
        found = invited_by(tx, order.invitation_id, order.secret, among=frozenset({MeetingStatus.PLANNED}))
        if found is not None:
            tx.note(invitation=found.row.id)
            refusal = try_code(tx, found.row, order.code)
            if refusal is None:
                return start_session(tx, invitation_id=found.row.id, language="nl")
        else:
            tx.note(refused="link")
    raise refusal
