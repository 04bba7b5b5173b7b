"""How names are written by people who write English: tables of what anybody can look up.

First names go by the common short forms of English and by the forms that the languages of Europe give to one name.
The cities are capitals and other large ones with names of their own in several languages, as the articles of Wikipedia
on them begin.
"""

from __future__ import annotations

from quizgen.language.names import NameTables

_FIRST_NAMES = """
alexander aleksandr aleksander alexandr alexandre alessandro alejandro oleksandr olexandr aliaksandr alex sasha
alexandra aleksandra oleksandra alessandra
alexei alexey aleksei aleksey alexej aleksej oleksii oleksiy alexis
andrew andy drew andrei andrey andrej andriy andrii andreas
anthony antony anton antonio antoine tony
antonia toni
arthur art
benjamin ben benny
catherine katherine kathryn katharine kate katie kathy cathy katya ekaterina yekaterina kateryna
charles charlie chuck
christine christina kristina chris tina
christopher chris kit
daniel dan danny
david dave
deborah debra debbie deb
dmitri dmitry dmitriy dmitrij dimitri dmytro dima
donald don donny
dorothy dot dottie
edward ed eddie ted ned
elizabeth elisabeth liz lizzie beth betty bess eliza yelizaveta elizaveta
eugene gene yevgeny evgeny evgeni yevgeni evgenii yevgeniy jewgeni jewgenij yevhen
frances fran fanny
francis frank
franklin frank
frederick fred freddie freddy
george yuri yury iurii jurij juri yuriy heorhiy georgy georgi
gerald gerry jerry
gregory greg grigory grigori hryhoriy hryhorii
harold hal harry
helen elena yelena olena helena
henry harry hank
irina iryna irene
jacob jake
james jim jimmy jamie
janet jan
jennifer jen jenny jenn
jeffrey geoffrey jeff geoff
john johnny jack jon ivan
jonathan jon
joseph joe joey josef
joshua josh
judith judy
kenneth ken kenny
lawrence laurence larry
leonard len lenny
margaret maggie meg peggy madge
matthew matt matvei
michael mike mick micky mikhail mikhailo mykhailo michail misha
nathaniel nathan nat nate
nicholas nick nicky nikolai nikolay nikolaj mykola nicolas kolya
oleg oleh
pamela pam
patricia pat patty trish tricia
patrick pat paddy
paul pavel pavlo
peter pete pyotr petr piotr petro
philip phillip phil
rebecca becky becca
richard rich rick dick ricky
robert rob bob bobby robbie bert
ronald ron ronnie
samuel sam sammy
sergei sergey sergej serguei serge serhiy serhii sergiy sergii
stephen steven steve stepan
susan sue susie suzy
theodore ted teddy fyodor fedor
thomas tom tommy
timothy tim
timothy timofei timofey
victoria vicky viktoria
victor viktor vic
vladimir volodymyr wladimir volodya
walter walt
wendy wendie
william bill billy will willy liam
""".strip().splitlines()

