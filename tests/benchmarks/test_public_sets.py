"""The search on instances like the public sets, their cost reckoned again pair by pair from the definition."""

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.search import improve
from tests.benchmarks.public_sets.generator import WEIGHTS, generate
from tests.benchmarks.public_sets.instance import Instance, Meeting, read
from tests.benchmarks.public_sets.model import PublicSetModel

pytestmark = pytest.mark.long

SCRIPT = Path(__file__).with_name("public_meeting_sets.py")


def scored(instance: Instance, assignments: list[dict[str, int]]) -> tuple[int, int, int]:
    """Hard, medium and soft cost, by sets of grains and every pair; knows nothing of the model."""
    held = {
        given["meeting"]: (
            range(given["start"], given["start"] + instance.meetings[given["meeting"]].grains),
            given["room"],
        )
        for given in assignments
    }
    assert sorted(held) == list(range(len(instance.meetings)))
    hard = medium = soft = 0
    for number, (grains, room) in held.items():
        meeting, last = instance.meetings[number], grains[-1]
        if last >= len(instance.days):
            hard += last
        else:
            hard += instance.days[grains[0]] != instance.days[last]
        hard += max(0, meeting.seats - instance.rooms[room])
        soft += last + sum(max(0, other - instance.rooms[room]) for other in instance.rooms)
    for one, other in combinations(held, 2):
        pair = _pair(instance.meetings[one], held[one], instance.meetings[other], held[other])
        hard, medium, soft = hard + pair[0], medium + pair[1], soft + pair[2]
    return hard, medium, soft


def _pair(one: Meeting, its: tuple[range, int], other: Meeting, others: tuple[range, int]) -> tuple[int, int, int]:
    (left, room), (right, next_room) = sorted((its, others), key=lambda held: held[0].start)
    overlap = len(set(left) & set(right))
    both = len(one.required & other.required)
    mixed = len(one.required & other.preferred) + len(one.preferred & other.required)
    mixed += len(one.preferred & other.preferred)
    soft = 10 * overlap + 100 * (left[-1] + 1 == right[0])
    if left[0] != right[0] and room != next_room and right[0] - left[0] - len(left) <= 2:
        soft += both + mixed
    return overlap * (both + (room == next_room)), overlap * mixed, soft


@pytest.mark.parametrize(("meetings", "seed"), [(25, 1), (50, 2), (100, 3)])
def test_what_the_search_reports_is_what_the_plan_costs(meetings, seed):
    instance = generate(meetings, seed=seed)
    model = PublicSetModel(instance)
    outcome = improve(model, seed=seed, iterations=400)
    assert scored(instance, model.assignments()) == outcome.levels
    assert outcome.levels[0] == 0


def test_the_search_makes_a_first_plan_much_better():
    instance = generate(40, seed=5)
    first, better = PublicSetModel(instance), PublicSetModel(instance)
    begun = improve(first, seed=1, iterations=0)
    ended = improve(better, seed=1, iterations=1500)
    assert ended.cost < begun.cost
    assert ended.levels[:2] < begun.levels[:2] or ended.levels[2] < 0.9 * begun.levels[2]


def test_prices_are_differences_of_the_score_while_changes_wait():
    """Some meetings out, some moved, some back: each price is what placing there adds."""
    instance, chance = generate(40, seed=5), Random(7)
    model = PublicSetModel(instance)
    improve(model, seed=1, iterations=50)
    assert all(model.position(item) >= 0 for item in range(model.size))
    seen = 0
    for _ in range(12):
        out = chance.sample(range(model.size), 5)
        for item in out:
            at = model.position(item)
            total = _folded(model, instance)
            paid = model.remove(item)
            assert paid == int(model.price(item)[at])
            prices = model.price(item)
            possible = [position for position in range(len(prices)) if prices[position] < IMPOSSIBLE]
            to = chance.choice(possible)
            expected = total - paid + int(prices[to])
            model.place(item, to)
            assert _folded(model, instance) == expected
            seen += to != at
        model.related(out[0], 3, chance)
    assert seen > 30


