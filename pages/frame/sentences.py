"""The sentence for every refusal, by its code: what is wrong and what to do next. Spoken by `refusal`.

A more exact one may stand under `code.reason`, `code.flaw` or `code.field.reason`.
"""

SENTENCES: dict[str, str] = {
    "service.refused": "This did not work. Nothing was changed. Try again, or ask your administrator.",
    "access.not_allowed": "You have no access to this page.",
    "access.session_over": "Your session is over. Sign in again; what you typed before is kept.",
    "work.changed_meanwhile": "Somebody else saved this first. Your text is not lost: compare both and save again.",
    "directory.too_many_tries": "Tried too often. Try again after {until}.",
    "directory.sign_in_refused": "E-mail address and password do not belong together. Check both and try again.",
    "directory.second_factor_refused": (
        "This code is not right or was used already. Wait for the next code of your app and enter that one."
    ),
    "directory.step_expired": "This took too long. Start again with the first step.",
    "directory.setup_refused": (
        "This code is not right. Copy the code that the planner showed in its terminal at the last start."
    ),
    "directory.invitation_refused": "This link does not work (any more). Ask your administrator for a new one.",
    "directory.password_refused": "Choose another password.",
    "directory.password_refused.short": "Choose a password of at least 15 characters; a few words in a row work well.",
    "directory.password_refused.long": "Choose a password of at most 128 characters.",
    "directory.password_refused.common": "This password is easy to guess. Choose a few unrelated words.",
    "directory.password_refused.personal": "Choose a password without your own name or e-mail address.",
    "directory.name_missing": "Enter a name of at least two letters.",
    "directory.email_wrong": "Enter an e-mail address, for example naam@organisatie.nl.",
    "directory.email_taken": "There is an account with this e-mail address already.",
    "directory.organisation_needed": "Choose the organisation this person works for.",
    "directory.last_administrator": "This is the last administrator. Make another one first.",
    "directory.account_unknown": "This account does not exist any more. Load the page anew.",
    "meetings.link_refused": "This link does not work (any more). Call the case director for a new one.",
    "meetings.code_wrong": "This code is not right. Tries left: {left}.",
    "meetings.link_locked": "This link is locked after too many wrong codes. Call the case director for a new one.",
    "settings.wrong": "The setting {setting} is not right ({reason}).",
    "settings.wrong.address": (
        "MDO_PUBLIC_ADDRESS must be an address without a path, for example https://planner.example.nl."
    ),
    "settings.wrong.https_needed": "MDO_PUBLIC_ADDRESS must begin with https, except on this machine itself.",
    "settings.wrong.key_beside_database": "MDO_KEY_FILE may not lie in MDO_DATA_FOLDER: keep key and data apart.",
    "settings.wrong.key_missing": (
        "The key file (MDO_KEY_FILE) is missing while there is data. Put the key back; without it the data stay shut."
    ),
    "settings.wrong.key_readable_by_others": "Others can read the key file (MDO_KEY_FILE). Shut them out.",
    "settings.wrong.key_malformed": "The key file (MDO_KEY_FILE) does not hold a key of 64 hexadecimal signs.",
    "settings.wrong.folder_not_writable": "The data folder (MDO_DATA_FOLDER) cannot be written to.",
    "settings.wrong.database_not_opened": "The database cannot be opened. Check {setting}.",
    "settings.wrong.practice_is_off": "The practice region is switched off here.",
    "settings.platform_differs": (
        "The planner does not start: the setting {setting} must be {expected} and is {found}. "
        "Take the deviation away (command line, environment or .streamlit/config.toml)."
    ),
    "cases.code_taken": "A case with this code exists already. Choose another code.",
    "cases.person_barred": "This person may not take part in this case. If that is wrong, ask who opened the case.",
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
    "cases.field_wrong.role.empty": "Choose which seat it is.",
    "cases.field_wrong.speaks_with.unknown_person": "Choose again with whom this person speaks.",
    "cases.field_wrong.deputy.unknown": "Choose another case director as deputy.",
    "cases.field_wrong.outcome.too_long": "Enter the outcome of the assessment in at most 80 characters.",
    "cases.field_wrong.outcome.empty": "Enter the outcome of the assessment.",
    "cases.field_wrong.assessed_on.in_future": "The day of the assessment lies in the future. Enter the right day.",
    "cases.field_wrong.organisation.same_twice": "Choose two different organisations.",
    "cases.field_wrong.bar.empty": "Enter a name, an e-mail address or an organisation.",
    "cases.field_wrong.bar.shuts_out_director": (
        "This keeps you out of the case yourself. Let another case director open it, or change whom you keep out."
    ),
    "cases.field_wrong.words.empty": "Enter the words to protect.",
    "conditions.field_wrong": "Something in the condition is not right. Check it; nothing was lost.",
    "conditions.field_wrong.text.empty": "Write what must happen, or what must not.",
    "conditions.field_wrong.text.too_long": "This text is too long (2000 characters). Make two conditions of it.",
    "conditions.field_wrong.if_not.too_long": "What to do if it does not succeed is too long (2000 characters).",
    "conditions.field_wrong.until.in_past": "This moment has passed. Choose one to come.",
    "conditions.field_wrong.subject.unknown_person": "Choose again whom it is about.",
    "conditions.field_wrong.protects.unknown_person": "Choose again whom it protects.",
    "conditions.field_wrong.tier.unknown": "Choose who may read this.",
    "conditions.deadline_passed": "The time for handing in is over. Call the case director: they can still fill it in.",
    "conditions.already_decided": "The case director has decided on this condition. Call them to change it.",
    "conditions.reason_missing": "Write why this condition is dropped. Its author gets to see the reason.",
    "directory.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "directory.field_wrong.name.empty": "Enter a name.",
    "directory.field_wrong.key.empty": "Enter a short name for the organisation.",
    "directory.field_wrong.organisation.unknown": "Choose an organisation.",
    "directory.field_wrong.email.malformed": "Enter an e-mail address, for example naam@organisatie.nl.",
    "directory.field_wrong.hours.reversed": "The end of a stretch must come after its beginning, within the same week.",
    "directory.hours_unreadable": (
        "The hours of {day} cannot be read. Type them like 9.00-12.00, 13.00-17.00, the earlier hour first."
    ),
    "documents.nothing_adopted": "There is no adopted plan yet. Adopt the plan first.",
    "documents.edition_unknown": "There is no such document for this plan.",
    "documents.leak_found": (
        "This file was not made: it would hold something that this reader may not see. "
        "Look at the texts of conditions and actions for this reader."
    ),
    "documents.file_unreadable": "This file was not made: it could not be checked. Try again.",
    "meetings.partners_missing": (
        "The minimum attendance is not met: {groups} missing. Invite them, or record why the meeting goes on without."
    ),
    "meetings.slot_in_past": "This time lies in the past. Choose another one.",
    "meetings.slot_wrong": "A meeting takes between 10 and 240 minutes.",
    "meetings.deadline_wrong": "Ask for conditions before the meeting starts, and at a time that is still to come.",
    "meetings.nobody_invited": "Invite at least two attendees.",
    "meetings.meeting_over": "This meeting was called off or has begun; it cannot be changed any more.",
    "measures.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "measures.field_wrong.reason.empty": "Write why. Without a reason this cannot be recorded.",
    "measures.field_wrong.too_long": "This text is too long (at most {longest} characters). Shorten it.",
    "measures.field_wrong.far_away": "This day lies more than ten years away. Enter the right day.",
    "measures.field_wrong.in_future": "This day lies in the future. Enter the right day.",
    "measures.field_wrong.organisation.unknown": "Choose which organisation weighed this.",
    "measures.field_wrong.handover_to.unknown": "Choose again who carries on afterwards.",
    "measures.field_wrong.tier.unknown": "Choose who may read this.",
    "measures.field_wrong.weigh_again_on.before": "Choose a day after the weighing to weigh it again.",
    "measures.field_wrong.valid_until.needed": "Enter from when until when this measure holds: its order says both.",
    "measures.field_wrong.valid_until.before_start": "The last day lies before the first. Enter both again.",
    "measures.field_wrong.valid_until.not_applied": "Only a measure that is applied has a last day and a handover.",
    "measures.field_wrong.until.before": "An extension ends after the day until which the measure holds now.",
    "measures.field_wrong.held_on.before_coordination": (
        "The conversation comes after the coordination with Veilig Thuis. Enter both days again."
    ),
    "measures.field_wrong.where.empty": "Enter where the conversation was held.",
    "measures.field_wrong.report_number.empty": "Enter the number of the official report. Without it this stays open.",
    "measures.field_wrong.plan.empty": "Write the plan first.",
    "measures.refused": "This measure is not possible as the case stands. Look at its rules.",
    "measures.refused.too_long": "This goes too far: until {until} at most ({days} days).",
    "measures.refused.serious_grounds": (
        "A behaviour order needs serious grounds. Ask the prosecution, and record the answer in the case first."
    ),
    "measures.refused.mediation": (
        "No mediation while the stalking goes on (H-RN-8). Record that it is not allowed, with the reason."
    ),
    "measures.refused.stop_talk": (
        "Once there is a complaint, a threat or violence, a stop conversation is of no use any more (L-POL-1)."
    ),
    "measures.refused.no_extension_left": "This measure cannot be extended (any more). Weigh it anew.",
    "measures.refused.over": "This measure ended on {until}. Weigh it anew.",
    "measures.refused.prosecution": "Extending needs a prosecution that has started. Confirm that, or weigh it anew.",
    "measures.stop_talk_refused": "The stop conversation is not possible as the case stands. Look at its conditions.",
    "measures.stop_talk_refused.low_risk": "A stop conversation is for low risk only (L-POL-1).",
    "measures.stop_talk_refused.no_complaint": (
        "There is a complaint: a stop conversation is of no use any more. Consult the prosecution (L-POL-1a)."
    ),
    "measures.stop_talk_refused.no_complaint_unknown": "First record whether there is a formal complaint.",
    "measures.stop_talk_refused.no_threats": (
        "There were threats or violence: a stop conversation is of no use any more (L-POL-1)."
    ),
    "measures.stop_talk_refused.no_threats_unknown": "First record whether there were threats or violence.",
    "measures.stop_talk_refused.veilig_thuis": "First record the coordination with Veilig Thuis (L-POL-1a).",
    "measures.stop_talk_refused.hold": (
        "Nobody approaches the alleged perpetrator now. Wait until the case director releases this."
    ),
    "measures.stop_talk_refused.once": "There was a stop conversation in this case. It does not happen a second time.",
    "measures.stop_talk_refused.not_held": "The conversation was not held yet.",
    "measures.stop_talk_refused.closed": "The stop conversation was closed already.",
    "messages.field_wrong": "The message could not be written: {field} cannot stand in a mail.",
    "plans.field_wrong": "Something in the action is not right. Check it; nothing was lost.",
    "plans.field_wrong.what.empty": "Write what happens.",
    "plans.field_wrong.what.too_long": "This text is too long (2000 characters). Make two actions of it.",
    "plans.field_wrong.proof.too_long": "How it is shown that it was done is too long (2000 characters).",
    "plans.field_wrong.if_not.too_long": "What to do if it does not succeed is too long (2000 characters).",
    "plans.field_wrong.supporting.unknown": "Choose again who helps.",
    "plans.field_wrong.conditions.unknown": "Choose again from which conditions this comes.",
    "plans.field_wrong.owner.unknown": "Choose who does this.",
    "plans.field_wrong.tier.unknown": "Choose who may read this.",
    "plans.field_wrong.due.in_past": "This day lies in the past. Choose a day to come, or say that it is continuous.",
    "plans.field_wrong.ends.before_due": "The end lies before the day by which it must be done.",
    "plans.adoption_blocked": "The plan cannot be adopted yet: {missing}.",
    "demo.case_file_wrong": "The case file cannot be read. Line {line} is wrong.",
    "demo.real_database": "Fictional cases are never put beside real ones.",
    "route_map.wrong": "The route map cannot be used. Look at line {line} of the file.",
    "scheduling.calendar_wrong": "One of the stated hours cannot be: it ends before it begins, or overlaps another.",
    "scheduling.request_wrong": "This meeting cannot be planned like this. Check its length and its attendees.",
}
