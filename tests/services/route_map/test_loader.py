"""A wrong route map is refused with its file, its line and the reason."""

from datetime import time
from pathlib import Path

import pytest

from models.terms import MeetingKind, Risk
from services.route_map.loader import RouteMapWrong, load
from services.route_map.queries import REGIONAL, regional
from services.route_map.refusal import REASONS, explained
from services.route_map.region import Planning, Target
from services.wording import speak

GOOD = """\
version: "1"
title_nl: "Kaart"
title_en: "Map"
attendance:
- {kinds: [mdo], rules: [H-VT-3], required: [[politie]]}
seats:
- {phase: H, organisation: DR, rules: [H-VT-3]}
measures:
- {phase: H, measure: EM, organisation: RN, rules: [H-VT-3], must_record: true}
contacts:
- {phase: H, between: [politie, lead], rules: [H-VT-3]}
rules:
- id: H-VT-3
  organisation: VT
  force: instruct
  text_nl: "Doe iets."
  text_en: "Do something."
- id: H-VT-4
  organisation: VT
  force: instruct
  needs: [H-VT-3]
  text_nl: "Doe daarna iets."
  text_en: "Do something after."
region:
  id: r
  name: "Regio"
  own_rules: EXTRA
  labels:
    mdo: {nl: "MDO", en: "MDO"}
    actieoverleg: {nl: "AGO", en: "AGO"}
  vt_vhh: any
  lead_without_vt: VHH
  case_holder: VT
  cadence: {hoog: 7, gemiddeld: 14, laag: 30}
due:
  H-VT-4: {amount: 2, unit: working_days, confirmed: true}
"""
BASED = """\
version: "2"
title_nl: "Andere kaart"
title_en: "Other map"
based_on: shipped
region: {id: r, name: "R", own_rules: XY, labels: {mdo: {nl: M, en: M}, actieoverleg: {nl: A, en: A}},
         vt_vhh: any, lead_without_vt: VHH, case_holder: VT, cadence: {hoog: 7, gemiddeld: 14, laag: 30}}
rules:
- id: H-XY-1
  organisation: VT
  force: instruct
  text_nl: "Doe iets."
  text_en: "Do something."
  guidance: {nl: "Daarom.", en: "Because."}
"""

