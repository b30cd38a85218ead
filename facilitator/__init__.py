"""Facilitator: a terminal workshop facilitator for IT service management evangelists."""

__version__ = "0.1.0"
