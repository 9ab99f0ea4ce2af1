"""The law as data: rulesets, their scoring language, how they are read, found and proven."""
