"""Partners: institutions, seats, accounts, and how somebody belongs to a case. Standard library only."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """The institutions of the chain; they keep their Dutch names. The value is the key a case file uses."""

    POLITIE = "politie"
    DISTRICTSRECHERCHE = "DR"
    CONFLICT_EN_CRISISBEHEERSING = "CCB"
    VEILIG_THUIS = "VT"
    VEILIGHEIDSHUIS = "VHH"
    LOKALE_VELD = "lokale_veld"
    OPENBAAR_MINISTERIE = "OM"
    RECLASSERING = "RN"
    RAAD_VOOR_DE_KINDERBESCHERMING = "RvdK"
    SLACHTOFFERHULP = "SHN"
    VROUWENOPVANG = "vrouwenopvang"
    GEESTELIJKE_GEZONDHEIDSZORG = "GGZ"
    BEWAKEN_EN_BEVEILIGEN = "BB"
    HULPVERLENING = "hulpverlening"
    WERKGEVER = "werkgever"
    OTHER = "overig"


class SeatRole(StrEnum):
    """Seats that rules speak of; a case may have other roles beside these, in free words."""

    CASE_DIRECTOR = "casusregisseur"
    VICTIM_CONTACT = "contactpersoon_slachtoffer"
    CASE_HOLDER = "casushouder"
    PROCESS_DIRECTOR = "procesregisseur"
    PUBLIC_PROSECUTOR = "officier_van_justitie"
    VICTIM_COORDINATOR = "slachtoffercoordinator"
    COMMUNITY_OFFICER = "wijkagent"
    SUPERVISION_OFFICER = "toezichthouder"
    ADVISER = "adviseur"
    INVESTIGATION_COORDINATOR = "coordinator_opsporing"
    LOCAL_DIRECTOR = "regisseur_wijkteam"


class Domain(StrEnum):
    """On which side of the chain an organisation may work with what it reads."""

    CARE = "zorg"
    CRIMINAL_LAW = "strafrecht"
    INVESTIGATION = "opsporing"


class AccountRole(StrEnum):
    """What an account may be used for; administrators, auditors and coordinators never see case content."""

    ADMINISTRATOR = "beheerder"
    CASE_DIRECTOR = "casusregisseur"
    CASE_HOLDER = "casushouder"
    PARTNER = "partner"
    READER = "lezer"
    AUDITOR = "auditor"
    COORDINATOR = "coordinator"


class Belonging(StrEnum):
    """How an acting user belongs to one case; 'barred' beats every role."""

    DIRECTOR = "regisseur"
    DEPUTY = "vervangend_regisseur"
    MEMBER = "lid"
    SUCCESSOR = "opvolger"
    INVITED = "genodigde"
    OWNER = "uitvoerder"
    NONE = "geen"
    BARRED = "afgeschermd"


class BarKind(StrEnum):
    """By what a person, a team or an organisation is kept out of a case."""

    NAME = "naam"
    EMAIL = "e_mailadres"
    ORGANISATION = "organisatie"
    TEAM = "team"


class HandoverAnswer(StrEnum):
    """What became of the question to take a case over."""

    OPEN = "gevraagd"
    ACCEPTED = "aanvaard"
    DECLINED = "geweigerd"
    WITHDRAWN = "ingetrokken"


class ContactKind(StrEnum):
    """How people of a case were in touch. When and how is kept, never what was said."""

    PHONE = "telefoon"
    IN_PERSON = "gesprek"
    VISIT = "huisbezoek"
    VIDEO = "videogesprek"
    MESSAGE = "bericht"
    MEETING = "overleg"
    OTHER = "anders"


class TieKind(StrEnum):
    """What ties two people of a case beside the work: what makes a messenger, or a conflict of interest."""

    FAMILY = "familie"
    PARTNER = "partner"
    FRIEND = "vriendschap"
    NEIGHBOUR = "buur"
    WORK = "werk"
    TREATMENT = "behandeling"
    OTHER = "andere_band"


class FindingAnswer(StrEnum):
    """What was said to a finding of the partner network."""

    DONE = "gedaan"
    PLANNED = "gepland"
    NOT_APPLICABLE = "niet_van_toepassing"
