"""Forms as the planner writes them, without a database: for reading back and for breaking."""

from dataclasses import replace
from datetime import UTC, datetime

from models.sealing import Vault
from models.terms import ConditionKind, MeetingKind, PersonRole
from services.documents.forms.facts import Marks
from services.documents.forms.provenance import sealed
from services.documents.forms.questions import FormOptions
from services.documents.forms.writer import FormBlock, FormSheet, write_form
from services.wording import label, speak

VAULT = Vault(b"k" * 32)
MARKS = sealed(Marks("f" * 32, "F-8Q3M2", "m1", "o1", "i1", "2026-11-20T11:00:00+00:00", 1, "nl"), VAULT)


class Acts:
    """A vocabulary of two acts."""

    acts = {"contact": None, "share": None}  # noqa: RUF012

    def label(self, id: str, language: str) -> str:
        """What an act is called."""
        return {"contact": "contact hebben", "share": "delen"}[id] + ("" if language == "nl" else " (en)")


def a_form(language: str = "nl", blocks: int = 4) -> bytes:
    """An empty form for a case with a victim, a suspect and a child."""
    say = speak(language)
    options = FormOptions(
        persons=(
            ("P1", "Anna", PersonRole.VICTIM.value),
            ("P2", "Bram", PersonRole.SUSPECT.value),
            ("P3", "Cas van der Linde", PersonRole.CHILD.value),
        ),
        organisations=(("politie", "Politie"), ("veilig_thuis", "Veilig Thuis")),
        tiers=(("partners", "Alle partners"), ("opsporing", "Politie en OM")),
        kinds=tuple((kind.value, label(say, kind)) for kind in ConditionKind),
    )
    sheet = FormSheet(
        marks=sealed(replace(MARKS, language=language, mac=""), VAULT),
        kind=next(iter(MeetingKind)),
        starts_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        due_at=datetime(2026, 11, 20, 11, tzinfo=UTC),
        code_name="Linde",
        organisation="Politie",
        director="H. de Vries",
        name="",
        function="",
        options=options,
        vocabulary=Acts(),
        blocks=(FormBlock(),) * blocks,
    )
    return write_form(sheet, say, datetime(2026, 11, 1, 9, tzinfo=UTC)).content
