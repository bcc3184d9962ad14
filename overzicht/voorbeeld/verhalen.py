"""The networks of source 003, H4 to H6, told in our own words; who takes part is made up."""

from overzicht.voorbeeld.vorm import AVOND, DAG, DAGDEEL, ETMAAL, Belofte, Dag, Plan, Prik, Verhaal

VERBINDEND_VERNIEUWEN = Verhaal(
    slug="verbindend-vernieuwen",
    naam="Verbindend Vernieuwen",
    vraag="Hoe geef je vernieuwing ruimte zonder dat het team de rust verliest?",
    thema="anders organiseren, samenwerken en leren",
    doel="Elke deelnemer brengt in de eigen school één vernieuwing op gang die ook zonder hem of haar doorgaat.\n"
    "Daarbij groeit ieder als leider: je leert sturen terwijl je nog niet weet waar het uitkomt.",
    omschrijving=(
        "Schoolleiders die al een paar jaar ervaring hebben, zoeken hier naar andere manieren om hun "
        "school in te richten. Je werkt aan een vernieuwing waar je nu mee bezig bent.\n\n"
        "We zoeken onze gasten buiten het onderwijs, bij jonge bedrijven bijvoorbeeld, en we kijken "
        "bij elkaar op school. Fouten maken hoort erbij. De ene keer blijven we een dag, de andere "
        "keer een nacht."
    ),
    doelgroep="ervaren schoolleiders",
    functies=("rector", "conrector", "afdelingsleider", "locatiedirecteur", "teamleider", "directeur"),
    mensen=17,
    plekken=(8, 20),
    van=-430,
    tot=420,
    keren=8,
    route=(
        ("verkenning", -430, ""),
        ("ontwikkeling", -330, "Iedereen heeft een eigen vraag opgeschreven en we weten van elkaar wat die is."),
        ("verdieping", -215, "We hebben afspraken over vertrouwelijkheid en de eerste proeven op school lopen."),
    ),
    dagen=(
        Dag(
            -410,
            "Kennismaken met elkaars vraag",
            DAG,
            "Buitengoed De Linde",
            "Amersfoort",
            cijfer=3.9,
            terugblik=(
                "Ieder schreef een vernieuwingsvraag op en kreeg drie vragen terug. We spraken af dat"
                " wat hier gezegd wordt, hier blijft. Volgende keer neemt ieder een foto mee van iets"
                " wat op school verandert."
            ),
        ),
        Dag(
            -300,
            "Buiten kijken, binnen leren",
            ETMAAL,
            "Werkplaats Het Dok",
            "Amsterdam",
            cijfer=4.4,
            doel="Zien hoe jonge bedrijven uitproberen, en wat daarvan op een school past.",
            terugblik=(
                "We zaten een middag bij jonge ondernemers aan tafel. Hun les: begin klein, laat het "
                "zien voor het af is, en stop op tijd. Zes scholen proberen voor de zomer iets uit "
                "dat nog niet klaar is."
            ),
        ),
        Dag(
            -170,
            "Het systeem is sterker dan jij",
            DAG,
            "Lyceum Overtuin",
            "Zutphen",
            cijfer=4.2,
            respons=0.95,
            doel="In een spel voelen hoe een organisatie gedrag oproept.",
            terugblik=(
                "In de simulatie deed bijna iedereen wat het rooster wilde. We kozen daarna ieder één"
                " regel op school die we een periode uitzetten. Wie het deed, vertelt de volgende "
                "keer wat er gebeurde."
            ),
            afspraken=(
                Belofte("Zet één regel op school een periode uit en schrijf op wat er gebeurt", voor=9),
                Belofte("Stuur de groep het filmpje van de simulatie", "deelnemer@leernetwerk.test", 4),
                Belofte("Vraag Lyceum Overtuin of de aula vrij is", "facilitator@leernetwerk.test", -20, "gedaan"),
                Belofte("Nodig een roostermaker uit voor de volgende keer", 3, -3),
                Belofte("Maak samen een lijst met regels die niemand mist", 5, 9),
                Belofte("Zoek een onderzoek over werkdruk", 8, -60, "Er was al een goed overzicht van de vakbond."),
            ),
            aantekeningen=(
                (2, "Drie vragen gaan over het rooster. Die de volgende keer samen nemen."),
                (5, "De simulatie had een kwartier langer mogen duren, niemand wilde stoppen."),
                (7, "Tip voor volgende keer: laat ieder de regel eerst opschrijven en dan pas noemen."),
            ),
        ),
        Dag(
            11,
            "Ruimte geven en rust houden",
            DAG,
            "Lyceum Overtuin",
            "Zutphen",
            eigen_draaiboek=True,
            doel="Vertellen wat er gebeurde toen je een regel uitzette, en samen zoeken wat het team rust geeft.",
        ),
    ),
    jaarplan=Plan(
        (
            ("Een nacht over wat blijft", ETMAAL, "Buitengoed De Linde", "Amersfoort"),
            ("Op bezoek buiten het onderwijs", DAG, "Werkplaats Het Dok", "Amsterdam"),
            ("Wat je doorgeeft aan je team", DAGDEEL, "Lyceum Overtuin", "Zutphen"),
        ),
        van=110,
        tot=350,
    ),
    prik=Prik(
        "Op bezoek bij elkaars school",
        "Op drie scholen zien wat een vernieuwing in de klas verandert.",
        over=(61, 68, 75, 89),
        soort=DAGDEEL,
    ),
    aanmeldingen=2,
    vertrokken=1,
    eigenaar="Scholengroep Veenweide",
    facilitator="facilitator@leernetwerk.test",
    penvoerder="penvoerder@leernetwerk.test",
    accounts=("deelnemer@leernetwerk.test",),
    nieuwe_vragen=(
        "Welke regel kan ik morgen missen?",
        "Hoe houd ik me stil als het team aarzelt?",
        "Wat gebeurt er als ik het niet oplos?",
        "Wie in mijn team wil dit eigenlijk al lang?",
        "Hoe klein mag een proef zijn?",
        "Wat heb ik zelf nodig om los te laten?",
    ),
)

