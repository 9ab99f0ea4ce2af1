"""What changed between two rulesets, what it did to units, and how old submissions come under new rules."""
