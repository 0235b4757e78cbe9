"""Who may read what, and which protected terms stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.protection.rules import ANY_PARTNER, NOBODY, Reader, count, hits, may_read, narrower, together

POLICE, DETECTIVES, CRISIS, PROSECUTION = map(Reader, ("politie", "DR", "CCB", "OM"))
SAFE_HOME, ANYONE, NO_ONE = Reader("VT"), Reader(ANY_PARTNER), Reader(None)
VICTIM, EMPLOYER = Reader(None, victim=True), Reader("werkgever", external=True)

TIERS = ("opsporing", "partners", "slachtoffer", "partner:VT", "partner:politie", "partner:werkgever", "niemand", "x")
tiers = st.sampled_from(TIERS)
readers = st.builds(
    Reader, st.sampled_from((None, "", "politie", "OM", "VT", "werkgever", ANY_PARTNER)), st.booleans(), st.booleans()
)


@pytest.mark.parametrize("reader", [POLICE, DETECTIVES, CRISIS, PROSECUTION])
def test_investigation_is_read_by_police_and_prosecution(reader):
    assert may_read("opsporing", reader)


@pytest.mark.parametrize("reader", [SAFE_HOME, ANYONE, NO_ONE, VICTIM, EMPLOYER, Reader("OM", external=True)])
def test_investigation_is_closed_to_everyone_else(reader):
    assert not may_read("opsporing", reader)


def test_each_tier_is_read_by_whom_it_names():
    assert [may_read("partners", r) for r in (SAFE_HOME, ANYONE, VICTIM, EMPLOYER, NO_ONE)] == [1, 1, 0, 0, 0]
    assert [may_read("slachtoffer", r) for r in (SAFE_HOME, ANYONE, VICTIM, EMPLOYER, NO_ONE)] == [1, 1, 1, 0, 0]
    assert [may_read("partner:VT", r) for r in (SAFE_HOME, ANYONE, VICTIM, POLICE, NO_ONE)] == [1, 0, 0, 0, 0]
    assert may_read("partner:werkgever", EMPLOYER)


@pytest.mark.parametrize("tier", ["", "niemand", "Partners", "partner:", "partner:*", "verdachte-mededeling", "all"])
@given(reader=readers)
def test_an_unknown_tier_is_read_by_nobody(tier, reader):
    assert not may_read(tier, reader)


@given(a=tiers, b=tiers, reader=readers.filter(lambda r: not r.external))
def test_the_narrower_of_two_tiers_opens_nothing_that_either_closes(a, b, reader):
    assert not may_read(narrower(a, b), reader) or (may_read(a, reader) and may_read(b, reader))


@given(tiers, st.lists(readers, max_size=4))
def test_a_screen_that_several_look_at_shows_what_each_of_them_may_read(tier, several):
    seen = may_read(tier, together(several))
    assert seen is all(may_read(tier, one) for one in several or [Reader(ANY_PARTNER)])


@given(a=tiers, b=tiers)
def test_the_order_of_two_tiers_does_not_matter(a, b):
    assert narrower(a, b) == narrower(b, a)


def test_the_narrower_tier_is_the_one_with_fewer_readers():
    assert narrower("slachtoffer", "partners") == "partners"
    assert narrower("partners", "opsporing") == "opsporing"
    assert narrower("partners", "partner:VT") == "partner:VT"
    assert narrower("opsporing", "partner:politie") == "partner:politie"
    assert narrower("opsporing", "partner:VT") == NOBODY
    assert narrower("partner:VT", "partner:OM") == NOBODY


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("overdracht bij oma.", "oma"),
        ("OMA'S huis", "oma"),
        ("bij Óma", "oma"),
        ("mevrouw el-Idrissi", "el Idrissi"),
        ("elIdrissi", "el Idrissi"),
        ("el\u00a0 Idrissi", "el Idrissi"),
        ("Koster\u2011Amrani", "Koster-Amrani"),
        ("Koster Amrani", "Koster-Amrani"),
        ("Pol\u00adder\u200bman", "Polderman"),
        ("Polderman\u200bbelt", "Polderman"),
        ("POLDERMAN_2", "Polderman"),
        ("De heer D, en", "De heer D."),
        ("Dorpsstraat\n12", "Dorpsstraat 12"),
        ("bel 06-1234 56 78", "0612345678"),
        ("bel 0612345678", "06 12345678"),
        ("ﬁets", "fiets"),
        ("STRASSE", "straße"),
        ("Bjørn", "Bjorn"),
        ("Zoe\u0308", "Zoë"),
        ("d’Hondt", "d'Hondt"),
    ],
)
def test_a_term_is_found_in_any_spelling(text, term):
    assert hits(text, [term]) == (term,)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("automatisch", "oma"),
        ("omaatje", "oma"),
        ("piketpaal", "piket"),
        ("", "oma"),
        ("tekst", ""),
        ("een — twee", "—"),
    ],
)
def test_a_part_of_a_word_and_an_empty_term_are_no_hit(text, term):
    assert hits(text, [term]) == ()


def test_terms_come_back_as_they_were_given_also_where_they_overlap():
    assert hits("de Wolff belt", ["Wolff", "niet", "de Wolff"]) == ("Wolff", "de Wolff")


def test_count_tells_how_many_places_hold_a_term():
    assert count("oma belt Oma, niet automatisch", ["oma"]) == 2


@given(
    word=st.text(st.characters(categories=("L",), max_codepoint=0x24F), min_size=2, max_size=12),
    before=st.sampled_from(("", " ", "(", "„", "\n", "- ")),
    after=st.sampled_from(("", ".", ", ", "'s", ")", "\t")),
    shout=st.booleans(),
)
def test_any_word_is_found_between_signs(word, before, after, shout):
    assert hits(before + (word.upper() if shout else word) + after, [word]) == (word,)
