"""The records that all parts of quizgen speak of: facts, sources, entities, recipes, questions, problems.

Plain immutable values. Nothing here knows YAML, click, genanki or the file system, and nothing
here imports another part of quizgen but `language`.
"""
