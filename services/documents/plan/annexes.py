"""The annexes of the partners' plan: who contributed, the prosecutor's questions, the abbreviations that it uses."""

import re

from services.documents import phrases
from services.documents.plan.pieces import calm, noted, table
from services.documents.word.layout import Block, Cell, Column, Heading, KeyValueTable, Text, line, strong, texts
from services.plans.appendices import PlanContribution, PlanQuestion
from services.plans.facts import PlanContent
from services.wording import Say

ABBREVIATIONS = {
    "AOL": "location marker: agreements that the control room sees at an address",
    "AOP": "person marker: agreements that the control room sees with a person",
    "AWARE": "personal alarm for people who are being stalked",
    "CCB": "the police team for conflict and crisis",
    "CR": "case director",
    "DR": "district detectives",
    "DUT": "immediate enforceability of conditions and supervision",
    "EM": "electronic monitoring",
    "GGZ": "mental health care",
    "MDO": "multidisciplinary case conference",
    "OM": "Public Prosecution Service",
    "OvJ": "public prosecutor",
    "PV": "official police report",
    "RISC": "the probation service's assessment of the chance of repetition",
    "RN": "the probation service",
    "RvdK": "Child Protection Board",
    "SASH": "screening instrument for stalking and harassment",
    "SHN": "Victim Support",
    "VHB": "safety assessment by Veilig Thuis",
    "VHH": "Safety House",
    "VT": "Veilig Thuis, advice and reporting centre for domestic violence and child abuse",
}
_WAYS = {"link": "Personal link", "form": "Word form", "phone": "By phone", "written": "In writing"}


def contributions(say: Say, plan: PlanContent) -> list[Block]:
    """A: per organisation when it handed in what it had to say, and how."""
    heading = Heading(say("Annex A: contributions per organisation"), numbered=False)
    if not plan.contributions:
        return [heading, calm(say("No organisation was asked for conditions for this version."))]
    columns = (
        Column(say("Organisation"), 38),
        Column(say("Received on"), 20),
        Column(say("How"), 24),
        Column(say("Form code"), 18),
    )
    rows = tuple(_contribution(say, one) for one in plan.contributions)
    told = say("Per organisation when its conditions came in, how, and the code of its form.")
    return [heading, table(say("Contributions"), told, columns, rows)]


def _contribution(say: Say, one: PlanContribution) -> tuple[Cell, ...]:
    how: list[Text] = [say(_WAYS[one.how])] if one.how in _WAYS else []
    how += [noted(say("Nothing to add"))] if one.nothing_to_add else []
    return (
        phrases.organisation(say, one.organisation),
        phrases.day(say, one.received_on) if how else say("Nothing received"),
        tuple(how) or phrases.NOTHING,
        one.form_code or phrases.NOTHING,
    )


def questions(say: Say, plan: PlanContent) -> list[Block]:
    """B: the questions of the route map for the public prosecutor, answered from the data when this was frozen."""
    heading = Heading(say("Annex B: the prosecutor's questions"), numbered=False)
    if not plan.questions:
        return [heading, calm(say("The route map asks no questions of the prosecutor at this risk."))]
    columns = (Column(say("Question"), 40), Column(say("Answer"), 14), Column(say("From what this shows"), 46))
    rows = tuple(_question(say, one) for one in plan.questions)
    told = say("Per question how it stands and from what that shows.")
    return [heading, table(say("The prosecutor's questions"), told, columns, rows)]


def _question(say: Say, one: PlanQuestion) -> tuple[Cell, ...]:
    english = say.language == "en"
    answer = say("Does not apply") if one.settled is None else say("Yes") if one.settled else say("Not yet")
    return (
        (one.question_en if english else one.question_nl, noted(one.rule_id)),
        line(strong(answer)),
        (one.shown_en if english else one.shown_nl) or phrases.NOTHING,
    )


def abbreviations(say: Say, blocks: tuple[Block, ...]) -> list[Block]:
    """C: the abbreviations that this document really uses."""
    used = set(re.findall(r"\w+", " ".join(texts(blocks))))
    rows = tuple((short, say(long)) for short, long in ABBREVIATIONS.items() if short in used)
    if not rows:
        return []
    told = say("Per abbreviation what it stands for.")
    return [Heading(say("Annex C: abbreviations"), numbered=False), KeyValueTable(rows, say("Abbreviations"), told)]
