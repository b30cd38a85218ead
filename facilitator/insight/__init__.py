"""What the records tell: pure functions from records to tables. No files, no screen."""
