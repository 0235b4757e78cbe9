"""Reads a form that came back, whoever saved it and with what."""

from services.documents.forms.facts import FormRead
from services.documents.forms.faults import FormFault, FormRefused


def read_form(content: bytes) -> FormRead:
    """Everything that stands in a form's controls, and what it carries to be known again.

    Raises FormRefused, and nothing else whatever the file holds. Run it by `apart.read_apart`.
    """
    raise FormRefused(reason=FormFault.NOT_A_FORM)
