"""The sentences for what agendas and sittings refuse, by code, field and reason; see `sentences`."""

AGENDA_SENTENCES: dict[str, str] = {
    "agenda.agenda_wrong": "Something in point {number} of the agenda is not right. Check it; nothing was lost.",
    "agenda.agenda_wrong.points.none": "Write at least one point, or go back to the proposal.",
    "agenda.agenda_wrong.points.too_many": "An agenda holds at most {number} points. Put some of them together.",
    "agenda.agenda_wrong.title.empty": "Say what point {number} is about, or take it out.",
    "agenda.agenda_wrong.title.too_long": (
        "The title of point {number} is too long. Shorten it; details fit in the note."
    ),
    "agenda.agenda_wrong.note.too_long": "The note at point {number} is too long. Shorten it.",
    "agenda.agenda_wrong.unreadable": "Point {number} holds signs that cannot be kept. Type that part anew.",
    "agenda.agenda_wrong.national_number": (
        "Point {number} holds what looks like a citizen service number (BSN). That is kept nowhere: take it out."
    ),
    "agenda.agenda_wrong.minutes.impossible": "Point {number} lasts 1 to 240 minutes. Enter another number.",
    "agenda.agenda_wrong.meeting.over": (
        "This meeting is over or was called off. Its agenda stays as it is; nothing was changed."
    ),
    "agenda.agenda_wrong.meeting.opened": (
        "The meeting was opened: its agenda stands, because notes belong to its points. Note what is new where it fits."
    ),
    "agenda.sitting_wrong": "These cases cannot be planned one after another like this. Check them; nothing was sent.",
    "agenda.sitting_wrong.cases.number": "Choose two to fifteen cases to plan one after another.",
    "agenda.sitting_wrong.cases.twice": "A case stands in the row twice. Take one of them out.",
    "agenda.sitting_wrong.minutes.impossible": "A case gets 10 to 240 minutes. Enter another number.",
    "agenda.sitting_wrong.sitting.other": (
        "This row was begun at another time or by somebody else. Begin a new one; nothing was sent."
    ),
}