BAD = [
    # what is replaced, by what, line, reason, data
    ("needs: [H-VT-3]", "needs: [H-VT-9]", 21, "unknown_reference", "H-VT-9"),
    ("needs: [H-VT-3]", "answers: [H-VT-9]", 21, "unknown_reference", "H-VT-9"),
    ("organisation: DR, rules: [H-VT-3]", "organisation: DR, rules: [H-XX-3]", 7, "unknown_reference", "H-XX-3"),
    ("needs: [H-VT-3]", "needs: [H-VT-4]", 18, "cycle", "H-VT-4 > H-VT-4"),
    ("text_nl: \"Doe iets", "needs: [H-VT-4]\n  text_nl: \"Doe iets", 13, "cycle", None),
    ('  text_en: "Do something after."\n', "", 18, "missing_key", "text_en"),
    ('  text_nl: "Doe daarna iets."\n', "", 18, "missing_key", "text_nl"),
    ('text_en: "Do something."', 'text_en: "  "', 17, "empty_text", ""),
    ('text_en: "Do something."', "text_en:", 17, "wrong_type", "text"),
    ("H-VT-4\n  organisation: VT", "H-VT-4\n  organisation: VTT", 19, "unknown_organisation", "VTT"),
    ("force: instruct\n  needs", "force: perhaps\n  needs", 20, "unknown_force", "perhaps"),
    ("needs: [H-VT-3]", "when: full_moon", 21, "unknown_when", "full_moon"),
    ("needs: [H-VT-3]", "when: [any: []]", 21, "empty_group", ""),
    ("needs: [H-VT-3]", "until: full_moon", 21, "unknown_when", "full_moon"),
    ("measure: EM", "measure: tea", 9, "unknown_measure", "tea"),
    ("needs: [H-VT-3]", "role: king", 21, "unknown_role", "king"),
    ("needs: [H-VT-3]", "kind: nice", 21, "unknown_kind", "nice"),
    ("needs: [H-VT-3]", "inferred: [mood]", 21, "unknown_inferred", "mood"),
    ("needs: [H-VT-3]", "with: [everybody]", 21, "unknown_organisation", "everybody"),
    ("needs: [H-VT-3]", "with: [{organisation: OM}]", 21, "missing_key", "when"),
    ("id: H-VT-4", "id: H-VT-3", 18, "duplicate_id", "H-VT-3"),
    ("id: H-VT-4", "id: rule four", 18, "odd_id", "rule four"),
    ("needs: [H-VT-3]", "needs: H-VT-3", 21, "wrong_type", "list"),
    ("needs: [H-VT-3]", "needs: [3]", 21, "wrong_type", "text"),
    ("needs: [H-VT-3]", "needs: [no]", 21, "wrong_type", "text"),
    ("needs: [H-VT-3]", "may_start_before: soon", 21, "wrong_type", "true/false"),
    ("must_record: true", "must_record: yes", 9, "wrong_type", "true/false"),
    ("needs: [H-VT-3]", "neds: [H-VT-3]", 21, "unknown_key", "neds"),
    ("needs: [H-VT-3]", "on: monday", 21, "key_not_text", "on"),
    ("needs: [H-VT-3]", "7: monday", 21, "key_not_text", "7"),
    ("needs: [H-VT-3]", "? [a]\n  : b", 21, "key_not_text", ""),
    ("needs: [H-VT-3]", "force: instruct", 21, "duplicate_key", "force"),
    ("phase: H, organisation: DR", "phase: X, organisation: DR", 7, "unknown_phase", "X"),
    ("phase: H, organisation: DR", "phase: T, organisation: DR", 7, "unknown_phase", "T"),
    ("kinds: [mdo]", "kinds: [party]", 5, "unknown_meeting", "party"),
    ("required: [[politie]]", "required: [[]]", 5, "empty_group", ""),
    ("organisation: DR", "obligation: maybe, organisation: DR", 7, "unknown_obligation", "maybe"),
    ("between: [politie, lead]", "continuous: often, between: [politie, lead]", 11, "wrong_type", "true/false"),
    ("between: [politie, lead]", "between: [politie]", 11, "not_two_ends", ""),
    ("between: [politie, lead]", "between: [politie/king, lead]", 11, "unknown_role", "king"),
    ("between: [politie, lead]", "between: [polite, lead]", 11, "unknown_organisation", "polite"),
    ("id: H-VT-4", "id: H-VTT-4", 18, "foreign_id", "H-VTT-4"),
    ("id: H-VT-4", "id: H-EXTRA-4", 18, "missing_key", "guidance"),
    ("needs: [H-VT-3]", "guidance: {nl: Ja.}", 21, "missing_key", "en"),
    ("Doe daarna", "Doe {tea} daarna", 22, "unknown_label", "tea"),
    ("  name: \"Regio\"\n", "", 25, "missing_key", "name"),
    ("own_rules: EXTRA", "own_rules: extra", 27, "odd_letters", "extra"),
    ("own_rules: EXTRA", "own_rules: VT", 27, "odd_letters", "VT"),
    ("    actieoverleg:", "    tea:", 30, "unknown_key", "tea"),
    ("    actieoverleg:", "    afstemming:", 29, "missing_key", "actieoverleg"),
    ("vt_vhh: any", "vt_vhh: none", 31, "unknown_reading", "none"),
    ("lead_without_vt: VHH", "lead_without_vt: VTT", 32, "unknown_organisation", "VTT"),
    ("lead_without_vt: VHH", "lead_without_vt: VT", 32, "lead_is_vt", ""),
    ("case_holder: VT", "case_holder: VTT", 33, "unknown_organisation", "VTT"),
    ("hoog: 7, ", "", 34, "missing_key", "hoog"),
    ("hoog: 7", "hoog: 0", 34, "odd_number", "1-366"),
    ("hoog: 7", "hoog: 15", 34, "odd_cadence", ""),
    ("  cadence: {", "  review_weeks: {hoog: 4, gemiddeld: 8, laag: 6}\n  cadence: {", 34, "odd_reviews", ""),
    ("H-VT-4: {amount", "H-VT-9: {amount", 36, "unknown_reference", "H-VT-9"),
    ("amount: 2", "amount: two", 36, "wrong_type", "number"),
    ("amount: 2", "amount: 2.5", 36, "wrong_type", "number"),
    ("amount: 2", "amount: 0", 36, "odd_number", "1-260"),
    ("amount: 2", "medium: -1, amount: 2", 36, "odd_number", "1-260"),
    ("amount: 2, unit: working_days", "amount: 999, unit: hours", 36, "odd_number", "1-336"),
    ("unit: working_days", "unit: weeks", 36, "unknown_unit", "weeks"),
    ("confirmed: true", "confirmed: maybe", 36, "wrong_type", "true/false"),
    ("{amount: 2, unit: working_days, confirmed: true}", "soon", 36, "wrong_type", "mapping"),
    ("force: instruct\n  needs", "force: ongoing\n  needs", 36, "no_due_here", "H-VT-4"),
    ("force: instruct\n  needs", "force: optional\n  needs", 36, "no_due_here", "H-VT-4"),
    ("force: instruct\n  needs", "force: prohibit\n  needs", 36, "no_due_here", "H-VT-4"),
    ('version: "1"', 'based_on: tea\nversion: "1"', 1, "unknown_base", "tea"),
    ("needs: [H-VT-3]", "needs: [H-VT-3", 22, "syntax", None),
    ("needs: [H-VT-3]", "\tneeds: [H-VT-3]", 21, "syntax", None),
    ('text_en: "Do something."', "text_en: !!python/name:os.system x", 17, "wrong_type", "text"),
    ('version: "1"', "version: 1", 1, "wrong_type", "text"),
]  # fmt: skip


