"""The sentence for every refusal, by its code: what is wrong and what to do next. Spoken by `refusal`.

A more exact one may stand under `code.reason`, `code.flaw`, `code.what` or `code.field.reason`.
"""

from pages.frame.agenda_sentences import AGENDA_SENTENCES
from pages.frame.answer_sentences import ANSWER_SENTENCES
from pages.frame.case_sentences import CASE_SENTENCES
from pages.frame.contact_sentences import CONTACT_SENTENCES
from pages.frame.copy_sentences import COPY_SENTENCES
from pages.frame.diary_sentences import DIARY_SENTENCES
from pages.frame.duty_sentences import DUTY_SENTENCES
from pages.frame.finding_sentences import FINDING_SENTENCES
from pages.frame.form_sentences import FORM_SENTENCES
from pages.frame.leaving_sentences import LEAVING_SENTENCES
from pages.frame.live_sentences import LIVE_SENTENCES
from pages.frame.meeting_sentences import MEETING_SENTENCES
from pages.frame.news_sentences import NEWS_SENTENCES
from pages.frame.paper_sentences import PAPER_SENTENCES
from pages.frame.plan_text_sentences import PLAN_TEXT_SENTENCES
from pages.frame.region_plan_sentences import REGION_PLAN_SENTENCES
from pages.frame.report_sentences import REPORT_SENTENCES
from pages.frame.review_sentences import REVIEW_SENTENCES
from pages.frame.scheduling_sentences import SCHEDULING_SENTENCES
from pages.frame.settling_sentences import SETTLING_SENTENCES
from pages.frame.style_sentences import STYLE_SENTENCES
from pages.frame.version_sentences import VERSION_SENTENCES
from pages.frame.waiting_sentences import WAITING_SENTENCES

