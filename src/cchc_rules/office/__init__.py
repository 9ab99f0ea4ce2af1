"""The office room: annexes as Word, Excel and CSV files, read into rulesets and written from them."""
