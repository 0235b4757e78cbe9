"""A case file is read whole, or refused with the line and what is wrong."""

from datetime import date, datetime
from pathlib import Path

import pytest

from models.terms import BarKind, ConditionKind, Known, MeetingKind
from services.demo.case_file import CaseFileWrong, read
from services.demo.facts import FileCase
from services.demo.nodes import LARGEST_FILE
from services.demo.refusal import REASONS, explained
from services.scheduling.facts import LOCAL
from services.wording import speak
from tests.services.demo.build import case, put, text
from tests.shared import CASES, needs_cases


def read_case(folder: Path, **changes: object) -> FileCase:
    return read(put(folder, text(case(**changes)))).cases[0]


def refusal(folder: Path, content: str | bytes) -> CaseFileWrong:
    with pytest.raises(CaseFileWrong) as refused:
        read(put(folder, content))
    return refused.value


@needs_cases
def test_the_acceptance_cases_are_read_whole() -> None:
    file = read(CASES)
    high, medium, low = file.cases
    assert [(len(c.persons), len(c.partners), len(c.conditions), len(c.actions)) for c in file.cases] == [
        (5, 13, 13, 9),
        (3, 10, 8, 7),
        (2, 5, 4, 4),
    ]
    assert file.minutes == {MeetingKind.ACTION_MEETING: 45, MeetingKind.CASE_CONFERENCE: 90}
    assert [condition.id for condition in high.conditions if condition.holds_approach] == ["c5"]
    assert high.persons[0].address_secret
    assert not high.persons[0].address
    assert high.partners[0].deputy == "K. Yilmazer"
    assert high.partners[5].chairs
    assert (high.complaint, high.serious_grounds, high.suspect_arrested) == (Known.YES, Known.UNKNOWN, Known.NO)
    assert high.actions[7].due is None
    assert high.actions[8].ends == date(2027, 5, 27)
    assert medium.veilig_thuis_competent is False
    assert medium.partners[-1].external
    assert "medisch_beroepsgeheim" in medium.partners[7].note
    assert medium.actions[0].due_on_day
    assert [event.on for event in low.follow_up] == [date(2026, 12, 3), date(2026, 12, 5)]


def test_unknown_keys_are_told_and_those_for_judges_are_not(tmp_path: Path) -> None:
    odd = case(gloss="x", leak_tests={"a": ["b"]}, schedule_expected={"c": 1}, expected=3, must_appear=["d"])
    odd["persons"][0]["shoe_size"] = 38
    odd["partners"][0]["free"] = odd["partners"][0]["free"] | {"doomsday": []}
    file = read(put(tmp_path, text(odd, case(code="T-02"), novelty=1)))
    assert file.cases[0].ignored_keys == ("doomsday", "gloss", "novelty", "shoe_size")
    assert file.cases[1].ignored_keys == ("novelty",)


def test_the_week_is_the_files_unless_the_case_has_its_own(tmp_path: Path) -> None:
    content = text(case(), case(code="T-02", week_start="2026-03-23"), week_start="2027-01-04")
    file = read(put(tmp_path, content))
    assert [one.week_start for one in file.cases] == [date(2027, 1, 4), date(2026, 3, 23)]
    assert read_case(tmp_path).week_start == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("barred", "kind", "value"),
    [
        (["C. Houder"], BarKind.NAME, "C. Houder"),
        (["c.houder@vt.example"], BarKind.EMAIL, "c.houder@vt.example"),
        (["VT"], BarKind.ORGANISATION, "VT"),
        ([{"name": "C. Houder", "org": "VT", "reason": "familie"}], BarKind.NAME, "C. Houder"),
        ([{"email": "c@vt.example"}], BarKind.EMAIL, "c@vt.example"),
        ({"org": "school"}, BarKind.ORGANISATION, "school"),
    ],
)
@pytest.mark.parametrize("key", ["barred", "conflict_of_interest"])
def test_who_is_barred_can_be_said_in_several_ways(tmp_path: Path, key: str, barred, kind: BarKind, value: str) -> None:
    (bar,) = read_case(tmp_path, **{key: barred}).bars
    assert (bar.kind, bar.value) == (kind, value)


