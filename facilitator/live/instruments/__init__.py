"""The verbs of the instruments: one module an instrument."""
