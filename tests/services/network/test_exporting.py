"""What leaves in a file: titles instead of names, nobody barred, no formula, GraphML that others can open."""

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import CaseId, ContactKind, PersonRole, Relation, Risk, TieKind
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.contacts.facts import Agreement, Contact, End, Tie
from services.contacts.importing import read_contacts
from services.network.exporting import ExportForm, NetworkExport, Stamp, file_name, leaving, prepared
from services.network.facts import NetworkFacts
from services.network.findings.norm import Norm, once
from services.network.graphml import graphml
from services.network.pseudonyms import titles, unnamed
from services.network.sheets import contacts_sheet, seats_sheet
from services.route_map.queries import regional
from services.wording import speak

NL, MAP = speak("nl"), regional()
MOMENT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TODAY = MOMENT.date()
STAMP = Stamp("casusregisseur", "Politie", MOMENT, "K7M2PQRS")
PERSONS = (
    CasePerson("a", "P1", PersonRole.VICTIM, "Mevrouw W."),
    CasePerson("b", "P2", PersonRole.SUSPECT, "De heer D."),
    CasePerson("c", "P3", PersonRole.CHILD, "Kind F."),
    CasePerson("d", "P4", PersonRole.CHILD, "Kind J."),
)


def seat(key: str, organisation: str, role: str, name: str, **more) -> PartnerSeat:
    return PartnerSeat(
        key, organisation, role, name, f"Kantoor {organisation}", f"prof-{len(name)}{ord(name[0])}", **more
    )


SEATS = (
    seat("s1", "politie", "casusregisseur", "I. Brandsma", deputy="K. Yilmazer", deputy_briefed_on=date(2026, 11, 2)),
    seat("s2", "politie", "wijkagent", "O. Steenkist", speaks_with=("P2",)),
    seat("s3", "politie", "wijkagent", "A. Haan"),
    seat("s4", "VT", "casushouder", "S. Oudejans", speaks_with=("P1", "P3")),
    seat("s5", "basisschool de regenboog", "mentor", "J. Kers", external=True, note="meldt verzuim"),
)
CASE = CaseFacts(
    CaseId("zaak-id"),
    "H-9",
    "Zaak Heggemus",
    Risk.HIGH,
    Relation.EX_PARTNER,
    veilig_thuis_competent=True,
    summary="Tracker onder haar auto.",
    director="I. Brandsma",
    deputy_director="K. Yilmazer",
    persons=PERSONS,
    seats=SEATS,
    recorded_lines=(("VT", "politie"), ("OM", "politie")),
)


def end(key: str) -> End:
    found = next((one for one in SEATS if one.id == key), None)
    if found is None:
        person = next(one for one in PERSONS if one.ref == key)
        return End(person_ref=key, name=person.alias)
    return End(key, "", found.organisation, found.role, found.professional_id, found.name)


FACTS = NetworkFacts(
    CASE,
    MOMENT,
    TODAY,
    contacts=(
        Contact("k1", date(2026, 11, 20), ContactKind.PHONE, (end("s1"), end("s4"))),
        Contact("k2", date(2026, 11, 12), ContactKind.MEETING, (end("s1"), end("s4"), end("s2"))),
        Contact("k3", date(2026, 11, 21), ContactKind.VISIT, (end("s4"), end("P1"))),
    ),
    agreements=(Agreement("g1", end("s4"), end("s1"), 4, date(2026, 11, 10), around_the_clock=True),),
    ties=(
        Tie("t1", end("P3"), end("P2"), TieKind.FAMILY, date(2026, 11, 1)),
        Tie("t2", end("s3"), end("P2"), TieKind.FAMILY, date(2026, 11, 1)),
    ),
)
NAMES = (
    *("Brandsma", "Yilmazer", "Steenkist", "Haan", "Oudejans", "Kers", "Mevrouw W.", "De heer D.", "Kind F."),
    *("Heggemus", "H-9", "Kantoor", "regenboog"),
)
NEVER = ("zaak-id", "prof-", "Tracker", "verzuim", "s1;", '"s1"', "k1", "Heggemus")


