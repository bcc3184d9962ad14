"""The networks of source 003, H7 to H9, told in our own words; who takes part is made up."""

from overzicht.voorbeeld.vorm import DAG, DAGDEEL, Dag, Verhaal

ONDERNEMEND_LEREN = Verhaal(
    slug="ondernemend-leren",
    regio="groningen",
    naam="Ondernemend Leren",
    vraag="Wat vraagt het van ons allemaal als leerlingen zelf aan het roer staan?",
    thema="leerlingen als eigenaar van hun leren",
    doel=(
        "Elke school werkt één thema uit en geeft het door aan de andere scholen. Elke deelnemer "
        "groeit in de eigen rol."
    ),
    omschrijving=(
        "Uit elke school doen twee tot vier mensen mee, van bestuurder tot leraar. Samen vormen ze "
        "een keten waarin ieder vanuit de eigen rol leidt.\n\n"
        "In een jaar waren er zes bijeenkomsten, van een paar uur tot een hele dag. Iedere school "
        "verzorgde er een deel van. Wat dat opleverde, staat bij elkaar in een wiki."
    ),
    doelgroep="schoolleiders en leraren van scholen met ondernemend leren",
    functies=("leraar", "teamleider", "directeur", "leerlingcoördinator", "bestuurder"),
    mensen=24,
    plekken=(20, 30),
    van=-410,
    tot=-25,
    keren=6,
    deelname_als="organisatie",
    type="innovatie",
    doel_niveau="school",
    status="afgerond",
    eigenaar="de deelnemende scholen samen",
    financiering="De scholen delen de kosten. De academie betaalde het eerste halfjaar mee.",
    route=(
        ("verkenning", -410, ""),
        ("ontwikkeling", -350, "Elke school heeft een thema gekozen."),
        ("verdieping", -270, "De eerste lessen zijn uitgeprobeerd."),
        ("inbedding", -160, "Vier scholen nemen het op in hun schoolplan."),
        ("verankering", -75, "We schrijven op wat blijft en wie het bewaakt."),
    ),
    dagen=(
        Dag(
            -395,
            "Waar sta je zelf?",
            DAG,
            "Noorderkade College",
            "Zwolle",
            cijfer=3.8,
            terugblik=(
                "Ieder vulde een scan in over het eigen leiderschap. De uitkomst bleef bij jezelf, "
                "het gesprek erover niet."
            ),
        ),
        Dag(
            -330,
            "Leerlingen aan het woord",
            DAGDEEL,
            "Elzenbroek College",
            "Meppel",
            cijfer=4.3,
            terugblik=(
                "Leerlingen vertelden wanneer ze zelf mochten kiezen en wanneer dat maar zo leek. "
                "Elke school koos één les om anders te doen."
            ),
        ),
        Dag(
            -255,
            "De leraar die loslaat",
            DAGDEEL,
            "Hazelhorst College",
            "Emmen",
            cijfer=4.0,
            terugblik=(
                "Loslaten bleek iets anders dan weggaan. We maakten een lijstje van wat leerlingen van je nodig hebben."
            ),
        ),
        Dag(
            -190,
            "Kwaliteit zonder afvinken",
            DAG,
            "Noorderkade College",
            "Zwolle",
            cijfer=3.9,
            terugblik=(
                "Twee scholen lieten zien hoe ze met leerlingen naar kwaliteit kijken. Vier scholen doen dat na."
            ),
        ),
        Dag(
            -120,
            "Een keten van rollen",
            DAGDEEL,
            "Bosrand College",
            "Assen",
            cijfer=4.1,
            terugblik=(
                "Van bestuur tot klas: ieder schreef op wat de ander moet weten. Die lijst hangt nu op elke school."
            ),
        ),
        Dag(
            -50,
            "Wat blijft er over een jaar?",
            DAG,
            "Elzenbroek College",
            "Meppel",
            cijfer=4.5,
            respons=0.9,
            terugblik=(
                "Elke school benoemde wie het verder draagt. Het netwerk is klaar. Over een jaar "
                "bezoeken we elkaar nog één keer."
            ),
        ),
    ),
    nieuwe_vragen=(
        "Wie draagt dit als ik weg ben?",
        "Wat vinden leerlingen hier zelf van?",
        "Waar kiezen ze echt, en waar lijkt het maar zo?",
        "Wat doen wij dat leerlingen ook kunnen?",
        "Hoe vertellen we het aan ouders?",
    ),
)

