"""After the meeting: reviewing a session, and typing in what was held on paper."""
