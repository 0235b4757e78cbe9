"""The fictional region, in a database of its own, and the rehearsal of a whole case from a file.

| file                | holds                                                               |
|---------------------|---------------------------------------------------------------------|
| `nodes.py`          | reading YAML by its nodes; every refusal names the line             |
| `case_file.py`      | a case file into frozen facts                                       |
| `case_parts.py`     | its persons, partners, bars and calendars                           |
| `case_agreements.py`| its conditions, weighings, actions and later events                 |
| `facts.py`          | what a case file holds                                              |
| `refusal.py`        | a refused file in one sentence                                      |
| `staging.py`        | directory, calendars and case of a file, through the services       |
| `accounts.py`       | the fictional colleagues' accounts                                  |
| `actions.py`        | load, enter and begin anew the fictional region (`region.yaml`)     |
| `region_*.py`       | what is told of its cases, and how that is entered                  |
| `region_others.py`  | the region's other cases and its coordinator, for whoever looks so   |
| `rehearsal.py`      | plays a case to its end; `played.py` its clock and chance           |
| `meeting_played.py` | its meeting with invitations, or its coordination by phone          |
| `outcome.py`        | what came out of it                                                 |
| `report.py`         | what came out, as `report.json`                                     |
"""
