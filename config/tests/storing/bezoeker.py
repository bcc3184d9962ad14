import requests

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
        fields["csrfmiddlewaretoken"] = self.session.cookies["csrftoken"]
        headers = {"Referer": self.address + path}
        return self.session.post(
            self.address + path, data=fields, headers=headers, timeout=PATIENCE, allow_redirects=False
        )

    def sign_in(self, email=BEGELEIDER):
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", login=email, password=WACHTWOORD)
        assert answer.status_code == 302, answer.text
        return self

    def health(self):
        answer = self.get("/gezond/")
        return answer.status_code, answer.json()
