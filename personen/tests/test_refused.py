import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("naam", ["account_login", "account_signup", "account_reset_password"])
def test_refused_account_form_says_so_in_its_status(client, naam):
    response = client.post(reverse(naam), {"email": "geen adres", "login": "geen adres", "password": ""})

    assert response.status_code == 422
    assert response.context["form"].errors


def test_accepted_and_untouched_forms_keep_their_status(client, persoon):
    url = reverse("account_login")

    assert client.get(url).status_code == 200
    assert client.post(url, {"login": persoon.email, "password": "samen-leren"}).status_code == 302
