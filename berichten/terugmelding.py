"""Where the mail service tells what became of our mails: bounces and complaints mark the address.

Sending stays SMTP, so this works with any service of which django-anymail knows the webhook. Opening and clicking are
not looked at: what people read is theirs.
"""

import logging

from allauth.account.signals import authentication_step_completed, email_confirmed
from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.signals import EventType, RejectReason, tracking
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from berichten.models import Adresmerk
from berichten.services import clear_address, mark_address

logger = logging.getLogger(__name__)

SERVICES = {
    "brevo": BrevoTrackingWebhookView.as_view(),
    "mailjet": MailjetTrackingWebhookView.as_view(),
    "postmark": PostmarkTrackingWebhookView.as_view(),
}
GONE = {RejectReason.BOUNCED, RejectReason.INVALID, RejectReason.BLOCKED}


@login_not_required
@csrf_exempt  # the mail service posts here; its password is the authority
@require_http_methods(["HEAD", "POST"])
def terugmelding(request):
    """Only there when a service and its password are set. Anything that is no proper report is refused unread."""
    view = SERVICES.get(settings.MAIL_WEBHOOK_SERVICE)
    if view is None or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        raise Http404
    try:
        return view(request)
    except AnymailWebhookValidationFailure:
        return HttpResponse(status=403)
    except (AnymailError, ImproperlyConfigured, ValueError, LookupError, TypeError, AttributeError) as error:
        logger.warning("a report of the mail service could not be read: %s", type(error).__name__)
        return HttpResponse(status=400)


def _on_event(sender, event, esp_name, **kwargs):
    soort = _soort(event)
    if soort and _is_address(event.recipient):
        mark_address(event.recipient, soort, bron=esp_name)


def _soort(event):
    if event.event_type == EventType.COMPLAINED:
        return Adresmerk.Soort.KLACHT
    came_back = event.event_type in {EventType.BOUNCED, EventType.REJECTED}
    if came_back and event.reject_reason in GONE and not _will_heal_or_is_about_us(event.esp_event):
        return Adresmerk.Soort.ONBEREIKBAAR
    return None


def _will_heal_or_is_about_us(melding):
    """A full mailbox heals; a refusal of our words or our name says nothing about the address."""
    return (
        melding.get("event") == "soft_bounce"  # Brevo
        or melding.get("Type") in {"SoftBounce", "DMARCPolicy", "Blocked", "VirusNotification"}  # Postmark
        or melding.get("error_related_to") in {"content", "spam", "mailjet", "system"}  # Mailjet
        or melding.get("hard_bounce") is False  # Mailjet
    )


def _is_address(recipient):
    try:
        validate_email(recipient)
    except ValidationError:
        return False
    return len(recipient) <= Adresmerk._meta.get_field("adres").max_length


def _on_authentication_step(user, method, email="", **kwargs):
    """Who types a code from a mail shows that mail arrives."""
    if method == "code" and email:
        clear_address(email, [Adresmerk.Soort.ONBEREIKBAAR], actor=user)


def _on_confirmed(email_address, **kwargs):
    clear_address(email_address.email, [Adresmerk.Soort.ONBEREIKBAAR], actor=email_address.user)


def register():
    tracking.connect(_on_event, dispatch_uid="berichten.terugmelding")
    authentication_step_completed.connect(_on_authentication_step, dispatch_uid="berichten.terugmelding")
    email_confirmed.connect(_on_confirmed, dispatch_uid="berichten.terugmelding")
