"""The policy: for every permission, which standing may use it, and how that actor must belong to the case.

`Belonging.BARRED` beats everything, for every standing. What is not in the table is refused.
Source: `security.md` section 4.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from models.terms import AccountRole, Belonging


class Standing(StrEnum):
    """What an actor counts as: an account's role, or someone without an account."""

    ADMINISTRATOR = AccountRole.ADMINISTRATOR.value
    CASE_DIRECTOR = AccountRole.CASE_DIRECTOR.value
    CASE_HOLDER = AccountRole.CASE_HOLDER.value
    PARTNER = AccountRole.PARTNER.value
    READER = AccountRole.READER.value
    AUDITOR = AccountRole.AUDITOR.value
    COORDINATOR = AccountRole.COORDINATOR.value
    GUEST = "gast"
    VISITOR = "bezoeker"
    SYSTEM = "systeem"


class Permission(StrEnum):
    """Named `<what>.<verb>`; also the name of the audit entry."""

    SETUP_PREPARE = "setup.prepare"
    SETUP_FINISH = "setup.finish"
    ACCOUNT_INVITE = "account.invite"
    ACCOUNT_ACCEPT = "account.accept"
    ACCOUNT_DISABLE = "account.disable"
    ACCOUNT_LIST = "account.list"
    ACCOUNT_LANGUAGE = "account.language"
    SESSION_START = "session.start"
    SESSION_END = "session.end"
    SESSION_REFUSE = "session.refuse"
    DIRECTORY_READ = "directory.read"
    DIRECTORY_EDIT = "directory.edit"
    AVAILABILITY_EDIT = "availability.edit"
    CASE_OPEN = "case.open"
    CASE_READ = "case.read"
    CASE_EDIT = "case.edit"
    CASE_LIST = "case.list"
    DRAFT_SAVE = "draft.save"
    DRAFT_READ = "draft.read"
    CASE_CLOSE = "case.close"
    BAR_EDIT = "bar.edit"
    BAR_READ = "bar.read"
    VOICE_EDIT = "voice.edit"
    EVENT_RECORD = "event.record"
    POLICE_PLAN_READ = "policeplan.read"
    POLICE_PLAN_WRITE = "policeplan.write"
    RULE_ANSWER = "rule.answer"
    RULE_FOLLOW = "rule.follow"
    HANDOVER_ASK = "handover.ask"
    HANDOVER_READ = "handover.read"
    HANDOVER_ANSWER = "handover.answer"
    ABSENCE_EDIT = "absence.edit"
    HOLD_RELEASE = "hold.release"
    MEASURE_WEIGH = "measure.weigh"
    NETWORK_READ = "network.read"
    NETWORK_EXPORT = "network.export"
    NETWORK_EXPORT_NAMES = "network.export_names"
    CONTACT_RECORD = "contact.record"
    AGREEMENT_EDIT = "agreement.edit"
    TIE_EDIT = "tie.edit"
    TIE_READ = "tie.read"
    FINDING_ANSWER = "finding.answer"
    REGION_READ = "region.read"
    REGION_PLAN = "region.plan"
    REGION_PUBLISH = "region.publish"
    MEETING_PLAN = "meeting.plan"
    MEETING_WITHDRAW = "meeting.withdraw"
    MEETING_READ = "meeting.read"
    COORDINATION_RECORD = "coordination.record"
    AGENDA_EDIT = "agenda.edit"
    DEPUTY_DECIDE = "deputy.decide"
    REMINDER_SEND = "reminder.send"
    INVITATION_ANSWER = "invitation.answer"
    CALENDAR_OWN = "calendar.own"
    ATTENDANCE_RECORD = "attendance.record"
    LINK_REISSUE = "link.reissue"
    LINK_OPEN = "link.open"
    INVITATION_READ = "invitation.read"
    CONDITION_HAND_IN = "condition.hand_in"
    CONDITION_HAND_IN_FOR = "condition.hand_in_for"
    CONDITION_READ = "condition.read"
    CONDITION_DECIDE = "condition.decide"
    CONDITION_ASK = "condition.ask"
    CONDITION_SET_READ = "condition.set_read"
    CONDITION_SET_ANSWER = "condition.set_answer"
    FINDING_SETTLE = "finding.settle"
    DISSENT_RECORD = "dissent.record"
    DIFFERENCE_TELL = "difference.tell"
    DIFFERENCE_READ = "difference.read"
    FORM_ISSUE = "form.issue"
    FORM_RECEIVE = "form.receive"
    FORM_READ = "form.read"
    FORM_SETTLE = "form.settle"
    MEETING_RUN = "meeting.run"
    NOTE_WRITE = "note.write"
    MINUTES_LOCK = "minutes.lock"
    MINUTES_ADD = "minutes.add"
    ACTION_RECORD = "action.record"
    ACTION_ASK = "action.ask"
    ACTION_OWN = "action.own"
    ACTION_REPORT = "action.report"
    REVIEW_WRITE = "review.write"
    EVENT_TELL = "event.tell"
    PLAN_WRITE = "plan.write"
    PLAN_CIRCULATE = "plan.circulate"
    PLAN_ADOPT = "plan.adopt"
    PLAN_WITHDRAW = "plan.withdraw"
    PLAN_READ = "plan.read"
    PLAN_RELEASE = "plan.release"
    PLAN_COPY = "plan.copy"
    PLAN_ANSWER = "plan.answer"
    NOTICE_WRITE = "notice.write"
    REFERRAL_WRITE = "referral.write"
    DOCUMENT_ISSUE = "document.issue"
    LEAK_ASK = "leak.ask"
    LEAK_DECIDE = "leak.decide"
    COPY_RECALL = "copy.recall"
    FILE_RECOGNISE = "file.recognise"
    HOUSE_STYLE_EDIT = "housestyle.edit"
    MAIL_SEND = "mail.send"
    AUDIT_READ = "audit.read"
    PRACTICE_LOAD = "practice.load"
    PRACTICE_ENTER = "practice.enter"


