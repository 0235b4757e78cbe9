"""Every screen of one case by its place. A place of the case's head without a screen here stops the tests at once."""

from pages.casework import case_file, direction, events, measures, overview, route_map, victim_voice
from pages.frame.case_header import PARTS, STEPS
from pages.meeting import planning
from pages.network import partners
from pages.plan import conditions, follow_up, safety_plan

_KNOWN = {
    "zaak": overview.render,
    "routekaart": route_map.render,
    "dossier": case_file.render,
    "stem": victim_voice.render,
    "gebeurtenissen": events.render,
    "maatregelen": measures.render,
    "regie": direction.render,
    "netwerk": partners.render,
    "overleg": planning.render,
    "voorwaarden": conditions.render,
    "plan": safety_plan.render,
    "opvolging": follow_up.render,
}
CASE_PLACES = (*PARTS, *STEPS[1:])
CASE_SCREENS = {place: _KNOWN[place] for place in CASE_PLACES}
"""A `KeyError` here: the head got a screen that nobody keeps an outsider from yet."""