MOREEL_BERAAD = Verhaal(
    slug="moreel-beraad-en-bildung",
    regio="overijssel",
    naam="Moreel Beraad en Bildung",
    vraag="Wat is goed om te doen, als er geen regel is die het zegt?",
    thema="vorming en moreel leiderschap",
    doel=(
        "Deelnemers kunnen in hun school een rustig gesprek leiden over een lastige keuze, en weten "
        "waar ze zelf voor staan."
    ),
    omschrijving=(
        "Op school zijn grote vragen vaak maar even aan de beurt. Hier nemen we er de tijd voor. Aan "
        "de hand van oude begrippen en keuzes uit ons eigen werk zoeken we wat goed is. Gelijk "
        "krijgen is niet het doel.\n\n"
        "We oefenen met manieren om zo'n gesprek te leiden. Zes middagen, één schooljaar. Melden zich"
        " meer mensen aan, dan begint er een tweede groep."
    ),
    doelgroep="schoolleiders",
    functies=("rector", "teamleider", "locatiedirecteur", "afdelingsleider", "directeur"),
    mensen=16,
    plekken=(12, 16),
    van=-75,
    tot=230,
    keren=6,
    toegang="open",
    type="plg",
    doel_niveau="school",
    route=(
        ("verkenning", -75, ""),
        ("ontwikkeling", -20, "We weten welke keuzes ieder bezighouden en willen nu leren hoe je daarover praat."),
    ),
    dagen=(
        Dag(
            -62,
            "Een keuze waar je wakker van lag",
            DAGDEEL,
            "Lyceum Drie Bruggen",
            "Amersfoort",
            cijfer=4.4,
            respons=0.7,
            opkomst=0.9,
            terugblik=(
                "Vier mensen brachten een keuze in waar ze nog aan denken. Niemand gaf raad, dat was "
                "de afspraak. Alle vier zagen ze iets nieuws."
            ),
        ),
        Dag(
            -20,
            "Leren vragen, leren zwijgen",
            DAGDEEL,
            "Lyceum Drie Bruggen",
            "Amersfoort",
            cijfer=4.1,
            respons=0.65,
            terugblik=(
                "We oefenden het socratisch gesprek. Doorvragen zonder mening kost moeite. Ieder doet"
                " het één keer met het eigen team."
            ),
        ),
        Dag(
            6,
            "Deugden in een drukke week",
            DAGDEEL,
            "Lyceum Drie Bruggen",
            "Amersfoort",
            doel="Vier oude deugden naast een gewone werkweek leggen.",
        ),
        Dag(60, "Straffen of spreken?", DAGDEEL, "Lyceum Drie Bruggen", "Amersfoort", programma=False),
        Dag(
            115,
            "Wie mag hier meepraten?",
            DAGDEEL,
            "De Vlierhof",
            "Zeist",
            programma=False,
            voorbereiders=0,
            afgelast="Onze gast kan die dag niet. We zoeken een nieuwe dag na de voorjaarsvakantie.",
        ),
    ),
    wachtlijst=3,
    nieuwe_vragen=(
        "Waar sta ik zelf voor?",
        "Wanneer is regels volgen lui?",
        "Wat zou een leerling van mijn keuze vinden?",
        "Hoe vertraag ik een gesprek?",
        "Wie zit niet aan tafel?",
    ),
)

