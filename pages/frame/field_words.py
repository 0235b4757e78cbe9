"""What the fields of forms are called, for sentences that say which field is meant."""

from services.wording import Say

_FIELDS = {
    "about": "Whom it is about",
    "address": "Address",
    "alias": "Alias",
    "assessed_on": "Day of the assessment",
    "birth_date": "Birth date",
    "brought_by": "Brought in by",
    "by_organisation": "Made by",
    "by_person": "By whom",
    "code_name": "Code name",
    "competence_reason": "Why this differs from the relation",
    "complaint_on": "Day of the complaint",
    "covenant_on": "Covenant signed on",
    "confidentiality_on": "Confidentiality signed on",
    "deputy_briefed_on": "Deputy briefed on",
    "domicile": "Address chosen instead (domicile)",
    "from_on": "From",
    "function": "Function",
    "given_by": "Given by",
    "informed_by": "Informed by",
    "informed_on": "Informed on",
    "instrument_version": "Version of the instrument",
    "language": "Language",
    "legal_basis": "Legal basis",
    "name": "Name",
    "not_informed_because": "Why not informed",
    "note": "Note",
    "number": "Day-and-night number",
    "order_text": "What it says",
    "outcome": "Outcome",
    "phone": "Phone",
    "place": "Where it is",
    "region": "Region",
    "review_events": "Look again earlier when",
    "review_on": "Date of review",
    "safe_caller": "Who may call",
    "safe_contact": "How to reach safely",
    "safe_times": "When",
    "safety_house_on": "Registered at the Safety House on",
    "seat_note": "Note",
    "serious_grounds_on": "Day of the serious grounds",
    "secure_channel": "Secure channel",
    "steering_contact": "Contact in the steering group",
    "summary": "What happened",
    "suspect_arrested_on": "Day of the arrest",
    "team": "Team",
    "until_on": "Until",
    "vulnerabilities": "Vulnerabilities",
}


def field_name(say: Say, field: object) -> str:
    """What a field is called; what has no name of its own is 'this field'."""
    return say(_FIELDS.get(str(field), "This field"))
