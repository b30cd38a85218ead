"""A paper as a tree of a few elements."""
