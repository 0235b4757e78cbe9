"""A vocabulary is read whole, or refused with its file, its line and the reason; a case file can add to it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from models.terms import Modality
from services.vocabulary.facts import Vocabulary, Words
from services.vocabulary.loader import VocabularyWrong, joined, load
from services.vocabulary.queries import REGIONAL, vocabulary
from services.vocabulary.refusal import REASONS, explained
from services.wording import speak
from tests.services.vocabulary.norms import ORGANISATIONS, PERSONS
from tests.shared import SHARED, needs_cases

SHARED_FILE = SHARED / "domain" / "condition-vocabulary.yaml"
LISTS = ("acts", "terms", "part_of", "excludes", "requires", "standing")
BAD = [
    # what is replaced, by what, where the line is sought, reason, data
    ("  theme: contact\n", "  theme: contact\n  on: monday\n", "  on: monday", "key_not_text", "on"),
    ("  theme: contact\n", "  theme: contact\n  mood: good\n", "  mood: good", "unknown_key", "mood"),
    ("  theme: contact\n", "  theme: contact\n  theme: place\n", "  theme: place", "duplicate_key", "theme"),
    ("- id: report\n", "- id: contact\n", None, "duplicate_id", "contact"),
    ("- id: report\n", "- id: re port\n", "- id: re port", "odd_id", "re port"),
    ("slots: [by, what, to]\n  ask: [what, to]", "slots: [by, whom]\n  ask: [by]", "whom]", "unknown_slot", "whom"),
    ("ask: [by, to]\n  prep: met", "ask: [by, at]\n  prep: met", None, "slot_not_of_act", "at"),
    ("presence: {then: be_at,", "presence: {then: hover,", "presence: {then", "unknown_act", "hover"),
    ("presence: {then: be_at,", "presence: {then: contact,", "presence: {then", "slot_not_of_act", "at"),
    ("presence: {then: be_at, nl:", "presence: {then: be_at, when: now, nl:", "presence: {then", "unknown_key", "when"),
    ("kinds: [mediation]", "kinds: [party]", "kinds: [party]", "unknown_kind", "party"),
    ("  aspect: once\n", "  aspect: twice\n", "aspect: twice", "unknown_word", "twice"),
    ("is_a: [speak_with]", "is_a: [whisper]", "is_a: [whisper]", "unknown_act", "whisper"),
    ("is_a: [contact]", "is_a: [stop_talk]", None, "cycle", None),
    ("achieves: em_connected", "achieves: home", "achieves: home", "unknown_term", "home"),
    ("  geen: true\n", "  geen: often\n", "geen: often", "wrong_type", "true/false"),
    ("prefill: {by: subject,", "prefill: {by: queen,", "by: queen", "unknown_word", "queen"),
    ("prefill: {by: subject,", "prefill: {at: subject,", "at: subject", "slot_not_of_act", "at"),
    ("offers: {what: aware,", "offers: {what: awake,", "awake", "unknown_term", "awake"),
    ("type: actor}", "type: ghost}", "type: ghost", "unknown_word", "ghost"),
    ("- [advice, case_file]", "- [advise, case_file]", "- [advise,", "unknown_term", "advise"),
    ("- [advice, case_file]", "- [advice, file]", "advice, file]", "unknown_term", "file"),
    ("- [advice, case_file]", "- [advice]", "- [advice]", "wrong_type", "[part, whole]"),
    ("- [advice, case_file]", "- [advice, advice]", None, "cycle", "advice"),
    ("acts: [use_number, change_number]", "acts: [use_number, swap]", "swap]", "unknown_act", "swap"),
    ("same: [by]", "same: [at]", "same: [at]", "slot_not_of_act", "at"),
    ("then: contact", "then: touch", "then: touch", "unknown_act", "touch"),
    ("where_slot: {at: home}", "where_slot: {via: home}", "{via: home}", "slot_not_of_act", "via"),
    ("where_slot: {at: home}", "where_slot: {at: house}", "{at: house}", "unknown_term", "house"),
    ('map: {by: "$by", to: "$owner(at)"}', 'map: {by: "$via", to: "$owner(at)"}', "$via", "slot_not_of_act", "via"),
    ('map: {by: "$by", to: "$owner(at)"}', 'map: {by: "$by!", to: "$owner(at)"}', "$by!", "odd_place", "$by!"),
    ('what: "address_home:$owner', 'what: "address_old:$owner', "address_old", "unknown_term", "address_old"),
    ("  modality: must_not\n  act: j", "  modality: never\n  act: j", ": never", "unknown_modality", "never"),
    ("  by: [RN]\n", "  by: [RNN]\n", "[RNN]", "unknown_term", "RNN"),
    ("facts: {aangifte: [true]}", "facts: {weather: [true]}", "{weather", "unknown_fact", "weather"),
    ("facts: {aangifte: [true]}", "facts: {aangifte: [maybe]}", "[maybe]", "unknown_word", "maybe"),
    ("risk: [hoog, gemiddeld]", "risk: [hoog, true]", "risk: [hoog, true]", "unknown_word", "true"),
    ("[omgangsregeling]", "[brief]", "[brief]", "unknown_word", "brief"),
    ("- id: may\n", "- id: might\n", "- id: might", "unknown_modality", "might"),
    ("  until_event: {", "  until_moon: {", "until_moon", "unknown_field", "until_moon"),
    ("  max: {nl: \"hoogstens\", en: \"at most\"}\n", "", None, "missing_key", "max"),
    ("version: 1\n", "", "modalities:", "missing_key", "version"),
    ("bases:\n", "basis:\n", "basis:", "unknown_key", "basis"),
    ("lowered: [de, het,", "lowered: [de, no,", "[de, no,", "wrong_type", "text"),
    ("  aspect: once\n", "  aspect: [\n", None, "syntax", None),
]  # fmt: skip


RELATED = (
    *("contact", "speak_with", "interview", "stop_talk", "joint_talk", "pass_message", "report", "be_at", "live_at"),
    *("impose_em_zone", "connect_em", "share", "use_number", "change_number", "issue_alarm"),
    *("child_contact", "suspend_order"),
)


def short() -> str:
    """The file that comes along with only those acts that something refers to: it reads three times as fast."""
    head, acts, rest = re.split(
        r"(?<=^acts:\n)|(?=^terms:\n)", REGIONAL.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    kept = [part for part in re.split(r"(?=^- id: )", acts, flags=re.MULTILINE) if part[6:].split("\n")[0] in RELATED]
    return head + "".join(re.sub(r"  cues: \[[^]]*\]\n", "", part) for part in kept) + rest


def refused(path: Path) -> VocabularyWrong:
    """How this file is refused."""
    with pytest.raises(VocabularyWrong) as wrong:
        load(path)
    return wrong.value


def test_the_vocabulary_that_comes_along_is_whole() -> None:
    found = vocabulary()
    assert (len(found.acts), len(found.terms)) == (38, 53)
    assert set(found.modalities) == set(Modality)
    assert load(REGIONAL) == found


@needs_cases
def test_it_means_what_the_shared_one_means() -> None:
    """Words may be our own; what acts and terms are, and how they relate, is not."""
    shared, ours = yaml.safe_load(SHARED_FILE.read_text(encoding="utf-8")), yaml.safe_load(REGIONAL.read_text("utf-8"))
    words = {"inf", "prep", "what_prep", "geen", "en", "nl"}
    assert [act["id"] for act in ours["acts"]] == [act["id"] for act in shared["acts"]]
    for there, here in zip(shared["acts"], ours["acts"], strict=True):
        assert {key: value for key, value in there.items() if key not in words}.items() <= _hashable(here, there)
        assert here["nl"] == there["nl"]
    assert {(term["id"], term["nl"], term["type"]) for term in ours["terms"]} == {
        (term["id"], term["nl"], term["type"]) for term in shared["terms"]
    }
    assert ours["part_of"] == shared["part_of"]
    for name in ("excludes", "requires"):
        assert [_without(entry, "en") for entry in ours[name]] == shared[name]
    standing = [_without(entry, "en") for entry in ours["standing"]]
    assert standing[: len(shared["standing"])] == shared["standing"], "ours adds violence and orders of courts"


@needs_cases
def test_the_shared_file_itself_can_be_read() -> None:
    assert set(load(SHARED_FILE).acts) == set(vocabulary().acts)


def test_everything_has_a_label_in_both_languages() -> None:
    found = vocabulary()
    for entry in (*found.acts.values(), *found.terms.values()):
        assert entry.nl, entry.id
        assert entry.en, entry.id
    for words in (*found.fields.values(), *found.organisations.values(), *found.bases.values()):
        assert words.nl
        assert words.en
    for act in found.acts.values():
        for words in (value for value in vars(act).values() if isinstance(value, Words) and value.nl):
            assert words.en, (act.id, words)
    assert found.label("release", "nl") == "vrijlating of ontslag"
    assert found.act_label("release", "nl") == "vrijlaten of ontslaan"
    assert found.label("until_event", "en") == "until"
    assert found.label("by", "en") == "who"
    assert found.label("place:de brug", "nl") == "place:de brug"


@pytest.mark.parametrize(("old", "new", "sought", "reason", "data"), BAD)
def test_a_fault_is_refused_with_its_line(
    old: str, new: str, sought: str | None, reason: str, data: str | None, tmp_path: Path
) -> None:
    text = short()
    assert old in text
    changed = text.replace(old, new, 1)
    file = tmp_path / "eigen.yaml"
    file.write_text(changed, encoding="utf-8")
    wrong = refused(file)
    assert (wrong.file, wrong.reason) == ("eigen.yaml", reason)
    if data is not None:
        assert wrong.data == data
    if sought is not None:
        body = changed.index("\nversion: 1") if "\nversion: 1" in changed else 0
        assert wrong.line == 1 + changed[: changed.index(sought, body)].count("\n")
    assert str(wrong.line) in explained(speak("nl"), wrong)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty_file"), (b"\xff\xfe\x00", "unreadable"), (b"- a", "wrong_type")]
)
def test_a_file_that_is_none_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "leeg.yaml"
    file.write_bytes(content)
    assert refused(file).reason == reason


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_is_a_sentence(reason: str, language: str) -> None:
    words = explained(speak(language), VocabularyWrong(file="eigen.yaml", line=12, reason=reason, data="tea"))
    assert "eigen.yaml" in words
    assert "12" in words
    assert "{" not in words


# --- what a case file adds


def with_extra(**extra: Any) -> Vocabulary:
    """The region's vocabulary with an addition."""
    return joined(vocabulary(), extra)


