"""What goes to other programs: a module an export, found by its name."""
