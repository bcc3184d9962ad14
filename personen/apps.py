from django.apps import AppConfig


class PersonenConfig(AppConfig):
    name = "personen"
    verbose_name = "personen"

    def ready(self):
        from allauth.mfa import signals
        from django.contrib.auth.signals import user_logged_in

        from personen import checks, receivers  # noqa: F401 - checks register themselves

        user_logged_in.connect(receivers.on_signed_in)
        signals.authenticator_added.connect(receivers.on_added)
        signals.authenticator_removed.connect(receivers.on_removed)
        signals.authenticator_reset.connect(receivers.on_reset)
        signals.authenticator_used.connect(receivers.on_used)
