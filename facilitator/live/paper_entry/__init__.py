"""Taking in what stands on a filled paper."""
