"""What a rehearsal makes of contradictions: settled as the file agreed, or an open point of the plan."""

from pathlib import Path
from typing import Any

import pytest

from services.demo.case_file import read
from services.demo.rehearsal import rehearse
from services.demo.report import report
from tests.services.demo.build import CASE, case, put, text

WEEK_OF = "2026-11-24"
SPEAK = {"modality": "must", "act": "speak_with", "by": ["VT"], "to": ["P2"], "before": WEEK_OF}
SILENCE = {"modality": "must_not", "act": "speak_with", "by": ["anyone"], "to": ["P2"], "until": "2026-11-26T12:00"}
MEDIATION = {"modality": "must", "act": "joint_talk", "by": ["VT"], "to": ["P1", "P2"]}
NUMBER = {"modality": "must", "act": "use_number", "by": ["P1"], "what": ["number_old:P1"]}
OTHER_NUMBER = {"modality": "must", "act": "change_number", "by": ["P1"]}
MONITOR = {"modality": "must", "act": "child_contact", "by": ["P2"], "to": ["P1"], "basis": "court_order"}
STOPS = {"modality": "must_not", "act": "child_contact", "by": ["P2"], "to": ["P1"]}


def written(id: str, org: str, norm: dict[str, Any], kind: str = "other", **more: Any) -> dict[str, Any]:
    return {"id": id, "org": org, "kind": kind, "subject": "P2", "nl": f"Tekst van {id}.", "says": [norm]} | more


CONDITIONS = [
    written("c1", "VT", SPEAK, "speaks_with"),
    written("c2", "politie", SILENCE, "speaks_with", hard=True, until="2026-11-26T12:00"),
    written("c3", "VT", MEDIATION, "mediation"),
    written("c4", "lokale_veld", NUMBER, "evidence"),
    written("c5", "VT", OTHER_NUMBER, "wellbeing"),
    written("c6", "VT", MONITOR, "child_contact"),
    written("c7", "lokale_veld", STOPS, "child_contact"),
]
PAIRS = [["c1", "c2"], ["c4", "c5"], ["c6", "c7"]]


def played(folder: Path, *agreed: list[str]) -> dict[str, Any]:
    """The report when these conditions come into one action each; everything else is agreed on apart."""
    plan = [*CASE["agreed_plan"][1:]]
    plan += [
        {"nr": 10 + n, "from": names, "what_nl": f"Afspraak {n}.", "owner": "politie", "due": "2026-11-30"}
        for n, names in enumerate(agreed)
    ]
    file = read(put(folder, text(case(conditions=CONDITIONS, agreed_plan=plan))))
    return report(rehearse(file, file.cases[0]))


@pytest.mark.long
def test_an_action_from_both_conditions_settles_what_contradicts(tmp_path: Path) -> None:
    found = played(tmp_path, *PAIRS, ["c3"])
    assert sorted(one["pair"] for one in found["conflicts"]) == PAIRS
    assert not {"c1-c2", "c4-c5", "c6-c7", "H-RN-8-c3"} & set(found["plan"]["unresolved"])
    assert found["plan"]["versions"][0]["status"] == "adopted"
    assert found["plan"]["actions"] == 5
    assert {"rule": "H-RN-8", "condition": "c3"}.items() <= found["rule_flags"][0].items()


@pytest.mark.long
def test_what_no_action_covers_goes_into_the_plan_as_an_open_point(tmp_path: Path) -> None:
    found = played(tmp_path, ["c1"], ["c2"])
    assert {"c1-c2", "c4-c5", "c6-c7", "H-RN-8-c3"} <= set(found["plan"]["unresolved"])
    assert found["plan"]["versions"][0]["status"] == "adopted"
    assert found["holes"][-1]["what"] == "hard_condition_without_proof_or_fallback"