SENTENCES: dict[str, str] = {
    **ANSWER_SENTENCES,
    **AGENDA_SENTENCES,
    **CASE_SENTENCES,
    **CONTACT_SENTENCES,
    **COPY_SENTENCES,
    **DIARY_SENTENCES,
    **DUTY_SENTENCES,
    **FINDING_SENTENCES,
    **FORM_SENTENCES,
    **LEAVING_SENTENCES,
    **LIVE_SENTENCES,
    **NEWS_SENTENCES,
    **PLAN_TEXT_SENTENCES,
    **REGION_PLAN_SENTENCES,
    **REPORT_SENTENCES,
    **REVIEW_SENTENCES,
    **SCHEDULING_SENTENCES,
    **SETTLING_SENTENCES,
    **VERSION_SENTENCES,
    **STYLE_SENTENCES,
    **WAITING_SENTENCES,
    **MEETING_SENTENCES,
    **PAPER_SENTENCES,
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
    "directory.link_refused": "This link does not work (any more). Call the case director for a new one.",
    "directory.code_wrong": "This code is not right. Tries left: {left}.",
    "directory.link_locked": "This link is locked after too many wrong codes. Call the case director for a new one.",
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
    "barring.field_wrong": "Nobody was kept out. Check what you entered.",
    "barring.field_wrong.bar.empty": "Enter a name, an e-mail address, a team or an organisation.",
    "barring.field_wrong.bar.no_address": "Enter an e-mail address, for example naam@organisatie.nl.",
    "barring.field_wrong.bar.shuts_out_director": (
        "This keeps you out of the case yourself. Let another case director do this, or change whom you keep out."
    ),
    "barring.field_wrong.same.unknown": "Say whether it is the same person: yes or no.",
    "direction.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "direction.field_wrong.deputy.missing": "A case keeps a deputy. Choose who deputises.",
    "direction.field_wrong.note.too_long": "This text is too long (2000 characters). Shorten it; nothing was lost.",
    "direction.field_wrong.reason.too_long": "This text is too long (2000 characters). Shorten it; nothing was lost.",
    "direction.field_wrong.reason.empty": "Write why you do not take the case over. Who asked you reads it.",
    "direction.field_wrong.absence.reversed": "The last day lies before the first. Enter them the other way round.",
    "direction.field_wrong.absence.past": "These days are over. Enter days from today on.",
    "direction.field_wrong.absence.too_long": "Enter at most a year. If you are away longer, hand your cases over.",
    "direction.field_wrong.absence.overlaps": "Some of these days you entered already. Choose others.",
    "direction.handover_open": "Somebody was asked already and has not answered yet. Withdraw that question first.",
    "direction.handover_over": "This question was answered or withdrawn meanwhile. Load the page anew.",
    "conditions.field_wrong": "Something in the condition is not right. Check it; nothing was lost.",
    "conditions.field_wrong.text.empty": "Write what must happen, or what must not.",
    "conditions.field_wrong.text.too_long": "This text is too long (2000 characters). Make two conditions of it.",
    "conditions.field_wrong.if_not.too_long": "What to do if it does not succeed is too long (2000 characters).",
    "conditions.field_wrong.until.in_past": "This moment has passed. Choose one to come.",
    "conditions.field_wrong.subject.unknown_person": "Choose again whom it is about.",
    "conditions.field_wrong.protects.unknown_person": "Choose again whom it protects.",
    "conditions.field_wrong.tier.unknown": "Choose who may read this.",
    "conditions.field_wrong.check.too_long": "What makes it visible that it holds is too long (2000 characters).",
    "conditions.field_wrong.due_on.in_past": "This day has passed. Choose today or a day to come.",
    "conditions.field_wrong.done_by.unknown": "Choose again who must do this.",
    "conditions.field_wrong.checked_by.unknown": "Choose again which organisation checks this.",
    "conditions.field_wrong.reading.too_many": (
        "These are too many agreements for one condition. Make two conditions of it."
    ),
    "conditions.term_passed": (
        "A date of condition {number} has passed, so it is not taken over unread. Look at it and hand it in anew."
    ),
    "conditions.extension_wrong": (
        "An own deadline lies after that of the others and before the meeting begins. Choose another moment."
    ),
    "conditions.set_changed": (
        "The conditions have changed since you saw them. Look at them once more; nothing was recorded."
    ),
    "conditions.set_remark_wrong": "Write what is missing from the conditions.",
    "conditions.set_remark_wrong.too_long": "This text is too long (2000 characters). Shorten it; nothing was lost.",
    "conditions.deadline_passed": "The time for handing in is over. Call the case director: they can still fill it in.",
    "conditions.already_decided": "The case director has decided on this condition. Call them to change it.",
    "conditions.reason_missing": "Write why this condition is dropped. Its author gets to see the reason.",
    "events.field_wrong": "Something in event {number} is not right. Check it; nothing was lost.",
    "events.field_wrong.text.empty": "Write what happened in event {number}.",
    "events.field_wrong.text.too_long": "The text of event {number} is too long (10000 characters). Make two of it.",
    "events.field_wrong.about.unknown": "Choose again whom event {number} is about.",
    "events.field_wrong.tier.not_yours": "Choose a reader that includes yourself, so that you can look after it.",
    "events.field_wrong.happened_at.in_future": (
        "Event {number} lies in the future. Only a hearing, a release or an order can be announced."
    ),
    "events.field_wrong.happened_at.impossible": "The day of event {number} cannot be right. Enter the right day.",
    "events.field_wrong.reported_at.in_future": "The chain cannot hear of it in the future. Enter the right moment.",
    "events.field_wrong.reported_at.before_event": (
        "The chain cannot have heard of event {number} before it happened. Enter the right moment."
    ),
    "events.field_wrong.kind.no_breach": "Only a breach has a clock. Change the kind of the event first.",
    "events.field_wrong.told_at.in_future": "The prosecution cannot be told in the future. Enter the right moment.",
    "events.field_wrong.told_at.before_report": (
        "The prosecution cannot have been told before the chain heard of the breach. Enter the right moment."
    ),
    "events.field_wrong.reason.empty": "Write why this event is struck out.",
    "events.field_wrong.events.none": "Tick at least one line to keep.",
    "events.field_wrong.events.too_many": "Keep at most {number} events at a time; the others stay in the box.",
    "directory.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "directory.field_wrong.name.empty": "Enter a name.",
    "directory.field_wrong.key.empty": "Enter a short name for the organisation.",
    "directory.field_wrong.organisation.unknown": "Choose an organisation.",
    "directory.field_wrong.email.malformed": "Enter an e-mail address, for example naam@organisatie.nl.",
    "availability.hours_wrong.reversed": "The end of a stretch must come after its beginning, within the same week.",
    "directory.field_wrong.weekly_hours.twice": "Give each working day its hours once.",
    "directory.field_wrong.weekly_hours.empty": "Tick at least one working day.",
    "directory.field_wrong.weekly_hours.reversed": "A working day must end after it begins. Check the hours.",
    "directory.field_wrong.unreadable": (
        "{what} holds signs that cannot be kept, such as control codes or a line break. Type that part anew."
    ),
    "directory.field_wrong.too_long": (
        "{what} is too long: {length} characters, and there is room for {longest}. Shorten it; nothing was lost."
    ),
    "directory.field_wrong.national_number": (
        "{what} holds what looks like a citizen service number (BSN). That is kept nowhere: take it out. "
        "Is it a phone number? Write it with its country code."
    ),
    "directory.field_wrong.in_future": "{what}: this day is still to come. Enter the right day.",
    "directory.field_wrong.too_early": "{what}: this day lies before 1900. Enter the right day.",
    "availability.hours_unreadable": (
        "The hours of {day} cannot be read. Type them like 9.00-12.00, 13.00-17.00, the earlier hour first."
    ),
    "documents.nothing_adopted": "There is no adopted plan yet. Adopt the plan first.",
    "documents.not_released": "The plan is not open to you by this link. Call the case director.",
    "documents.edition_unknown": "There is no such document for this plan.",
    "documents.leak_found": (
        "This file was not made: it would hold words that its reader may not see. "
        "Documents shows where they stand and what you can do."
    ),
    "documents.file_unreadable": "This file was not made: it could not be checked. Try again.",
    "network.pass_spent": (
        "This link was used already or is too old. Go back to the partner network and ask for the file again."
    ),
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
    "plans.nothing_to_release": "There is no adopted plan yet. Adopt the plan first.",
    "plans.adoption_blocked": "The plan cannot be adopted yet: {missing}.",
    "demo.case_file_wrong": "The case file cannot be read. Line {line} is wrong.",
    "demo.real_database": "Fictional cases are never put beside real ones.",
    "route_map.wrong": "The route map cannot be used. Look at line {line} of the file.",
    "vocabulary.wrong": "The vocabulary cannot be used. Look at line {line} of the file.",
    "vocabulary.norm_wrong": "This reading of the condition is not right. Go through the questions again.",
    "victim.field_wrong": "Something in the form is not right. Check it; nothing was lost.",
    "victim.field_wrong.wishes.empty": (
        "Write down what the victim says, or who speaks for them. An empty form is not kept."
    ),
    "victim.field_wrong.too_long": "This text is too long. Shorten it; what you typed is still on this screen.",
    "victim.field_wrong.in_future": "This day is still to come. Enter the day on which it happened.",
    "victim.field_wrong.long_ago": "This day lies too long ago to be right. Check the year.",
    "victim.field_wrong.before_beginning": "The end lies before the beginning. Check both days.",
    "victim.field_wrong.person.not_a_victim": "Choose a victim of this case.",
    "victim.field_wrong.represented_by.two": "Choose a seat or enter a name, not both.",
    "victim.field_wrong.represented_by.private_person": (
        "This is the name of somebody in the case itself. Nobody from the case sits at the table: "
        "choose a professional or somebody outside it."
    ),
    "victim.field_wrong.seat.unknown": "This seat is not (or no longer) part of the case. Choose another one.",
    "victim.field_wrong.days.empty": "Choose the day of the contact.",
    "victim.field_wrong.days.in_past": "This day has passed. Choose today or a day to come.",
    "victim.field_wrong.days.too_far": "Choose a day within two years.",
    "victim.field_wrong.days.too_many": "These are more promises than can be kept. Choose at most 60 days.",
    "victim.field_wrong.promise.settled": "This contact was kept or called off already. Load the page anew.",
    "victim.field_wrong.reason.empty": "Write why this contact does not take place.",
    "victim.field_wrong.organisation.empty": "Choose to which organisation it may be told.",
    "victim.field_wrong.subject.empty": "Write what may be shared.",
    "victim.field_wrong.valid_until.before_given": "The consent would end before it was given. Check both days.",
    "victim.field_wrong.consent.withdrawn": "This consent was withdrawn already. Load the page anew.",
}
