"""A refused route map in one sentence, for whoever starts the program or edits the file."""

from services.route_map.nodes import RouteMapWrong
from services.wording import Say

REASONS = {
    "cycle": "these rules wait for each other: {data}",
    "duplicate_id": "the rule {data} is there twice",
    "duplicate_key": "the field {data} is there twice",
    "empty_file": "the file is empty",
    "empty_group": "a group without members can never be met",
    "empty_text": "a text is empty",
    "foreign_id": "{data} is no series of the route map and does not carry the region's own letters",
    "key_not_text": "the field name {data} is not read as text; put it between quotes",
    "lead_is_vt": "who leads when Veilig Thuis is not competent cannot be Veilig Thuis",
    "missing_key": "the field {data} is missing",
    "no_due_here": "the rule {data} goes on, is a prohibition or is optional; it can have no due date",
    "not_two_ends": "a contact is between exactly two",
    "odd_cadence": "a contact cannot be silent longer at a higher risk",
    "odd_clock": '{data} is not a time of day; write it like "08:30", between quotes',
    "odd_day": "a day in which meetings are held lasts an hour at least",
    "odd_id": "{data} is not the id of a rule; an id looks like H-RN-3",
    "odd_letters": "{data} cannot mark a region's own rules; use 2 to 8 capital letters of its own",
    "odd_lunch": "lunch is a time from and a time until within the day, or none",
    "odd_number": "this number is outside what can be: {data}",
    "odd_reviews": "a plan cannot go unseen longer at a higher risk",
    "odd_target": "a meeting cannot wait longer at a higher risk",
    "syntax": "this cannot be read as YAML: {data}",
    "unknown_base": "{data} cannot be built on; use shipped",
    "unknown_force": "the force {data} is not known",
    "unknown_inferred": "{data} cannot be marked as inferred",
    "unknown_key": "the field {data} is not known here",
    "unknown_kind": "the kind of rule {data} is not known",
    "unknown_label": "the name {data} is not one that a region gives",
    "unknown_measure": "the measure {data} is not known",
    "unknown_meeting": "the meeting {data} is not known",
    "unknown_obligation": "the obligation {data} is not known; use must or consider",
    "unknown_organisation": "the organisation {data} is not known",
    "unknown_phase": "the phase {data} is not known here; use H or L",
    "unknown_reading": "the reading {data} is not known; use any or both",
    "unknown_reference": "there is no rule {data}",
    "unknown_role": "the role {data} is not known",
    "unknown_unit": "the unit {data} is not known; use hours, days or working_days",
    "unknown_when": "the condition {data} is not known",
    "unreadable": "the file cannot be opened or is not UTF-8 text",
    "wrong_type": "something else was expected here: {data}",
}


def explained(say: Say, wrong: RouteMapWrong) -> str:
    """File, line and reason: 'The route map regional.yaml cannot be used. Line 12: there is no rule H-XX-1.'"""
    reason = say(REASONS[wrong.reason]).replace("{data}", wrong.data)
    return say(
        "The route map {file} cannot be used. Line {line}: {reason}.", file=wrong.file, line=wrong.line, reason=reason
    )