def export(facts: NetworkFacts = FACTS, **more) -> NetworkExport:
    norm = Norm(MAP, leaving(facts))
    return prepared(
        facts,
        STAMP,
        NL,
        missing_seats=norm.missing,
        required=once(norm.required),
        missing=norm.missing_contacts,
        **more,
    )


def written(one: NetworkExport) -> dict[ExportForm, str]:
    return {
        ExportForm.SEATS: seats_sheet(one, NL).decode(),
        ExportForm.CONTACTS: contacts_sheet(one, NL).decode(),
        ExportForm.GRAPH: graphml(one, NL).decode(),
    }


def rows(sheet: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(sheet.decode("utf-8-sig"), newline=""), delimiter=";"))


def opened(one: NetworkExport) -> nx.MultiDiGraph:
    graph = nx.read_graphml(BytesIO(graphml(one, NL)), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def labels(graph: nx.MultiDiGraph, part: str) -> list[str]:
    return [about["label"] for _, about in graph.nodes(data=True) if about["soort"] == part]


def edges(graph: nx.MultiDiGraph, part: str) -> list[tuple[str, str, dict]]:
    called = nx.get_node_attributes(graph, "label")
    return [(called[a], called[b], about) for a, b, about in graph.edges(data=True) if about["soort"] == part]


# ---------------------------------------------------------------------------------------------- who is called what
def test_everybody_is_called_by_their_part_and_told_apart_by_number() -> None:
    called = titles(CASE, NL)
    assert list(called.seats.values()) == [
        "Casusregisseur politie", "Wijkagent politie 1", "Wijkagent politie 2", "Casushouder Veilig Thuis",
        "Mentor andere organisatie 1",
    ]  # fmt: skip
    assert called.persons == {"P1": "Slachtoffer 1", "P2": "Vermoedelijke dader 1", "P3": "Kind 1", "P4": "Kind 2"}


def test_a_role_with_a_name_in_it_is_called_by_its_organisation() -> None:
    made_up = replace(SEATS[1], role="achterwacht van Oudejans")
    assert titles(replace(CASE, seats=(made_up, SEATS[3])), NL).seats["s2"] == "Politie"


def test_a_network_to_be_drawn_without_names_has_none() -> None:
    bare = unnamed(leaving(FACTS), titles(CASE, NL), NL).case
    assert [one.name for one in bare.seats] == ["Politie", "Wijkagent 1", "Wijkagent 2", "Casushouder", "Mentor"]
    assert [one.alias for one in bare.persons] == ["", "", "Kind 1", "Kind 2"]
    assert [one.professional_id for one in bare.seats] == [one.professional_id for one in SEATS]
    assert [bool(one.deputy) for one in bare.seats] == [True, False, False, False, False]
    assert not [name for name in (*NAMES, "Tracker", "verzuim") if name in repr(bare)]


# ---------------------------------------------------------------------------------------------- nothing tells
@pytest.mark.parametrize("form", [ExportForm.SEATS, ExportForm.CONTACTS, ExportForm.GRAPH])
def test_no_name_and_nothing_of_the_case_stands_in_a_file_by_role(form: ExportForm) -> None:
    text = written(export(seat_ties=True))[form]
    assert [word for word in (*NAMES, *NEVER) if word.casefold() in text.casefold()] == []
    assert "Casusregisseur politie" in text


@pytest.mark.parametrize("form", [ExportForm.SEATS, ExportForm.CONTACTS, ExportForm.GRAPH])
def test_with_names_it_says_who_and_still_nothing_of_the_case(form: ExportForm) -> None:
    text = written(export(named=True, seat_ties=True))[form]
    assert "I. Brandsma" in text
    assert [word for word in NEVER if word.casefold() in text.casefold()] == []


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("gone", ["s1", "s2", "s4"])
def test_who_is_barred_is_nowhere(gone: str, named: bool) -> None:
    """And the file is the same as if they had never been there."""
    barred = tuple(replace(one, barred=one.id == gone) for one in SEATS)
    absent = tuple(one for one in SEATS if one.id != gone)
    without = replace(
        FACTS,
        contacts=tuple(c for c in FACTS.contacts if gone not in {e.key for e in c.parties}),
        agreements=tuple(a for a in FACTS.agreements if gone not in (a.teller.key, a.told.key)),
        case=replace(CASE, seats=absent),
    )
    kept = replace(FACTS, case=replace(CASE, seats=barred))
    mine = written(export(kept, named=named, seat_ties=True))
    assert mine == written(export(without, named=named, seat_ties=True))
    name = next(one.name for one in SEATS if one.id == gone)
    assert not any(name in text for text in mine.values())


def test_a_professionals_tie_is_for_who_may_know_it() -> None:
    assert len(edges(opened(export()), "band")) == 1
    assert len(edges(opened(export(seat_ties=True)), "band")) == 2


def test_who_left_keeps_the_contacts_under_a_former_seat() -> None:
    left = replace(FACTS, case=replace(CASE, seats=tuple(one for one in SEATS if one.id != "s4")))
    graph = opened(export(left))
    assert labels(graph, "vroegere_plek") == ["Casushouder Veilig Thuis voorheen"]
    assert ["20-11-2026", "telefoon", "Casusregisseur politie", "Casushouder Veilig Thuis voorheen"] in rows(
        contacts_sheet(export(left), NL)
    )


# ---------------------------------------------------------------------------------------------- sheets
def test_a_sheet_opens_in_a_dutch_excel() -> None:
    sheet = seats_sheet(export(), NL)
    assert sheet.startswith(b"\xef\xbb\xbf# Partnernetwerk, gemaakt op woensdag 25 november 2026, 10.30 uur voor casus")
    assert b"kopie K7M2PQRS" in sheet
    assert sheet.count(b"\r\n") == sheet.count(b"\n") == len(rows(sheet))


def test_seats_tell_who_is_missing_and_who_has_a_deputy() -> None:
    table = rows(seats_sheet(export(), NL))
    assert table[1][:4] == ["Nr.", "Plek", "Organisatie", "Stand"]
    by_title = {row[1]: row for row in table[2:]}
    assert by_title["Districtsrecherche"][3] == "nog niemand"
    assert by_title["Casusregisseur politie"][5:7] == ["ja", "02-11-2026"]
    assert by_title["Mentor andere organisatie 1"][3] == "buiten de keten"
    assert by_title["Casushouder Veilig Thuis"][9] == "Slachtoffer 1 en Kind 1"
    assert [row[0] for row in table[2:]] == [str(n) for n in range(1, len(table) - 1)]


def test_contacts_are_one_row_each_oldest_first() -> None:
    table = rows(contacts_sheet(export(), NL))
    assert table[0][:4] == ["datum", "soort", "wie", "met"]
    assert table[0][4].startswith("# Partnernetwerk")
    assert table[1:] == [
        ["12-11-2026", "overleg", "Casusregisseur politie", "Casushouder Veilig Thuis + Wijkagent politie 1"],
        ["20-11-2026", "telefoon", "Casusregisseur politie", "Casushouder Veilig Thuis"],
        ["21-11-2026", "huisbezoek", "Casushouder Veilig Thuis", "Slachtoffer 1"],
    ]


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_contacts_can_be_read_in_again(named: bool, language: str) -> None:
    """What the import makes of the file is what was recorded, whoever is called how."""
    among = (("s1", "s4"), ("s2", "s3"), ("s3", "P4", "P3"), ("s1", "P1", "P2"), ("s4", "s2"))
    told = [
        Contact(f"k{n}", date(2026, 11, n + 1), ContactKind.PHONE, tuple(map(end, who))) for n, who in enumerate(among)
    ]
    say = speak(language)
    sheet = contacts_sheet(prepared(replace(FACTS, contacts=tuple(told)), STAMP, say, named=named), say)
    report = read_contacts(sheet, SEATS, PERSONS, TODAY)
    assert report.whole
    assert [(c.happened_on, c.kind, set(c.parties)) for c in report.good] == [
        (c.happened_on, c.kind, {one.key for one in c.parties}) for c in told
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    hostile = replace(FACTS, case=replace(CASE, seats=(replace(SEATS[0], name=cell), *SEATS[1:])))
    for sheet in (seats_sheet(export(hostile, named=True), NL), contacts_sheet(export(hostile, named=True), NL)):
        assert not [c for row in rows(sheet) for c in row if c.lstrip().startswith(("=", "+", "-", "@"))]


# ---------------------------------------------------------------------------------------------- the graph
def test_the_graph_opens_with_everything_that_is_known() -> None:
    graph = opened(export())
    assert len(labels(graph, "plek")) == 5
    assert "Districtsrecherche" in labels(graph, "lege_plek")
    assert labels(graph, "persoon") == ["Slachtoffer 1", "Vermoedelijke dader 1", "Kind 1", "Kind 2"]
    pairs = {frozenset((a, b)): about for a, b, about in edges(graph, "contact")}
    assert pairs[frozenset(("Casusregisseur politie", "Casushouder Veilig Thuis"))] == {
        "soort": "contact", "aantal": 2, "laatste": "2026-11-20",
    }  # fmt: skip
    ((teller, told, agreed),) = edges(graph, "afspraak")
    assert (teller, told) == ("Casushouder Veilig Thuis", "Casusregisseur politie")
    assert agreed == {"soort": "afspraak", "binnen_uren": 4, "dag_en_nacht": "ja", "sinds": "2026-11-10"}
    assert {(a, b) for a, b, _ in edges(graph, "spreekt_met")} == {
        ("Wijkagent politie 1", "Vermoedelijke dader 1"),
        ("Casushouder Veilig Thuis", "Slachtoffer 1"),
        ("Casushouder Veilig Thuis", "Kind 1"),
    }
    needed = {(a, b): about["vastgelegd"] for a, b, about in edges(graph, "vereist")}
    assert needed["Politie", "Veilig Thuis"] == "ja"
    assert needed["Politie", "Districtsrecherche"] == "nee"
    assert [(a, b) for a, b, _ in edges(graph, "lijn")] == [("Veilig Thuis", "Politie")], "OM has no seat here"
    assert "kopie K7M2PQRS" in graph.graph["toelichting"]


@settings(deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_name_at_all_stays_readable_xml(name: str) -> None:
    hostile = replace(
        CASE, seats=(replace(SEATS[0], name=name, deputy=name),), persons=(replace(PERSONS[0], alias=name),)
    )
    graph = opened(export(replace(FACTS, case=hostile, contacts=(), agreements=(), ties=()), named=True))
    assert len(labels(graph, "persoon")) == 1


def test_markup_in_a_name_is_text() -> None:
    name = "</data><script>\"'&\x00\x0b\ufffe Jan"
    hostile = replace(CASE, seats=(replace(SEATS[0], name=name), *SEATS[1:]))
    graph = opened(export(replace(FACTS, case=hostile), named=True))
    assert labels(graph, "plek")[0] == "Casusregisseur politie (</data><script>\"'& Jan)"


def test_every_attribute_has_an_id_of_its_own() -> None:
    ids = re.findall(r'<key id="(\w+)"', graphml(export(), NL).decode())
    assert len(ids) == len(set(ids)) > 10


def test_the_same_network_gives_the_same_bytes() -> None:
    assert written(export()) == written(export())


# ---------------------------------------------------------------------------------------------- stamp and name
def test_practice_says_that_it_is_fictional() -> None:
    practice = replace(export(), stamp=replace(STAMP, fictional=True))
    assert all("Fictief" in text for text in written(practice).values())
    assert not any("Fictief" in text for text in written(export()).values())


@pytest.mark.parametrize("form", list(ExportForm))
def test_a_file_name_says_nothing_of_the_case(form: ExportForm) -> None:
    assert file_name(form, "K7M2-PQRS").rpartition(".")[0] in (
        "netwerk-K7M2-PQRS", "netwerk-plekken-K7M2-PQRS", "netwerk-contacten-K7M2-PQRS",
    )  # fmt: skip
