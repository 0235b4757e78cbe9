"""Addresses that lead to no screen of whoever asks: our own page says so, with the way back."""

from starlette.responses import Response

from pages.door.call import Call, go
from pages.door.layout import notice
from pages.door.visit import Visit
from pages.frame.addresses import places_of
from services.premises import Premises


def no_such_screen(premises: Premises, visit: Visit, path: str) -> Response | None:
    """The answer for an address without a screen; None where there is one.

    The first screen has no address of its own but "/": its name leads there. Whether a screen is another's or is not
    there at all makes no difference in the answer.
    """
    first, *others = places_of(visit.actor.standing)
    place = path.strip("/")
    if not place or place in others:
        return None
    if place == first:
        return go("/")
    call = Call("GET", path, premises, visit)
    say = call.say
    gone = say("This address leads to no screen of yours. Perhaps a letter is missing, or it is an old bookmark.")
    onward = say("To my day") if first == "mijn-dag" else say("To the start")
    return notice(call, say("This page is not here"), gone, status=404, onward=(onward, "/"))
