"""A durable TinyDB: journal, snapshot, recovery, and the one seam to the disk."""
