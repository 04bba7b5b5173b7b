"""quizgen turns curated facts into Anki decks, terminal quizzes and printed sheets, and each card can prove itself.

The flow is the folder tree, and data walks through it in one direction:

    questions/*.yaml -> reading -> checking -> asking -> rendering -> .apkg, terminal, .pdf, .json

- `language` is all that depends on a language: its months, number words, articles, stop words.
- `domain` is what the others talk about: facts, sources, entities, questions, problems.
- `grading` says whether an answer is right.
- `reading` makes facts of YAML; every text keeps its line and column.
- `checking` makes a knowledge base of facts, or says what is wrong with them.
- `asking` makes questions of facts: each way of asking is one function.
- `rendering` makes files of questions: one folder an output.
- `study` is the learner's side: it drives a round, keeps the log and schedules reviews.
- `pipeline` leads a library through these stages; `cli` is how people call them, and plays rounds.

Bad data is a value, never an exception: stages return what they could make, and all problems.
"""

__version__ = "0.1.0"
