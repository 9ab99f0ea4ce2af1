"""Results and rulesets in words a person reads: Vietnamese and English, text and Markdown."""
