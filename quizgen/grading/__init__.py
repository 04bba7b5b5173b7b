"""Is this answer right? Grades typed answers, for rounds and for checks of what a curator wrote."""