_ANYHOW: frozenset[Belonging] = frozenset(set(Belonging) - {Belonging.BARRED})
_DIRECTING = frozenset({Belonging.DIRECTOR, Belonging.DEPUTY})
_ON_CASE = _DIRECTING | {Belonging.MEMBER}
_TAKING_OVER = frozenset({Belonging.SUCCESSOR, Belonging.DEPUTY})
_INVITED = frozenset({Belonging.INVITED})
_OWNER = frozenset({Belonging.OWNER})

_ACCOUNTS = (
    Standing.ADMINISTRATOR,
    Standing.CASE_DIRECTOR,
    Standing.CASE_HOLDER,
    Standing.PARTNER,
    Standing.READER,
    Standing.AUDITOR,
    Standing.COORDINATOR,
)


def _for(belonging: frozenset[Belonging], *standings: Standing) -> Mapping[Standing, frozenset[Belonging]]:
    return MappingProxyType(dict.fromkeys(standings, belonging))


_DIRECTOR_ONLY = _for(_DIRECTING, Standing.CASE_DIRECTOR)
_CASE_TEAM = MappingProxyType({Standing.CASE_DIRECTOR: _DIRECTING, Standing.CASE_HOLDER: _ON_CASE})
_GUEST_OR_DIRECTOR = MappingProxyType({Standing.CASE_DIRECTOR: _DIRECTING, Standing.GUEST: _INVITED})
_EVERY_ACCOUNT = _for(_ANYHOW, *_ACCOUNTS)

