"""What quizgen talks about: facts, sources, entities, recipes, questions and problems.

Plain immutable values. Nothing here knows YAML, click, genanki or the file system, and nothing
here imports another part of quizgen but `language`.
"""
