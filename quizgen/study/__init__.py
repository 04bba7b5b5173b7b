"""The learner's side: keeping the log, and planning the next review."""
