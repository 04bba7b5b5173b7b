"""The learner's side: leading a session, keeping the log, and planning the next review."""
