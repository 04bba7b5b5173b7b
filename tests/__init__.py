"""What quizgen promises, in the user's language."""
