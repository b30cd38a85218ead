"""The screens of the parts of People: a module each, with its `SCREENS`.

For the help it has its `CONTEXTS`, and its `ADDS` where `n` asks in a way of its own.
"""
