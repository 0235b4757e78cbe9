"""Every screen of one case by its place. A place of the case's head without a screen here stops the tests at once."""

from pages.casework import case_file, direction, events, measures, overview, route_map, victim_voice
from pages.follow_up import actions as follow_up
from pages.follow_up import review
from pages.frame.addresses import CASE_PLACES
from pages.live import live, minutes
from pages.meeting import planning
from pages.network import partners
from pages.plan import conditions, safety_plan
from pages.plan.papers import documents
from pages.plan.texts import plan_texts
from pages.plan.versions import versions_and_copies

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
    "live": live.render,
    "notulen": minutes.render,
    "voorwaarden": conditions.render,
    "plan": safety_plan.render,
    "teksten": plan_texts.render,
    "stukken": documents.render,
    "versies": versions_and_copies.render,
    "opvolging": follow_up.render,
    "evaluatie": review.render,
}
CASE_SCREENS = {place: _KNOWN[place] for place in CASE_PLACES}
"""A `KeyError` here: the head got a screen that nobody keeps an outsider from yet."""
