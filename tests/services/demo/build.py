"""A small case file for tests: one case with everything in it once, as plain data to change."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

HOURS = {"mon": [["09:00", "12:00"]], "wed": [["13:00", "16:00"]]}
CASE: dict[str, Any] = {
    "code": "T-01",
    "title_safe": "Zaak Proef",
    "risk": "hoog",
    "relation": "ex_partner",
    "vt_competent": True,
    "sash": {"outcome": "hoog", "date": "2026-11-12", "by": "politie", "coordinated_with_vt": True},
    "aangifte": True,
    "ernstige_bezwaren": "onbekend",
    "persons": [
        {"ref": "P1", "role": "slachtoffer", "alias": "Mevrouw X.", "age": 30, "address": "geheim"},
        {"ref": "P2", "role": "vermoedelijke_dader", "alias": "De heer Y."},
    ],
    "partners": [
        {"org": "politie", "role": "casusregisseur", "name": "A. Regie", "deputy": "B. Vervang", "free": HOURS},
        {"org": "VT", "role": "casushouder", "name": "C. Houder", "speaks_with": ["P1"], "free": HOURS},
        {"org": "lokale_veld", "role": "regisseur_wijkteam", "name": "D. Wijk", "free": HOURS},
    ],
    "partner_contacts": [["politie", "VT"]],
    "conditions": [
        {"id": "c1", "org": "VT", "kind": "contact", "hard": True, "subject": "P2", "protects": ["P1"], "nl": "Geen."},
    ],
    "considered": [
        {"measure": measure, "org": org, "outcome": "niet_mogelijk", "reason_nl": "Zo is het gewogen."}
        for measure, org in (
            ("gedragsaanwijzing_509hh", "OM"),
            ("contact_locatieverbod", "RN"),
            ("DUT", "RN"),
            ("EM", "RN"),
        )
    ],
    "agreed_plan": [
        {"nr": 1, "from": ["c1"], "what_nl": "Dit doen.", "owner": "politie", "due": "2026-11-25", "tier": "partners"},
        {"nr": 2, "what_nl": "Blijven doen.", "owner": "VT", "due": "doorlopend", "tier": "slachtoffer"},
    ],
    "review": {"date": "2026-12-02", "events": ["incident"]},
}


def case(**changes: Any) -> dict[str, Any]:
    """The case with these keys replaced; None takes a key out."""
    changed = deepcopy(CASE) | changes
    return {key: value for key, value in changed.items() if value is not None}


def text(*cases: dict[str, Any], **top: Any) -> str:
    """The file, as YAML."""
    return yaml.dump({"cases": list(cases or (case(),)), **top}, allow_unicode=True, sort_keys=False, Dumper=_Plain)


def put(folder: Path, content: str | bytes, name: str = "cases.yaml") -> Path:
    """Writes a file to read."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class _Plain(yaml.SafeDumper):
    """Writes every value out; the reader refuses references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