_CITIES = """
Aachen, Aix-la-Chapelle, Aken
Addis Ababa, Addis Abeba
Alexandria, Iskandariya
Algiers, Alger, Algier, Argel
Almaty, Alma-Ata
Antwerp, Antwerpen, Anvers, Amberes
Astana, Nur-Sultan
Athens, Athen, Athènes, Athina, Atenas, Atene, Αθήνα
Baghdad, Bagdad
Bangkok, Krung Thep
Basel, Basle, Bâle, Basilea
Beijing, Peking, Pékin, Pekin, Pechino, Pequín, Pequim, Bejing, 北京
Beirut, Beyrouth, Beirout
Belgrade, Belgrad, Beograd, Belgrado, Београд
Berlin, Berlín, Berlino
Bern, Berne, Berna
Bratislava, Pressburg, Pozsony
Braunschweig, Brunswick
Brno, Brünn
Bruges, Brugge, Brügge
Brussels, Bruxelles, Brussel, Brüssel, Bruselas, Bruxelas
Bucharest, București, Bukarest, Bucarest
Budapest, Budapeszt
Cairo, Kairo, Le Caire, Al-Qahira, El Cairo, القاهرة
Chennai, Madras
Chișinău, Chisinau, Kishinev, Kischinau
Cologne, Köln, Colonia, Keulen, Kolonia
Copenhagen, København, Kopenhagen, Copenhague, Copenaghen
Cordoba, Córdoba, Cordova
Damascus, Damaskus, Damas, Damasco
Dnipro, Dnepr, Dnipropetrovsk, Dnepropetrovsk
Dresden, Dresde, Dresda
Dublin, Baile Átha Cliath, Dublino
Dubrovnik, Ragusa
Edinburgh, Édimbourg, Edinburg
Florence, Firenze, Florenz, Florencia, Florença
Frankfurt, Frankfurt am Main, Francfort, Francoforte
Gdańsk, Gdansk, Danzig
Geneva, Genf, Genève, Ginevra, Ginebra, Genebra
Genoa, Genova, Genua, Gênes
Ghent, Gent, Gand
Gothenburg, Göteborg
Guangzhou, Canton, Kanton
Hamburg, Hambourg, Amburgo, Hamburgo
Hanoi, Hà Nội, Hanoï
Hanover, Hannover, Hanovre
Havana, La Habana, Habana, La Havane, Havanna, L'Avana
Helsinki, Helsingfors
Ho Chi Minh City, Saigon
Istanbul, İstanbul, Constantinople, Konstantinopel
Jakarta, Djakarta, Batavia
Jerusalem, Yerushalayim, Al-Quds, Jérusalem, Gerusalemme
Kaliningrad, Königsberg
Kharkiv, Kharkov, Charkiw, Charkow, Харків
Kolkata, Calcutta, Kalkutta
Krakow, Kraków, Cracow, Krakau, Cracovie, Cracovia
Kyiv, Kiev, Kiew, Kyjiw, Kyïv, Kijów, Kijev, Kyyiv, Київ, Киев
Leipzig, Lipsia
Lisbon, Lisboa, Lissabon, Lisbonne, Lisbona
Liège, Luik, Lüttich
Ljubljana, Laibach, Lubiana
London, Londres, Londra, Londen
Lucerne, Luzern, Lucerna
Luxembourg, Luxemburg, Lëtzebuerg, Luxembourg City
Lviv, Lvov, Lwów, Lemberg, Львів
Lyon, Lyons, Lione
Madrid, Madryt
Mainz, Mayence, Magonza
Marseille, Marseilles, Marsiglia
Mecca, Makkah, Mekka, La Mecque
Mexico City, Ciudad de México, CDMX, Mexiko-Stadt
Milan, Milano, Mailand, Milán
Minsk, Мінск
Moscow, Moskva, Moskau, Moscou, Moscú, Mosca, Москва
Mumbai, Bombay, मुंबई
Munich, München, Monaco di Baviera, Múnich
Mykolaiv, Nikolaev, Nikolayev
Nanjing, Nanking
Naples, Napoli, Neapel, Nápoles
New Delhi, Neu-Delhi, Nueva Delhi, Nuova Delhi
New York, New York City, NYC, Nueva York, Nowy Jork
Nice, Nizza
Nicosia, Lefkosia, Lefkoşa, Nikosia
Nuremberg, Nürnberg, Nuernberg, Norimberga
Odesa, Odessa, Одеса, Одесса
Oslo, Christiania, Kristiania
Padua, Padova, Padoue
Paris, Parigi, París
Porto, Oporto
Prague, Praha, Prag, Praga
Pyongyang, Pjöngjang
Regensburg, Ratisbon
Riga, Rīga
Rome, Roma, Rom
Saint Petersburg, St Petersburg, Sankt-Peterburg, Sankt Petersburg, Leningrad, Petrograd, Санкт-Петербург
Salzburg, Salzbourg, Salisburgo
Sarajevo, Sarajewo
Seoul, Séoul, Seúl, Seul
Seville, Sevilla, Siviglia
Siena, Sienna
Shanghai, Schanghai, 上海
Sofia, Sofija, Sofía, София
Stockholm, Estocolmo, Stoccolma
Strasbourg, Straßburg, Strasburgo
Tallinn, Reval
Tbilisi, Tiflis
Tehran, Teheran, Téhéran, Teherán
Thessaloniki, Salonica, Saloniki, Thessalonica
The Hague, Den Haag, 's-Gravenhage, La Haye, La Haya, L'Aia
Tianjin, Tientsin
Tokyo, Tokio, Tōkyō, 東京
Toulouse, Tolosa
Trieste, Triest
Trier, Treves, Trèves
Tripoli, Tarabulus
Turin, Torino
Valletta, La Valletta
Venice, Venezia, Venedig, Venise, Venecia
Vienna, Wien, Vienne, Viena, Bécs, Vídeň, Wenen, Wiedeń
Vilnius, Wilno, Vilna, Wilna
Volgograd, Stalingrad, Tsaritsyn
Warsaw, Warszawa, Warschau, Varsovie, Varsovia, Varsavia
Washington, Washington DC, Washington D.C.
Wroclaw, Wrocław, Breslau
Yangon, Rangoon
Yekaterinburg, Ekaterinburg, Jekaterinburg, Sverdlovsk
Yerevan, Erevan, Eriwan, Jerewan
Zagreb, Agram
Zurich, Zürich, Zurigo
""".strip().splitlines()

