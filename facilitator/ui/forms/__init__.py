"""One way to fill in fields: what a field asks, what it is filled in with, and how one goes among them."""
