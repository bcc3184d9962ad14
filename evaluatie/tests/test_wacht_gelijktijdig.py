"""Two rounds of one netwerk that close at the same moment: each must know of the other what may be shown of it.

Closing writes a line in the log last of all. While that table is held both workers have done everything but commit, or
wait for the other: whoever decides without waiting decides without knowing.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from evaluatie import services
from evaluatie.models import Meting
from evaluatie.tests.factories import answer_ronde, make_netwerk, make_ronde
from evaluatie.uitslag import get_uitslag
from kern.models import Logregel
from kern.tests.races import together, wait_for_waiting
from kern.tijd import nu
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

PATIENCE = 20  # seconds


def make_rondes(erbij=0, eruit=0):
    """Two open rounds that ask the same, answered by the group before and after the change; both are over."""
    netwerk, toen = make_netwerk(7), nu() - timedelta(days=20)
    eerste = make_ronde(netwerk, now=toen)
    DeelnameFactory.create_batch(erbij, netwerk=netwerk)
    weg = Deelname.objects.filter(netwerk=netwerk, rol="deelnemer").order_by("pk")[:eruit]
    Deelname.objects.filter(pk__in=[deelname.pk for deelname in weg]).delete()
    tweede = make_ronde(netwerk, "eindmeting", now=toen, naam="Eindmeting")
    for ronde in (eerste, tweede):
        answer_ronde(ronde, [2, 3, 4, 4, 5, 3, 4, 1, 1, 1, 1, 1])
    return eerste, tweede


def close_together(rondes):
    """Both, held until neither can go on by itself."""
    closing = [lambda ronde=ronde: services.close_meting(ronde) for ronde in rondes]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Logregel._meta.db_table} IN SHARE MODE")
            both = pool.submit(together, *closing)
            wait_for_waiting(cursor, len(closing))
        both.result(timeout=PATIENCE)
    return list(Meting.objects.filter(pk__in=[ronde.pk for ronde in rondes]).order_by("pk"))


def read_exact(meting):
    """{code: sum of the scores} as everybody can work it out from the result."""
    uitslag = get_uitslag(meting)
    exact = [vraag for vraag in uitslag.vragen if vraag.gemiddelde is not None]
    return {vraag.vraag.code: round(vraag.gemiddelde * meting.ingevuld) for vraag in exact}


def subtract(rondes):
    """What the people by whom the groups differ answered: {code: sum}, of every question that gives it away."""
    een, twee = (read_exact(ronde) for ronde in rondes)
    return {code: twee[code] - een[code] for code in een.keys() & twee.keys()}


@pytest.mark.parametrize("change", [{"erbij": 1}, {"eruit": 1}, {"erbij": 2, "eruit": 2}], ids=str)
def test_two_tables_never_give_away_a_sum_of_fewer_than_five(change):
    rondes = close_together(make_rondes(**change))

    assert [ronde.is_toonbaar for ronde in rondes] == [True, True]
    assert subtract(rondes) == {}
    assert sum(bool(ronde.banden) for ronde in rondes) == 1  # the one that closed last


def test_both_are_exact_when_five_came():
    """So that the test above does not pass because nothing is ever shown."""
    rondes = close_together(make_rondes(erbij=5))

    assert [ronde.banden for ronde in rondes] == [{}, {}]
    assert subtract(rondes)


def test_the_clock_of_two_workers_closes_them_one_after_the_other():
    rondes = make_rondes(erbij=1)

    together(*[services.close_due] * 3)

    rondes = list(Meting.objects.filter(pk__in=[ronde.pk for ronde in rondes]))
    assert [ronde.is_toonbaar for ronde in rondes] == [True, True]
    assert subtract(rondes) == {}
