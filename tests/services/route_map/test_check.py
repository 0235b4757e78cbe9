"""`python -m services.route_map check FILE`: every rule as a person reads it, beside its source; or the refusal."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.terms import RuleForce
from services.route_map.__main__ import app
from services.route_map.facts import Due, DueUnit, Inferred, When
from services.route_map.queries import REGIONAL, regional
from services.route_map.words import CONDITIONS, FORCES, INFERRED, due_words, force_words, inferred_words, when_words
from services.wording import speak

SECOND = Path(__file__).with_name("second_region.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


def block(output: str, rule_id: str) -> str:
    """What is printed of one rule, its lines as one text."""
    found = next(part for part in output.split("\n\n") if part.startswith(f"{rule_id} · "))
    return " ".join(found.split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_is_printed_whole(language: str) -> None:
    result = run(str(REGIONAL), "--language", language)
    assert result.exit_code == 0
    for rule in regional().rules:
        text = block(result.output, rule.id)
        for part in (rule.term, rule.text(language), rule.guidance(language), force_words(speak(language), rule.force)):
            assert part in text


def test_dutch_by_default_and_the_file_that_comes_along_without_one() -> None:
    assert run().output == run(str(REGIONAL)).output
    assert "voorstel, nog niet afgesproken" in run().output


def test_one_rule_reads_like_this() -> None:
    text = block(run("--language", "en").output, "L-OM-5")
    assert text.startswith(
        "L-OM-5 · Public Prosecution Service (OM) Source Low risk / Public Prosecution Service (OM) / "
        "onderzoek laten doen (en vastleggen waarom) Rule "
    )
    assert "When the suspect was not arrested, and Veilig Thuis advises to step in or the victim's life is" in text
    assert "Needs L-OM-1 To record Why is it investigated after all? Due 5 working days; a proposal" in text
    assert "To confirm whose rule it is Meaning" in text
    assert "Until there are good conditions and a good plan" in block(run("--language", "en").output, "T-CH-5")


def test_second_region_shows_its_settings_and_what_it_agreed() -> None:
    output = run(str(SECOND), "--language", "en").output
    assert "VT/VHH both must be there" in " ".join(output.split("\n\n")[0].split())
    assert "Source the region's own rule" in block(output, "H-WR-1")
    assert "Due 8 hours; agreed in the region" in block(output, "A-POL-2")
    assert "Due no term" in block(output, "T-OVJ-7")
    assert output.rstrip().endswith("82 rules. With a due date: 65, of which agreed in the region: 3.")


def test_wrong_file_is_refused_in_both_languages_with_file_line_and_reason(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(SECOND.read_text(encoding="utf-8").replace("vt_vhh: both", "vt_vhh: perhaps"), encoding="utf-8")
    result = run(str(wrong))
    assert result.exit_code == 2
    assert "wrong.yaml is niet te gebruiken. Bestandsregel 13: " in result.output
    assert "wrong.yaml cannot be used. Line 13: the reading perhaps is not known" in result.output
    assert "A-POL-1" not in result.output


def test_every_mark_has_words_in_both_languages() -> None:
    assert set(FORCES) == set(RuleForce)
    assert set(CONDITIONS) == set(When)
    assert set(INFERRED) == set(Inferred)
    dutch, english = speak("nl"), speak("en")
    for words in (*FORCES.values(), *CONDITIONS.values(), *INFERRED.values()):
        assert dutch(words) != english(words)
    assert inferred_words(english, Inferred.WHEN) == "when it holds"


def test_conditions_read_as_a_sentence() -> None:
    terms = (frozenset({When.COMPLAINT}), frozenset({When.SUSPECT_ARRESTED, When.CCB_INVOLVED}))
    assert when_words(speak("nl"), terms) == (
        "er is aangifte gedaan, en de verdachte is aangehouden of het CCB-team doet mee"
    )
    assert when_words(speak("nl"), ()) == ""


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(1, DueUnit.WORKING_DAYS), "1 werkdag; voorstel, nog niet afgesproken"),
        (Due(2, DueUnit.DAYS, confirmed=True), "2 dagen; afgesproken in de regio"),
        (Due(1, DueUnit.HOURS, medium=4), "1 uur (bij gemiddeld risico 4 uur); voorstel, nog niet afgesproken"),
    ],
)
def test_due_date_says_whether_it_is_a_proposal(due: Due, words: str) -> None:
    assert due_words(speak("nl"), due) == words


def test_hours_for_meetings_are_printed_beside_their_names() -> None:
    head = " ".join(run("--language", "en").output.split("\n\n")[0].split())
    assert "Hours for meetings 08:00-18:00 Lunch kept free 12:30-13:00 Notice of a meeting 60 minutes" in head
    assert "Travel to a meeting 30 minutes Meeting within, in working days Action meeting, High: 1; " in head
