"""Anki packages: note types, notes, the lock that gives each note its modification time, and the file."""
