"""Open questions to a group that is too small to answer anonymously: with names, read by the facilitators only."""
