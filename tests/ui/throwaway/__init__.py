"""A package that adds one instrument, as somebody else would: `tests/ui/test_throwaway.py` works with it."""