EINDVERANTWOORDELIJK = Verhaal(
    slug="eindverantwoordelijk-schoolleiders",
    regio="utrecht",
    naam="Eindverantwoordelijk Schoolleiders",
    vraag="Wat vraagt leidinggeven van mij, als regelen niet meer helpt?",
    thema="leiderschap",
    doel="Ieder gaat naar huis met een nieuwe vraag over het eigen leidinggeven, en doet daar op school iets mee.",
    omschrijving=(
        "Deze groep bestaat al jaren en begon uit een eerder landelijk programma. De meesten zijn "
        "lang schoolleider. Er zijn ook mensen bij die het vak net kozen.\n\n"
        "Twee keer per jaar zijn we een etmaal samen. Je brengt een eigen vraag mee die je op een "
        "andere plek niet opgelost krijgt. Drie van ons bereiden voor, samen met de begeleider, en "
        "meestal is er een gast. Nieuwe mensen worden door een van ons voorgedragen."
    ),
    doelgroep="schoolleiders die de eindverantwoordelijkheid dragen",
    functies=("rector", "bestuurder", "directeur", "voorzitter centrale directie", "conrector"),
    mensen=15,
    plekken=(8, 16),
    van=-1500,
    tot=480,
    keren=12,
    indeling="functie",
    type="intervisie",
    doel_niveau="deelnemer",
    route=(
        ("verkenning", -1500, ""),
        ("ontwikkeling", -1310, "Iedereen kent elkaars vraag en de groep is compleet."),
        ("verdieping", -1000, "We durven elkaar aan te spreken, en de voorbereiding rouleert."),
        ("inbedding", -620, "Wat we hier leren, zien we terug op onze scholen."),
        ("verankering", -190, "We kiezen wat we doorgeven aan de nieuwe mensen."),
    ),
    dagen=(
        Dag(
            -390,
            "Leiden in een storm",
            ETMAAL,
            "Kloosterhotel De Hof",
            "Doetinchem",
            voorbereiders=3,
            cijfer=4.5,
            terugblik=(
                "Een gast vertelde hoe dierengroepen hun leider volgen. Ons gesprek ging al snel over"
                " wie wij volgen, en waarom. Vier mensen namen een moeilijk gesprek mee naar school."
            ),
        ),
        Dag(
            -205,
            "Wat zie je niet vanaf hierboven?",
            ETMAAL,
            "Kloosterhotel De Hof",
            "Doetinchem",
            voorbereiders=3,
            cijfer=4.6,
            terugblik=(
                "We speelden korte scènes na uit onze eigen week. Daarna vroeg ieder zich af: sta ik "
                "zelf op de foto van de verandering die ik wil? Ieder loopt voor de volgende keer een"
                " dag mee met een collega."
            ),
        ),
        Dag(
            -34,
            "Een dag in de schoenen van een ander",
            ETMAAL,
            "Landgoed De Meander",
            "Deventer",
            voorbereiders=3,
            cijfer=4.4,
            terugblik=(
                "De dagen meelopen leverden meer verwondering op dan oordelen. We maken er een vast "
                "onderdeel van, en twee oud-deelnemers begeleiden de nieuwe mensen."
            ),
        ),
        Dag(150, "Doorgeven aan wie na ons komt", ETMAAL, "Landgoed De Meander", "Deventer", voorbereiders=3),
    ),
    nieuwe_vragen=(
        "Luister ik om te begrijpen, of om te antwoorden?",
        "Wat houd ik zelf in stand?",
        "Wie geef ik te weinig ruimte?",
        "Wat zou er gebeuren als ik een maand niets regel?",
        "Waar ben ik bang voor als ik de deur openzet?",
    ),
)

