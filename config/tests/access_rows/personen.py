"""The rows of the addresses of personen."""

from config.tests.access_rows.places import entree
from config.tests.access_rows.words import LOGIN_NO, NO, NOT_FOUND, PERSONAL, PUBLIC, Row

ROWS = [
    Row("personen:profile", PERSONAL, PERSONAL),
    Row("personen:reauthenticate_by_code", PERSONAL, PERSONAL),
    Row("personen:resume", "in go go go go go go", LOGIN_NO),
    Row("personen:school_search", PUBLIC, NO),
    Row("personen:second_factor", "in go go go go go go", LOGIN_NO),  # nobody must, in the tests: on to the overview
    Row("personen:schoolaccount", PERSONAL, LOGIN_NO),
    Row("personen:schoolaccount_code", "in go go go go go go", PERSONAL),
    Row("personen:schoolaccount_nieuw", "in go go go go go go", PERSONAL),
    Row("personen:schoolaccount_start", NO, NOT_FOUND, entree),
    Row("personen:schoolaccount_terug", NOT_FOUND, NO, entree),
    Row("personen:schoolaccount_unlink", LOGIN_NO, PERSONAL, lambda world: {"pk": 1}),
]
