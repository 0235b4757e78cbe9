"""A refused vocabulary: the error, and one sentence for whoever starts the program or edits the file."""

from services.errors import ServiceError
from services.route_map.refusal import REASONS as OF_ANY_FILE
from services.wording import Say

_SHARED = "duplicate_key empty_file empty_text key_not_text missing_key syntax unknown_key unreadable wrong_type"
REASONS = {reason: OF_ANY_FILE[reason] for reason in _SHARED.split()} | {
    "cycle": "what stands there leads back to itself: {data}",
    "duplicate_id": "{data} is there twice",
    "odd_id": "{data} cannot be an id; use letters, digits and underscores",
    "odd_place": "{data} cannot be filled in here; use $slot or $owner(slot)",
    "slot_not_of_act": "the act does not have the slot {data}",
    "unknown_act": "there is no act {data}",
    "unknown_fact": "there is no fact {data} that a norm can hang on",
    "unknown_field": "the field {data} is not one of a reading",
    "unknown_kind": "the kind of condition {data} is not known",
    "unknown_modality": "the modality {data} is not known; use must, must_not or may",
    "unknown_slot": "the slot {data} is not known",
    "unknown_term": "there is no term {data}",
    "unknown_word": "the word {data} is not known here",
}


class VocabularyWrong(ServiceError):
    """The vocabulary cannot be used. Fields: file (name), line (from 1), reason (see `REASONS`), data (str)."""

    code = "vocabulary.wrong"

    def __init__(self, *, file: str, line: int, reason: str, data: str = "") -> None:
        self.file, self.line, self.reason, self.data = file, line, reason, data
        super().__init__(file=file, line=line, reason=reason, data=data)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason} {self.data}".rstrip()


def explained(say: Say, wrong: VocabularyWrong) -> str:
    """File, line and reason: 'The vocabulary regional.yaml cannot be used. Line 12: there is no act hug.'"""
    reason = say(REASONS[wrong.reason]).replace("{data}", wrong.data)
    return say(
        "The vocabulary {file} cannot be used. Line {line}: {reason}.", file=wrong.file, line=wrong.line, reason=reason
    )
