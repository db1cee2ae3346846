"""`make bench`: every table, those against labelled data where their folder is given.

Run: python -m benchmarks [FOLDER]; FOLDER holds `grading/`, `lookup/` and `notes/`.
"""

TABLES = ("startup", "storage", "notes", "grading", "lookup_speed", "discord")
LABELLED = ("grading", "lookup")
