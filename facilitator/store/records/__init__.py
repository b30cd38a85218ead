"""Typed records over a TinyDB file: rules, history, locks, and what is saved in the background."""