@pytest.mark.parametrize("says", [{"says": [{"modality": "must_not", "act": "speak_with", "by": ["anyone"]}]}, {}])
def test_a_ban_for_the_investigation_holds_without_an_end(tmp_path: Path, says: dict[str, object]) -> None:
    (found,) = read_case(tmp_path, conditions=[condition(tier="opsporing", **says)], agreed_plan=[]).conditions
    assert (found.holds_approach, found.until) == (True, None)


def test_a_barred_partner_is_barred_by_name(tmp_path: Path) -> None:
    changed = case()
    changed["partners"][1]["barred"] = True
    (bar,) = read(put(tmp_path, text(changed))).cases[0].bars
    assert (bar.kind, bar.value) == (BarKind.NAME, "C. Houder")


def norm(**slots: object) -> dict[str, object]:
    return {"modality": "must_not", "act": "speak_with", "by": ["anyone"], "to": ["P2"]} | slots


def condition(**fields: object) -> dict[str, object]:
    return {"id": "c1", "org": "DR", "kind": "speaks_with", "hard": True, "subject": "P2", "nl": "Tekst."} | fields


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({"until": "2026-11-26T12:00", "says": [norm(until="2026-11-26T12:00")]}, True),
        ({"says": [norm(until="2026-11-26T12:00")]}, True),
        ({"says": [norm(act="share", until="2026-11-26T12:00")]}, True),
        ({"until": "2026-11-26T12:00"}, True),
        ({"until": "2026-11-26T12:00", "hard": False}, False),
        ({"until": "2026-11-26T12:00", "says": [norm(modality="must", until="2026-11-26")]}, False),
        ({"until": "2026-11-26T12:00", "says": [norm(by=["VT"], until="2026-11-26")]}, False),
        ({"until": "2026-11-26T12:00", "says": [norm(to=["P1"], until="2026-11-26")]}, False),
        ({"until": "2026-11-26T12:00", "says": [norm(until="2026-11-26")], "kind": "contact"}, False),
        ({"says": [norm()]}, False),
    ],
)
def test_a_ban_on_approaching_the_suspect_is_a_hold(tmp_path: Path, fields, holds: bool) -> None:
    (found,) = read_case(tmp_path, conditions=[condition(**fields)], agreed_plan=[]).conditions
    assert found.holds_approach is holds
    if holds:
        assert found.until == datetime(2026, 11, 26, 12, tzinfo=LOCAL)


def test_a_hold_in_the_doubled_hour_ends_in_the_second_one(tmp_path: Path) -> None:
    (found,) = read_case(tmp_path, conditions=[condition(until="2026-10-25T02:30")], agreed_plan=[]).conditions
    assert found.until is not None
    assert found.until.utcoffset() == datetime(2026, 12, 1, tzinfo=LOCAL).utcoffset()


def test_an_unknown_kind_of_condition_is_another_kind(tmp_path: Path) -> None:
    (found,) = read_case(tmp_path, conditions=[condition(kind="weather")], agreed_plan=[]).conditions
    assert found.kind is ConditionKind.OTHER


