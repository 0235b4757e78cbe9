"""Which page answers which address of the door."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages.door import actions, download, guest, invitation, network_file, paper_file, practice, sign_in, small, welcome
from pages.door.call import door
from pages.door.places import DOOR_PAGES

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_BOTH = ["GET", "POST"]


def routes() -> list[BaseRoute]:
    """The door's routes, before those of the platform."""
    in_both = [
        route
        for place in ("", "/oefenen")
        for route in (
            Route(place + "/uitnodiging/{id}", door(invitation.invitation), methods=_BOTH),
            Route(place + "/uitnodiging/{id}/app", door(invitation.invitation_app), methods=_BOTH),
            Route(place + "/u/{id}", door(guest.guest), methods=_BOTH),
            Route(place + "/a/{id}", door(actions.actions), methods=_BOTH),
        )
    ]
    return [
        Route("/welkom", door(welcome.welcome), methods=_BOTH),
        Route("/welkom/app", door(welcome.welcome_app), methods=_BOTH),
        Route("/aanmelden", door(sign_in.sign_in), methods=_BOTH),
        Route("/aanmelden/code", door(sign_in.sign_in_code), methods=_BOTH),
        Route("/afmelden", door(small.sign_out), methods=_BOTH),
        Route("/uw-link", door(guest.link_needed), methods=["GET"]),
        Route("/taal/{language}", door(small.language), methods=_BOTH),
        Route("/oefenen", door(practice.practise), methods=_BOTH),
        *in_both,
        Route("/dl/{case_id}/netwerk/{form}", door(network_file.network_file), methods=["GET"]),
        Route("/dl/voorbeeld/contacten", door(download.contacts_example), methods=["GET"]),
        Route("/dl/huisstijl/{id}", door(download.style_example), methods=["GET"]),
        Route("/dl/mijn/plan", door(download.own_plan), methods=["GET"]),
        Route("/dl/mijn/formulier", door(download.own_form), methods=["GET"]),
        Route("/dl/{case_id}/formulier/{invitation_id}", door(download.form), methods=["GET"]),
        Route("/dl/{case_id}/overleg/{meeting_id}/{paper}", door(paper_file.meeting_paper), methods=["GET"]),
        Route("/dl/{case_id}/brief/{letter_id}", door(paper_file.letter), methods=["GET"]),
        Route("/dl/{case_id}/kopie/{copy_id}", door(download.copy), methods=["GET"]),
        Route("/dl/{case_id}/terughaallijst", door(download.recall_sheet), methods=["GET"]),
        Route("/dl/{case_id}/{audience}", door(download.download), methods=["GET"]),
        Route("/health", door(small.health), methods=["GET"]),
        Mount("/assets", StaticFiles(directory=ASSETS)),
        *(Route(address, _nothing_here) for address in _beneath()),
    ]


async def _nothing_here(_request: Request) -> Response:
    """An address below the door that is no page: the platform must not answer it with its own index."""
    return PlainTextResponse("", 404)


def _beneath() -> list[str]:
    """Every address under the door, whatever page it could name; `/u` itself is a screen."""
    roots = (*DOOR_PAGES, "/u", "/dl")
    return [*DOOR_PAGES, *(root + "/{rest:path}" for root in roots)]
