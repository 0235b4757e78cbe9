"""The sentences for refusals of what stands in a form that came in, and of what is done with it in the waiting room."""

ROW = "forms.row_wrong"

WAITING_SENTENCES = {
    "forms.of_another_case": (
        "This form was made for another case. It was not read and nothing of it was kept. Choose the right file."
    ),
    "forms.empty": "Nothing is filled in in this form. Save it in Word after filling it in, and choose that file.",
    "forms.not_open": "Nothing can be decided on this form any more. Look at the page anew.",
    "forms.not_open.set_apart": "First say whose form this is.",
    ROW: (
        "This row cannot be taken over as it stands. It does not come along; fill it in yourself after a call if need "
        "be."
    ),
    f"{ROW}.empty": "This is not filled in, and there is no condition without it. Fill it in yourself after a call.",
    f"{ROW}.unknown_choice": (
        "This is none of the choices. This row does not come along; fill it in yourself after a call if need be."
    ),
    f"{ROW}.unreadable": "There are signs in this that cannot be kept. This row does not come along.",
    f"{ROW}.too_long": (
        "This text is longer than 2000 characters. This row does not come along; ask for a shorter one."
    ),
    f"{ROW}.national_number": (
        "There is a citizen service number in this; planning needs none. This row does not come along."
    ),
    f"{ROW}.day": "This is no day that can be read, such as 24-11-2026. This row does not come along.",
    f"{ROW}.time": "This is no time that can be read, such as 14.30. This row does not come along.",
    f"{ROW}.only_day": "Only a day fits here, no time. This row does not come along.",
    f"{ROW}.no_day": "There is a time without a day. This row does not come along.",
    f"{ROW}.in_past": "This had passed already when the form came in. This row does not come along.",
    f"{ROW}.half": "Only half of this is filled in: it needs both answers. This row does not come along.",
    f"{ROW}.gone": "This question is not in the form any more; what stands now stays.",
}
