"""The sentences for a meeting that no calendar can hold. Merged into `sentences`."""

SCHEDULING_SENTENCES: dict[str, str] = {
    "scheduling.calendar_wrong": "One of the stated hours cannot be: it ends before it begins, or overlaps another.",
    "scheduling.request_wrong": "This meeting cannot be planned like this. Check its length and its attendees.",
    "scheduling.request_wrong.minutes": "A meeting takes at least a minute. Choose how long it lasts.",
    "scheduling.request_wrong.longer_than_day": (
        "This meeting lasts longer than a day in which meetings are held. Choose fewer minutes, or split it in two."
    ),
    "scheduling.request_wrong.nobody": (
        "There is nobody to ask yet. Give this case seats first, with somebody on them who attends."
    ),
    "scheduling.request_wrong.days": "Look at one day at least, and at no more than two years ahead.",
    "scheduling.request_wrong.start": "Choose a day and a time at which the meeting begins.",
    "scheduling.request_wrong.travel_minutes": (
        "The time to travel is at most four hours. Check what the region settled."
    ),
    "scheduling.request_wrong.lunch": "Lunch cannot end before it begins. Check what the region settled.",
    "scheduling.problem_wrong": (
        "These weeks cannot be planned: something in them makes no sense. Check the cases, their attendees and rooms."
    ),
    "scheduling.plan_wrong": "This plan does not hold and was not kept. Make it again; the plan of before still stands.",
    "scheduling.impossible_here": "The meeting cannot be held at this time. Choose another.",
    "scheduling.impossible_here.off_grid": "Meetings do not begin at this time. Choose one of the times of the list.",
    "scheduling.impossible_here.outside": "No meeting can be held then, or it is too soon. Choose another time.",
    "scheduling.impossible_here.room": "There is no room for this meeting then. Choose another room or another time.",
    "scheduling.impossible_here.minimum": "Those who must be there cannot come then. Choose another time.",
    "scheduling.impossible_here.pinned": (
        "A settled or confirmed meeting stands in the way. Release that first, or choose another time."
    ),
}
