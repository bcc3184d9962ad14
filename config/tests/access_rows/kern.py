"""The rows of the addresses of kern."""

from config.tests.access_rows.words import NO, Row

ROWS = [
    Row("kern:security_txt", "404 404 404 404 404 404 404", NO),
]
