from django.core.checks import Tags, register
from django.core.checks import Warning as CheckWarning

from berichten import postvak


@register(Tags.security, deploy=True)
def check_mail_leaves(app_configs, **kwargs):
    """Without a mail server mails stay on this machine, readable by beheer, login codes included."""
    if not postvak.is_demo():
        return []
    return [
        CheckWarning(
            "EMAIL_URL is empty: mails become files in var/mail instead of leaving.",
            hint="Set EMAIL_URL to your mail server.",
            id="berichten.W001",
        )
    ]
