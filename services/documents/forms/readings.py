"""The one door to the vocabulary for forms that come back: a reading of an act and a modality, and how it sounds."""

from collections.abc import Mapping

from models.terms import Modality
from services.documents.forms.interpreting import Begin
from services.documents.forms.saying import Said
from services.vocabulary.facts import Norm, Vocabulary
from services.vocabulary.proposing import begun
from services.vocabulary.sentences import names_in, sentence
from services.wording import Say


def begin_with(acts: Vocabulary, organisation: str) -> Begin:
    """Makes readings on behalf of an organisation, prefilled as on the partner's page."""

    def begin(act: str, modality: Modality, said: Said) -> Norm | None:
        if act not in acts.acts:
            return None
        return begun(
            acts,
            act,
            modality,
            subject=said.subject,
            protects=said.protects,
            organisation=organisation,
            done_by=said.done_by,
            due_on=said.due_on,
            until=said.until,
        )

    return begin


def spoken_reading(acts: Vocabulary, reading: tuple[Norm, ...] | None, say: Say, aliases: Mapping[str, str]) -> str:
    """A reading as sentences, persons by alias; empty where there is none."""
    names = names_in(say, reading or (), aliases)
    return " ".join(sentence(acts, norm, say, names=names) for norm in reading or ())
