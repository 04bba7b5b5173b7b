"""What tests need to play a user: a small library, a learner's Anki, a browser."""
