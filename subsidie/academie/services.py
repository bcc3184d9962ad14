"""What the academie writes down beside the numbers."""

from datetime import date, timedelta

from django.db import transaction

from kern.errors import DomainError
from kern.log import log
from kern.tijd import lokale_dag, nu
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag
from subsidie.academie.models import Belnotitie
from subsidie.redenen import list_redenen
from subsidie.spoor.services import write
from subsidie.toestand import Rol

RUST = timedelta(days=30)  # so long a reason that was talked about is quiet
DAG = timedelta(days=1)


@transaction.atomic
def note_gesproken(aanvraag: Aanvraag, dag: date, *, by) -> Belnotitie:
    """Somebody spoke with the netwerk: the reasons there are now are quiet for a while, a new one is not.

    Raises DomainError for a day that still comes, and for one so long ago that it changes nothing.
    """
    vandaag = lokale_dag(nu())
    if not vandaag - RUST < dag <= vandaag:
        raise DomainError(f"Kies een dag van de laatste {RUST.days} dagen.")
    aanvraag = lock_aanvraag(aanvraag)
    codes = [reden.code for reden in list_redenen([aanvraag], nu()).get(aanvraag.pk, ())]
    notitie = Belnotitie.objects.create(aanvraag=aanvraag, dag=dag, redenen=codes, door=by)
    write(aanvraag, "gesproken", Rol.ACADEMIE, by=by, dag=dag.isoformat(), redenen=codes)
    log(aanvraag, "subsidie.netwerk.called", actor=by)
    return notitie
