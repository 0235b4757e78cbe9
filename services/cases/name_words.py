"""Surnames and first names that are ordinary Dutch words as well: alone they say something only with a capital."""

_ORDINARY_WORDS = """
bakker visser molenaar kuiper kuipers timmerman timmermans groot zwart klein koning koningin prins bisschop keizer
boer smid jager wever herder schipper schippers slager koster schilder zanger roos rozen berg bergen dijk dijken
meer veld velden heuvel brink kamp linde linden beek bruin blauw jong oude lang lange kort korte hoek brug haan
vogel vogels vink valk wolf leeuw beer engel engels post haas hoed mens raad staal steen stoel bont drost goed goede
graaf hertog ridder heer heren huis huisman jonker kramer kroon laan muis olie poort regen snel sterk vaart winter
zomer lente zand water waterman wind wint storm sterre ster bloem madelief mark joy hope mei juni oost west noord
zuid zuiden noorden heil hoop vrede trouw moed geluk gast vriend broer broers oom tante buur buurman vader moeder
vrouw kind knecht meester meier maker drukker dekker decker brouwer brouwers schoen dorp kerk hout wagenaar wagen
ruiter smeets peper kool appel peer noten bos bosch stad stam spook muur winkel winkels voet hand hart mond tand
kuil kerkhof burg burger burgers dokter brand vuur zilver goud koper ijzer kist kast rood groen geel wit vos school
kaas brood boter zout room nieuw jonge zwaan duif spreeuw merel raaf mus kraai wezel das
said koos toon kern plan ernst regel stand streep grace faith rose wil maat
"""
ORDINARY = frozenset(_ORDINARY_WORDS.split())
_GENERIC_WORDS = """
basisschool school obs cbs rkbs ikc kinderdagverblijf kdv kinderopvang bso daltonschool montessorischool
jenaplanschool openbare bijzondere christelijke katholieke sint college lyceum drukkerij bloemist bloemisterij
transportbedrijf kapsalon kapper autobedrijf garage zorgcentrum verzorgingshuis ziekenhuis bakkerij café cafe
restaurant camping volkstuin manege zwembad stichting zonnestudio hotel winkel supermarkt bedrijf bureau firma bv nv
sportschool voetbalclub vv club vereniging praktijk apotheek slagerij huisartsenpraktijk
"""
GENERIC = frozenset(_GENERIC_WORDS.split())
"""What a place is, beside its name; the rest of the name alone tells where it is."""
