"""The shapes of the guide. Every text is required: an empty one is a mistake in the JSON."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class _Filled:
    def __post_init__(self):
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and not value.strip():
                raise ValueError(f"{type(self).__name__}.{field.name} is empty: {self}")


@dataclass(frozen=True)
class Vraag(_Filled):
    """A question the group answers in this fase, and why it is worth the time."""

    id: str
    bron: str
    vraag: str
    waarom: str


@dataclass(frozen=True)
class Tip(_Filled):
    id: str
    bron: str
    titel: str
    tekst: str


@dataclass(frozen=True)
class Tipgroep(_Filled):
    kop: str
    tips: tuple[Tip, ...]


@dataclass(frozen=True)
class Valkuil(_Filled):
    """A pitfall: what one notices, the question to ask the group, what helps."""

    id: str
    bron: str
    titel: str
    merk: str
    vraag: str
    helpt: str


@dataclass(frozen=True)
class Werkvormhint(_Filled):
    id: str
    naam: str
    doel: str
    duur: str
    groep: str


@dataclass(frozen=True)
class Hulpmiddel(_Filled):
    """An instrument that fits this fase."""

    id: str
    bron: str
    naam: str
    tekst: str


@dataclass(frozen=True)
class Punt(_Filled):
    """One thing that is true when a group is ready: short, and how one sees it."""

    titel: str
    tekst: str


class _Guide:
    @property
    def tips(self):
        return tuple(tip for groep in self.tipgroepen for tip in groep.tips)

    @property
    def entries(self):
        """Everything with a code of its own; each code has one place in the guide."""
        return (*self.vragen, *self.tips, *self.valkuilen)


@dataclass(frozen=True)
class Fase(_Filled, _Guide):
    nummer: int
    slug: str
    naam: str
    seizoenen: tuple[str, ...]
    kernvraag: str
    kort: str  # what happens here, in one sentence
    inleiding: str  # the paragraph that opens the guide
    herkenbaar: tuple[str, ...]
    verder: tuple[Punt, ...]
    vragen: tuple[Vraag, ...]
    tipgroepen: tuple[Tipgroep, ...]
    valkuilen: tuple[Valkuil, ...]
    hints: tuple[Werkvormhint, ...]
    hulpmiddelen: tuple[Hulpmiddel, ...]
    vooraf: tuple[Punt, ...] = ()  # what is arranged before the first meeting; only the first fase has it

    @property
    def seizoen(self):
        """«cultiveren», or «cultiveren en oogsten» where two overlap."""
        return " en ".join(self.seizoenen)

    @property
    def icoon(self):
        return f"fase-{self.nummer}"

    def __str__(self):
        return self.naam


@dataclass(frozen=True)
class InElkeFase(_Filled, _Guide):
    """What helps from the first meeting to the last."""

    vragen: tuple[Vraag, ...]
    tipgroepen: tuple[Tipgroep, ...]
    valkuilen: tuple[Valkuil, ...]
