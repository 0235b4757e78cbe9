"""What is seen. Nothing at this level but this file and `main.py`: pages live in sub-folders and only define functions.

A `pages/` folder beside a main script is served by itself until `st.navigation` has run once; an empty top level and
the gate in `pages/door` both close that hole.
"""
