"""Questions -> what people use. One folder an output; none knows how a question came about."""
