"""Names of blocks by which they are found again, whoever put them there. No database."""

AFSPRAKEN = "Afspraken van de vorige keer"
AFSPRAKEN_UIT_VOORSTEL = "Wat spraken we af?"  # the same block, as bijeenkomsten.voorstel proposes it