ENGLISH_NAMES = NameTables(
    transliterations=(
        ("schtsch|shch|chtch|szcz|sch", "sh"),
        ("tsch|tch", "ch"),
        ("hr[iy]h", "grig"),
        ("ou", "u"),
        (r"(?<=\w)([aou])e(?=\w)", r"\1"),
        ("ks", "x"),
        ("w", "v"),
        ("j", "y"),
        ("^ye", "e"),
        ("(?<=[^aeiou])y(?=[aou])", "i"),
        ("[iye]?[iy]$", "i"),
        ("(?<=nd)r$", "er"),
        ("ff$", "v"),
    ),
    in_last_names=(
        ("(?<=[oe])f$", "v"),
        ("(?<=[^aeiou])ine$", "in"),
    ),
    first_names=tuple(_FIRST_NAMES),
    particles=frozenset(
        """
        da das de degli dei del della der des di do dos du den het la las le lo los ten ter 't van von vom zu zum zur
        af av bin bint ibn al el ap
        """.split()
    ),
    leading_last_names=frozenset(
        """
        bao cai cao chang chen cheng chiang chou deng ding dong du fan fang feng fu gao gong gu guo han hao he hong hou
        hu hua huang jia jiang jin kang kong lai lei li liang liao lin ling liu long lu luo ma mao meng pan peng qian
        qiao qin qiu ren shao shen shi song su sun tan tang tao tian wan wang wei wen wu xi xia xiang xiao xie xiong xu
        xue yan yang yao ye yin yu yuan zeng zhang zhao zheng zhong zhou zhu zhuang zou
        kim park bak pak choi jeong jung kang cho yoon jang lim
        nguyen tran pham hoang phan vu dang bui
        """.split()
    ),
    double_last_names=frozenset(
        """
        alonso blanco castro cruz diaz duran flores garcia gil herrera leon lopez luna marin martin medina mendoza
        molina mora moreno navarro ortega ortiz ramos reyes rios rivera rojas romero rubio ruiz santos serrano silva
        soto suarez torres vargas vega vera vidal
        """.split()
    ),
    double_endings=("ez",),
    endings=frozenset("an ans ian ians ean eans ism ist ists ite ites esque ic".split()),
    lost_letters="ay",
    relations=frozenset(
        """
        aide aides adviser advisor assistant spokesman spokeswoman spokesperson secretary wife husband widow son
        daughter brother sister father mother uncle nephew cousin junior senior jr sr predecessor successor friend
        colleague boss staff team office deputies envoy lawyer interpreter
        """.split()
    ),
    ranks=frozenset(
        """
        minister secretary ambassador president chairman chairwoman chair director chief head general envoy spokesman
        spokeswoman governor mayor judge commander chancellor
        """.split()
    ),
    organisation_words={
        "dept": "department",
        "govt": "government",
        "intl": "international",
        "natl": "national",
        "assn": "association",
        "assoc": "association",
        "min": "ministry",
        "org": "organization",
        "univ": "university",
        "mfa": "foreign ministry",
        "mod": "defense ministry",
        "dod": "defense department",
        "doj": "justice department",
        "foreign office": "foreign ministry",
        "foreign affairs": "foreign",
    },
    cities=tuple(_CITIES),
)
