"""Reading a form in a limited process of its own."""

from services.documents.forms.facts import FormRead
from services.documents.forms.reader import read_form


def read_apart(content: bytes) -> FormRead:
    """`reader.read_form`, bounded. Raises FormRefused, with TOO_HEAVY when a bound is met."""
    return read_form(content)
