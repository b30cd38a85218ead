"""The place People: its parts, and in each what needs somebody, in words."""
