import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.template.loader import render_to_string

from berichten import services


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix, email, context):
        """Login codes and the like go through the outbox: after commit, retried, never in the request."""
        context = context | {"request": self.request}
        onderwerp = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
        tekst = render_to_string(f"{template_prefix}_message.txt", context).strip()
        services.queue_bericht(
            soort="account",
            sleutel=f"account:{uuid.uuid4()}",
            adres=email,
            gegevens={"onderwerp": onderwerp, "tekst": tekst},
        )

    def save_user(self, request, user, form, commit=True):
        user.naam = form.cleaned_data["naam"]
        return super().save_user(request, user, form, commit)
