"""The sentences for what a case file refuses, by code, field and reason; see `sentences`."""

CASE_SENTENCES: dict[str, str] = {
    "cases.code_taken": "A case with this code exists already. Choose another code.",
    "cases.person_barred": "This person may not take part in this case. If that is wrong, ask who opened the case.",
    "cases.private_person": (
        "This name, mail address or phone number belongs to somebody in the case itself. Victim, alleged perpetrator "
        "and the people around them take no seat and are never invited. Is it really another person? Write the full "
        "name of the professional under Partners, then try again."
    ),
    "cases.suspect_held": (
        "A stop is in force: nobody approaches the alleged perpetrator until the case director releases it. "
        "So no conversation with this person can be begun or planned now."
    ),
    "cases.draft_too_long": "This is more text than one form can hold. Shorten it; your text is still on this screen.",
    "cases.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "cases.field_wrong.code.malformed": "A case code has 2 to 20 letters, digits and dashes, for example Z-2026-014.",
    "cases.field_wrong.code_name.length": "Give the case a code name of at most 60 characters.",
    "cases.field_wrong.code_name.names_a_person": (
        "The code name holds a name from the case. It stands in mail and calendars: choose a word that names nobody."
    ),
    "cases.field_wrong.persons.no_victim": "Add at least one victim.",
    "cases.field_wrong.persons.no_suspect": "Add at least one alleged perpetrator.",
    "cases.field_wrong.persons.same_ref": "Two people have the same reference. Remove one of them.",
    "cases.field_wrong.alias.length": "Give everybody a name for print of at most 80 characters, such as Mrs W.",
    "cases.field_wrong.seat.unknown_professional": "Choose who fills the seat.",
    "cases.field_wrong.until_on.in_past": (
        "The last day on the seat has passed. Enter a day to come, or take this person off the seat."
    ),
    "cases.field_wrong.seat_deputy.same_person": "Choose somebody else as deputy: nobody stands in for themselves.",
    "cases.field_wrong.deputy_briefed_on.without_deputy": "Choose the deputy first, then the day of the briefing.",
    "cases.field_wrong.role.empty": "Choose which seat it is.",
    "cases.field_wrong.speaks_with.unknown_person": "Choose again with whom this person speaks.",
    "cases.field_wrong.deputy.unknown": "Choose another case director as deputy.",
    "cases.field_wrong.deputy.barred": "This person is kept out of this case. Choose another deputy.",
    "cases.field_wrong.successor.unknown": "Choose another case director to take over.",
    "cases.field_wrong.successor.barred": "This person is kept out of this case. Choose somebody else to take over.",
    "cases.not_active": "This case is not active. Nothing can be planned or adopted in it.",
    "cases.not_active.in_voorbereiding": (
        "This case has no deputy case director yet. Name one under Direction and protection; then you can go on."
    ),
    "cases.not_active.gesloten": "This case is closed. Nothing can be planned or adopted in it.",
    "cases.field_wrong.outcome.too_long": "Enter the outcome of the assessment in at most 80 characters.",
    "cases.field_wrong.outcome.empty": "Enter the outcome of the assessment.",
    "cases.field_wrong.assessed_on.in_future": "The day of the assessment lies in the future. Enter the right day.",
    "cases.field_wrong.organisation.same_twice": "Choose two different organisations.",
    "cases.field_wrong.unreadable": (
        "{what} holds signs that cannot be kept, such as control codes or a line break. Type that part anew."
    ),
    "cases.field_wrong.too_long": (
        "{what} is too long: {length} characters, and there is room for {longest}. Shorten it; nothing was lost."
    ),
    "cases.field_wrong.national_number": (
        "{what} holds what looks like a citizen service number (BSN). That is kept nowhere: take it out. "
        "Is it a phone number? Write it with its country code."
    ),
    "cases.field_wrong.in_future": "{what}: this day is still to come. Enter the right day.",
    "cases.field_wrong.too_early": "{what}: this day lies before 1900. Enter the right day.",
    "cases.field_wrong.too_far": "{what}: this day lies more than fifty years ahead. Enter the right day.",
    "cases.field_wrong.without_fact": "{what}: there is a day only when the answer is yes. Change one of the two.",
    "cases.field_wrong.age.impossible": "Enter an age between 0 and 130, or leave it empty.",
    "cases.field_wrong.faces_agreed.impossible": (
        "Enter how many professionals she agreed to, at most 30, or leave it empty."
    ),
    "cases.field_wrong.competence_reason.empty": (
        "The relation says otherwise about who is competent. Write why this case differs, or choose 'by the relation'."
    ),
    "cases.field_wrong.not_informed_because.empty": "Write why this person does not know of the case yet.",
    "cases.field_wrong.alias.names_the_person": (
        "The alias holds a part of the person's name. It stands in documents: choose an alias that names nobody."
    ),
    "cases.field_wrong.place.empty": "Enter where the place is, or what it is called.",
    "cases.field_wrong.given_by.empty": "Enter who gave this order, such as the court or the mayor.",
    "cases.field_wrong.about.unknown_person": "Choose again whom this order is about.",
    "cases.field_wrong.until_on.before_start": "The end lies before the beginning. Check both days.",
    "cases.field_wrong.review_events.too_many": "Name at most 30 events after which the plan is looked at again.",
    "cases.field_wrong.by_organisation.empty": "Choose which organisation made it.",
    "cases.field_wrong.words.empty": "Enter the words to protect.",
}
