"""Checking templates, and beginning one from a shipped one."""
