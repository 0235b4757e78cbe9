"""Given names that are common in the Netherlands and no ordinary words, by which a name in a text is noticed. Data."""

_NAMES = """
aad ahmed ahmet aisha ali alwin amber amina amir amira andries andré angela anja anna anne anneke annelies
annemarie annie anouk antoine anton arie arjan arno arnold astrid aya aylin ayse azra barbara bart bas
bastiaan beatrix berend bernard betty bianca bilal björn bob bram brian brigitte bryan camiel carla carlijn
carolien caroline casper catharina cees chantal charlotte chris christel christian christine cindy claudia
coen colin connie conny cor corine cornelis corrie cynthia daan damian daniel daniëlle danny david debby demi
denise dennis derk diana dick diederik dimitri dirk dominique donna dorien dylan ebru eefje elif eline elisa
elise ellen elly els elsbeth emil emily emma emre erica erik erwin esmee esra esther eva evelien evert fabian
fatiha fatima fatma femke fenna ferdi ferry fien fleur floor floris frank frans fred frederik frits gabriël
geert gerard gerda gerrit gert giel gijs gino gitte gosia greet greta guido guus hamza hanna hannah hanneke
hannie hans harm harrie hasan hassan heleen helena hendrik henk hennie henny hessel hilde hugo huub ibrahim
ilse imane ine inge ingrid irene iris irma isa isabel ivo jaap jack jacob jacqueline jan jana janine janneke
jannie jantje jasmijn jasper jayden jeanette jelle jelmer jennifer jenny jeroen jesse jessica jip jo joan
joanna job jochem joep johan johanna johannes john jolanda joost joris jorn jos josé jozef judith julia julian
julie jurgen jurre justin karel karim karin kasper katja kees kelly kevin khadija khalid kim klaas koen koos
krijn krista kristel krzysztof laila lars laura laurens leen lena leo leonie liam lian lieke lien lies linda
lisa lisette loes lotte lotus louise luca lucas lucia luna luuk lydia maaike maarten madelon magda malika
manon marc marco maria mariam marian marianne marie marieke marij marije marijke marina mario marion maris
mariëlle marja marjan marjolein mark marleen marlies marloes marnix marta martijn martin martina mathijs
matthijs maud maurice max mees mehmet melanie melissa melvin mia michael michel michelle mieke miep mila milan
milou mirjam mohamed mohammed moniek monique moussa murat mustafa myrthe nadia nadine naomi natalia natasja
nathalie nick nicky nicole niek niels nienke nina noah noor nora noud nynke olaf olga olivia omar onno oscar
otto owen pascal patricia patrick paul paula pauline peter petra philip pien piet pieter pim quinten rachel
rachid ralph ramon rashid raymond rebecca reinier remco renate renske rené ria rian rianne richard rick rik
rinus rita rob robbert robert robin roel roeland rogier roland rolf romy ronald ronnie rosa rosalie rosanne
roy ruben rudolf ruud ryan sabine said salma sam samantha samir samira sander sandra sanne sara sarah saskia
sebastiaan selma sem semra sharon shirley sigrid silvia simone sjaak sjoerd sofia sofie sonja sophie stef
stefan stefanie stephan steven stijn suus suzan suzanne sven sylvia tamara tanja tara tessa teun theo thijs
thomas tijn tim timo tineke tobias tom tomasz tonnie toon trudy truus twan valerie vera victor vincent wendy
wesley wilhelmina willeke willem willemijn wim wouter xander yara yasmin yasmina yolanda youssef yusuf yvette
yvonne zeynep zoë
"""
GIVEN_NAMES = frozenset(_NAMES.split())
