"""The words of the field as frozen records and rules. No I/O; the standard library and msgspec only."""
