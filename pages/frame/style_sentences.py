"""The sentences for refusals of a house style: what is wrong with the document, where, and what to do."""

_STYLE = "housestyle.refused"

STYLE_SENTENCES = {
    "housestyle.not_there": "There is no such house style (any more). Load the page anew.",
    _STYLE: "This document was not taken. Save it in Word as a Word document (.docx) and choose that file.",
    f"{_STYLE}.missing": (
        "These styles are not in the document: {styles}. Add them under exactly these names, "
        "or begin from the example on this page, which has them all."
    ),
    f"{_STYLE}.unreadable_ink": (
        "The letters of these styles cannot be read well on their ground: {styles}. "
        "Make the letters or the ground darker or lighter (contrast at least 4.5 to 1)."
    ),
    f"{_STYLE}.too_small": "The letters of these styles are smaller than 8 points: {styles}. Make them larger.",
    f"{_STYLE}.too_large_type": "The letters of these styles are larger than 48 points: {styles}. Make them smaller.",
    f"{_STYLE}.page": (
        "The tables of a plan do not fit the page of this document. "
        "Set it to A4, upright, with margins between 1 and 4 cm and text between 14.2 and 19 cm wide."
    ),
    f"{_STYLE}.empty": "This file is empty. Save the document again in Word and choose that file.",
    f"{_STYLE}.too_large": "This file is larger than 5 MB and was not read. Take pictures out and save it again.",
    f"{_STYLE}.too_heavy": (
        "Reading this document took too much and was stopped. Take text and pictures out: only its styles are used."
    ),
    f"{_STYLE}.old_word": (
        "This is a file of an old version of Word (.doc). Open it in Word and save it as a Word document (.docx)."
    ),
    f"{_STYLE}.with_password": "This document is locked with a password. Take the password off and save it again.",
    f"{_STYLE}.pdf": "This is a PDF, which has no styles. Choose the Word document (.docx) that it was made from.",
    f"{_STYLE}.template": (
        "This is a Word template and not a document. Open it in Word and save it as a Word document (.docx)."
    ),
    f"{_STYLE}.damaged": "This file is damaged. Open it in Word, save it again, and choose that file.",
    f"{_STYLE}.names": "The build-up of this file is not that of a Word document. Copy the styles into a new document.",
    f"{_STYLE}.too_many_parts": "There are more than 200 parts in this file. Take pictures out and save it again.",
    f"{_STYLE}.too_much_inside": (
        "Unpacked, this file is far larger than a document. Copy the styles into a new document."
    ),
    f"{_STYLE}.entities": (
        "There are instructions in this file that Word does not write. Copy the styles into a new document."
    ),
    f"{_STYLE}.too_involved": "This document is too involved. Take text and tables out: only its styles are used.",
    f"{_STYLE}.macros": "There are macros in this document. Save it without macros, as a Word document (.docx).",
    f"{_STYLE}.controls": "Controls in this document run a program (ActiveX). Take them out and save it again.",
    f"{_STYLE}.embedded": "Another file is embedded in this document. Take it out and save the document again.",
    f"{_STYLE}.linked_template": (
        "This document hangs on a template elsewhere. Detach that in Word (Developer, Document template) and save it."
    ),
    f"{_STYLE}.from_elsewhere": (
        "This document fetches something from elsewhere, such as a linked picture. Take it out and save it again."
    ),
    f"{_STYLE}.mail_merge": "This is a document of a mail merge. Make it an ordinary Word document and save it again.",
}
