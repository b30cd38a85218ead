"""The folders and files of a workspace and its programmes."""
