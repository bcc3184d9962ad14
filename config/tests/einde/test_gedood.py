"""kill -9 of the eraser in the middle of a batch: what was done stays done, the rest follows."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from config.tests.einde.conftest import GEHEIM, count_all
from netwerken.einde import wissen
from netwerken.einde.services import end_netwerk
from netwerken.models import Afsluiting, Gegevenskeuze, Intake

# The eraser in a process of its own, that kills itself after the rows of its second batch of intakes are deleted and
# before the transaction ends.
ERASER = """
import os, signal
import django
django.setup()
from netwerken.einde import wissen
from netwerken.einde.models import Gegevenskeuze
echt = Gegevenskeuze.save
def save(self, *args, **kwargs):
    if self.soort == "intakes" and self.aantal_gewist == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return echt(self, *args, **kwargs)
Gegevenskeuze.save = save
wissen.erase_due(batch=1)
"""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle(vol, persoon):
    end_netwerk(vol.netwerk, "afgerond", by=persoon)
    lang_geleden = Afsluiting.objects.get().gesloten_op.date()
    Afsluiting.objects.update(wist_op=lang_geleden, week_bericht_op=lang_geleden.replace(year=lang_geleden.year - 1))
    db = connection.settings_dict
    env = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "DATABASE_URL": f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT']}/{db['NAME']}",
    }  # fmt: skip

    klaar = subprocess.run([sys.executable, "-c", ERASER], env=env, cwd=settings.BASE_DIR, check=False)  # noqa: S603

    assert klaar.returncode == -signal.SIGKILL
    assert Intake.objects.count() == 2  # the first batch stays done, the second never happened
    assert Gegevenskeuze.objects.get(soort="intakes").aantal_gewist == 1
    wissen.erase_due(batch=1)
    wissen.erase_due(batch=1)

    assert Gegevenskeuze.objects.get(soort="intakes").aantal_gewist == 3
    assert Afsluiting.objects.get().gewist_op
    assert not any(aantal for code, aantal in count_all(vol.netwerk).items() if code != "fasen")
    assert GEHEIM not in str(list(Intake.objects.values()))
