"""Filling templates: the environment, its bounds and filters."""
