"""The command line: plain text in and out, and the door to the screens (design: the plain commands)."""

from facilitator.cli.root import cli, main

__all__ = ["cli", "main"]
