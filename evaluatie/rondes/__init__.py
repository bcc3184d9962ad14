"""Rounds of questions to a whole netwerk: when they come, their mails, and what facilitators do with them."""
