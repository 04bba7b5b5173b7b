"""Other programs that teach, as they read files and grade answers."""
