"""What the facilitator of the demo did with the kompas: one pitfall they work on in another way."""

from fasen.kompas.services import dispute
from fasen.kompas.signaal import find_signaal

SIGNAAL, ZIN = "netwerken.groepsgrootte", "We werken al met vaste groepjes van drie of vier."


def load(netwerk, facilitator):
    dispute(netwerk, find_signaal(SIGNAAL), zin=ZIN, by=facilitator)
