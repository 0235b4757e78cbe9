"""What nobody does in a closed case."""

from services.access.rules import Permission

CHANGES_A_CASE = frozenset(
    {
        Permission.CASE_EDIT,
        Permission.VOICE_EDIT,
        Permission.EVENT_RECORD,
        Permission.POLICE_PLAN_WRITE,
        Permission.RULE_ANSWER,
        Permission.HANDOVER_ASK,
        Permission.HOLD_RELEASE,
        Permission.MEASURE_WEIGH,
        Permission.CONTACT_RECORD,
        Permission.AGREEMENT_EDIT,
        Permission.TIE_EDIT,
        Permission.FINDING_ANSWER,
        Permission.ATTENDANCE_RECORD,
        Permission.MEETING_PLAN,
        Permission.REGION_PUBLISH,
        Permission.COORDINATION_RECORD,
        Permission.AGENDA_EDIT,
        Permission.DEPUTY_DECIDE,
        Permission.REMINDER_SEND,
        Permission.LINK_REISSUE,
        Permission.CONDITION_HAND_IN,
        Permission.CONDITION_HAND_IN_FOR,
        Permission.CONDITION_DECIDE,
        Permission.CONDITION_ASK,
        Permission.CONDITION_SET_ANSWER,
        Permission.FINDING_SETTLE,
        Permission.DISSENT_RECORD,
        Permission.DIFFERENCE_TELL,
        Permission.FORM_ISSUE,
        Permission.FORM_RECEIVE,
        Permission.FORM_SETTLE,
        Permission.MEETING_RUN,
        Permission.NOTE_WRITE,
        Permission.ACTION_RECORD,
        Permission.ACTION_ASK,
        Permission.ACTION_REPORT,
        Permission.REVIEW_WRITE,
        Permission.EVENT_TELL,
        Permission.PLAN_WRITE,
        Permission.PLAN_CIRCULATE,
        Permission.PLAN_ADOPT,
        Permission.PLAN_ANSWER,
    }
)
"""What nobody does in a closed case. It is read, protected, issued on paper and opened again; minutes
of its last meeting are still locked as they stand, and corrected beneath."""
