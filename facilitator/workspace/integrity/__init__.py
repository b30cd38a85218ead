"""What is wrong with the files of a workspace, putting it right, and backups."""
