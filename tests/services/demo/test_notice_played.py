"""In a rehearsal the notice waits for the end of every stop, at the moment that the file's own clock says."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from services.demo.case_file import read
from services.demo.outcome import Outcome
from services.demo.rehearsal import rehearse
from services.demo.report import report
from tests.services.demo.build import CASE, case, put, text
from tests.services.documents.reading import everything, paragraphs

pytestmark = pytest.mark.long
TOLD = "U zoekt geen contact met mevrouw X."
BAN = {"id": "c1", "org": "VT", "kind": "contact", "hard": True, "subject": "P2", "nl": "Geen contact."}
STOP = {
    "id": "c2",
    "org": "politie",
    "kind": "speaks_with",
    "hard": True,
    "subject": "P2",
    "tier": "opsporing",
    "until": "2026-11-26T12:00",
    "nl": "Niemand spreekt hem.",
}
ENDLESS = STOP | {
    "until": None,
    "says": [
        {"modality": "must_not", "act": "speak_with", "by": ["anyone"], "to": ["P2"], "until_event": "court_ruling"}
    ],
}
SECOND = {"ref": "P6", "role": "vermoedelijke_dader", "alias": "De heer Z."}
PLAN = [{"nr": 1, "from": ["c1", "c2"], "what_nl": "Dit doen.", "owner": "politie", "due": "2026-11-27"}]


def played(folder: Path, *conditions: dict[str, Any], **changes: Any) -> Outcome:
    plan = [{**PLAN[0], "from": [one["id"] for one in conditions]}]
    kept = [{key: value for key, value in one.items() if value is not None} for one in conditions]
    file = read(put(folder, text(case(conditions=kept, agreed_plan=plan, **changes))))
    return rehearse(file, file.cases[0])


def notices(outcome: Outcome) -> dict[str, list[str]]:
    """The paragraphs of each notice that was made, by audience."""
    made = [(audience, file) for audience, file in outcome.editions if audience.startswith("verdachte")]
    return {audience: paragraphs(file.content) if file else [] for audience, file in made}


def refused(outcome: Outcome) -> bool | None:
    return report(outcome)["suspect_notice_refused_before"]


def test_without_words_for_him_there_is_no_notice(tmp_path: Path) -> None:
    outcome = played(tmp_path, BAN, STOP)
    assert (refused(outcome), notices(outcome)) == (None, {})


def test_without_a_stop_it_is_simply_made(tmp_path: Path) -> None:
    outcome = played(tmp_path, BAN | {"suspect_text_nl": TOLD})
    assert refused(outcome) is None
    assert TOLD in notices(outcome)["verdachte"]


def test_it_is_refused_during_the_stop_and_made_when_that_ends(tmp_path: Path) -> None:
    events = [{"date": day, "event": "incident", "nl": "Bericht."} for day in ("2026-11-25", "2026-11-28")]
    told = [BAN | {"suspect_text_nl": TOLD}, STOP | {"suspect_text_nl": "U meldt zich als u wordt gebeld."}]
    outcome = played(tmp_path, *told, follow_up_scenario=events)
    assert refused(outcome) is True
    said = notices(outcome)["verdachte"]
    assert said.index(TOLD) < said.index("U meldt zich als u wordt gebeld.")
    assert [event["date"] for event in report(outcome)["events"]] == ["2026-11-25", "2026-11-28"]
    (file,) = [file for audience, file in outcome.editions if audience == "verdachte"]
    assert "2026-11-26T11:00:00Z" in _core(file.content), "made at the end of the stop, noon in Amsterdam"
    assert "Zaak Proef" not in everything(file.content)


def test_a_stop_changes_nothing_about_what_comes_after(tmp_path: Path) -> None:
    events = [{"date": day, "event": "incident", "nl": "Bericht."} for day in ("2026-11-25", "2026-11-28")]
    found = [
        report(played(tmp_path, BAN | words, STOP, follow_up_scenario=events))
        for words in ({}, {"suspect_text_nl": TOLD})
    ]
    for key in ("events", "obligations", "rule_flags", "plan", "network", "conflicts", "holes"):
        assert found[0][key] == found[1][key], key


def test_a_stop_without_end_is_never_followed_by_a_notice(tmp_path: Path) -> None:
    outcome = played(tmp_path, BAN | {"suspect_text_nl": TOLD}, ENDLESS)
    assert (refused(outcome), notices(outcome)) == (True, {})


def test_each_of_two_gets_his_own_words(tmp_path: Path) -> None:
    other = BAN | {"id": "c3", "subject": "P6", "suspect_text_nl": "U rijdt niet langs de woning."}
    persons = [*CASE["persons"], SECOND]
    outcome = played(tmp_path, BAN | {"suspect_text_nl": TOLD}, other, persons=persons)
    told = notices(outcome)
    assert list(told) == ["verdachte", "verdachte-P6"]
    assert TOLD in told["verdachte"]
    assert TOLD not in told["verdachte-P6"]
    assert "U rijdt niet langs de woning." in told["verdachte-P6"]
    assert "U rijdt niet langs de woning." not in told["verdachte"]


def test_words_that_give_a_measure_away_are_stopped(tmp_path: Path) -> None:
    outcome = played(tmp_path, BAN | {"suspect_text_nl": "Zij draagt een slachtofferdevice."})
    told = {one["audience"]: one["leak_guard"] for one in report(outcome)["editions"]}
    assert told["verdachte"] == "hit"


def test_words_that_cannot_be_kept_are_told_and_stop_nothing_else(tmp_path: Path) -> None:
    told = [BAN | {"id": f"c{n}", "suspect_text_nl": f"Afspraak {n}: {'woord ' * 150}"} for n in (1, 3, 4)]
    outcome = played(tmp_path, *told)
    assert "verdachte" in report(outcome)["plan"]["unresolved"]
    assert notices(outcome) == {}
    assert report(outcome)["plan"]["versions"][0]["status"] == "adopted"


def _core(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read("docProps/core.xml").decode()