def test_touching_hours_are_one_block(tmp_path: Path) -> None:
    changed = case()
    changed["partners"][0]["free"] = {"mon": [["10:00", "11:00"], ["11:00", "12:30"], ["09:00", "10:30"]]}
    assert read(put(tmp_path, text(changed))).cases[0].partners[0].free == ((0, 540, 750),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"risk": "erg"}, "unknown_word"),
        ({"relation": "vage_kennis"}, "unknown_word"),
        ({"persons": [{"ref": "P1", "role": "held", "alias": "X."}]}, "unknown_word"),
        ({"persons": 5}, "not_a_list"),
        ({"persons": [5]}, "not_a_mapping"),
        ({"persons": [{"ref": "P1", "role": "slachtoffer"}]}, "missing_key"),
        ({"persons": [{"ref": "P1", "role": "slachtoffer", "alias": "X."}]}, "no_suspect"),
        ({"persons": None}, "missing_key"),
        ({"code": None}, "missing_key"),
        ({"code": "a/b"}, "malformed"),
        ({"title_safe": "Zaak over Mevrouw Janssen", "persons": None}, "missing_key"),
        ({"aangifte": "misschien"}, "not_true_or_false"),
        ({"vt_competent": "soms"}, "not_true_or_false"),
        ({"week_start": "2026-11-24"}, "not_a_monday"),
        ({"deadline": "morgen"}, "bad_date"),
        ({"deadline": "2026-13-40"}, "bad_date"),
        ({"deadline": "0001-01-01"}, "bad_date"),
        ({"deadline": "2026-11-23T25:10"}, "bad_time"),
        ({"partners": [{"org": "VT", "role": "x", "name": "y", "speaks_with": ["P9"]}]}, "unknown_person"),
        ({"partners": [{"org": "VT", "role": "x", "name": "y", "free": {"mon": [["12:00", "9:00"]]}}]}, "bad_time"),
        ({"partners": [{"org": "VT", "role": "x", "name": "y", "free": {"mon": ["9"]}}]}, "not_a_list"),
        ({"partners": [{"org": "../x", "role": "x", "name": "y"}]}, "bad_organisation"),
        ({"partners": [{"org": "VT", "role": "x"}]}, "missing_key"),
        ({"partners": [{"org": "VT", "role": "x", "name": "a\u202eb"}]}, "odd_characters"),
        ({"conditions": [{"id": "c1", "org": "VT", "kind": "contact", "nl": "x", "subject": "P7"}]}, "unknown_person"),
        ({"conditions": [{"id": "c1", "org": "VT", "kind": "contact", "nl": "x" * 2001}]}, "too_long"),
        ({"conditions": [{"id": "c1", "org": "VT", "kind": "contact", "nl": "x", "tier": "iedereen"}]}, "unknown_word"),
        ({"considered": [{"measure": "EM", "org": "RN", "outcome": "leuk", "reason_nl": "x"}]}, "unknown_word"),
        ({"agreed_plan": [{"what_nl": "x", "owner": "VT", "from": ["c9"]}]}, "unknown_condition"),
        (
            {"agreed_plan": [{"what_nl": "x", "owner": "VT", "due": "2026-12-01", "ends": "2026-11-01"}]},
            "ends_before_due",
        ),
        ({"partner_contacts": [["VT", "VT"]]}, "not_two_ends"),
        ({"partner_contacts": [["VT"]]}, "not_two_ends"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(tmp_path: Path, changes, reason: str) -> None:
    refused = refusal(tmp_path, text(case(**changes)))
    assert refused.reason == reason
    assert refused.file == "cases.yaml"
    assert refused.line >= 1
    assert reason in REASONS


def test_the_line_of_a_refusal_is_the_line_of_the_fault(tmp_path: Path) -> None:
    content = text()
    line = 1 + next(n for n, one in enumerate(content.splitlines()) if "risk:" in one)
    refused = refusal(tmp_path, content.replace("risk: hoog", "risk: enorm"))
    assert (refused.line, refused.key) == (line, "risk")
    assert f"Regel {line}" in explained(speak("nl"), refused)
    assert f"Line {line}" in explained(speak("en"), refused)


def test_a_name_in_the_title_is_refused(tmp_path: Path) -> None:
    named = case(title_safe="Zaak Verschuren")
    named["persons"][0]["alias"] = "Mevrouw Verschuren"
    assert refusal(tmp_path, text(named)).reason == "names_a_person"


def test_two_cases_with_one_code_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, text(case(), case(code="t-01"))).reason == "duplicate_code"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty_file"),
        ("cases: []", "no_cases"),
        ("cases:\n- [", "malformed"),
        ("[1, 2]", "not_a_mapping"),
        ("a: &a [x]\ncases: [*a, *a]", "alias"),
        ("cases: " + "[" * 60 + "]" * 60, "too_deep"),
        ("cases: " + "[" * 100_000, "too_deep"),
        ("? [a]\n: b", "key_not_text"),
        ("cases: 1\x00", "odd_characters"),
        (b"cases:\n- code: \xff\xfe", "not_utf8"),
        (b"#" * (LARGEST_FILE + 1), "too_large"),
        ('cases:\n- {code: "\\uD800"}', "odd_characters"),
    ],
)
def test_a_file_that_is_no_case_file_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    assert refusal(tmp_path, content).reason == reason


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseFileWrong) as refused:
        read(tmp_path / "none.yaml")
    assert refused.value.reason == "unreadable"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_a_sentence(reason: str, language: str) -> None:
    told = explained(speak(language), CaseFileWrong(file="f.yaml", line=7, reason=reason, key="risk"))
    assert "f.yaml" in told
    assert "7" in told
    assert "{" not in told
    if language == "nl":
        assert REASONS[reason].replace("{key}", "risk") not in told
