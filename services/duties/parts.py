"""Whose part of the route map is whose: the role lists of director, case holder, supervisor and prosecutor. Pure."""

from collections.abc import Iterable

from models.terms import OrganisationKind, SeatRole
from services.duties.facts import Obligation

ROLES: dict[SeatRole, OrganisationKind] = {
    SeatRole.CASE_DIRECTOR: OrganisationKind.POLITIE,
    SeatRole.CASE_HOLDER: OrganisationKind.VEILIG_THUIS,
    SeatRole.SUPERVISION_OFFICER: OrganisationKind.RECLASSERING,
    SeatRole.PUBLIC_PROSECUTOR: OrganisationKind.OPENBAAR_MINISTERIE,
}
"""The roles that the route map gives a list of their own, and the organisation that usually holds them."""


def part_of(duties: Iterable[Obligation], role: SeatRole) -> tuple[Obligation, ...]:
    """The duties of a role: its own list first, then what its organisation carries besides."""
    there = tuple(duties)
    own = [duty for duty in there if duty.rule.role == role]
    homes = {duty.organisation for duty in own} or {ROLES[role].value}
    beside = [duty for duty in there if duty.organisation in homes and duty.rule.role in ("", role) and duty not in own]
    return (*own, *beside)


def own_role(seats: Iterable[tuple[str, str]], organisation: str, *, directs: bool) -> SeatRole:
    """Which list is the reader's own: by directing, else by a seat, else by organisation; the case holder's at last."""
    if directs:
        return SeatRole.CASE_DIRECTOR
    here = tuple(seats)
    by_seat = next((role for role in ROLES if any(seat == role for _, seat in here)), None)
    homes = {home for home, _ in here} | {organisation}
    by_home = next((role for role, home in ROLES.items() if home.value in homes), None)
    return by_seat or by_home or SeatRole.CASE_HOLDER
