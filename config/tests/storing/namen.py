"""Who and what is in the world of the fault tests."""

BEGELEIDER = "begeleider@school.test"
WACHTWOORD = "samen-leren"
# How many people get the invitation of each netwerk.
GROOTTE = {"groot": 1000, "middel": 300, "klein": 6}
