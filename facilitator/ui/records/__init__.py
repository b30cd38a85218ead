"""One list and one form for every record type that declares its fields."""
