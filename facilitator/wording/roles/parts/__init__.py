"""The parts of the place People: a module each, with its `PART`."""