VROUWELIJK_LEIDERSCHAP_1 = Verhaal(
    slug="vrouwelijk-leiderschap-1",
    regio="zuid-holland",
    naam="Vrouwelijk Leiderschap 1",
    vraag="Hoe leid ik op mijn manier, op een plek waar een andere manier gewoon is?",
    thema="vrouwelijk leiderschap",
    doel=(
        "Deelnemers zetten een volgende stap in hun loopbaan of in hun manier van leidinggeven, en "
        "helpen een ander daarbij."
    ),
    omschrijving=(
        "Teamleiders, schoolleiders en bestuurders uit het hele land leren van elkaar. Wie een stap "
        "verder is, neemt een ander mee.\n\n"
        "Drie keer per jaar komen we aan het eind van de middag bij elkaar, met een spreker en met "
        "verhalen uit ons eigen werk. Daartussen spreek je af in een groepje van twee tot vijf. De "
        "groep is gesloten, zodat je vrijuit kunt praten."
    ),
    doelgroep="vrouwen die een team, school of bestuur leiden",
    vrouwen=True,
    functies=("teamleider", "afdelingsleider", "directeur", "bestuurder", "conrector"),
    mensen=22,
    plekken=(10, 22),
    van=-640,
    tot=150,
    keren=8,
    indeling="functie",
    type="intervisie",
    doel_niveau="deelnemer",
    route=(
        ("verkenning", -640, ""),
        ("ontwikkeling", -540, "De groep is rond en we weten wat ieder hier zoekt."),
        ("verdieping", -400, "De maatjesgroepen draaien en de sprekers kiezen we nu zelf."),
        ("inbedding", -95, "We willen laten zien wat we doen, ook in onze eigen scholen."),
    ),
    dagen=(
        Dag(
            -380,
            "Kiezen voor een volgende stap",
            AVOND,
            "Stadsvilla Oost",
            "Utrecht",
            cijfer=4.1,
            terugblik=(
                "Drie van ons vertelden hoe ze een nieuwe baan kozen, en wat ze achteraf anders "
                "deden. De groepjes bespreken voor de volgende keer ieders volgende stap."
            ),
        ),
        Dag(
            -265,
            "Macht is geen vies woord",
            AVOND,
            "Stadsvilla Oost",
            "Utrecht",
            cijfer=3.7,
            terugblik=(
                "We oefenden met nee zeggen zonder uitleg. Dat bleek lastiger dan de lezing ervoor. "
                "Ieder probeert het één keer per week."
            ),
        ),
        Dag(
            -120,
            "Zichtbaar zijn",
            AVOND,
            "Theaterzaal De Spil",
            "Utrecht",
            cijfer=4.3,
            opkomst=0.7,
            terugblik=(
                "Op het podium staan hielp, ook wie dat vreselijk vond. Twee groepjes schrijven samen een artikel."
            ),
        ),
        Dag(
            20,
            "Wat geven we door?",
            AVOND,
            "Stadsvilla Oost",
            "Utrecht",
            programma=False,
            doel="Kiezen wat we aan onze scholen laten zien en wat van ons blijft.",
        ),
    ),
    nieuwe_vragen=(
        "Wie kan ik vooruithelpen?",
        "Wat laat ik liggen omdat ik aardig wil zijn?",
        "Welke stap stel ik al een jaar uit?",
        "Hoe vraag ik om wat ik nodig heb?",
        "Durf ik te zeggen dat ik het wil?",
    ),
)

