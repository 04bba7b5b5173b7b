"""The learner's side: grading an answer, keeping the log, and planning the next review."""
