"""The front door: plain HTTP beside Streamlit.

| file           | holds                                                                     |
|----------------|---------------------------------------------------------------------------|
| `gate.py`      | the middleware everything passes: host, origin, session, limits           |
| `headers.py`   | what every answer carries: policy against foreign content, no copies kept |
| `locked.py`    | settings of the platform that may not differ                              |
| `passage.py`   | what the gate tells the Streamlit script: which session of which database |
| `visit.py`     | who comes, by their cookie                                                |
| `call.py`      | one request to a door page: its form, language, answer                    |
| `layout.py`, `markup.py` | the look of door pages, escaped by default                      |
| `practice.py`  | the ways into the fictional region, and from one role to the other        |
| `welcome.py`, `sign_in.py`, `invitation.py`, `guest.py`, `actions.py`, `download.py`, `small.py` | the pages |
| `routes.py`    | which page answers which address                                          |
| `opening.py`   | start and stop of the house                                               |
| `mishaps.py`   | errors nobody foresaw: an id for people, no content for the log           |
"""
