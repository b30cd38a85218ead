"""The one door for deleting files, and the log of what was erased, so that it stays out."""
