"""The sentences for what a meeting that is held, and its minutes, refuse; see `sentences`."""

LIVE_SENTENCES: dict[str, str] = {
    "plans.field_wrong.due.before_meeting": (
        "This day lies before the meeting that agrees on it. Choose a day from today on."
    ),
    "live.cannot_open": "This meeting cannot be opened now.",
    "live.cannot_open.withdrawn": "This meeting was called off. Plan a new one if you meet after all.",
    "live.cannot_open.not_announced": "This meeting was not announced yet. Send the invitations first.",
    "live.cannot_open.too_early": "This meeting can be opened from {opens_at} on, half an hour before it starts.",
    "live.cannot_open.other_day": (
        "The day of this meeting is over. Record who was there with the network, or plan a new meeting."
    ),
    "live.not_going_on": "This meeting is not going on. Nothing was changed.",
    "live.not_going_on.not_opened": "Open the meeting first; nothing was changed.",
    "live.not_going_on.closed": "This meeting was closed. Who was there stands; corrections go into the minutes.",
    "live.presence_wrong": "This cannot be noted at the table. Check person and time; nothing was changed.",
    "live.presence_wrong.unknown": "This person cannot be noted at this table. Check who it is in the directory.",
    "live.presence_wrong.inactive": "This person no longer works there by the directory. Check who it is.",
    "live.presence_wrong.not_invited": (
        "This person has no invitation of their own to this meeting. Note them as an observer, or as a deputy once the "
        "invitation names them."
    ),
    "live.presence_wrong.capacity": (
        "The invitation says otherwise: a deputy is whoever it names in somebody else's place, and nobody else."
    ),
    "live.presence_wrong.invited": "Whoever was invited sits there as attendee or deputy, not as observer.",
    "live.presence_wrong.seated": "This person sits at the table already.",
    "live.presence_wrong.overlaps": "This person sat at the table at that time already. Check the times.",
    "live.presence_wrong.future": "This time lies ahead. Enter when it was.",
    "live.presence_wrong.too_early": "The table begins at {earliest} at the earliest, half an hour before the opening.",
    "live.presence_wrong.before_arrival": "Leaving cannot be before arriving. Check the times.",
    "live.point_unknown": "The agenda has {points} points. Choose one of those.",
    "live.note_wrong": "This text cannot be kept like this. Shorten or change it; it still stands on this screen.",
    "live.note_wrong.too_long": (
        "This text has {length} characters; {longest} can be kept. Shorten it; it still stands on this screen."
    ),
    "live.note_wrong.unreadable": "This text holds signs that cannot be kept. Type that part anew.",
    "live.note_wrong.national_number": (
        "This text holds what looks like a citizen service number (BSN). That is kept nowhere: take it out."
    ),
    "live.note_wrong.tier": "Choose a circle of readers that you belong to yourself.",
    "live.note_wrong.locked": (
        "The minutes are locked, so notes are no longer changed. Add a correction beneath the minutes."
    ),
    "live.still_open": (
        "Not everything is done: {points} points of the agenda are left, and {people} at the table did not accept the "
        "statement yet. Go on, or say why the meeting is closed now."
    ),
    "live.not_going_on.not_closed": (
        "The meeting is still going on: until it is closed, everybody writes in their own notes only."
    ),
    "minutes.cannot_lock": "These minutes cannot be locked now. Nothing was changed.",
    "minutes.cannot_lock.going_on": "The meeting is still going on. Close it first, then lock its minutes.",
    "minutes.cannot_lock.not_over": "This meeting is not over yet. Its minutes can be locked afterwards.",
    "minutes.cannot_lock.called_off": "This meeting was not held, so there are no minutes to lock.",
    "minutes.not_locked": "These minutes are a draft: change what is wrong. Corrections beneath are for locked ones.",
    "minutes.already_locked": "These minutes are locked. Add a correction beneath them; nothing was changed.",
    "minutes.broken": (
        "These minutes are no longer what was locked, so nothing of them is issued. Ask your administrator to restore "
        "a backup."
    ),
    "minutes.addendum_wrong": "This correction cannot be kept like this. Change it; it still stands on this screen.",
    "minutes.addendum_wrong.empty": "Write what has to be corrected.",
    "minutes.addendum_wrong.too_long": (
        "This text has {length} characters; {longest} can be kept. Shorten it; it still stands on this screen."
    ),
    "minutes.addendum_wrong.unreadable": "This text holds signs that cannot be kept. Type that part anew.",
    "minutes.addendum_wrong.national_number": (
        "This text holds what looks like a citizen service number (BSN). That is kept nowhere: take it out."
    ),
    "minutes.addendum_wrong.tier": "Choose a circle of readers that you belong to yourself.",
}
