"""The directory: organisations, professionals, accounts, and how people come in.

| file               | holds                                                                 |
|--------------------|-----------------------------------------------------------------------|
| `partners.py`      | organisations and professionals, their stated availability            |
| `rules.py`         | pure: passwords, live sessions, windows of tries                      |
| `facts.py`         | orders and results of coming in                                       |
| `accounts.py`      | invite, withdraw, disable; `account_queries.py` lists them            |
| `enrolment.py`     | set-up of the first account, acceptance of an invitation              |
| `sign_in.py`       | password, second step                                                 |
| `sessions.py`      | start, recognise, end; the language of a session                      |
| `personal_links.py`| links with a secret: made, found again, opened with the spoken code   |
| `second_factor.py` | time codes and recovery codes                                         |
| `passwords.py`     | Argon2id, two at a time                                               |
| `throttle.py`      | how often may something be tried                                      |
| `tickets.py`       | what a browser carries from one step to the next, sealed              |
"""
