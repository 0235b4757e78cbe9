"""Which page answers which address of the door."""

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages.door import download, guest, invitation, sign_in, small, welcome
from pages.door.call import door

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
        Route("/oefenen", door(small.practise), methods=_BOTH),
        *in_both,
        Route("/dl/{case_id}/{audience}", door(download.download), methods=["GET"]),
        Route("/health", door(small.health), methods=["GET"]),
        Mount("/assets", StaticFiles(directory=ASSETS)),
    ]
