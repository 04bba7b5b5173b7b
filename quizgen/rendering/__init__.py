"""Questions and facts -> what people use; no output knows how a question came about."""
