"""The sentences for refusals about people's diaries: days away, closed days, calendar files."""

_FILE = "availability.calendar_file_wrong"

DIARY_SENTENCES = {
    "availability.hours_wrong": "These hours cannot be meant so. Check each beginning and end.",
    "availability.days_wrong": "These days cannot be meant so. Check both dates.",
    "availability.days_wrong.reversed": "The last day lies before the first. Check both dates.",
    "availability.days_wrong.past": "These days are over. Choose days from today on.",
    "availability.days_wrong.too_far": "These days lie more than three years ahead. Check the year.",
    "availability.days_wrong.too_long": (
        "This is longer than a year. Check the dates, or take somebody out of the choice."
    ),
    _FILE: "This file was not read; what was read before stays. Save the calendar again as an .ics file.",
    f"{_FILE}.too_large": (
        "This file is larger than 2 MB and was not read. Save the calendar again, only from today to half a year ahead."
    ),
    f"{_FILE}.empty": "This file is empty. Save the calendar again and choose that file.",
    f"{_FILE}.not_a_calendar": (
        "This is not a calendar file. In your calendar programme choose save or export, as .ics (iCalendar)."
    ),
    f"{_FILE}.web_page": (
        "This is a web page, perhaps one to sign in, and not a calendar. Sign in first and download the .ics file anew."
    ),
    f"{_FILE}.cut_off": "This file stops halfway, so appointments may be missing. Save or download it again.",
    f"{_FILE}.nested": (
        "The build-up of this calendar file is not right at line {line}. Save it again from the calendar programme."
    ),
    f"{_FILE}.too_many": (
        "There is more in this calendar than can be read (up to line {line}). "
        "Save it again, only from today to half a year ahead."
    ),
    f"{_FILE}.too_full": (
        "This calendar holds more than 20,000 appointments in half a year and was not read. Save a smaller part of it."
    ),
    f"{_FILE}.too_heavy": (
        "Reading this calendar took too long and was stopped. Save it again, only from today to half a year ahead."
    ),
    f"{_FILE}.moment": (
        "A date or time at line {line} cannot be read. Mend that appointment and save the calendar again."
    ),
    f"{_FILE}.turned": (
        "The appointment at line {line} ends before it begins. Mend it in the calendar and save that again."
    ),
    f"{_FILE}.too_long": (
        "The appointment at line {line} lasts longer than a year. Make it shorter, or enter it here as days away."
    ),
    f"{_FILE}.repeat": (
        "How the appointment at line {line} repeats cannot be read. Mend it in the calendar and save that again."
    ),
    f"{_FILE}.too_often": (
        "The appointment at line {line} repeats more often than once a day. Take it out and save the calendar again."
    ),
}
