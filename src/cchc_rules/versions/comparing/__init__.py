"""Units in two years: what came of the rules and what of themselves, in parts that add up."""