POLICY: Mapping[Permission, Mapping[Standing, frozenset[Belonging]]] = MappingProxyType(
    {
        Permission.SETUP_PREPARE: _for(_ANYHOW, Standing.SYSTEM),
        Permission.SETUP_FINISH: _for(_ANYHOW, Standing.VISITOR),
        Permission.ACCOUNT_INVITE: _for(_ANYHOW, Standing.ADMINISTRATOR),
        Permission.ACCOUNT_ACCEPT: _for(_ANYHOW, Standing.VISITOR),
        Permission.ACCOUNT_DISABLE: _for(_ANYHOW, Standing.ADMINISTRATOR),
        Permission.ACCOUNT_LIST: _for(_ANYHOW, Standing.ADMINISTRATOR),
        Permission.ACCOUNT_LANGUAGE: _for(_ANYHOW, *_ACCOUNTS, Standing.GUEST),
        Permission.SESSION_START: _for(_ANYHOW, Standing.VISITOR),
        Permission.SESSION_END: _for(_ANYHOW, *_ACCOUNTS, Standing.GUEST),
        Permission.SESSION_REFUSE: _for(_ANYHOW, Standing.VISITOR),
        Permission.DIRECTORY_READ: _for(
            _ANYHOW, Standing.ADMINISTRATOR, Standing.CASE_DIRECTOR, Standing.CASE_HOLDER, Standing.SYSTEM
        ),
        Permission.DIRECTORY_EDIT: _for(_ANYHOW, Standing.ADMINISTRATOR, Standing.CASE_DIRECTOR),
        Permission.AVAILABILITY_EDIT: _for(_ANYHOW, Standing.CASE_DIRECTOR),
        Permission.CASE_OPEN: _for(_ANYHOW, Standing.CASE_DIRECTOR),
        Permission.CASE_READ: _CASE_TEAM,
        Permission.CASE_EDIT: _DIRECTOR_ONLY,
        Permission.CASE_LIST: _for(_ANYHOW, Standing.CASE_DIRECTOR, Standing.CASE_HOLDER),
        Permission.DRAFT_SAVE: MappingProxyType(
            {Standing.CASE_DIRECTOR: _ANYHOW, Standing.CASE_HOLDER: _ON_CASE, Standing.GUEST: _INVITED | _OWNER}
        ),
        Permission.DRAFT_READ: MappingProxyType(
            {Standing.CASE_DIRECTOR: _ANYHOW, Standing.CASE_HOLDER: _ON_CASE, Standing.GUEST: _INVITED | _OWNER}
        ),
        Permission.CASE_CLOSE: _DIRECTOR_ONLY,
        Permission.BAR_EDIT: _DIRECTOR_ONLY,
        Permission.BAR_READ: _DIRECTOR_ONLY,
        Permission.VOICE_EDIT: _CASE_TEAM,
        Permission.EVENT_RECORD: _CASE_TEAM,
        Permission.POLICE_PLAN_READ: _CASE_TEAM,
        Permission.POLICE_PLAN_WRITE: _DIRECTOR_ONLY,
        Permission.RULE_ANSWER: _CASE_TEAM,
        Permission.RULE_FOLLOW: _for(_ANYHOW, Standing.SYSTEM),
        Permission.HANDOVER_ASK: _DIRECTOR_ONLY,
        Permission.HANDOVER_READ: _for(_DIRECTING | _TAKING_OVER, Standing.CASE_DIRECTOR),
        Permission.HANDOVER_ANSWER: _for(_TAKING_OVER, Standing.CASE_DIRECTOR),
        Permission.ABSENCE_EDIT: _for(_ANYHOW, Standing.CASE_DIRECTOR),
        Permission.HOLD_RELEASE: _DIRECTOR_ONLY,
        Permission.MEASURE_WEIGH: _DIRECTOR_ONLY,
        Permission.NETWORK_READ: _CASE_TEAM,
        Permission.NETWORK_EXPORT: _CASE_TEAM,
        Permission.NETWORK_EXPORT_NAMES: _DIRECTOR_ONLY,
        Permission.CONTACT_RECORD: _CASE_TEAM,
        Permission.AGREEMENT_EDIT: _DIRECTOR_ONLY,
        Permission.TIE_EDIT: _DIRECTOR_ONLY,
        Permission.TIE_READ: _DIRECTOR_ONLY,
        Permission.FINDING_ANSWER: _CASE_TEAM,
        Permission.REGION_READ: _for(_ANYHOW, Standing.COORDINATOR),
        Permission.REGION_PLAN: _for(_ANYHOW, Standing.COORDINATOR),
        Permission.REGION_PUBLISH: _for(_ANYHOW, Standing.COORDINATOR),
        Permission.MEETING_PLAN: _DIRECTOR_ONLY,
        Permission.MEETING_WITHDRAW: _DIRECTOR_ONLY,
        Permission.MEETING_READ: _CASE_TEAM,
        Permission.COORDINATION_RECORD: _DIRECTOR_ONLY,
        Permission.AGENDA_EDIT: _DIRECTOR_ONLY,
        Permission.DEPUTY_DECIDE: _DIRECTOR_ONLY,
        Permission.REMINDER_SEND: MappingProxyType({Standing.CASE_DIRECTOR: _DIRECTING, Standing.SYSTEM: _ANYHOW}),
        Permission.INVITATION_ANSWER: _for(_ANYHOW, Standing.VISITOR),
        Permission.CALENDAR_OWN: _for(_INVITED, Standing.GUEST),
        Permission.ATTENDANCE_RECORD: _DIRECTOR_ONLY,
        Permission.LINK_REISSUE: _DIRECTOR_ONLY,
        Permission.LINK_OPEN: _for(_ANYHOW, Standing.VISITOR),
        Permission.INVITATION_READ: _for(_INVITED, Standing.GUEST),
        Permission.CONDITION_HAND_IN: _for(_INVITED, Standing.GUEST),
        Permission.CONDITION_HAND_IN_FOR: _DIRECTOR_ONLY,
        Permission.CONDITION_READ: _CASE_TEAM,
        Permission.CONDITION_DECIDE: _DIRECTOR_ONLY,
        Permission.CONDITION_ASK: _DIRECTOR_ONLY,
        Permission.CONDITION_SET_READ: _for(_INVITED, Standing.GUEST),
        Permission.CONDITION_SET_ANSWER: _GUEST_OR_DIRECTOR,
        Permission.FINDING_SETTLE: _DIRECTOR_ONLY,
        Permission.DISSENT_RECORD: _DIRECTOR_ONLY,
        Permission.DIFFERENCE_TELL: _DIRECTOR_ONLY,
        Permission.DIFFERENCE_READ: _for(_INVITED, Standing.GUEST),
        Permission.FORM_ISSUE: _GUEST_OR_DIRECTOR,
        Permission.FORM_RECEIVE: _GUEST_OR_DIRECTOR,
        Permission.FORM_READ: _DIRECTOR_ONLY,
        Permission.FORM_SETTLE: _DIRECTOR_ONLY,
        Permission.MEETING_RUN: _DIRECTOR_ONLY,
        Permission.NOTE_WRITE: _CASE_TEAM,
        Permission.MINUTES_LOCK: _DIRECTOR_ONLY,
        Permission.MINUTES_ADD: _CASE_TEAM,
        Permission.ACTION_RECORD: _DIRECTOR_ONLY,
        Permission.ACTION_ASK: MappingProxyType({Standing.CASE_DIRECTOR: _DIRECTING, Standing.SYSTEM: _ANYHOW}),
        Permission.ACTION_OWN: _for(_OWNER, Standing.GUEST),
        Permission.ACTION_REPORT: MappingProxyType({Standing.CASE_DIRECTOR: _DIRECTING, Standing.GUEST: _OWNER}),
        Permission.REVIEW_WRITE: _DIRECTOR_ONLY,
        Permission.EVENT_TELL: _CASE_TEAM,
        Permission.PLAN_WRITE: _DIRECTOR_ONLY,
        Permission.PLAN_CIRCULATE: _DIRECTOR_ONLY,
        Permission.PLAN_ADOPT: _DIRECTOR_ONLY,
        Permission.PLAN_WITHDRAW: _DIRECTOR_ONLY,
        Permission.PLAN_READ: _CASE_TEAM,
        Permission.PLAN_RELEASE: _DIRECTOR_ONLY,
        Permission.PLAN_COPY: _for(_INVITED, Standing.GUEST),
        Permission.PLAN_ANSWER: _GUEST_OR_DIRECTOR,
        Permission.NOTICE_WRITE: _DIRECTOR_ONLY,
        Permission.REFERRAL_WRITE: _DIRECTOR_ONLY,
        Permission.DOCUMENT_ISSUE: _DIRECTOR_ONLY,
        Permission.LEAK_ASK: _DIRECTOR_ONLY,
        Permission.LEAK_DECIDE: _DIRECTOR_ONLY,
        Permission.COPY_RECALL: _DIRECTOR_ONLY,
        Permission.FILE_RECOGNISE: _for(_ANYHOW, Standing.CASE_DIRECTOR, Standing.SYSTEM),
        Permission.HOUSE_STYLE_EDIT: _for(_ANYHOW, Standing.ADMINISTRATOR),
        Permission.MAIL_SEND: _for(_ANYHOW, Standing.SYSTEM),
        Permission.AUDIT_READ: _for(_ANYHOW, Standing.AUDITOR, Standing.SYSTEM),
        Permission.PRACTICE_LOAD: _for(_ANYHOW, Standing.SYSTEM),
        Permission.PRACTICE_ENTER: _for(_ANYHOW, Standing.VISITOR),
    }
)


def may(standing: Standing, permission: Permission, belonging: Belonging = Belonging.NONE) -> bool:
    """Whether someone of this standing, belonging to the case like this, may do this. Unknown means no."""
    if belonging is Belonging.BARRED:
        return False
    return belonging in POLICY.get(permission, {}).get(standing, frozenset())
