"""Records of the programme by their declarations: what is asked, what was typed, how they are kept."""
