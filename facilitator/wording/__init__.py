"""Facts in sentences, for commands and screens alike."""
