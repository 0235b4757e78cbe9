"""Keeping the directory up to date: what is known of an organisation or a professional, and who works there no more."""

from dataclasses import dataclass

from models.directory import Organisation, Professional
from services.access.rules import Permission
from services.barring.actions import notice_professional
from services.directory.partners import (
    AddOrganisation,
    AddProfessional,
    fill_organisation,
    fill_professional,
)
from services.directory.week import read_week
from services.unit_of_work import NotAllowed, Work


@dataclass(frozen=True)
class EditOrganisation:
    """The order to change an organisation; `version` is the one the writer saw. Key and kind stay as they were."""

    organisation_id: str
    version: int
    organisation: AddOrganisation


@dataclass(frozen=True)
class EditProfessional:
    """The order to change a professional; `version` is the one the writer saw. Where they work stays as it was."""

    professional_id: str
    version: int
    professional: AddProfessional


def edit_organisation(work: Work, order: EditOrganisation) -> int:
    """Changes an organisation; gives the new version. Raises `ChangedMeanwhile` or `DirectoryFieldWrong`."""
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        row = tx.edit(Organisation, order.organisation_id, order.version)
        fill_organisation(tx, row, order.organisation)
        tx.note(organisation=row.id, version=row.version)
        return row.version


def edit_professional(work: Work, order: EditProfessional) -> int:
    """Changes a professional; gives the new version. Raises `ChangedMeanwhile` or `DirectoryFieldWrong`."""
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        row = tx.edit(Professional, order.professional_id, order.version)
        fill_professional(tx, row, order.professional)
        notice_professional(tx, row)  # another name may be nearly that of somebody who is kept out of a case
        tx.note(professional=row.id, version=row.version)
        return row.version


def set_active(work: Work, professional_id: str, version: int, *, active: bool) -> None:
    """Says that somebody works there no more, or does again. Seats in cases stay until somebody else fills them.

    Raises `ChangedMeanwhile`.
    """
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        row = tx.edit(Professional, professional_id, version)
        row.active = active
        tx.add(row)
        tx.note(professional=row.id, active=active)


def professional_as_kept(work: Work, professional_id: str) -> EditProfessional:
    """All that is known of a professional, mail address and phone included, for whoever may change it."""
    with work.read(Permission.DIRECTORY_EDIT) as look:
        row = look.session.get(Professional, professional_id)
        if row is None:
            raise NotAllowed
        kept = AddProfessional(
            organisation_id=row.organisation_id,
            name=row.name,
            function=row.function,
            email=look.unseal(row, "email_sealed"),
            phone=look.unseal(row, "phone_sealed"),
            team=row.team,
            secure_channel=row.secure_channel,
            confidentiality_on=row.confidentiality_on,
            weekly_hours=read_week(row.weekly_hours),
        )
        return EditProfessional(row.id, row.version, kept)
