"""Making the minutes of a draaiboek fit another length, with the same proportions."""

STAP = 5  # minutes; people plan in steps of five


def scale(groepen: list[list[int]], totaal: int) -> list[list[int]]:
    """Minutes per group of blocks that begin together, so that the groups last ``totaal`` minutes after each other.

    Everything becomes a multiple of five where ``totaal`` allows, and at least five minutes; so with too many groups
    for the time the sum is larger than ``totaal``. What remains goes to the blocks that lost most by rounding.
    """
    duren = [max(groep) for groep in groepen]
    nieuw = _share(duren, totaal)
    return [_scale_groep(groep, duur, straks) for groep, duur, straks in zip(groepen, duren, nieuw, strict=True)]


def _share(duren, totaal):
    som = sum(duren)
    precies = [duur * totaal / som for duur in duren]
    nieuw = [max(STAP, int(deel) // STAP * STAP) for deel in precies]
    while (rest := totaal - sum(nieuw)) != 0:
        stap = min(STAP, abs(rest))
        if rest > 0:
            plek = max(range(len(nieuw)), key=lambda i: (precies[i] - nieuw[i], precies[i]))
            nieuw[plek] += stap
            continue
        kan = [i for i in range(len(nieuw)) if nieuw[i] - stap >= STAP]
        if not kan:
            break
        nieuw[min(kan, key=lambda i: precies[i] - nieuw[i])] -= stap
    return nieuw


def _scale_groep(groep, duur, straks):
    langste = groep.index(duur)
    return [
        straks if i == langste else min(straks, max(STAP, round(minuten * straks / duur / STAP) * STAP))
        for i, minuten in enumerate(groep)
    ]
