"""The learner's side: grading an answer, leading a session, keeping the log, and planning the next review."""
