"""The learner's side: the session, the grading of answers, the log and the schedule."""
