"""Reminds people of what is still asked of them: by the ladder, round after round, or by the director's hand.

One mail lists everything that is open for one person. Where mail does not go out by itself, there is one per case, so
that its director can copy it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.meeting import Invitation, Meeting
from services.access.rules import Permission
from services.errors import ServiceError
from services.meetings.actions import MeetingOver
from services.meetings.inviting import invitation_text, reachable_at
from services.meetings.ladder import BETWEEN_BY_HAND, Owed, in_office, is_due, may_mention, owed
from services.meetings.queries import asked_of, reminded_since
from services.messages.actions import queue, settle_rest
from services.messages.facts import Mail, OpenPoint, Rest
from services.messages.queries import rests
from services.messages.reminder import reminder
from services.relations.facts import SYSTEM
from services.relations.queries import CaseClosed
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import NotAllowed, Reading, Transaction, Work
from services.wording import speak
