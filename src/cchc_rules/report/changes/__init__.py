"""Changes and comparisons as pages: text, Markdown, JSON, and one page of HTML with both scorecards side by side."""
