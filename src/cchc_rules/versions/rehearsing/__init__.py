"""Last year's facts under a draft ruleset, before it is signed."""
