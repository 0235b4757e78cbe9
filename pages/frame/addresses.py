"""Which screens whoever is signed in can open, by their address. Known to the shell, which draws them, and to the gate.

The gate answers any other address itself: the platform would lead to the first screen with a notice in its own words.
"""

from services.access.rules import Standing

MENU = {
    Standing.CASE_DIRECTOR: ("mijn-dag", "zaken", "partners", "gevonden"),
    Standing.CASE_HOLDER: ("mijn-dag", "zaken"),
    Standing.ADMINISTRATOR: ("mensen", "partners", "huisstijl"),
    Standing.AUDITOR: ("logboek",),
    Standing.COORDINATOR: ("regio", "regioplanning"),
}
"""The places of the menu, the first one opens first. Whoever has none sees `NOTHING`."""
NOTHING = "leeg"
CASE_PARTS = {
    "zaak": ("zaak", "routekaart", "dossier", "stem", "gebeurtenissen", "maatregelen", "regie"),
    "overleg": ("overleg", "live", "notulen"),
    "plan": ("plan", "teksten", "stukken", "versies"),
    "opvolging": ("opvolging", "evaluatie"),
}
"""The screens of a step that has several, the step's own first. Every other step is one screen."""
CASE_STEPS = ("zaak", "netwerk", "overleg", "voorwaarden", "plan", "opvolging")
CASE_PLACES = (
    *CASE_PARTS["zaak"],
    "netwerk",
    *CASE_PARTS["overleg"],
    "voorwaarden",
    *CASE_PARTS["plan"],
    *CASE_PARTS["opvolging"],
)
"""Every screen of a case that has its place in the head."""
WITHIN_CASES = (*CASE_PLACES, "agendapunten", "zitting", "nieuwe-zaak", "overname")
"""Every screen below `zaken`."""


def places_of(standing: Standing) -> tuple[str, ...]:
    """The addresses of whoever has this standing, without their slash; a guest's only screen is outside this list."""
    menu = MENU.get(standing, ())
    return (*menu, *(WITHIN_CASES if "zaken" in menu else ())) or (NOTHING,)
