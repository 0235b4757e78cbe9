"""What the director of the high-risk case of the fictional region wrote for its plan: all of it invented, in Dutch.

Never for a rehearsal: a case file that somebody brings gets nothing that is not in it.
"""

from models.terms import PersonRole, Tier
from services.cases.queries import case_facts
from services.conditions.queries import conditions_of
from services.demo.staging import Stage, Staged
from services.documents.notices.actions import write_notice
from services.documents.notices.facts import WriteNotice
from services.plans.written.actions import write_signal, write_stub, write_texts
from services.plans.written.orders import WriteSignal, WriteStub, WriteTexts
from services.unit_of_work import Work

EMERGENCY_WORD = "Heggemus"
CORE = (1, 7, 11, 13)
"""The numbers of the conditions that everyone must know."""
SHARING = (
    "Wij delen als partners van het Zorg- en Veiligheidshuis, ieder binnen de eigen wet. "
    "Wat een partner niet nodig heeft voor een taak in dit plan, krijgt die niet."
)
VICTIM_KNOWS = (
    "Het slachtoffer weet van de alarmafspraken, van de twee vaste gezichten en van het nieuwe nummer; "
    "de contactpersoon bij de politie heeft het verteld. Over de stappen van de opsporing is niets verteld."
)
RETENTION = "Elke organisatie vernietigt haar exemplaar zodra er een nieuwere versie is of de zaak is gesloten."
ENDS = (
    "Drie maanden zonder nieuwe incidenten en een lager risico. "
    "De partners besluiten dat samen bij de evaluatie; tot dan gelden alle afspraken."
)
SIGNALS = (
    (
        "Een bericht of telefoontje, ook via een nieuw account of via de kinderen",
        "Niet antwoorden. Een schermafdruk maken en die dezelfde dag aan de contactpersoon bij de politie geven.",
        "wie het krijgt",
        "casusregisseur",
        Tier.PARTNERS.value,
    ),
    (
        "De vermoedelijke dader wordt gezien bij woning, werk of school",
        "112 bellen en het woord zeggen. Binnen blijven; de school houdt de kinderen binnen tot de politie er is.",
        "wie het ziet",
        "casusregisseur, Veilig Thuis",
        Tier.PARTNERS.value,
    ),
    (
        "Een kind komt niet terug van school of omgang",
        "Meteen 112 bellen. De school meldt wie het kind het laatst zag, en wanneer.",
        "moeder of school",
        "Veilig Thuis, casusregisseur",
        Tier.PARTNERS.value,
    ),
    (
        "De vermoedelijke dader komt vrij",
        "Het slachtoffer vóór dat moment bellen en dezelfde dag nagaan of alarm en verboden werken.",
        "Openbaar Ministerie",
        "casusregisseur, contactpersoon slachtoffer",
        Tier.INVESTIGATION.value,
    ),
)
STUB_FOR = 5
"""The number of the condition that not everybody may read."""
STUB_OF, STUB = "VT", "Plan nog geen gesprek met de vermoedelijke dader. De casusregisseur belt u zodra het kan."
NOTICE = (
    "U zoekt geen contact met mevrouw W. Ook niet via anderen, via sociale media of via de kinderen.\n"
    "U komt niet in de straten rond de school die in het besluit van de burgemeester staan."
)
CONSEQUENCES = "Houdt u zich hier niet aan, dan wordt dat dezelfde dag gemeld bij de politie."
CALL = "Politie Voorbeeldland, 0900-8844. Vraag naar de wijkagent."


def tell_texts(stage: Stage, staged: Staged) -> None:
    """Texts, signals, words for one partner, and the notice that waits for the end of the stop."""
    work = stage.work.as_actor(staged.director)
    ids = {view.number: view.id for view in conditions_of(work, staged.case_id)}
    core = tuple(ids[number] for number in CORE if number in ids)
    write_texts(work, WriteTexts(staged.case_id, 0, EMERGENCY_WORD, SHARING, VICTIM_KNOWS, RETENTION, ENDS, core=core))
    for signal, act, by, inform, tier in SIGNALS:
        write_signal(work, WriteSignal(staged.case_id, work.chance.id(), signal, act, by, inform, tier))
    if STUB_FOR in ids:
        write_stub(work, WriteStub(staged.case_id, ids[STUB_FOR], STUB, STUB_OF))
    _notice(work, staged.case_id)


def _notice(work: Work, case_id: str) -> None:
    person = next(one for one in case_facts(work, case_id).persons if one.role is PersonRole.SUSPECT)
    write_notice(
        work,
        WriteNotice(case_id, person.id, work.chance.id(), NOTICE, consequences=CONSEQUENCES, call=CALL),
    )
