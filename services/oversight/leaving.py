"""What my day tells of the leak guard: mails not written, documents that wait for a second person. Pure."""

from collections.abc import Iterable

from services.meetings.facts import Attendee
from services.messages.facts import Delivery
from services.oversight.facts import CaseName, Need
from services.plans.orders import Step


def mail_stopped(attendee: Attendee) -> bool:
    """The last mail about this invitation was not written, because it would hold words that may not leave."""
    return bool(attendee.mails) and attendee.mails[-1].delivery is Delivery.STOPPED


def stopped_mails(case: CaseName, attendees: Iterable[Attendee]) -> Iterable[Need]:
    """Mails to these attendees that were not written, as one need."""
    if count := sum(mail_stopped(one) for one in attendees):
        yield Need(case, "mail_stopped", Step.MEETING, None, count)


def releases_of(case: CaseName, waiting: int) -> Iterable[Need]:
    """Questions of somebody else to let a stopped document leave, as one need."""
    if waiting:
        yield Need(case, "release", Step.PLAN, count=waiting, place="stukken")
