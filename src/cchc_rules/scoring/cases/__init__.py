"""Cases: worked ones, those at every boundary, what they cover, and the vectors other programs are held to."""
