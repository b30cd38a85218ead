"""One module an instrument: what the room works with in a segment, over the logic of `live`."""
