"""Every file of a case that its screens offer, by one key, so that it can be made again to look at.

| key                           | file                                              |
|-------------------------------|---------------------------------------------------|
| `<audience>`                  | an edition of the newest adopted plan, or a list  |
| `<audience>@<number>`         | an edition of that version                        |
| `<paper>~<meeting>`           | agenda, script or minutes of a meeting            |
| `verwijsbrief~<letter>`       | a referral letter                                 |
| `verdachte`, `verdachte-<id>` | the notice for an alleged perpetrator             |
"""

from services.documents.actions import issue, issue_network
from services.documents.facts import IssuedFile
from services.documents.notices.actions import issue_notice
from services.documents.notices.referrals import issue_referral
from services.documents.notices.rules import is_for_suspect
from services.documents.papers import ACTION_LIST, ACTIONS_OF, issue_actions, issue_paper
from services.documents.sheets.network_sheet import NETWORK_SHEET
from services.unit_of_work import Work

OF_ROW, OF_VERSION = "~", "@"
LETTER = "verwijsbrief"


def made(work: Work, case_id: str, key: str, language: str = "nl", *, recipient_id: str | None = None) -> IssuedFile:
    """The file, issued; an edition for one of its readers, if named.

    Raises as the verb that makes it; `EditionUnknown` for a key that names nothing.
    """
    if key == NETWORK_SHEET:
        return issue_network(work, case_id, language)
    if is_for_suspect(key):
        return issue_notice(work, case_id, language, key)
    paper, _, row_id = key.partition(OF_ROW)
    if row_id and paper == LETTER:
        return issue_referral(work, case_id, row_id, language)
    if row_id:
        return issue_paper(work, case_id, row_id, paper, language)
    if key == ACTION_LIST or key.startswith(ACTIONS_OF):
        return issue_actions(work, case_id, key.removeprefix(ACTION_LIST).removeprefix("-"), language)
    audience, _, number = key.partition(OF_VERSION)
    wanted = int(number) if number.isdecimal() and len(number) < 7 else None
    return issue(work, case_id, audience, language, wanted, recipient_id=recipient_id)


def key_of(audience: str, *, row_id: str = "", number: int | None = None) -> str:
    """The key of an edition, of a paper of a meeting or of a letter."""
    if row_id:
        return f"{audience}{OF_ROW}{row_id}"
    return f"{audience}{OF_VERSION}{number}" if number else audience
