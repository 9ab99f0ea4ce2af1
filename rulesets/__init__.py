"""The rulesets that ship with the library: data only, one folder for each decision."""
