"""Protected words as cases have them: drawn by number, always the same. Nothing here exists."""

from dataclasses import dataclass
from datetime import date
from random import Random

from models.terms import ProtectedKind

_FIRST_WORDS = """
Sanne Fatima Joris Noor Mehmet Wilhelmina Anouk Chloé Zoë Björn Agnieszka Dylan Esra Thijs Roos Ibrahim Lotte Maaike
Żaneta Kübra Søren Gülşen Daniël Renée Timo Olivia Farouk Jayden Emma Bram
"""
FIRST = _FIRST_WORDS.split()
LAST = [
    "van der Meulen",
    "de Jong",
    "Bakker",
    "Wit",
    "Vos",
    "Jansen",
    "Polderman",
    "Koster-Amrani",
    "el Idrissi",
    "Yılmaz",
    "Hoekstra",
    "van 't Hof",
    "Kowalczyk",
    "de Vries-Özdemir",
    "Nguyen",
    "d'Hondt",
    "Müller",
    "Bjørnstad",
    "Brouwers",
    "Groot",
    "Zwart",
    "van den Heuvel",
    "Łukaszewicz",
    "Dijkstra",
    "Oosterhuis",
    "ten Brinke",
    "Çelik",
    "Sánchez",
    "Visser",
    "Timmermans",
    "Molenaar",
    "Kuipers",
    "Verhoeven",
    "Lammers",
    "Scholten",
]
STREETS = [
    "Dorpsstraat",
    "Kerkweg",
    "Lange Nieuwstraat",
    "Burgemeester Vinkelaan",
    "Prins Hendrikkade",
    "Molenpad",
    "Het Zand",
    "Oude Singel",
    "Achter de Hoven",
    "Koningin Wilhelminaplein",
    "Veerdijk",
    "Lindelaan",
    "'t Hoff",
    "Vossenlaan",
    "Sint Jorisstraat",
    "Plein 1940",
]
PLACES = ["Voorbeeldstad", "Oefendam", "Proefwijk", "Denkoord", "Fictieveen"]
SCHOOLS = [
    "Basisschool De Regenboog",
    "obs 't Kompas",
    "Sint-Jozefschool",
    "Kinderdagverblijf Dikkie",
    "Daltonschool Het Mozaïek",
    "Openbare Basisschool De Klimboom",
    "Montessorischool Zuidrand",
    "IKC De Zonnebloemhof",
]
WORK = [
    "Drukkerij Vonk & Zonen",
    "Bloemist Tulpenhof",
    "Transportbedrijf Hollema",
    "Kapsalon Krullenkoning",
    "Autobedrijf Rijnders",
    "Zorgcentrum Avondrood",
    "Bakkerij Korenaar",
    "Café De Verloren Schipper",
]
FREE = [
    "Camping Zeezicht",
    "volkstuin De Goede Oogst",
    "sluipweg",
    "Blauwe Reiger",
    "manege Galopia",
    "zwembad Waterlinie",
    "Stichting Vluchthaven",
    "zonnestudio Palmbeach",
    "hond Boris",
    "huisje op Terschelling",
]
PLATES = ("XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
          "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9")  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A protected term as a director types it, and `core`: the words that give it away when they stand alone."""

    kind: ProtectedKind
    term: str
    core: str
    sort: str


def name(chance: Random) -> Drawn:
    """A grown-up's name; its surname alone gives it away when it is long enough to be nothing else."""
    first, last = chance.choice(FIRST), chance.choice(LAST)
    return Drawn(ProtectedKind.NAME, f"{first} {last}", f"{first} {last}", "name")


def child(chance: Random) -> Drawn:
    """A child is given away by the first name alone."""
    first = chance.choice([one for one in FIRST if len(one) > 3])
    return Drawn(ProtectedKind.NAME, f"{first} {chance.choice(LAST)}", first, "child")


def phone(chance: Random) -> Drawn:
    """A mobile or land line number, or one from abroad, as people note it."""
    digits = "".join(chance.choice("0123456789") for _ in range(8))
    abroad = f"+{chance.choice(('32', '49', '90', '48'))} {chance.choice('4567')}{digits}"
    home = f"0{chance.choice(('20', '10', '50', '43'))}-{chance.choice('234567')}{digits[:6]}"
    kept = chance.choice((f"06-{digits}", f"06 {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}", home, abroad))
    return Drawn(ProtectedKind.PHONE, kept, kept, "abroad" if kept is abroad else "phone")


def address(chance: Random) -> Drawn:
    """Street, number, post code and place."""
    street, number = chance.choice(STREETS), str(chance.randrange(1, 240))
    added = chance.choice(("", "", "", "a", "-II", " bis"))
    code = f"{chance.randrange(1000, 9999)} {''.join(chance.choice('ABCDEFGHJKLMNPRSTVWXZ') for _ in '..')}"
    whole = f"{street} {number}{added}, {code} {chance.choice(PLACES)}"
    core, sort = chance.choice(((f"{street} {number}", "door"), (code, "postcode"), (whole, "address")))
    return Drawn(ProtectedKind.ADDRESS, whole, core, sort)


def plate(chance: Random) -> Drawn:
    """A number plate of any of the Dutch kinds, or a foreign one."""
    shape = chance.choice((*PLATES, "9-XXX-999", "X-XX 9999"))
    letters = {"X": "BDFGHJKLNPRSTVXZ", "9": "0123456789"}
    kept = "".join(chance.choice(letters[sign]) if sign in letters else sign for sign in shape)
    return Drawn(ProtectedKind.VEHICLE, kept, kept, "plate")


def place(chance: Random) -> Drawn:
    """A school, a place of work or what else the director wrote down."""
    kind, words, sort = chance.choice(
        (
            (ProtectedKind.SCHOOL, SCHOOLS, "place"),
            (ProtectedKind.WORK, WORK, "place"),
            (ProtectedKind.OTHER, FREE, "place"),
        )
    )
    kept = chance.choice(words)
    return Drawn(kind, kept, kept, sort)


def online(chance: Random) -> Drawn:
    """An address or account on the internet."""
    who = f"{chance.choice(FIRST)}.{chance.choice(LAST).split()[-1]}".lower()
    kept = chance.choice((f"{who}{chance.randrange(60, 99)}@voorbeeld.example", f"@{who.replace('.', '_')}_x"))
    return Drawn(ProtectedKind.OTHER, kept, kept, "online")


def born(chance: Random) -> date:
    """A birth date."""
    return date(chance.randrange(1950, 2022), chance.randrange(1, 13), chance.randrange(1, 29))


SORTS = (name, name, child, phone, phone, address, address, plate, place, online)
