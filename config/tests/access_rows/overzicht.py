"""The rows of the addresses of overzicht."""

from config.tests.access_rows.places import network
from config.tests.access_rows.words import BEHEER, LOGIN_NO, NO, PERSONAL, PUBLIC, Row

ROWS = [
    Row("overzicht:home", PUBLIC, NO),
    Row("overzicht:hulp", PUBLIC, NO),
    Row("overzicht:mijn", PERSONAL, LOGIN_NO),
    Row("overzicht:netwerk", PUBLIC, NO, network),
    Row("overzicht:netwerken", PUBLIC, NO),
    Row("overzicht:privacy", PUBLIC, NO),
    Row("overzicht:stijlgids", BEHEER, BEHEER),
    Row("overzicht:toegankelijkheid", PUBLIC, NO),
]
