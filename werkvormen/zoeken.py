"""What a werkvorm is found by."""


def make_zoektekst(kaart) -> str:
    """All words of the kaart, the name first."""
    stappen = [f"{stap.titel} {stap.tekst}" for stap in kaart.stappen]
    delen = [kaart.naam, kaart.samenvatting, kaart.doel, kaart.wanneer, *stappen, *kaart.materiaal, *kaart.variaties]
    return "\n".join([*delen, *kaart.let_op, kaart.online, kaart.voorbeeldvraag])
