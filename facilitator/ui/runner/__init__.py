"""The runner in parts: what it says, its stage, its line, and how it moves on."""
