"""A werkvorm that is not whole yet: the form that asks nothing, and what is still to do."""

from django.core.validators import MinLengthValidator

from werkvormen.forms import StapForm, WerkvormForm, make_kaart_of, make_stappen

# What is not right yet of a field, in the words of the line that says what is still to do; in the order of the form.
NOG = {
    "naam": "de naam", "samenvatting": "‘in het kort’", "doel": "wat je ermee bereikt",
    "wanneer": "wanneer je dit kiest", "stappen": "de stappen", "duur_min": "de duur", "duur_max": "de duur",
    "groep_min": "de groep", "groep_max": "de groep", "tijd": "wat mensen vooral doen", "energie": "de energie",
    "plek": "op een plek of online", "online": "hoe het online gaat", "doelen": "waarvoor hij bedoeld is",
    "fasen": "de fase", "momenten": "waar in een bijeenkomst",
}  # fmt: skip
NOEM = 4  # by name; of the rest how many
NIETS = "Er is nog niets om te bewaren. Vul om te beginnen een naam in."
HEEL = "Alles is er. Kies ‘Bewaar als werkvorm’, dan kun je hem gebruiken."


class _NietsMoet:
    """Nothing has to be there; what is there keeps within its limits."""

    def full_clean(self):
        eisen = {veld: (veld.required, veld.validators) for veld in self.fields.values()}
        for veld, (_, validators) in eisen.items():
            veld.required = False
            veld.validators = [v for v in validators if not isinstance(v, MinLengthValidator)]
        super().full_clean()
        for veld, (required, validators) in eisen.items():  # the page shows the field as it is asked in the end
            veld.required, veld.validators = required, validators

    def clean(self):
        """What fields say together is for when it is whole."""
        return self.cleaned_data


class ConceptForm(_NietsMoet, WerkvormForm):
    pass


class ConceptStapForm(_NietsMoet, StapForm):
    @property
    def inhoud(self):
        return {"titel": "", "tekst": "", "minuten": None} | self.cleaned_data


def open_concept(data):
    """The form and the steps of what was typed, as a concept."""
    return ConceptForm(data), make_stappen(data, soort=ConceptStapForm)


def read_gegevens(form, stappen) -> dict | None:
    """What is kept, or None when something does not hold or nothing was typed: then the forms have the error."""
    if not form.is_valid() & stappen.is_valid():
        return None
    velden = {naam: form.cleaned_data.get(naam) for naam in form.fields if naam not in ("versie", "sleutel")}
    rijen = [rij.inhoud for rij in stappen]
    while rijen and not (rijen[-1]["titel"] or rijen[-1]["tekst"]):
        rijen.pop()
    if not rijen and not any(isinstance(waarde, str) and waarde and naam not in ("tijd", "energie")
                             for naam, waarde in velden.items()):  # fmt: skip
        form.add_error("naam", NIETS)
        return None
    return {"velden": velden, "stappen": rijen}


def find_nog(gegevens) -> list[str]:
    """What is not there yet or does not hold, before it is a whole werkvorm."""
    rijen = gegevens["stappen"]
    data = {**gegevens["velden"], "stap-TOTAL_FORMS": len(rijen), "stap-INITIAL_FORMS": 0}
    data |= {f"stap-{n}-{veld}": waarde for n, rij in enumerate(rijen) for veld, waarde in rij.items()}
    form, stappen = WerkvormForm(data), make_stappen(data)
    fout = set(form.errors) | ({"stappen"} if not stappen.is_valid() or not any(rij.stap for rij in stappen) else set())
    if not fout and not make_kaart_of(form, stappen):
        fout = {"stappen"}
    return list(dict.fromkeys(woorden for veld, woorden in NOG.items() if veld in fout))


def say_nog(gegevens) -> str:
    """One line: «Nog niet af: de duur en de stappen.»"""
    nog = find_nog(gegevens)
    if not nog:
        return HEEL
    if len(nog) > NOEM + 1:
        nog[NOEM:] = [f"nog {len(nog) - NOEM} dingen"]
    *eerst, laatst = nog
    return f"Nog niet af: {', '.join(eerst)} en {laatst}." if eerst else f"Nog niet af: {laatst}."
