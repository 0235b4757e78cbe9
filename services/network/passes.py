"""A pass for one file with names: made after the confirmation, good once, for a short while, for one session."""

import threading
from datetime import datetime, timedelta

from services.access.rules import Permission
from services.directory.tickets import StepExpired, read_ticket, write_ticket
from services.errors import ServiceError
from services.network.exporting import ExportForm
from services.unit_of_work import Work

GOOD_FOR = timedelta(minutes=2)
_PURPOSE = "network export with names"


class PassSpent(ServiceError):
    """The pass was used, is too old, or was made for another file or session: ask for the file again."""

    code = "network.pass_spent"


class _Spent:
    """The passes used in this process, as long as they could be good. After a restart the two minutes still hold."""

    def __init__(self) -> None:
        self._used: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def first_use(self, number: str, moment: datetime) -> bool:
        """Whether this is the first time; remembers it."""
        with self._lock:
            self._used = {one: at for one, at in self._used.items() if abs(moment - at) <= GOOD_FOR}
            if number in self._used:
                return False
            self._used[number] = moment
            return True


_spent = _Spent()


def pass_for_names(work: Work, case_id: str, form: ExportForm) -> str:
    """A pass for one file with names, for whoever may have one. Raises `NotAllowed`; the asking is logged."""
    with work.read(Permission.NETWORK_EXPORT_NAMES, case_id, screen="export") as look:
        return write_ticket(
            look.database.vault,
            _PURPOSE,
            look.now,
            session=work.actor.session_id,
            case=case_id,
            form=form.value,
            number=work.chance.id(),
        )


def spend_pass(work: Work, case_id: str, form: ExportForm, ticket: str) -> None:
    """Uses a pass up. Raises `PassSpent` for one that is not good here, now and for this session."""
    moment = work.clock()
    try:
        held = read_ticket(work.database.vault, _PURPOSE, ticket, moment, GOOD_FOR)
    except StepExpired:
        raise PassSpent from None
    meant = (held.get("session"), held.get("case"), held.get("form"))
    same = bool(work.actor.session_id) and meant == (work.actor.session_id, case_id, form.value)
    if not same or not _spent.first_use(str(held.get("number")), moment):
        raise PassSpent