def _folded(model: PublicSetModel, instance: Instance) -> int:
    hard, medium, soft = scored(instance, model.assignments())
    assert hard == 0
    return medium * 2**24 + soft


def test_the_same_seed_gives_the_same_plan():
    instance = generate(40, seed=9)
    plans = []
    for _ in range(2):
        model = PublicSetModel(instance)
        improve(model, seed=4, iterations=200)
        plans.append(model.assignments())
    assert plans[0] == plans[1]


def test_the_script_reads_a_workbook_and_writes_a_plan(tmp_path):
    instance = generate(25, seed=1)
    _write(instance, tmp_path / "set.xlsx")
    assert read(tmp_path / "set.xlsx") == instance
    asked = [str(tmp_path / "set.xlsx"), "--seconds", "0.3", "--seed", "2", "--out", str(tmp_path / "plan.json")]
    told = subprocess.run([sys.executable, str(SCRIPT), *asked], capture_output=True, text=True, check=True).stdout
    written = json.loads((tmp_path / "plan.json").read_text())
    assert [-cost for cost in scored(instance, written["assignments"])] == written["score"]
    assert told.startswith("0hard/")


def _write(instance: Instance, path: Path) -> None:
    """A workbook laid out as the published ones are."""
    persons = [f"P{number}" for number in range(instance.persons)]
    days = [f"{8 + hours:02}:00" for hours in range(11)]
    day_rows = []
    for day in range(max(instance.days) + 1):
        quarters = instance.days.count(day)
        closes = 8 * 60 + 15 * quarters + (60 if quarters > 16 else 0)
        day_rows.append([f"day {day}", days[0], f"{closes // 60:02}:{closes % 60:02}", "12:00"])
    meetings = [
        [f"T{number}", "", 15 * one.grains, "", "", _names(one.required, persons), _names(one.preferred, persons)]
        for number, one in enumerate(instance.meetings)
    ]
    sheets = {
        "Configuration": [
            ["2022"],
            [],
            ["Constraint", "Weight"],
            *([name, weight] for name, weight in WEIGHTS.items()),
        ],
        "Days": [["Day", "Start", "End", "Lunch"], *day_rows],
        "Rooms": [["Name", "Capacity"], *([f"R{number}", room] for number, room in enumerate(instance.rooms))],
        "Persons": [["Full name"], *([name] for name in persons)],
        "Meetings": [["Topic", "Group", "Minutes", "Speakers", "Content", "Required", "Preferred"], *meetings],
    }
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with ZipFile(path, "w") as book:
        listed = "".join(f'<sheet name="{name}" r:id="r{n}" sheetId="{n}"/>' for n, name in enumerate(sheets, 1))
        book.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{links}"><sheets>{listed}</sheets></workbook>')
        targets = "".join(f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, 6))
        book.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{targets}</Relationships>")
        texts = sorted({cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str)})
        entries = "".join(f"<si><t>{text}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f"<sst {main}>{entries}</sst>")
        for number, rows in enumerate(sheets.values(), 1):
            book.writestr(f"xl/worksheets/sheet{number}.xml", f"<worksheet {main}>{_cells(rows, texts)}</worksheet>")


def _names(numbers: frozenset[int], persons: list[str]) -> str:
    return ", ".join(persons[number] for number in sorted(numbers))


def _cells(rows: list[list], texts: list[str]) -> str:
    found = ""
    for line, row in enumerate(rows, 1):
        cells = [
            f'<c r="{"ABCDEFG"[column]}{line}" t="s"><v>{texts.index(cell)}</v></c>'
            if isinstance(cell, str)
            else f'<c r="{"ABCDEFG"[column]}{line}" t="n"><v>{cell}.0</v></c>'
            for column, cell in enumerate(row)
            if cell != ""
        ]
        found += f'<row r="{line}">{"".join(cells)}</row>' if row else ""
    return f"<sheetData>{found}</sheetData>"
