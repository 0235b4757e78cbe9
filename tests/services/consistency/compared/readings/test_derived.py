"""Acts, terms and relations that a case file brings along are compared like those of the region."""

from services.consistency.facts import Point
from tests.services.consistency.compared.readings.said import certainty, clash_of, with_words

WORDS = with_words("""
acts:
- {id: visit, nl: bezoeken, slots: [by, to, at], ask: [by, to], aspect: once, kinds: [contact], is_a: [speak_with], presence: true}
- {id: night_visit, nl: "'s nachts bezoeken", slots: [by, to, at], ask: [by], aspect: once, kinds: [contact], is_a: [visit]}
- {id: walk_dog, nl: hond uitlaten, slots: [by, what, at], ask: [by], aspect: state, kinds: [place], presence: true}
- {id: keep_dog, nl: hond houden, slots: [by, what], ask: [by], aspect: state, kinds: [place]}
- {id: sell_dog, nl: hond verkopen, slots: [by, what, to], ask: [by], aspect: once, kinds: [place]}
- {id: adopt_cat, nl: kat nemen, slots: [by, what], ask: [by], aspect: once, kinds: [place]}
- {id: appoint, nl: vast gezicht kiezen, slots: [by, what, to], ask: [to], aspect: state, kinds: [care], single: [what]}
- {id: evaluate, nl: evalueren, slots: [what], ask: [what], aspect: once, kinds: [care], single: [when, days]}
- {id: cool_down, nl: afkoelen, slots: [by], ask: [by], aspect: once, kinds: [care], achieves: cooled}
- {id: welcome_back, nl: terugkeren, slots: [by, at], ask: [by], aspect: once, kinds: [care], achieves: returned}
- {id: lend_key, nl: sleutel uitlenen, slots: [by, to, at], ask: [to], aspect: once, kinds: [place]}
- {id: take_over, nl: overnemen, slots: [what], ask: [what], aspect: state, kinds: [care]}
terms:
- {id: dog, nl: de hond, type: thing}
- {id: puppy, nl: de pup, type: thing}
- {id: litter, nl: het nest, type: thing}
- {id: garden, nl: de tuin, type: place}
- {id: cooled, nl: afgekoeld, type: event}
- {id: returned, nl: teruggekeerd, type: event}
- {id: key_lent, nl: sleutel, type: info}
part_of:
- [puppy, litter]
- [litter, dog]
- [garden, home]
- [receptie, werkgever]
- [buurtteam, lokale_veld]
excludes:
- {acts: [keep_dog, sell_dog], same: [what], nl: houden en verkopen gaan niet samen}
- {acts: [sell_dog, adopt_cat], same: [by], nl: een van beide}
- {acts: [keep_dog, walk_dog], same: [by, what], nl: twee toestanden}
requires:
- {act: lend_key, then: share, where_slot: {at: home}, map: {by: $by, what: "address_home:$owner(at)", to: $to}, nl: wie de sleutel heeft kent het adres}
- {act: keep_dog, then: walk_dog, map: {by: $by, what: $what, at: garden}, nl: een hond moet eruit}
""")  # fmt: skip  # noqa: E501


def told(one: str, other: str) -> str | None:
    return certainty(one, other, WORDS)


def test_a_chain_of_wider_acts() -> None:
    ban = "must_not contact, by: [P2], to: [P1]"
    assert told("must night_visit, by: [P2], to: [P1]", ban) == "certain"
    assert told("must contact, by: [P2], to: [P1]", "must_not night_visit, by: [P2], to: [P1]") is None
    assert told("may night_visit, by: [P2], to: [P1]", ban) == "certain"


def test_presence_follows_from_a_new_act_and_from_the_wider_one() -> None:
    for act in ("visit, to: [P5]", "night_visit, to: [P5]", "walk_dog"):
        assert (
            told(f"must {act}, by: [P2], at: ['garden:P1']", "must_not be_at, by: [P2], at: ['home:P1']") == "certain"
        )
        assert told(f"must {act}, by: [P2], at: ['garden:P5']", "must_not be_at, by: [P2], at: ['home:P1']") is None
    label = clash_of("must walk_dog, by: [P2], at: [home]", "must_not be_at, by: [P2], at: [home]", WORDS).clash.label
    assert label.en == "who does that somewhere is there in person"


