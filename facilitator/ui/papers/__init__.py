"""Papers on the screen: looking at them, writing them, their folder."""