def test_a_case_file_adds_acts_terms_and_relations() -> None:
    act = {"id": "feed_cat", "nl": "de kat voeren", "theme": "care", "slots": ["by", "at"], "ask": ["by"]}
    found = with_extra(
        acts=[act | {"aspect": "state", "kinds": ["care"], "is_a": ["be_at"]}],
        terms=[{"id": "garden", "nl": "de tuin", "type": "place"}],
        part_of=[["garden", "home"], ["receptie", "werkgever"]],
        excludes=[{"acts": ["feed_cat", "live_at"], "same": ["by"], "nl": "gaat niet samen"}],
        requires=[{"act": "feed_cat", "then": "be_at", "map": {"by": "$by", "at": "home"}, "nl": "je bent er dan"}],
        standing=[{"rule": "H-X-1", "modality": "must_not", "act": "feed_cat", "facts": {}, "nl": "niet voeren"}],
    )
    assert found.acts["feed_cat"].is_a == ("be_at",)
    assert found.label("garden", "en") == "de tuin"
    assert ("garden", "home") in found.part_of
    assert (len(found.excludes), len(found.requires), len(found.standing)) == (2, 4, 10)
    assert len(vocabulary().acts) == 38


def test_what_is_known_keeps_its_meaning_and_takes_the_later_words() -> None:
    act = {"id": "contact", "nl": "contact opnemen", "slots": ["by"], "ask": [], "aspect": "state", "kinds": ["care"]}
    found = with_extra(acts=[act], terms=[{"id": "home", "nl": "het huis", "type": "event"}])
    before = vocabulary().acts["contact"]
    assert found.acts["contact"].nl == "contact opnemen"
    assert (found.acts["contact"].slots, found.acts["contact"].aspect) == (before.slots, before.aspect)
    assert (found.terms["home"].nl, found.terms["home"].type) == ("het huis", "place")
    excludes = [{"acts": ["use_number", "change_number"], "same": ["by"], "nl": "kan niet beide"}]
    assert [entry.label.nl for entry in with_extra(excludes=excludes).excludes] == ["kan niet beide"]


