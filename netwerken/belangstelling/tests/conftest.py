import pytest

from netwerken.belangstelling import services
from netwerken.belangstelling.models import Belangstelling, Themavoorstel
from netwerken.belangstelling.tests.factories import ThemaFactory, make_groep


@pytest.fixture
def thema():
    return ThemaFactory(zichtbaar=True)


@pytest.fixture
def voorstel(thema):
    """Six people of three schools, of whom the first wants to guide."""
    groep = make_groep(thema)
    Belangstelling.objects.filter(pk=groep[0].pk).update(wil_trekken=True)
    services.tend_themas()
    voorstel = Themavoorstel.objects.get()
    voorstel.groep = groep
    return voorstel
