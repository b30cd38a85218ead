"""The papers: a module each, and their list."""
