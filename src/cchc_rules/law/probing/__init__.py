"""Probing a scoring function: the answers that hit its every edge, and what can be attained at all."""