PERSOONLIJK_LEIDERSCHAP = Verhaal(
    slug="persoonlijk-leiderschap",
    naam="Persoonlijk Leiderschap",
    vraag="Wie ben ik als leider, en wat doet dat met anderen?",
    thema="persoonlijk leiderschap",
    doel="Je weet welk effect je op anderen hebt en kiest bewuster wanneer je stuurt en wanneer je volgt.",
    omschrijving=(
        "Schoolleiders en bestuurders die verandering van onderop willen, begonnen samen drie "
        "netwerken. Dit is het eerste. Het gaat over jou: hoe kom je over, wat houd je tegen, en hoe "
        "wissel je tussen de lange lijn en de dag van vandaag?\n\n"
        "Een kleine groep, zes keer een dagdeel in anderhalf jaar. Iedereen die wil kan meedoen. Wat "
        "we ontdekken, delen we met de twee andere netwerken."
    ),
    doelgroep="schoolleiders en bestuurders",
    functies=("teamleider", "bestuurder", "directeur", "rector"),
    mensen=9,
    plekken=(6, 12),
    van=-30,
    tot=520,
    keren=6,
    toegang="open",
    status="werving",
    type="intervisie",
    doel_niveau="deelnemer",
    route=(("verkenning", -30, ""),),
    dagen=(
        Dag(
            -2,
            "Een eerste keer om de tafel",
            DAGDEEL,
            "De Waterlelie",
            "Utrecht",
            lijst=False,
            doel="Elkaar leren kennen en kiezen wat we willen uitzoeken.",
        ),
        Dag(75, "Hoe kom ik over?", DAGDEEL, "De Waterlelie", "Utrecht", programma=False, voorbereiders=0),
    ),
    eigenaar="de initiatiefnemers",
    facilitator="facilitator@leernetwerk.test",
)

SMART_GOVERNMENT = Verhaal(
    slug="smart-government",
    naam="Smart Government",
    vraag="Wat kunnen scholen leren van hoe anderen zich organiseren?",
    thema="slim organiseren",
    doel="Elke deelnemer haalt één werkwijze van buiten het onderwijs naar binnen en past die aan.",
    omschrijving=(
        "Scholen kijken weinig om zich heen. Wij doen dat wel: bij gemeenten, in de zorg, bij "
        "bedrijven. Hoe betrekken zij mensen? Wat doen ze met gegevens en techniek? Wat daarvan past "
        "bij ons?\n\n"
        "Zes keer een dagdeel, telkens bij een andere organisatie op bezoek. Je kunt nu instappen."
    ),
    doelgroep="schoolleiders en bestuurders",
    functies=("bestuurder", "directeur bedrijfsvoering", "rector", "directeur"),
    mensen=4,
    plekken=(6, 12),
    van=40,
    tot=580,
    keren=6,
    toegang="open",
    status="werving",
    type="intersectoraal",
    doel_niveau="school",
    route=(("verkenning", -15, ""),),
    dagen=(Dag(45, "Op bezoek bij de gemeente", DAGDEEL, "Stadskantoor", "Zaandam", programma=False, voorbereiders=0),),
    eigenaar="de initiatiefnemers",
    penvoerder="penvoerder@leernetwerk.test",
)

VAN_ONDEROP = Verhaal(
    slug="leidinggeven-aan-onderwijs-van-onderop",
    regio="gelderland",
    naam="Leidinggeven aan onderwijs van onderop",
    vraag="Hoe organiseer je dat leraren hun onderwijs weer zelf in handen nemen?",
    thema="eigenaarschap van leraren",
    doel=(
        "Deelnemers geven in hun school één beslissing over de lessen terug aan het team, en leren "
        "wat dat van henzelf vraagt."
    ),
    omschrijving=(
        "Veel leraren volgen de methode en komen weinig toe aan hun vak. Wij denken dat het anders "
        "kan, en dat het aan ons is om daar ruimte voor te maken. Hoe je dat doet, zoeken we samen "
        "uit."
    ),
    doelgroep="schoolleiders en bestuurders",
    functies=("rector", "directeur", "teamleider"),
    mensen=2,
    plekken=(6, 12),
    van=70,
    tot=610,
    keren=6,
    toegang="open",
    status="in_oprichting",
    is_openbaar=False,
    type="docentontwikkelteam",
    doel_niveau="school",
    route=(("verkenning", -8, ""),),
    eigenaar="de initiatiefnemers",
)
