"""From facts to points: submissions, evaluation, results, rankings."""
