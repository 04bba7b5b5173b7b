"""A round from its first question to its end: choose, ask, grade, keep, sum up."""
