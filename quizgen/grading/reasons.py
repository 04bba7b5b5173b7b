"""Why an answer that is not contrary to the right one is wrong all the same, as the learner is told."""

LESS_EXACT = "That is less exact than the answer."
MORE_EXACT = "That is more exact than any source says."
MISSING_PART = "A part of the answer is missing."
MISSING_UNIT = "The unit is missing."
WRONG_WEEKDAY = "The day of the week is wrong."
