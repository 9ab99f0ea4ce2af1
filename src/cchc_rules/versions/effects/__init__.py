"""By how much one change alone can move a unit: rules as straight lines over what they measure, set side by side."""
