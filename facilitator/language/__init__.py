"""How the program says and reads words of a language: dates, counts, the direction of text."""