def written(folder: Path, text: str) -> Path:
    path = folder / "region.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> RouteMapWrong:
    with pytest.raises(RouteMapWrong) as caught:
        load(path)
    return caught.value


def test_good_file_is_read(tmp_path: Path) -> None:
    route_map = load(written(tmp_path, GOOD))
    assert [rule.id for rule in route_map.rules] == ["H-VT-3", "H-VT-4"]
    assert route_map.rule("H-VT-4").needs == ("H-VT-3",)


@pytest.mark.parametrize(("old", "new", "line", "reason", "data"), BAD, ids=[f"{b[3]}-{i}" for i, b in enumerate(BAD)])
def test_bad_file_is_refused_with_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str, data: str | None
) -> None:
    assert GOOD.count(old) == 1
    wrong = refused(written(tmp_path, GOOD.replace(old, new)))
    assert (wrong.file, wrong.line, wrong.reason) == ("region.yaml", line, reason)
    assert data is None or wrong.data == data


BAD_PLANNING = [
    # what stands under planning, reason, data
    ("{day_start: 8:30}", "odd_clock", "8:30"),
    ('{day_end: "24:00"}', "odd_clock", "24:00"),
    ("{day_end: [18]}", "odd_clock", ""),
    ('{day_start: "18:00", day_end: "08:00"}', "odd_day", ""),
    ('{day_end: "08:30"}', "odd_day", ""),
    ('{day_start: "17:30"}', "odd_day", ""),
    ("{lunch: noon}", "odd_lunch", ""),
    ('{lunch: ["12:30"]}', "odd_lunch", ""),
    ('{lunch: ["13:00", "12:30"]}', "odd_lunch", ""),
    ('{lunch: ["08:00", "09:00"]}', "odd_lunch", ""),
    ('{day_end: "16:00", lunch: ["15:30", "16:30"]}', "odd_lunch", ""),
    ("{notice_minutes: -1}", "odd_number", "0-20160"),
    ("{notice_minutes: soon}", "wrong_type", "number"),
    ("{travel_minutes: 241}", "odd_number", "0-240"),
    ("{targets: {mdo: {hoog: 0}}}", "odd_number", "1-260"),
    ("{targets: {mdo: {hoog: 9, gemiddeld: 8}}}", "odd_target", ""),
    ("{targets: {mdo: {gemiddeld: 9, laag: 8}}}", "odd_target", ""),
    ("{targets: {party: {hoog: 1}}}", "unknown_key", "party"),
    ("{targets: {mdo: {huge: 1}}}", "unknown_key", "huge"),
    ("{coffee: 1}", "unknown_key", "coffee"),
    ("often", "wrong_type", "mapping"),
]


@pytest.mark.parametrize(("planning", "reason", "data"), BAD_PLANNING)
def test_odd_hours_for_meetings_are_refused_with_line_and_reason(
    tmp_path: Path, planning: str, reason: str, data: str
) -> None:
    wrong = refused(written(tmp_path, with_planning(planning)))
    assert (wrong.line, wrong.reason, wrong.data) == (35, reason, data)


