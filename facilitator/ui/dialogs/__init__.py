"""Dialogs: one question a module."""
