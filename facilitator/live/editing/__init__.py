"""Changing what was captured: splitting, taking out, erasing."""