VROUWELIJK_LEIDERSCHAP_2 = Verhaal(
    slug="vrouwelijk-leiderschap-2",
    regio="noord-brabant",
    naam="Vrouwelijk Leiderschap 2",
    vraag="Wat doet mijn manier van leiden met het onderwijs in de klas?",
    thema="onderwijskundig leiderschap",
    doel="Elke deelnemer onderzoekt in één team hoe haar leidinggeven doorwerkt in de lessen.",
    omschrijving=(
        "Voor het eerste netwerk wilden meer mensen zich aanmelden dan er plek was. Daarom kwam er "
        "een tweede. Deze groep koos een eigen richting: hoe leid je met het oog op wat er in de klas"
        " gebeurt?\n\n"
        "We komen drie keer per jaar van 16.00 tot 19.00 uur bij elkaar. Daartussen werk je met twee "
        "tot vier maatjes aan je eigen vraag."
    ),
    doelgroep="vrouwen die een team, school of bestuur leiden",
    vrouwen=True,
    functies=("teamleider", "afdelingsleider", "locatiedirecteur", "conrector", "directeur"),
    mensen=19,
    plekken=(10, 20),
    van=-450,
    tot=300,
    keren=7,
    indeling="functie",
    type="intervisie",
    doel_niveau="school",
    route=(
        ("verkenning", -450, ""),
        ("ontwikkeling", -350, "We kennen elkaars vraag en hebben maatjes gekozen."),
        ("verdieping", -200, "In zeven teams loopt een onderzoekje."),
        ("ontwikkeling", -40, "Vijf mensen zijn nieuw. We maken eerst opnieuw afspraken over wat we willen leren."),
    ),
    dagen=(
        Dag(
            -370,
            "Kijken in de klas",
            AVOND,
            "Lyceum De Vuurtoren",
            "Den Haag",
            cijfer=3.6,
            terugblik=(
                "We keken naar een les op film en schreven alleen op wat we zagen. Oordelen bleven "
                "liggen. Ieder doet dit voor de volgende keer één keer met haar team."
            ),
        ),
        Dag(
            -240,
            "De vraag achter de vraag",
            AVOND,
            "Lyceum De Vuurtoren",
            "Den Haag",
            cijfer=4.0,
            terugblik="In drietallen kwamen we van een klacht naar een vraag. De maatjesgroepen gaan hiermee verder.",
        ),
        Dag(
            -110,
            "Uitproberen met je team",
            AVOND,
            "College Zwanebloem",
            "Leiden",
            opkomst=0.6,
            respons=0.35,
            cijfer=3.4,
            terugblik=(
                "Er waren veel afzeggingen vanwege de toetsweek. Wie er was, koos één afspraak om met"
                " het team te proberen. We plannen voortaan om de toetsweken heen."
            ),
        ),
        Dag(
            -6,
            "Opnieuw beginnen met vijf nieuwe mensen",
            AVOND,
            "College Zwanebloem",
            "Leiden",
            cijfer=4.2,
            respons=0.4,
        ),
        Dag(88, "Wat werkt in welk team?", AVOND, "Lyceum De Vuurtoren", "Den Haag", programma=False),
    ),
    accounts=("deelnemer@leernetwerk.test",),
    nieuwe_vragen=(
        "Wat zie ik als ik alleen kijk?",
        "Hoe vaak kom ik eigenlijk in de klas?",
        "Wie vertelt mij wat ik niet wil horen?",
        "Wat heeft dit team nodig dat ik niet geef?",
        "Welke afspraak houden we echt vol?",
    ),
)
