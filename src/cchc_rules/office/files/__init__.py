"""Files as tables: Word, Excel and CSV, opened safely and read cell by cell."""
