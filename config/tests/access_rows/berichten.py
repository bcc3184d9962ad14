"""The rows of the addresses of berichten."""

from config.tests.access_rows.places import named, one_touch
from config.tests.access_rows.words import LOGIN_NO, NO, PERSONAL, PUBLIC, Row

ROWS = [
    Row("berichten:gezond", PUBLIC, NO),
    Row("berichten:handeling", PUBLIC, PUBLIC, one_touch),
    Row("berichten:mail", "in 404 404 404 404 404 404", LOGIN_NO, named("weg.eml")),
    Row("berichten:mail_html", "in 404 404 404 404 404 404", LOGIN_NO, named("weg.eml")),
    Row("berichten:outbox", "in 404 404 404 404 404 ok", LOGIN_NO),
    Row("berichten:preferences", PERSONAL, PERSONAL),
    Row("berichten:resume_mail", LOGIN_NO, PERSONAL),
    Row("berichten:terugmelding", NO, "404 404 404 404 404 404 404"),  # until a mail service is set up
]
