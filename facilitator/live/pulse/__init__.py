"""Taking in the answers of an open wave of the pulse."""
