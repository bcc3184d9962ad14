import requests

from bijeenkomsten.tests.factories import op_werkdag
from config.tests.storing.groep import PATIENCE
from config.tests.storing.namen import BEGELEIDER, WACHTWOORD


class Bezoeker:
    """Somebody with a browser."""

    def __init__(self, address):
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False

    def get(self, path):
        return self.session.get(self.address + path, timeout=PATIENCE, allow_redirects=False)

    def post(self, path, **fields):
        [fields["csrfmiddlewaretoken"]] = [cookie.value for cookie in self.session.cookies if "csrf" in cookie.name]
        headers = {"Referer": self.address + path}
        return self.session.post(
            self.address + path, data=fields, headers=headers, timeout=PATIENCE, allow_redirects=False
        )

    def sign_in(self, email=BEGELEIDER):
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", login=email, password=WACHTWOORD)
        assert answer.status_code == 302, answer.text
        return self

    def plan(self, netwerk, titel):
        """Plan a meeting: a row, its messages and a line in the log, in one transaction, and a word to the workers."""
        begin = op_werkdag(20)
        return self.post(
            f"/netwerken/{netwerk}/bijeenkomsten/nieuw/",
            titel=titel, datum=f"{begin:%Y-%m-%d}", begin="13:30", einde="16:00", inloop_minuten="15",
            doel="Na afloop kiest iedereen een proef.", vorm="fysiek", locatie="Het lokaal", plaats="Zutphen",
        )  # fmt: skip

    def health(self):
        answer = self.get("/gezond/")
        return answer.status_code, answer.json()
