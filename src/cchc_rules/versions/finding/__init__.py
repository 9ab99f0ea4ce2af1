"""What differs between two rulesets, found part by part: decisions, trees, nodes, scoring functions, facts."""
