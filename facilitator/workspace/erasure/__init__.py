"""Erasure: one engine that takes words out of every file of a workspace."""
