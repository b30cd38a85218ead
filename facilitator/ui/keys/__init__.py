"""Keys: what a row of the registry is, the registry itself, and which keys are answers."""
