"""Old submissions under new rules: what becomes of everything in them."""
