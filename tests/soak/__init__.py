"""Drivers that run for long: each is called by its name, and its docstring says what it shows."""
