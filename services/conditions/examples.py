"""Good conditions to go by: two per theme, in both languages, about nobody. Data."""

from models.terms import Theme

_EXAMPLES: dict[Theme, tuple[tuple[str, str], tuple[str, str]]] = {
    Theme.CONTACT: (
        (
            "Tot 1 december stuurt hij haar geen berichten, ook niet via anderen. Zij geeft elk bericht dezelfde dag "
            "door aan de wijkagent.",
            "Until 1 December he sends her no messages, not through others either. She passes every message on to the "
            "community officer the same day.",
        ),
        (
            "De kinderen worden alleen overgedragen op het politiebureau, tot de rechter heeft beslist. Veilig Thuis "
            "vraagt na elke overdracht hoe het ging.",
            "The children are handed over at the police station only, until the court has decided. Veilig Thuis asks "
            "after every handover how it went.",
        ),
    ),
    Theme.SPEAKING: (
        (
            "Alleen de reclassering spreekt hem deze week; wie gebeld wordt, verwijst hem daarheen.",
            "Only the probation service speaks with him this week; whoever he calls refers him there.",
        ),
        (
            "Eén vaste hulpverlener belt haar, op maandag en donderdag. De anderen vragen het via die persoon.",
            "One fixed worker calls her, on Monday and Thursday. The others ask their questions through that person.",
        ),
    ),
    Theme.MEASURES: (
        (
            "Hij komt niet in de straat waar zij werkt. De werkgever belt 112 zodra hij daar gezien wordt.",
            "He does not come into the street where she works. The employer calls 112 as soon as he is seen there.",
        ),
        (
            "De officier beslist vóór vrijdag 12.00 uur over een gedragsaanwijzing en meldt dat aan de casusregisseur.",
            "The prosecutor decides on a behaviour order before Friday noon and tells the case director.",
        ),
    ),
    Theme.INFORMATION: (
        (
            "Niemand noemt hem waar zij verblijft, ook niet in een brief of verslag. De jurist leest elk stuk na "
            "voordat het de deur uitgaat.",
            "Nobody tells him where she stays, in no letter or report either. The lawyer reads every paper before it "
            "leaves.",
        ),
        (
            "De behandelaar meldt dreigend gevaar binnen een uur aan de casusregisseur, en niets over de behandeling.",
            "The therapist reports danger to the case director within an hour, and nothing about the treatment.",
        ),
    ),
    Theme.DIGITAL: (
        (
            "De politie kijkt haar telefoon en auto na op volgapparatuur, vóór zij verhuist. Zij krijgt de uitkomst op "
            "papier.",
            "The police check her phone and car for trackers before she moves. She gets the outcome on paper.",
        ),
        (
            "Zij bewaart elk bericht van hem zonder te antwoorden. Het vaste contact haalt ze iedere vrijdag op.",
            "She keeps every message of his without answering. Her fixed contact collects them every Friday.",
        ),
    ),
    Theme.ALARM: (
        (
            "Haar alarmknop werkt vóór maandag 18.00 uur. De opvang drukt hem samen met haar één keer op proef in.",
            "Her alarm button works before Monday 18.00. The shelter presses it once with her as a trial.",
        ),
        (
            "Bij een melding van haar adres rijdt de politie met voorrang. De meldkamer bevestigt dat vandaag.",
            "On a call from her address the police come with priority. The control room confirms that today.",
        ),
    ),
    Theme.CARE: (
        (
            "De huisarts ziet haar deze week. Het wijkteam brengt haar en gaat na of er een vervolgafspraak staat.",
            "Her doctor sees her this week. The neighbourhood team takes her there and checks that there is a next "
            "appointment.",
        ),
        (
            "Zijn toezichthouder meldt hem vóór 3 december aan voor behandeling en laat weten wanneer die begint.",
            "His supervisor registers him for treatment before 3 December and tells when it begins.",
        ),
    ),
    Theme.OTHER: (
        (
            "De woningcorporatie vervangt het slot op woensdag. De wijkagent is erbij.",
            "The housing association replaces the lock on Wednesday. The community officer is there.",
        ),
        (
            "Als hij zijn baan verliest, belt de reclassering dezelfde dag de casusregisseur.",
            "If he loses his job, the probation service calls the case director the same day.",
        ),
    ),
}


def examples(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Good conditions of a theme, each in Dutch and in English."""
    return _EXAMPLES[theme]
