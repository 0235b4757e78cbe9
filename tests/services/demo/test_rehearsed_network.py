"""The network of a rehearsal, held against its definition by a reckoning of our own: from the file's plain words, with
loops instead of graphs. It reads the file itself and none of the program's rules."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.demo.case_file import read
from services.demo.rehearsal import rehearse
from services.demo.report import report, write
from tests.services.demo.build import case, put, text
from tests.shared import CASES, needs_cases

Case = dict[str, Any]
PARTNERS_OF_HIGH = [
    *("politie/casusregisseur", "politie/contactpersoon_slachtoffer", "DR", "CCB", "VT", "VHH", "lokale_veld"),
    *("OM/officier_van_justitie", "OM/slachtoffercoordinator", "RN"),
]


class Definition:
    """Each key of the report's `network`, as it is defined in words."""

    def __init__(self, told: Case) -> None:
        self.told, self.low, self.vt = told, told["risk"] == "laag", told["vt_competent"]
        kept_out = set(told.get("barred", ()))
        self.seats = [
            seat
            for seat in told["partners"]
            if not seat.get("barred") and not seat.get("external") and not kept_out & {seat["name"], seat["org"]}
        ]
        self.homes = {seat["org"] for seat in self.seats}
        self.filled = self.homes | {f"{seat['org']}/{seat['role']}" for seat in self.seats}
        self.all_lines = {frozenset(line) for line in told.get("partner_contacts") or ()}
        self.lines = {line for line in self.all_lines if line <= self.homes}
        self.victims = [one["ref"] for one in told["persons"] if one["role"] == "slachtoffer"]
        self.handover = any(one["kind"] == "handover" for one in told.get("conditions") or ())

    def missing_mandatory_partners(self) -> set[str]:
        """The seats of the definition's list that nobody fills."""
        needed = ["politie/casusregisseur", "politie/contactpersoon_slachtoffer", "VT", "lokale_veld"]
        if not self.low:
            needed = PARTNERS_OF_HIGH
        elif not self.handover:
            needed.remove("lokale_veld")
        return {one for one in needed if one not in self.filled and (one != "VT" or self.vt)}

    def missing_mandatory_contacts(self) -> set[tuple[str, str]]:
        """The pairs of the definition's list of which no line is recorded."""
        return self._low_contacts() if self.low else self._high_contacts()

    def _low_contacts(self) -> set[tuple[str, str]]:
        asked = [("politie", "VT")]
        asked += [("VT", "lokale_veld")] if self.handover else []
        asked += [("OM", "VT")] if self.told["aangifte"] is True else []
        return {pair for pair in asked if frozenset(pair) not in self.all_lines}

    def _high_contacts(self) -> set[tuple[str, str]]:
        lead = "VT" if self.vt else "VHH"
        asked = [
            *(("politie", lead), ("politie", "OM"), ("politie", "DR"), ("politie", "CCB"), ("RN", lead)),
            *(("RN", "politie"), ("OM", "VHH"), ("OM", "RN"), (lead, "lokale_veld")),
        ]
        missing = {pair for pair in asked if frozenset(pair) not in self.all_lines}
        if (self.told["ernstige_bezwaren"] is False or "CCB" in self.homes) and not self._protected():
            missing |= {("OM", "BB")} if frozenset(("OM", "BB")) not in self.all_lines else set()
        if not {frozenset(("RN", home)) for home in ("hulpverlening", "SHN", "vrouwenopvang")} & self.all_lines:
            missing.add(("RN", "hulpverlening"))
        fixed, holder = "politie/contactpersoon_slachtoffer", "VT/casushouder"
        missing |= {(fixed, ref) for ref in self.victims if not self._speaks(fixed, ref)}
        return missing | ({(holder, "P1")} if self.vt and not self._speaks(holder, "P1") else set())

    def _protected(self) -> bool:
        settled = ("gemeld", "toegepast")
        weighed = self.told.get("considered") or ()
        return any(one["measure"] == "bewaken_en_beveiligen" and one["outcome"] in settled for one in weighed)

    def _speaks(self, named: str, ref: str) -> bool:
        return any(ref in one.get("speaks_with", ()) for one in self.seats if f"{one['org']}/{one['role']}" == named)

    def articulation_points(self) -> set[str]:
        """Who, taken away, leaves two who reached each other before without a way."""
        found = set()
        for gone in self.homes:
            rest = {line for line in self.lines if gone not in line}
            pairs = combinations(sorted(self.homes - {gone}), 2)
            if any(other in _reached(one, self.lines) and other not in _reached(one, rest) for one, other in pairs):
                found.add(gone)
        return found

    def isolated_partners(self) -> set[str]:
        """Who stands in no line."""
        return {home for home in self.homes if not any(home in line for line in self.lines)}

    def victim_contact_count(self) -> dict[str, int]:
        """How many partner entries speak with each victim."""
        return {ref: sum(ref in one.get("speaks_with", ()) for one in self.seats) for ref in self.victims}

    def messenger_risk(self) -> set[str]:
        """Names of who speaks with P1 and with P2, on whatever seats."""
        spoken: dict[str, set[str]] = {}
        for seat in self.seats:
            spoken.setdefault(seat["name"], set()).update(seat.get("speaks_with", ()))
        return {name for name, refs in spoken.items() if {"P1", "P2"} <= refs}