def test_a_requirement_fills_slots_and_owners_from_the_act_itself() -> None:
    secret = "must_not share, what: ['address_home:P1'], to: [P2]"
    assert told("must lend_key, by: [VT], to: [P2], at: ['home:P1']", secret) == "certain"
    assert told("must lend_key, by: [VT], to: [P2], at: ['garden:P1']", secret) == "certain"
    assert told("must lend_key, by: [VT], to: [P2], at: ['work:P1', 'home:P5']", secret) is None
    assert told("must lend_key, by: [VT], to: [P5], at: ['home:P1']", secret) is None
    assert told("must lend_key, by: [VT], to: [P2], at: [home]", secret) is None
    assert told("must lend_key, to: [P2], at: ['home:P1']", secret) == "probable"


def test_what_is_required_can_require_more() -> None:
    clash = clash_of("must keep_dog, by: [P2], what: [puppy]", "must_not be_at, by: [P2], at: [home]", WORDS).clash
    assert clash.point is Point.RELATION
    assert clash.label.nl == "een hond moet eruit; wie dat ergens doet, is daar zelf"


def test_parts_of_parts_and_organisations_of_the_case() -> None:
    assert told("must walk_dog, by: [P1], what: ['puppy:P1']", "must_not walk_dog, what: [dog]") == "certain"
    assert told("must walk_dog, by: [P1], what: ['puppy:P1']", "must_not walk_dog, what: ['dog:P2']") is None
    assert told("must inform, by: [VT], to: ['werkgever/HR']", "must_not inform, to: [werkgever]") == "certain"


def test_new_exclusions() -> None:
    keep, sell = "must keep_dog, by: [P1], what: ['litter:P1']", "must sell_dog, by: [P5], what: ['puppy:P1']"
    assert told(keep, sell) == "certain"
    assert told(keep + ", until: '2026-12-01'", sell) == "waits"
    assert told(keep + ", until: '2026-12-01'", sell + ", from: '2026-12-02'") is None
    assert told(keep, "must sell_dog, by: [P5]") is None
    walk = "must walk_dog, by: [P1], what: ['puppy:P1']"
    assert told(keep, walk + ", when: '2026-12-01'") == "certain", "two states that overlap"


def test_two_acts_of_a_moment_exclude_each_other_where_one_can_only_be_done_within_the_other() -> None:
    sell, adopt = "must sell_dog, by: [P1], what: [dog]", "must adopt_cat, by: [P1]"
    assert told(sell, adopt) == "certain"
    assert told(sell + ", before: '2026-12-01'", adopt + ", from: '2026-11-25'") == "waits"
    assert told(sell + ", before: '2026-12-01'", adopt + ", from: '2026-12-05'") is None


def test_only_one_of_a_thing() -> None:
    assert told("must appoint, to: [P1], what: [P5]", "must appoint, to: [P1], what: [P2]") == "certain"
    assert told("must appoint, to: [P1], what: [P5]", "must appoint, to: [P3], what: [P2]") is None
    assert told("must appoint, to: [P1], what: [P5, P2]", "must appoint, to: [P1], what: [P2]") is None
    evaluate = "must evaluate, what: [plan]"
    assert told(evaluate + ", days: [ma]", evaluate + ", days: [di]") == "certain"
    assert told(evaluate + ", after_event: cooled", evaluate + ", before_event: cooled") == "certain"
    assert told(evaluate + ", days: [ma]", evaluate + ", days: [ma, di]") is None


def test_an_act_without_a_doer_leaves_no_doer_open() -> None:
    assert told("must take_over, what: ['car:P1']", "must_not take_over, what: [devices]") == "certain"


def test_what_comes_regardless_of_a_new_act() -> None:
    cool = "must cool_down, by: [P2], before_event: returned"
    assert told(cool, "must welcome_back, by: [P2], at: ['home:P1'], regardless: [cooled]") == "certain"
    assert told(cool, "must welcome_back, by: [P5], at: ['home:P1'], regardless: [cooled]") is None
    assert told("must connect_em, what: [P2], before_event: returned",
                "must welcome_back, by: [P2], regardless: [em_connected]") == "probable"  # fmt: skip
    assert told(cool, "must welcome_back, by: [P2], at: ['home:P1']") is None


def test_what_a_file_adds_is_unknown_elsewhere() -> None:
    keep, sell = "must keep_dog, by: [P1], what: [dog]", "must sell_dog, by: [P1], what: [dog]"
    assert told(keep, sell) == "certain"
    assert certainty("must keep_log, by: [P1]", "must use_number, by: [P1]") is None
