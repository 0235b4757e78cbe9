"""The leak guard for what leaves as text and is no file of parts: a mail, a calendar item, a CSV, a code name."""

from collections.abc import Iterable, Mapping

from models.casework import Case
from services.cases.checks import CaseFieldWrong
from services.cases.queries import guarded_words
from services.protection.rules import LeakFound, Reader, check_text
from services.unit_of_work import Reading

ANYBODY = Reader(organisation=None)
"""A mailbox, a calendar and a file without a name on it may be read by anybody."""


def check_leaving(
    look: Reading, case_id: str, reader: Reader, texts: Mapping[str, str], names: Iterable[str] = ()
) -> None:
    """Returns when nothing stands in `texts` (by the name of the part) that this reader may not see.

    `names` are words beside those of the case, such as who is barred. Raises `LeakFound` with the parts, no words.
    """
    check_text(texts, (*guarded_words(look, case_id, reader), *names))


def words_of_cases(look: Reading, case_ids: Iterable[str]) -> tuple[str, ...]:
    """The words of these cases that nobody outside may read: those for a mail about them."""
    words = (word for case_id in dict.fromkeys(case_ids) for word in guarded_words(look, case_id, ANYBODY))
    return tuple(dict.fromkeys(words))


def check_names_of_case(look: Reading, case_id: str, words: Iterable[str], *, field: str) -> None:
    """Refuses what would stand in the case's code or code name: both are in every mail, calendar and file name.

    `words` are spellings that nobody outside may read, `field` is what was typed. Raises `CaseFieldWrong`.
    """
    case = look.session.get_one(Case, case_id)
    try:
        check_text({"code_name": case.code_name, "code": case.code}, words)
    except LeakFound:
        raise CaseFieldWrong(field=field, reason="in_code_name") from None