def _reached(start: str, lines: set[frozenset[str]]) -> set[str]:
    found, before = {start}, set()
    while found != before:
        before = set(found)
        found = found.union(*(line for line in lines if line & found))
    return found


def held_against(told: Case, network: dict[str, Any]) -> None:
    """Every key of the report is what the definition says, and nothing stands there twice."""
    ours = Definition(told)
    for key in ("missing_mandatory_partners", "articulation_points", "isolated_partners", "messenger_risk"):
        assert set(network[key]) == getattr(ours, key)(), key
        assert len(network[key]) == len(set(network[key])), key
    contacts = [tuple(pair) for pair in network["missing_mandatory_contacts"]]
    assert {frozenset(pair) for pair in contacts} == set(map(frozenset, ours.missing_mandatory_contacts()))
    assert len(contacts) == len(set(map(frozenset, contacts)))
    assert network["victim_contact_count"] == ours.victim_contact_count()
    findings = network["findings"]
    assert [one["rank"] for one in findings] == list(range(1, len(findings) + 1))
    assert len({one["key"] for one in findings}) == len(findings)
    assert all(one["text"].endswith(".") and one["suggestion"].endswith(".") for one in findings)


def rehearsed(path: Path, code: str) -> dict[str, Any]:
    file = read(path)
    found = report(rehearse(file, next(one for one in file.cases if one.code == code)))["network"]
    assert isinstance(found, dict)
    return found


@needs_cases
@pytest.mark.long  # each plays a whole case
@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_the_acceptance_cases_are_as_defined(code: str) -> None:
    told = next(one for one in yaml.safe_load(CASES.read_text())["cases"] if one["code"] == code)
    held_against(told, rehearsed(CASES, code))


def _partner(org: str, role: str, name: str, **more: Any) -> dict[str, Any]:
    return {"org": org, "role": role, "name": name, **more}


VARIANTS: dict[str, dict[str, Any]] = {
    "no lines at all": {"partner_contacts": None},
    "lines to who is not there": {"partner_contacts": [["politie", "OM"], ["VT", "SHN"], ["politie", "VT"]]},
    "a bar": {"barred": ["D. Wijk"], "partner_contacts": [["politie", "VT"], ["VT", "lokale_veld"]]},
    "a whole organisation barred": {"barred": ["VT"], "partner_contacts": [["politie", "VT"], ["VT", "lokale_veld"]]},
    "the safety house leads": {"vt_competent": False, "relation": "ex_collega"},
    "no serious grounds": {"ernstige_bezwaren": False},
    "low with a complaint": {"risk": "laag", "aangifte": True},
    "low without one": {"risk": "laag", "aangifte": False},
}


@pytest.mark.long
@pytest.mark.parametrize("name", VARIANTS)
def test_variants_are_as_defined(name: str, tmp_path: Path) -> None:
    told = case(**VARIANTS[name])
    held_against(told, rehearsed(put(tmp_path, text(told)), "T-01"))


def test_messengers_outsiders_and_a_chain_of_partners(tmp_path: Path) -> None:
    """One name on two seats is a messenger; an employer is no node; who stands between is a cut vertex."""
    told = case(partner_contacts=[["politie", "VT"], ["VT", "RN"], ["RN", "GGZ"], ["politie", "werkgever"]])
    told["partners"] += [
        _partner("RN", "adviseur", "E. Bode", speaks_with=["P1"]),
        _partner("RN", "toezichthouder", "E. Bode", speaks_with=["P2"]),
        _partner("GGZ", "behandelaar", "F. Zorg", speaks_with=["P2"]),
        _partner("werkgever", "HR", "G. Werk", external=True, speaks_with=["P1"]),
        _partner("OM", "parketsecretaris", "Q. Geheim", barred=True, speaks_with=["P1", "P2"]),
    ]
    network = rehearsed(put(tmp_path, text(told)), "T-01")
    held_against(told, network)
    assert network["messenger_risk"] == ["E. Bode"]
    assert network["articulation_points"] == ["RN", "VT"]
    assert network["barred"] == ["Q. Geheim"]
    assert not any("Geheim" in str(one) for one in network["findings"])


def test_a_rehearsal_gets_no_contact_that_is_not_in_the_file(tmp_path: Path) -> None:
    file = read(put(tmp_path, text(case())))
    outcome = rehearse(file, file.cases[0])
    assert outcome.network is not None
    facts = outcome.network.facts
    assert (facts.contacts, facts.agreements, facts.ties) == ((), (), ())
    assert facts.case.recorded_lines == (("VT", "politie"),)


def test_the_picture_is_written_both_ways(tmp_path: Path) -> None:
    file = read(put(tmp_path, text(case())))
    write(rehearse(file, file.cases[0]), tmp_path)
    assert (tmp_path / "T-01" / "network.svg").read_text().startswith("<svg")
    assert (tmp_path / "T-01" / "network.png").read_bytes().startswith(b"\x89PNG\r\n")
