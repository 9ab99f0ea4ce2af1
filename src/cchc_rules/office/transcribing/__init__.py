"""From an annex to a ruleset that loads, and two such transcriptions compared."""
