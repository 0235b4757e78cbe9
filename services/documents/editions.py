"""Editions: what each reader gets of a plan, as a projection of the data. Pure; nothing is ever hidden in a file.

Audiences (`rehearsal.md`): `partners`, `slachtoffer`, `ovj`, `organisatie-<org>` for a partner organisation,
`extract-<org>` for one organisation's or external party's own agreements, `taken-<org>` for what one partner does
itself. Each projection (`projections`) is an allow-list: a field that is not named there does not reach the reader.
Tiers are those of `domain.md` section 5.

A partner who must act on an item that it may not read gets a neutral stub in its place, an item that holds nothing but
its number and separately written words.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import ClassVar

from models.terms import OrganisationKind
from services.documents.for_victims import for_victim, victim_audiences
from services.documents.projections import for_own_agreements, for_own_tasks, for_partner, for_prosecution
from services.errors import ServiceError
from services.plans.facts import PlanContent
from services.protection.rules import ANY_PARTNER, Reader

PARTNERS, PROSECUTOR = "partners", "ovj"
ORGANISATION, EXTRACT, TASK_SLIP = "organisatie-", "extract-", "taken-"
ON_THE_STREET = (OrganisationKind.LOKALE_VELD,)
"""Whose people carry a slip with them and not a plan; any other partner's slip can be asked for as well."""


class EditionUnknown(ServiceError):
    """No such audience for this plan: the name is unknown, or the organisation has no seat that may have it."""

    code: ClassVar[str] = "documents.edition_unknown"


@dataclass(frozen=True)
class Edition:
    """A plan cut down to one reader. `left_out` counts conditions, actions, weighings and if-not texts not given."""

    audience: str
    reader: Reader
    content: PlanContent
    left_out: int


def audiences(content: PlanContent) -> tuple[str, ...]:
    """Every edition that is offered of this plan: for the partners, each victim and the prosecutor, one per partner
    organisation, one per external party, and a task slip for the teams on the street."""
    partners = dict.fromkeys(seat.organisation for seat in content.seats if not seat.external)
    external = dict.fromkeys(seat.organisation for seat in content.seats if seat.external)
    own = (*(ORGANISATION + org for org in partners), *(EXTRACT + org for org in external if org not in partners))
    shared = (PARTNERS, *victim_audiences(content), PROSECUTOR)
    return (*shared, *own, *(TASK_SLIP + org for org in partners if org in ON_THE_STREET))


def without(content: PlanContent, kept_out: Collection[tuple[str, str]]) -> PlanContent:
    """A plan without the seats of people who were barred after it was adopted (organisation and name).

    The frozen version keeps them; nothing that is issued from now on names them or is made for them. Of an organisation
    that has nobody left in it, nothing is told of what it handed in or agreed to either.
    """
    seats = tuple(seat for seat in content.seats if (seat.organisation, seat.name) not in kept_out)
    gone = {seat.organisation for seat in content.seats} - {seat.organisation for seat in seats}
    return replace(
        content,
        seats=seats,
        contributions=tuple(one for one in content.contributions if one.organisation not in gone),
        agreements=tuple(one for one in content.agreements if one.organisation not in gone),
    )


def reader_of(content: PlanContent, audience: str) -> Reader:
    """Who reads an edition. An external party can be given no more than an extract. Raises EditionUnknown."""
    fixed = {
        PARTNERS: Reader(ANY_PARTNER),
        PROSECUTOR: Reader(OrganisationKind.OPENBAAR_MINISTERIE),
    } | dict.fromkeys(victim_audiences(content), Reader(None, victim=True))
    if audience in fixed:
        return fixed[audience]
    kind = next((kind for kind in (ORGANISATION, EXTRACT, TASK_SLIP) if audience.startswith(kind)), None)
    organisation = audience.removeprefix(kind or "")
    seats = [seat for seat in content.seats if seat.organisation == organisation]
    if kind is None or not seats or (kind != EXTRACT and any(seat.external for seat in seats)):
        raise EditionUnknown(audience=audience)
    return Reader(organisation, external=kind == EXTRACT)


def audience_of(content: PlanContent, organisation: str) -> str | None:
    """The edition that an organisation of this plan has; None for one without a seat in it."""
    external = {seat.external for seat in content.seats if seat.organisation == organisation}
    if not external:
        return None
    return (EXTRACT if True in external else ORGANISATION) + organisation


def project(content: PlanContent, audience: str) -> Edition:
    """The plan as this audience may read it. Raises EditionUnknown."""
    reader = reader_of(content, audience)
    if reader.victim:
        cut = for_victim(content, audience, reader)
    elif reader.external:
        cut = for_own_agreements(content, reader)
    elif audience == PROSECUTOR:
        cut = for_prosecution(content, reader)
    elif audience.startswith(TASK_SLIP):
        cut = for_own_tasks(content, reader)
    else:
        cut = for_partner(content, reader)
    return Edition(audience, reader, cut, _size(content) - _size(cut))


def _size(content: PlanContent) -> int:
    items = [item for item in (*content.conditions, *content.actions) if not item.withheld]
    return len(items) + len(content.weighings) + sum(1 for item in items if item.if_not)