def with_planning(planning: str) -> str:
    return GOOD.replace("laag: 30}\n", f"laag: 30}}\n  planning: {planning}\n")


def test_region_without_hours_for_meetings_keeps_those_proposed_and_any_part_can_be_its_own(tmp_path: Path) -> None:
    assert load(written(tmp_path, GOOD)).region.planning == Planning()
    text = '{day_end: "17:00", lunch: none, notice_minutes: 0, travel_minutes: 45, targets: {actieoverleg: {laag: 3}}}'
    own = load(written(tmp_path, with_planning(text))).region.planning
    assert own == Planning(0, None, time(8), time(17), 45, (Target(MeetingKind.ACTION_MEETING, Risk.LOW, 3),))
    assert own.target_days(MeetingKind.ACTION_MEETING, Risk.HIGH) is None


def test_lunch_that_we_propose_is_dropped_where_it_does_not_fall_within_a_regions_day(tmp_path: Path) -> None:
    assert load(written(tmp_path, with_planning('{day_end: "12:00"}'))).region.planning.lunch is None
    moved = load(written(tmp_path, with_planning('{lunch: ["12:00", "12:45"]}'))).region.planning
    assert moved.lunch == (time(12), time(12, 45))


BAD_DIFFERENCES = [
    ("based_on: shipped", "based_on: other", 4, "unknown_base", "other"),
    ("force: instruct\n", "force: instruct\n  needs: [H-VT-99]\n", 11, "unknown_reference", "H-VT-99"),
    ("force: instruct\n", "force: instruct\n  needs: [H-XY-1]\n", 8, "cycle", "H-XY-1 > H-XY-1"),
    ("H-XY-1", "H-QQ-1", 8, "foreign_id", "H-QQ-1"),
    ("rules:\n", "due: {H-POL-4: {amount: 1, unit: days, confirmed: true}}\nrules:\n", 7, "no_due_here", "H-POL-4"),
    ("rules:\n", "due: {H-XY-2: none}\nrules:\n", 7, "unknown_reference", "H-XY-2"),
    ("rules:\n", "tea: []\nrules:\n", 7, "unknown_key", "tea"),
]


@pytest.mark.parametrize(("old", "new", "line", "reason", "data"), BAD_DIFFERENCES)
def test_bad_differences_are_refused_with_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str, data: str
) -> None:
    assert BASED.count(old) == 1
    wrong = refused(written(tmp_path, BASED.replace(old, new)))
    assert (wrong.file, wrong.line, wrong.reason, wrong.data) == ("region.yaml", line, reason, data)


def test_ring_of_rules_is_named_in_full(tmp_path: Path) -> None:
    ring = GOOD.replace(
        'force: instruct\n  text_nl: "Doe iets', 'force: instruct\n  needs: [H-VT-4]\n  text_nl: "Doe iets'
    )
    wrong = refused(written(tmp_path, ring))
    assert set(wrong.data.split(" > ")) == {"H-VT-3", "H-VT-4"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty_file"), (b"# nothing\n", "empty_file"), (b"\xff\xfe\x00", "unreadable"), (b"[1, 2]", "wrong_type")],
)
def test_file_that_is_no_route_map_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "region.yaml"
    path.write_bytes(content)
    assert refused(path).reason == reason


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.yaml").reason == "unreadable"


def test_file_nested_without_end_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "[" * 100_000)).reason == "syntax"


def test_own_file_can_take_the_place_of_the_regional_one(tmp_path: Path) -> None:
    changed = REGIONAL.read_text(encoding="utf-8").replace('version: "2026.2"', 'version: "own"')
    assert regional(written(tmp_path, changed)).version == "own"


def test_every_reason_in_the_table_is_tried_and_spoken_in_both_languages() -> None:
    assert {bad[3] for bad in BAD} | {bad[1] for bad in BAD_PLANNING} | {"empty_file", "unreadable"} == set(REASONS)
    for reason in REASONS:
        wrong = RouteMapWrong(file="region.yaml", line=7, reason=reason, data="{x}")
        english, dutch = explained(speak("en"), wrong), explained(speak("nl"), wrong)
        assert english != dutch
        assert "region.yaml" in english and "7" in english
        assert "region.yaml" in dutch and "7" in dutch
        assert ("{x}" in dutch) == ("{data}" in REASONS[reason])
