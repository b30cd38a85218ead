"""What goes to other programs: tables, calendars, and their files."""
