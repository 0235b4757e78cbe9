"""Organisations, people, accounts and how they come in: set-up, invitation, sign-in, sessions.

| file             | holds                                                                 |
|------------------|-----------------------------------------------------------------------|
| `rules.py`       | pure: passwords, live sessions, windows of tries                      |
| `facts.py`       | orders and results                                                    |
| `accounts.py`    | invite, withdraw, disable; `account_queries.py` lists them              |
| `enrolment.py`   | set-up of the first account, acceptance of an invitation              |
| `sign_in.py`     | password, second step                                                 |
| `sessions.py`    | start, recognise, end; the language of a session                      |
| `second_factor.py` | time codes and recovery codes                                       |
| `passwords.py`   | Argon2id, two at a time                                               |
| `throttle.py`    | how often may something be tried                                      |
| `tickets.py`     | what a browser carries from one step to the next, sealed              |
"""
