"""A found Word form for conditions: told like a copy, by its own code."""

from models.condition import IssuedForm
from models.directory import Organisation, Professional
from models.meeting import Invitation
from services.documents.copies.facts import FORM, CopyLine
from services.relations.queries import barred_professionals
from services.unit_of_work import Reading


def form_line(look: Reading, row: IssuedForm) -> CopyLine:
    """A form as a line of the register; whoever is kept out of its case by now is not named."""
    invitation = look.session.get(Invitation, row.invitation_id)
    home = look.session.get(Organisation, row.organisation_id)
    barred = barred_professionals(look.session, look.database.vault, row.case_id)
    person = look.session.get(Professional, invitation.professional_id) if invitation else None
    return CopyLine(
        id="",
        audience=FORM,
        language=row.language,
        copy_code=row.code,
        sha256="",
        issued_at=row.issued_at,
        issued_to="",
        for_whom=person.name if person and person.id not in barred else "",
        for_organisation=home.key if home else "",
    )
