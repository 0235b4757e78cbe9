"""Forms as they are read when they come back, without Word: a form is what the reader would make of it, as JSON."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from models.condition import IssuedForm
from models.meeting import Invitation, Meeting
from services.documents.forms import receiving
from services.documents.forms.facts import Answer, FormRead
from services.documents.forms.provenance import marks_of, printed_code, sealed
from services.documents.forms.questions import BLOCKS
from tests.planned import PlannedCase

_READ = TypeAdapter(FormRead)
_TEXTS = (
    *("kind", "subject", "text", "hard", "modality", "act", "done_by", "due_on", "until", "until_time"),
    *("check", "checked_by", "if_not", "tier"),
)
_CHECKS = ("protects.P1", "protects.P2", "protects.P3", "holds")


def read_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a file that comes in is the JSON of what would be read of it."""
    monkeypatch.setattr(receiving, "read_apart", lambda content: _READ.validate_json(content))


def as_file(read: FormRead) -> bytes:
    """The file that is read as this."""
    return _READ.dump_json(read)


@dataclass(frozen=True)
class Paper:
    """A form that was made for somebody."""

    id: str
    read: FormRead

    def filled(self, *blocks: dict[str, Any], nothing: bool = False, **head: str) -> FormRead:
        """The form with these blocks filled in, from the first on; `True` ticks a box."""
        said = {f"c{n}.{key}": value for n, block in enumerate(blocks, 1) for key, value in block.items()}
        said |= {**head, "nothing": nothing, "true": True}
        return replace(self.read, answers=tuple(_answered(answer, said) for answer in self.read.answers))


def a_block(**changes: Any) -> dict[str, Any]:
    """A block as partners fill it in, but for `changes`."""
    return {"kind": "Contact", "text": "Vader heeft geen contact met moeder.", "protects.P1": True} | changes


def a_form(planned: PlannedCase, organisation: str, *entries: dict[str, str | int]) -> Paper:
    """A form for an attendee; `entries` are the conditions that stand in its first blocks."""
    work, which = planned.director, planned.attendee(organisation).invitation_id
    with work.upkeep() as tx:
        invitation = tx.session.get_one(Invitation, which)
        meeting = tx.session.get_one(Meeting, invitation.meeting_id)
        empty = [{"condition_id": tx.chance.id(), "version": 0, "follows_id": ""} for _ in range(BLOCKS)]
        row = IssuedForm(
            id=tx.chance.id(),
            case_id=planned.case_id,
            meeting_id=meeting.id,
            invitation_id=invitation.id,
            organisation_id=invitation.organisation_id,
            code=f"F-{tx.chance.id()[:5]}".upper(),
            language="nl",
            blocks=[*entries, *empty[len(entries) :]],
            due_at=meeting.conditions_due_at,
            issued_to="test",
            issued_at=tx.now - timedelta(hours=1),
        )
        tx.add(row)
        marks = sealed(marks_of(row), tx.database.vault)
    return Paper(row.id, FormRead(_empty(), marks, marks, printed_code(marks)))


def _empty() -> tuple[Answer, ...]:
    tags = ["name", "function", "phone", "nothing", "true"]
    tags += [f"c{n}.{key}" for n in range(1, BLOCKS + 1) for key in (*_TEXTS, *_CHECKS)]
    return tuple(Answer(tag) for tag in tags)


def _answered(answer: Answer, said: dict[str, Any]) -> Answer:
    value = said.get(answer.tag, "")
    return replace(answer, checked=value) if isinstance(value, bool) else replace(answer, text=value)
