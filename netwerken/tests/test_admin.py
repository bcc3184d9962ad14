import pytest

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def test_beheer_looks_at_facts_and_at_nobodys_membership(client):
    netwerk = DeelnameFactory(uitgestapt=True).netwerk
    client.force_login(PersoonFactory(beheer=True))

    assert client.get("/beheer/netwerken/netwerk/").status_code == 200
    pagina = client.get(f"/beheer/netwerken/netwerk/{netwerk.pk}/change/").content.decode()
    assert "lukt" not in pagina
    assert client.post(f"/beheer/netwerken/netwerk/{netwerk.pk}/change/", {"naam": "Anders"}).status_code == 403
    for model in ("deelname", "uitnodiging"):
        assert client.get(f"/beheer/netwerken/{model}/").status_code == 404
