"""`assert_sound`: what every Word file that leaves the planner must pass, whatever kind of document it is."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import ooxml_integrity
from docx import Document
from openxml_audit import OpenXmlValidator

from tests.services.documents.word.accessible import findings


def assert_sound(content: bytes) -> None:
    """Fails with what two validators, our own accessibility check or python-docx have to say of a file."""
    wrong = [*findings(content), *of_validators(content)]
    assert not wrong, "\n".join(wrong)
    assert Document(BytesIO(content)).core_properties.title


def of_validators(content: bytes) -> list[str]:
    """What openxml-audit and ooxml-integrity say of a file."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "document.docx"
        file.write_bytes(content)
        found = [str(fault) for fault in OpenXmlValidator().validate(file).errors]
        return found + [str(finding) for finding in ooxml_integrity.check(file)]
