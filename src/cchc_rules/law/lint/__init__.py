"""Advice on a ruleset that holds: what a maintainer should see before anyone is scored by it."""

from cchc_rules.law.lint.reviews import Review, lint, review

__all__ = ["Review", "lint", "review"]
