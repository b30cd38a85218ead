"""Erasure: the only code that deletes files of a workspace or takes words out of them."""
