"""A session while it runs: clock, agenda, capture grammar, votes, undo. Writes through `Records` only."""
