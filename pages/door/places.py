"""Which part of the house an address belongs to."""

from enum import Enum

DOOR_PAGES = ("/aanmelden", "/afmelden", "/welkom", "/uitnodiging", "/a", "/uw-link", "/oefenen", "/taal", "/health")
OWN_DOWNLOADS = "/dl/mijn/"
"""Files of whoever asks, by their own link: no case stands in the address, so no other can be asked for."""
_HIDDEN = ("/auth", "/oauth2callback", "/component", "/app", "/_stcore", "/.well-known")


class Place(Enum):
    """A part of the house."""

    DOOR = "door"
    ASSET = "asset"
    DOWNLOAD = "download"
    SCREEN = "screen"
    SOCKET = "socket"
    UPLOAD = "upload"
    HOST_CONFIG = "host_config"
    PROGRAM = "program"
    MACHINERY = "machinery"
    HIDDEN = "hidden"

    @property
    def is_door(self) -> bool:
        """Whether our own plain pages answer here."""
        return self in (Place.DOOR, Place.ASSET, Place.DOWNLOAD)


def place_of(path: str) -> Place:
    """The place of an address. An unknown one is a screen: Streamlit answers those with its index page."""
    if path == "/_stcore/stream":
        return Place.SOCKET
    if path == "/_stcore/host-config":
        return Place.HOST_CONFIG
    if path.startswith("/_stcore/upload_file/"):
        return Place.UPLOAD
    if path == "/_stcore/health" or path.startswith(("/_stcore/bidi-components/", "/media/")):
        return Place.MACHINERY
    if path.startswith("/static/"):
        return Place.PROGRAM
    if path.startswith("/assets/"):
        return Place.ASSET
    if path.startswith("/dl/"):
        return Place.DOWNLOAD
    if (path.startswith("/u/") and path != "/u/") or _under(path, DOOR_PAGES):
        return Place.DOOR
    return Place.HIDDEN if _under(path, _HIDDEN) else Place.SCREEN


def _under(path: str, roots: tuple[str, ...]) -> bool:
    return any(path == root or path.startswith(root + "/") for root in roots)
