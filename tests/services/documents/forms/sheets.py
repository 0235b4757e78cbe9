"""A form's content, made without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models.sealing import Vault
from models.terms import ConditionKind, ConditionStatus, MeetingKind, PersonRole
from services.conditions.facts import ConditionView
from services.conditions.rules import theme_of
from services.conditions.words import readers_offered
from services.documents.facts import IssuedFile
from services.documents.forms.facts import Marks
from services.documents.forms.provenance import sealed
from services.documents.forms.questions import BLOCKS, FormOptions
from services.documents.forms.writer import FormBlock, FormSheet, write_form
from services.vocabulary.queries import vocabulary
from services.wording import Say, label, speak
from services.wording.labels import organisation_label

MADE_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_BARE = Marks("f" * 32, "F-8Q3M2", "m" * 32, "o" * 32, "i" * 32, "2026-11-24T15:00:00+00:00", 1, "nl")
MARKS = sealed(_BARE, Vault(b"k" * 32))
VIEW = ConditionView(
    id="c1",
    number=1,
    organisation="VT",
    organisation_name="Veilig Thuis",
    kind=ConditionKind.CHILD_CONTACT,
    theme=theme_of(ConditionKind.CHILD_CONTACT),
    status=ConditionStatus.SUBMITTED,
    hard=True,
    tier="partners",
    text="De overdracht vindt plaats op school.\nDe leerkracht is erbij.",
    handed_in_text="De overdracht vindt plaats op school.\nDe leerkracht is erbij.",
    subject_ref="P2",
    protects=("P1", "P3"),
    until=datetime(2026, 12, 4, 11, 0, tzinfo=UTC),
    if_not="De leerkracht belt binnen een uur.",
    holds_approach=True,
    decision_reason="",
    decided_at=None,
    handed_in_at=MADE_AT,
    version=3,
    done_by="VT",
    due_on=date(2026, 11, 27),
    check="De school meldt het elke week.",
    checked_by="lokale_veld",
)


def options(say: Say) -> FormOptions:
    """Three people and four organisations."""
    homes = ("politie", "VT", "lokale_veld", "DR")
    return FormOptions(
        persons=(
            ("P1", "Mevrouw W.", PersonRole.VICTIM.value),
            ("P2", "De heer D.", PersonRole.SUSPECT.value),
            ("P3", "Kind F.", PersonRole.CHILD.value),
        ),
        organisations=tuple((key, organisation_label(say, key)) for key in homes),
        tiers=readers_offered(say, "VT"),
        kinds=tuple((kind.value, label(say, kind)) for kind in ConditionKind),
    )


def a_sheet(*printed: FormBlock, language: str = "nl", **changes: object) -> FormSheet:
    """A form with these blocks first, of four, but for `changes`."""
    say = speak(language)
    sheet = FormSheet(
        marks=MARKS,
        kind=MeetingKind.CASE_CONFERENCE,
        starts_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        due_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        code_name="Zaak Heggemus",
        organisation="Veilig Thuis Voorbeeldregio",
        director="I. Brandsma",
        name="J. Jansen",
        function="Maatschappelijk werker",
        options=options(say),
        vocabulary=vocabulary(),
        blocks=(*printed, *(FormBlock() for _ in range(BLOCKS - len(printed)))),
    )
    return replace(sheet, **changes)


def a_form(*printed: FormBlock, language: str = "nl", **changes: object) -> IssuedFile:
    """The same as a file."""
    return write_form(a_sheet(*printed, language=language, **changes), speak(language), MADE_AT)
