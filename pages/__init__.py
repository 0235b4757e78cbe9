"""What is seen. At this level only `main.py`; screens live in sub-folders and only define functions."""
