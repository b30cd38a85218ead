"""The line that is typed: its grammar, reading it, finishing names."""
