"""The sentences for refusals about the life of a meeting: planned, moved, kept free, recorded."""

MEETING_SENTENCES: dict[str, str] = {
    "meetings.question_missing": "Write down the question to the meeting and what is new before inviting anybody.",
    "meetings.question_missing.question": "Write down what the meeting is to decide. Nobody is invited without it.",
    "meetings.question_missing.news": "Write down what is new. Nobody is invited without it.",
    "meetings.partners_missing": (
        "The minimum attendance is not met: {groups} missing. Invite them, or record why the meeting goes on without."
    ),
    "meetings.slot_in_past": "This time lies in the past. Choose another one.",
    "meetings.slot_wrong": "A meeting takes between 10 and 240 minutes.",
    "meetings.slot_wrong.over_midnight": (
        "A meeting ends on the day it starts. Choose an earlier time or fewer minutes."
    ),
    "region_plan.meeting_elsewhere": (
        "This case meets at another time already, or looks for one: its director was first. "
        "Renew the cases of the plan."
    ),
    "meetings.slot_taken": "This time has just been taken. Choose another one; your choice was not sent.",
    "meetings.deadline_wrong": "Ask for conditions before the meeting starts, and at a time that is still to come.",
    "meetings.nobody_invited": "Invite at least two attendees.",
    "meetings.reminded_just_now": (
        "Whoever you chose was reminded less than an hour ago. Nothing was sent. Wait a little, or call them."
    ),
    "meetings.meeting_over": "This meeting was called off or has begun; it cannot be changed any more.",
    "meetings.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "meetings.field_wrong.too_long": (
        "{what} is too long: {length} characters, and there is room for {longest}. Shorten it; nothing was lost."
    ),
    "meetings.field_wrong.unreadable": (
        "{what} holds signs that cannot be kept, such as control codes or a line break. Type that part anew."
    ),
    "meetings.field_wrong.national_number": (
        "{what} holds what looks like a citizen service number (BSN). That is kept nowhere: take it out. "
        "Is it a phone number? Write it with its country code."
    ),
    "meetings.field_wrong.outcome.empty": "Write down what came of it. Without that the coordination is not recorded.",
    "meetings.field_wrong.reason.empty": "Write why. Without a reason this cannot be recorded.",
    "meetings.field_wrong.chair.not_invited": "The chair must be one of the invited. Choose the chair again.",
    "meetings.field_wrong.note_taker.not_invited": (
        "Whoever takes notes must be one of the invited. Choose the note taker again."
    ),
    "meetings.field_wrong.organisations.unknown": (
        "Choose an organisation of the minimum attendance, or one that is invited."
    ),
    "meetings.field_wrong.kind.unknown": (
        "Choose which kind of meeting it is. Coordination by phone is recorded afterwards."
    ),
    "meetings.series_wrong": "A series like this cannot be kept free. Check how often and how many times.",
    "meetings.series_wrong.times": "Keep between 2 and 26 times free.",
    "meetings.series_wrong.weeks": "Choose between 1 and 52 weeks from one time to the next.",
    "meetings.series_wrong.too_far": "The last time lies more than two years ahead. Choose fewer times or fewer weeks.",
    "meetings.coordination_wrong": "This coordination cannot be recorded like this. Check it; nothing was lost.",
    "meetings.coordination_wrong.in_future": "This moment is still to come. Enter when you spoke with each other.",
    "meetings.coordination_wrong.too_long_ago": "This is more than a year ago. Enter the right day.",
    "meetings.coordination_wrong.nobody": "Tick who took part, one person at least.",
    "meetings.coordination_wrong.unknown": "Somebody holds no seat on this case any more. Choose again who took part.",
    "meetings.attendance_wrong.not_planned": "This meeting was not announced. There is nobody to record as present.",
}
