"""Why a form from outside is not read. A refusal says what is wrong with the file and nothing of what stands in it."""

from enum import StrEnum
from typing import ClassVar

from services.errors import ServiceError


class FormFault(StrEnum):
    """What is wrong with a file; each has its sentence in `pages/frame/form_sentences.py`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    # Another kind of file
    OLD_WORD = "old_word"
    WITH_PASSWORD = "with_password"  # noqa: S105
    PDF = "pdf"
    OPEN_DOCUMENT = "open_document"
    RICH_TEXT = "rich_text"
    WEB_PAGE = "web_page"
    PICTURE = "picture"
    MAIL = "mail"
    OTHER_OFFICE = "other_office"
    OTHER_ARCHIVE = "other_archive"
    OTHER_KIND = "other_kind"
    TEMPLATE = "template"
    # A package that is not what it says
    DAMAGED = "damaged"
    NAMES = "names"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MUCH_INSIDE = "too_much_inside"
    ENTITIES = "entities"
    TOO_INVOLVED = "too_involved"
    # Content that does something
    MACROS = "macros"
    CONTROLS = "controls"
    EMBEDDED = "embedded"
    LINKED_TEMPLATE = "linked_template"
    FROM_ELSEWHERE = "from_elsewhere"
    MAIL_MERGE = "mail_merge"
    # A document, but no form that can be read
    NOT_A_FORM = "not_a_form"
    TOO_MANY_ANSWERS = "too_many_answers"
    TOO_LONG = "too_long"


class FormRefused(ServiceError):
    """A file was not read as a form. Field `reason`: a `FormFault`."""

    code: ClassVar[str] = "forms.refused"
