"""The places of the program: one screen a place, and what they share."""
