"""Maps of the programme, a module a map; Home draws those of the table."""
