from django.db import transaction

from berichten.models import Afmelding
from kern.log import log


def stop_mail(persoon, onderwerp: str) -> None:
    """No more mail about ``onderwerp`` for this person. Stopping twice is fine; waiting mails are skipped."""
    _, created = Afmelding.objects.get_or_create(persoon=persoon, onderwerp=onderwerp)
    if created:
        log(persoon, "berichten.mail.stopped", actor=persoon, onderwerp=onderwerp)


def start_mail(persoon, onderwerp: str) -> None:
    """Mail about ``onderwerp`` again."""
    deleted, _ = Afmelding.objects.filter(persoon=persoon, onderwerp=onderwerp).delete()
    if deleted:
        log(persoon, "berichten.mail.started", actor=persoon, onderwerp=onderwerp)


@transaction.atomic
def set_preferences(persoon, wanted: dict[str, bool]) -> None:
    """Start or stop mail per onderwerp; what already was so stays so, without a log line."""
    for onderwerp, want in wanted.items():
        (start_mail if want else stop_mail)(persoon, onderwerp)