def test_an_addition_twice_changes_nothing_more() -> None:
    extra = {"terms": [{"id": "garden", "nl": "de tuin", "type": "place"}], "part_of": [["garden", "home"]]}
    once = joined(vocabulary(), extra)
    assert joined(once, extra) == once


def test_nothing_added_is_the_same_vocabulary() -> None:
    assert joined(vocabulary(), {}) == vocabulary()


def test_the_regions_file_added_to_itself_is_the_same() -> None:
    whole = yaml.safe_load(REGIONAL.read_text(encoding="utf-8"))
    assert joined(vocabulary(), {name: whole[name] for name in LISTS}) == vocabulary()


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"modalities": []}, "unknown_key"),
        ({"part_of": [["garden", "home"]]}, "unknown_term"),
        ({"terms": [{"id": "garden", "nl": "de tuin", "type": "place", True: "x"}]}, "key_not_text"),
        ({"terms": {"garden": "de tuin"}}, "wrong_type"),
        ({"terms": [object()]}, "syntax"),
    ],
)
def test_a_wrong_addition_is_refused(extra: dict[str, Any], reason: str) -> None:
    with pytest.raises(VocabularyWrong) as wrong:
        joined(vocabulary(), extra)
    assert wrong.value.reason == reason


def test_an_addition_within_a_file_is_refused_with_the_line_of_that_file() -> None:
    node = yaml.compose("# a case file\n\nterms:\n- {id: garden, nl: de tuin, type: place}\n- {id: pond}\n")
    with pytest.raises(VocabularyWrong) as wrong:
        joined(vocabulary(), node, "cases.yaml")
    assert (wrong.value.file, wrong.value.line, wrong.value.reason) == ("cases.yaml", 5, "missing_key")


def _without(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


def _hashable(here: dict[str, Any], there: dict[str, Any]) -> Any:
    return {key: here.get(key) for key in there}.items()


def test_the_people_of_these_tests_are_no_terms() -> None:
    assert not {*PERSONS, *ORGANISATIONS} & set(vocabulary().terms)
