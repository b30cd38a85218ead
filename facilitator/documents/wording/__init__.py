"""The fixed words of papers."""
