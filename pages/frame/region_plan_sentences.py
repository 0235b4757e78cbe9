"""The sentences for plans of a region's weeks that cannot be begun, settled or announced like this. Merged into
`sentences`."""

REGION_PLAN_SENTENCES: dict[str, str] = {
    "region_plan.gone": "This plan was laid aside, or is not there. Load the page anew and choose another one.",
    "region_plan.period_wrong": "These weeks cannot be planned. Choose other days.",
    "region_plan.period_wrong.days": "Plan between one week and four weeks: further on calendars are not known well.",
    "region_plan.period_wrong.past": "These days have been already. Choose later ones.",
    "region_plan.period_wrong.too_far": "These weeks lie more than half a year ahead: nobody's calendar is known then.",
    "region_plan.room_wrong": "This room cannot be kept like this. Check its fields; nothing was lost.",
    "region_plan.room_wrong.name.empty": "Give the room a name by which people find it.",
    "region_plan.room_wrong.name.taken": "There is a room of this name already. Choose another name.",
    "region_plan.room_wrong.seats.number": "A room has between 1 and 500 seats. Enter how many people can sit there.",
    "region_plan.room_wrong.too_long": "This is too long (80 characters) for a room's name or address. Shorten it.",
    "region_plan.room_wrong.unreadable": "There is a sign in this that cannot be read. Type it anew.",
    "region_plan.room_wrong.national_number": "This looks like a citizen service number. Leave it out.",
    "region_plan.time_wrong": "This meeting cannot have this time. Choose another one.",
    "region_plan.time_wrong.off_grid": (
        "No meeting is held then. Choose a working day, within working hours, outside lunch, on the quarter of an hour."
    ),
    "region_plan.time_wrong.outside": "This day lies outside the weeks of the plan. Choose another one.",
    "region_plan.time_wrong.past": "This time has been, or is too soon to invite people. Choose a later one.",
    "region_plan.time_wrong.impossible": (
        "At this time who must be there cannot come, or the room is taken. Choose another time or place."
    ),
    "region_plan.busy": "Other plans are being worked out just now. Wait until one of them is done, and try again.",
    "region_plan.work_failed": "Working out the times did not succeed. Nothing was changed; try once more.",
    "region_plan.unattended": (
        "Who began this was signed out, or may not plan any more, before the times were there. "
        "Nothing was changed; work them out again."
    ),
    "region_plan.nothing_to_publish": "Every meeting with a time was announced already: nothing is new.",
}
