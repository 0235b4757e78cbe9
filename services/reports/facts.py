"""What became of actions, frozen; and the orders to it. Moments are zone-aware, days local."""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import ActionAnswer, ActionStatus
from services.messages.facts import QueuedMail
from services.plans.orders import ActionView


@dataclass(frozen=True)
class Report:
    """One report on an action. `by` is the reporter's name, `organisation` a key; `through_link`: the owner gave it by
    the personal link. `meeting_id`: it was said at the table of that meeting."""

    id: str
    action_id: str
    answer: ActionAnswer
    note: str
    at: datetime
    organisation: str
    by: str = ""
    through_link: bool = False
    meeting_id: str = ""


@dataclass(frozen=True)
class ReportAction:
    """The order to report on an action. `report_id` is made when the form is drawn, so a second click adds nothing.

    `version` is that of the action as the reporter saw it: of an action that was replaced or reworded since, no report
    is taken. `meeting_id` is set at the table. `organisation` is who reports; empty: the action's owner.
    """

    case_id: str
    action_id: str
    report_id: str
    version: int
    answer: ActionAnswer
    note: str = ""
    meeting_id: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class OpenAction:
    """An action that a meeting opens with, and what was said of it, newest last. `overdue`: open past its moment."""

    action: ActionView
    reports: tuple[Report, ...] = ()
    overdue: bool = False


@dataclass(frozen=True)
class OwnAction:
    """An action as its owner sees it behind the personal link. `overdue`: its last moment has passed and it is open.

    `withheld`: the owner may not read it, and `what` are the words written in its place.
    """

    id: str
    number: int
    what: str
    due_at: datetime | None
    due_on_day: bool
    proof: str
    if_not: str
    status: ActionStatus
    version: int
    overdue: bool = False
    reports: tuple[Report, ...] = ()
    withheld: bool = False


@dataclass(frozen=True)
class OwnActions:
    """Everything behind one owner's link: the case by its code name, who asks, and the organisation's actions."""

    link_id: str
    case_id: str
    code_name: str
    name: str
    organisation: str
    organisation_name: str
    director: str
    actions: tuple[OwnAction, ...]


@dataclass(frozen=True)
class OwnerLink:
    """One owner's link as the case director sees it. `open` and `overdue` count the actions behind it; `stopped`: a
    mail about it was not written because it would tell too much.

    `holds`: it lets its owner in; one that lapsed, or whose owner left the case, does not. `unheard`: of so many
    actions no word came after the second reminder; `waits`: the director is to decide what follows.
    """

    id: str
    organisation: str
    organisation_name: str
    professional_id: str
    name: str
    link: str
    code: str
    made_at: datetime
    expires_at: datetime
    opened_at: datetime | None = None
    locked: bool = False
    reminded_at: datetime | None = None
    reminders: int = 0
    escalated_at: datetime | None = None
    manager: str = ""
    open: int = 0
    overdue: int = 0
    stopped: bool = False
    version: int = 1
    holds: bool = True
    has_email: bool = True
    unheard: int = 0
    waits: bool = False
    mails: tuple[QueuedMail, ...] = ()


@dataclass(frozen=True)
class Owner:
    """An organisation with open actions in a case, and the links of its people. `choices`: whom a link can be given to,
    id and name, who is on the case first."""

    organisation: str
    organisation_name: str
    open: int
    overdue: int
    links: tuple[OwnerLink, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ManagerLetter:
    """The letter to an organisation's manager. Without `to` the director sends it."""

    manager: str
    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class TellVictim:
    """The order to keep who tells the victim of an action, until when, and on what day it was done."""

    case_id: str
    action_id: str
    version: int
    organisation: str = ""
    tell_on: date | None = None
    told_on: date | None = None
