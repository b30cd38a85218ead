"""The worked example: a fictional university, told in tables, and how the tables become record files."""
