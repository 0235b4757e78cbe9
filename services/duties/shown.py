"""What the case file itself answers, rule by rule. Pure, and careful: only what the record shows counts.

| rules                   | answered by                                            | because                           |
|-------------------------|--------------------------------------------------------|-----------------------------------|
| A-POL-2                 | a SASH, coordinated with Veilig Thuis where competent, | its outcome is the gate; stalking |
|                         | not older than new stalking at low risk or a threat    | that goes on asks for a new one   |
| A-POL-3                 | SASH coordinated, safety assessment, or a line         | none of them without a report     |
|                         | police - Veilig Thuis                                  |                                   |
| A-POL-4, T-OVJ-5        | a case director                                        | the seat or the account           |
| A-POL-5                 | a police contact person who speaks with every victim   | "every victim", not "a" contact   |
| A-VT-1                  | SASH coordinated with Veilig Thuis                     | that is the enrichment            |
| A-VT-2 (a dependency)   | what it waits for being settled                        | nothing else is asked             |
| A-VT-3, A-RN-1          | the safety assessment; the RISC                        | the outcome is on record          |
| A-RN-3                  | a measure that probation advised                       | advising is what it asks          |
| A-OM-1                  | SASH on record and a seat of the prosecution           | who sits in the case reads it     |
| G-1                     | a SASH that gives the risk of the case                 | a gate                            |
| H-POL-1, H-POL-5        | the police plan is written                             | kept as a thing of its own        |
| H-POL-2, T-CR-1, T-CR-2 | recorded lines police - lead, police - prosecution     | the contact is recorded           |
| H-POL-3, T-CR-6         | recorded lines police - DR, police - CCB               | the same                          |
| H-RN-5                  | recorded line probation - lead                         | the same                          |
| H-VT-0                  | H-VT-1 to H-VT-5 all settled                           | it is their heading               |
| H-VT-1                  | every victim and the suspect have somebody who speaks  | the matrix is the agreement       |
|                         | with them                                              |                                   |
| H-VT-2, T-CR-4          | the psychologist was weighed                           | a seat of CCB is only half of it  |
| H-VT-3, T-CR-3, T-CR-7  | a meeting that meets the minimum: planned, then held   | attendance is the rule            |
| H-VT-4                  | conditions, all decided, one standing                  | undecided is not drawn up         |
| H-VT-5, T-TH-2          | a plan in force                                        | adopted is agreed                 |
| H-RN-1 to 3, H-OM-3     | the weighing on record, until its day to weigh again   | weighed is as good as done        |
| L-POL-1, L-RN-1         |                                                        |                                   |
| H-RN-4                  | the weighings of H-RN-2 and H-RN-3 on record           | singular text, applied to both    |
| H-OM-1, H-OM-2          | registered on, or seat of the Safety House; seat of    | registered is what it asks        |
|                         | the victim coordinator                                 |                                   |
| H-OM-4                  | probation advised for or against a ban                 | an answer shows the question      |
| L-POL-1a, L-POL-1b      | agreed days of the stop conversation; report number    | its own record                    |
| L-POL-2b                | an investigation was done                              | a fact of the case                |
| L-POL-3                 | the prosecution was told of every new incident         | the clock of each event           |
| L-VT-2                  | the action that settles a handover condition; opens    | it asks to report back            |
|                         | again when the stalking goes on                        |                                   |
| T-CR-8                  | location or person marker applied                      | in the dispatch system            |

All others are answered by people: a fixed line is no proof that recent information was asked for (H-RN-6), that
helpers were consulted (H-RN-7) or that advice was sought on bans (H-OM-4); an outcome of the safety assessment is not
yet the decision on services (L-VT-1). What began to hold after the case was opened is not answered by what is older.
"""

from collections.abc import Callable

from services.duties import shown_by_meetings as meetings
from services.duties import shown_by_partners as partners
from services.duties import shown_by_risk as risk
from services.duties import shown_low as low
from services.duties.facts import Evidence, Shown
from services.route_map.facts import RouteMap

Teller = Callable[[RouteMap, Evidence], Shown]

TELLERS: dict[str, Teller] = {
    "A-POL-2": risk.sash_made,
    "A-POL-3": risk.veilig_thuis_told,
    "A-POL-4": partners.director,
    "A-POL-5": partners.victims_have_contact,
    "A-VT-1": risk.sash_coordinated,
    "A-VT-3": risk.safety_assessed,
    "A-RN-1": risk.risc_made,
    "A-RN-3": risk.probation_advised,
    "A-OM-1": risk.prosecution_knows_sash,
    "G-1": risk.gate,
    "H-POL-1": meetings.police_plan,
    "H-POL-2": partners.police_lead_and_prosecution,
    "H-POL-3": partners.detectives_and_crisis_team,
    "H-POL-5": meetings.police_plan,
    "H-VT-1": partners.who_speaks,
    "H-VT-2": risk.psychologist_weighed,
    "H-VT-3": meetings.meeting_held,
    "H-VT-4": meetings.conditions_decided,
    "H-VT-5": meetings.plan_in_force,
    "H-RN-5": partners.probation_and_lead,
    "H-OM-1": partners.safety_house,
    "H-OM-2": partners.victim_coordinator,
    "H-OM-4": risk.ban_advised,
    "L-POL-1a": low.talk_agreed,
    "L-POL-1b": low.talk_reported,
    "L-POL-2b": low.investigation_done,
    "L-POL-3": low.prosecution_told,
    "L-VT-2": low.handed_over,
    "T-CR-1": partners.police_and_lead,
    "T-CR-2": partners.police_and_prosecution,
    "T-CR-3": meetings.meeting_held,
    "T-CR-4": risk.psychologist_weighed,
    "T-CR-6": partners.detectives_and_crisis_team,
    "T-CR-7": meetings.meeting_held,
    "T-CR-8": risk.marker_applied,
    "T-TH-2": meetings.plan_in_force,
}


def shown(route_map: RouteMap, rule_id: str, evidence: Evidence) -> Shown:
    """What the file says to a rule; weighings are told by the rules that name a measure."""
    if (weighed := risk.weighed(route_map, rule_id, evidence)) is not None:
        return weighed
    teller = TELLERS.get(rule_id)
    return teller(route_map, evidence) if teller else Shown()
