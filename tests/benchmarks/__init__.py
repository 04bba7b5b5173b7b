"""How fast quizgen is, as ratios to plain programs that run beside it: `python -m tests.benchmarks.run`.

- `generator` writes libraries of any size, with the `facts` and the words (`vocabulary`) that fill them;
- `baselines` holds the plain programs that quizgen is compared with;
- `jobs` holds the steps that are timed inside a process of their own;
- `measure` runs processes in turns and takes their time and peak memory;
- `run` puts it all together;
- `growth` shows that the cost of reading grows in proportion, for libraries made to be slow.

Nothing here asserts a time: a busy machine is no mistake in the code.
"""
