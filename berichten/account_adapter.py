import uuid

from django.conf import settings
from django.template.loader import render_to_string

from berichten import services
from kern.limieten import client_ip
from personen.account_adapter import PersoonAccountAdapter


class AccountAdapter(PersoonAccountAdapter):
    def send_mail(self, template_prefix, email, context):
        """Login codes and the like go through the outbox: after commit, retried, never in the request."""
        context = context | {"request": self.request, "email": email, "basis_url": settings.BASE_URL}
        services.queue_bericht(
            soort="account.code" if context.get("code") else "account.melding",
            sleutel=f"account:{uuid.uuid4()}",
            adres=email,
            gegevens={
                "onderwerp": render_to_string(f"{template_prefix}_subject.txt", context),
                "tekst": render_to_string(f"{template_prefix}_message.txt", context),
                "code": context.get("code", ""),
            },
        )

    def get_client_ip(self, request):
        return client_ip(request)

    def is_ajax(self, request):
        """Never for a form: allauth would answer it as JSON, and breaks on a field that is not text.

        Asking is something else: before signing in with a passkey the page fetches what to ask the browser.
        """
        return request.method == "GET" and super().is_ajax(request)
