"""Folders, programmes and sessions; finding records by what people type; who gets which records."""
