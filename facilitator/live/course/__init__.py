"""The course of a session: agenda, segment runs, time, drafts."""
