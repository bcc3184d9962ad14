"""Why a round comes, in a sentence: from the moment it was planned for."""

from evaluatie.models import Meting

_WAAROM = {
    "nulmeting": "Voor jullie eerste bijeenkomst: waar begint ieder?",
    "inbedding": "Jullie gingen naar de fase Inbedding: staat het netwerk stevig genoeg?",
    "barometer": "Om de zoveel tijd kijken jullie hoe het netwerk ervoor staat.",
    "eindmeting": "Rond de laatste bijeenkomst: wat heeft het netwerk gebracht?",
    "nameting": "Vier maanden na het einde: wat doen mensen er nog mee?",
    "spreker": "Een van jullie wil weten wat de gast bracht.",
}


def explain(meting: Meting) -> str:
    """«Voor jullie eerste bijeenkomst: waar begint ieder?»"""
    delen = meting.moment.split(":")
    sleutel = delen[1] if delen[-1] == "inbedding" else delen[0]
    return _WAAROM.get(sleutel, "Een facilitator wil dit weten.")
