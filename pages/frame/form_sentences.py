"""The sentences for refusals of a Word form that came back: what is wrong with the file, and what to do."""

_FORM = "forms.refused"
_NOT_MADE = "forms.not_made"

FORM_SENTENCES = {
    _NOT_MADE: "No form was made.",
    f"{_NOT_MADE}.no_meeting": "There is no planned meeting to hand conditions in for, so no form was made.",
    f"{_NOT_MADE}.replaced": "This invitation was replaced by a later one. Make the form for that one.",
    f"{_NOT_MADE}.locked": "This invitation's link is locked. Give out a new link first, then make the form.",
    "apart.too_large": "This file is too large and was not read.",
    "apart.too_heavy": "Reading this file took too long and was stopped.",
    _FORM: "This file was not read. Save the form again in Word as a Word document (.docx) and choose that file.",
    f"{_FORM}.empty": "This file is empty. Save the form again in Word and choose that file.",
    f"{_FORM}.too_large": "This file is larger than 5 MB and was not read. Take pictures out and save the form again.",
    f"{_FORM}.too_heavy": (
        "Reading this file took too much and was stopped. Copy the answers into a new form and hand that in."
    ),
    f"{_FORM}.old_word": (
        "This is a file of an old version of Word (.doc). Open it in Word and save it as a Word document (.docx)."
    ),
    f"{_FORM}.with_password": (
        "This file is locked with a password and was not read. Take the password off and save the form again."
    ),
    f"{_FORM}.pdf": (
        "This is a PDF, out of which the answers cannot be read. Choose the Word file (.docx) that it was made from."
    ),
    f"{_FORM}.open_document": (
        "This is an OpenDocument text (.odt). Open it and save it as a Word document (.docx); the answers stay."
    ),
    f"{_FORM}.rich_text": "This is an RTF file. Open it in Word and save it as a Word document (.docx).",
    f"{_FORM}.web_page": (
        "This is a web page, perhaps one to sign in, and not a Word file. Sign in first and download the form anew."
    ),
    f"{_FORM}.picture": "This is a picture. Type the answers into the Word form and hand that in.",
    f"{_FORM}.mail": "This is an e-mail. Save the form that is attached to it and choose that file.",
    f"{_FORM}.other_office": "This is a spreadsheet or a presentation. Choose the Word form (.docx).",
    f"{_FORM}.other_archive": (
        "This is an archive (.zip) and not a Word file. Take the form out of it and choose that file."
    ),
    f"{_FORM}.other_kind": "This is not a Word file. Choose the form as a Word document (.docx).",
    f"{_FORM}.template": (
        "This is a Word template and not a document. Open it in Word and save it as a Word document (.docx)."
    ),
    f"{_FORM}.damaged": (
        "This file is damaged, so answers may be missing. Save it again in Word, or download or mail it anew."
    ),
    f"{_FORM}.names": (
        "The build-up of this file is not that of a Word document, and it was not read. "
        "Copy the answers into a new form and hand that in."
    ),
    f"{_FORM}.too_many_parts": (
        "There are more than 200 parts in this file and it was not read. Take pictures out and save the form again."
    ),
    f"{_FORM}.too_much_inside": (
        "Unpacked, this file is far larger than a form and was not read. "
        "Copy the answers into a new form and hand that in."
    ),
    f"{_FORM}.entities": (
        "There are instructions in this file that Word does not write, and it was not read. "
        "Copy the answers into a new form and hand that in."
    ),
    f"{_FORM}.too_involved": (
        "This file is too involved to be a form and was not read. Copy the answers into a new form and hand that in."
    ),
    f"{_FORM}.macros": (
        "There are macros in this file and it was not read. Save it in Word as a Word document (.docx), without macros."
    ),
    f"{_FORM}.controls": (
        "There are controls in this file that run a program (ActiveX), and it was not read. "
        "Take them out and save the form again."
    ),
    f"{_FORM}.embedded": (
        "There is another file inside this one, and it was not read. Take that file out and save the form again."
    ),
    f"{_FORM}.linked_template": (
        "This file fetches a template from elsewhere and was not read. "
        "Copy the answers into a new form and hand that in."
    ),
    f"{_FORM}.from_elsewhere": (
        "This file fetches something from elsewhere, such as a picture or a file that it links to, and was not read. "
        "Take that out and save the form again."
    ),
    f"{_FORM}.mail_merge": (
        "This file is tied to a mail merge and was not read. End the mail merge in Word and save the form again."
    ),
    f"{_FORM}.not_a_form": (
        "This is a Word document, but not the form for conditions. "
        "Choose the form that you filled in, or download a new one."
    ),
    f"{_FORM}.too_many_answers": (
        "There are more than 400 answers in this file and it was not read. "
        "Fill in the four blocks of the form and hand in a second one for more."
    ),
    f"{_FORM}.too_long": (
        "One of the answers is longer than 20,000 characters and the file was not read. Shorten it and save again."
    ),
}
