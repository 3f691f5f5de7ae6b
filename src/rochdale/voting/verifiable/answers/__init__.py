"""Answers to the two kinds of question: made, read, checked (sections 4.1 to 4.3)."""
