"""The dialog that takes contacts over from a file: first a report by line, and nothing is kept before it was seen."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show, table, tag
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.network.contact_day import never_what_was_said, under
from pages.network.contact_keeping import contacts_kept
from pages.network.ends import short_words
from services.cases.facts import CaseFacts
from services.contacts.actions import import_contacts
from services.contacts.importing import COLUMNS, ImportReport
from services.contacts.queries import try_contacts
from services.contacts.rules import ImportRefused
from services.contacts.telling import file_sentence, line_sentence
from services.network.facts import NetworkFacts
from services.wording import Say, label

SHOWN = 20
EXAMPLE = "/dl/voorbeeld/contacten"


def import_dialog(screen: Screen, facts: NetworkFacts) -> None:
    """Opens the dialog; the file is read anew for each one who opens it, and forgotten when it was taken over."""
    st.session_state.pop(_tried(facts.case.id), None)

    @st.dialog(screen.say("Take contacts over from a file"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _steps(screen, facts.case)

    opened()


def _steps(screen: Screen, case: CaseFacts) -> None:
    say = screen.say
    show(Markup("<p>{}</p>").format(_what_file(say)))
    st.link_button(say("Open an example file"), EXAMPLE, icon=":material/download:", type="tertiary")
    turn = st.session_state.get(_turn(case.id), 0)
    with st.container(key="contact_file"):
        file = st.file_uploader(say("CSV file (1 MB at most)"), key=f"contact_file.{case.id}.{turn}")
    if file is None:
        never_what_was_said(say)
        return
    if not file.name.lower().endswith(".csv"):
        under(say("This is no CSV file; nothing was read. Save the list as CSV and choose that file."))
        return
    _reported(screen, case, file.file_id, file.getvalue())


def _reported(screen: Screen, case: CaseFacts, file_id: str, data: bytes) -> None:
    """The report of a file, made once, and below it the way on."""
    say = screen.say
    tried = st.session_state.get(_tried(case.id))
    if tried is None or tried[0] != file_id:
        tried = st.session_state[_tried(case.id)] = (file_id, try_contacts(screen.work, case.id, data))
    report: ImportReport = tried[1]
    if report.faults:
        for fault in report.faults:
            under(file_sentence(fault, say))
        show(Markup('<p class="small">{}</p>').format(say("Nothing was taken over. Choose another file.")))
        return
    _report(say, case, report)
    if not report.good:
        show(Markup("<p>{}</p>").format(_nothing_to_take(say, report)))
        return
    skips = not report.faulty or st.checkbox(
        say.plural("Skip the {n} wrong line", "Skip the {n} wrong lines", len(report.faulty)), key="import_skip"
    )
    words = say.plural("Take over {n} contact", "Take over {n} contacts", len(report.good))
    if st.button(words, type="primary", icon=":material/check:", key="import_keep", disabled=not skips):
        with refusals_shown(say):
            _take_over(screen, case, data, report)


def _take_over(screen: Screen, case: CaseFacts, data: bytes, report: ImportReport) -> None:
    """Records what the report showed. If the case changed since, a new report comes in its place."""
    try:
        kept = import_contacts(screen.work, case.id, data, skip_faulty=bool(report.faulty), shown=report)
    except ImportRefused as refused:
        st.session_state.pop(_tried(case.id), None)
        under(sentence(refused, screen.say))
        if st.button(screen.say("Show the new report"), key="import_again"):
            st.rerun(scope="fragment")
        return
    contacts_kept(case.id, len(kept))
    st.session_state.pop(_tried(case.id), None)
    st.session_state[_turn(case.id)] = st.session_state.get(_turn(case.id), 0) + 1
    st.rerun()


def _report(say: Say, case: CaseFacts, report: ImportReport) -> None:
    there = len(report.lines) - len(report.good) - len(report.faulty)
    counts = [tag(say("{n} to take over", n=len(report.good)), "green")]
    if there:
        counts.append(tag(say("{n} recorded already", n=there)))
    if report.faulty:
        counts.append(tag(say.plural("{n} wrong line", "{n} wrong lines", len(report.faulty)), "red"))
    title = say("Nothing is kept yet: this is what the file says")
    show(Markup('<h2>{}</h2><p class="line" role="status">{}</p>').format(title, joined(counts, " ")))
    if report.faulty:
        lines = [
            [say("Line {n}", n=line.number), line_sentence(line.fault, say)]
            for line in report.faulty[:SHOWN]
            if line.fault
        ]
        show(table([say("Line"), say("What is wrong, and what to do")], lines))
        _rest(say, len(report.faulty))
        text = say("Change these lines in the file and choose it again, or skip them.")
        show(Markup('<p class="small">{}</p>').format(text))
    if report.good:
        with st.expander(say("What will be recorded")):
            rows = [
                [
                    say.numeric_day(one.happened_on),
                    label(say, one.kind),
                    say.listed([short_words(say, case, party) for party in one.parties]),
                ]
                for one in report.good[:SHOWN]
            ]
            show(table([say("Day"), say("How"), say("Who")], rows))
            _rest(say, len(report.good))


def _rest(say: Say, number: int) -> None:
    if number > SHOWN:
        text = say.plural("and {n} line more", "and {n} lines more", number - SHOWN)
        show(Markup('<p class="small">{}</p>').format(text))


def _nothing_to_take(say: Say, report: ImportReport) -> str:
    if report.faulty:
        return say("There is nothing to take over yet. Change the file and choose it again.")
    return say("Everything in this file was recorded already.")


def _what_file(say: Say) -> str:
    return say(
        "One line per contact, with the columns {columns}. Several names in one cell: put a plus sign in between. "
        "Name people as they are called in this case, or by organisation and role.",
        columns=say.listed(COLUMNS),
    )


def _tried(case_id: str) -> str:
    return f"import.tried.{case_id}"


def _turn(case_id: str) -> str:
    return f"import.turn.{case_id}"
