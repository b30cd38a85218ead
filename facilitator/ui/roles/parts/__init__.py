"""The screens of the parts of People: a module each, with its `SCREENS` and, for the help, its `CONTEXTS`."""
