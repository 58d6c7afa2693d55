"""Treaties: which instruments there are, whom they bind on a day, and through which chain of succession under each doctrine (S21–S23)."""
