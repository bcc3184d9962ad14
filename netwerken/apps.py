from django.apps import AppConfig


class NetwerkenConfig(AppConfig):
    name = "netwerken"
    verbose_name = "netwerken"

    def ready(self):
        # The permission table registers itself when it is imported; models must be loaded first.
        from netwerken import aanvaarden, mails, rules  # noqa: F401
        from netwerken.belangstelling import register as belangstelling
        from netwerken.contract import register as contract
        from netwerken.einde import register as einde
        from netwerken.functie import register as functie
        from netwerken.groepsbesluit import register as groepsbesluit
        from netwerken.intake import register as intake
        from netwerken.leidinggevende import register as leidinggevende
        from netwerken.mentor import mails as mentor
        from netwerken.overdracht import register as overdracht
        from netwerken.randvoorwaarden import register as randvoorwaarden
        from netwerken.taken import register as taken
        from netwerken.voordracht import mails as voordracht

        onderwerpen = (
            belangstelling,
            contract,
            einde,
            functie,
            groepsbesluit,
            intake,
            leidinggevende,
            mentor,
            overdracht,
            randvoorwaarden,
            taken,
            voordracht,
        )
        for onderwerp in (mails, aanvaarden, *onderwerpen):
            onderwerp.register()
