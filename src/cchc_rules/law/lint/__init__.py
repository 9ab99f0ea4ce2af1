"""Advice on a ruleset that holds: what a maintainer should see before anyone is scored by it."""
