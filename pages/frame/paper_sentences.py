"""The sentences for papers and letters that are not made, by code and reason; see `sentences`."""

PAPER_SENTENCES: dict[str, str] = {
    "documents.version_withdrawn": (
        "This version was withdrawn, so no copy of it is made any more. Choose another version under Documents."
    ),
    "documents.minutes_too_early": "The meeting has not begun yet. Make the minutes once it has.",
    "documents.meeting_not_called": (
        "This meeting was called off, or nobody was invited yet. Its papers can be made once it stands."
    ),
    "documents.consent_over": "This consent does not hold today, so no letter is written or handed out within it.",
    "documents.consent_over.withdrawn": (
        "This consent was withdrawn, so no letter is written or handed out within it. Letters that left must be "
        "destroyed: call the organisation."
    ),
    "documents.consent_over.expired": (
        "This consent has expired. Ask whether it may go on, and record that with the victim's voice."
    ),
    "documents.consent_over.not_yet": "This consent begins on a later day. Write the letter from then on.",
    "documents.letter_wrong": "Something in the letter is not right. Check it; nothing was lost.",
    "documents.letter_wrong.text.empty": "Write what is asked of the organisation.",
    "documents.letter_wrong.text.long": "The letter is too long. Shorten it to 4,000 characters; nothing was lost.",
    "documents.letter_wrong.contact.long": "Say in 200 characters how the contact person is reached.",
    "documents.letter_replaced": "A later letter took its place. Open that one under Documents.",
}
